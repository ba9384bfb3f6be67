"""What happens to what is typed while the file is busy."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableFileError
from partnertracker.domain.fields import Value
from partnertracker.domain.periods import period_containing
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.held import Held
from tests.gui.inplace import InPlace


@pytest.fixture
def lane() -> Held:
    return Held()


@pytest.fixture
def desk(session: Session, lane: Held) -> Iterator[Desk]:
    today = day_of(programme.TODAY.isoformat())
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(session, session.facts, choice, lane, InPlace())
    yield desk
    desk.deleteLater()


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, theme: Theme, lane: Held) -> RecordForm:
    form = RecordForm(desk, "deals", theme)
    qtbot.addWidget(form)
    form.resize(400, 800)
    form.show()
    form.show_record(1)
    lane.go_on()
    return form


def types(form: RecordForm, name: str, text: str) -> None:
    entry = form.boxes[name].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)


def stored(session: Session, key: int = 1) -> dict[str, Value]:
    return session.rows("deals", [key])[0]


def test_typing_goes_on_while_the_file_works(form: RecordForm, session: Session, lane: Held) -> None:
    types(form, "name", "First name")
    types(form, "customer", "Rome")
    types(form, "manager", "ZZ")
    assert len(lane.waiting) == 1
    lane.go_on()
    assert form.boxes["manager"].entry.text() == "ZZ"
    form.save_now()
    lane.go_on()
    row = stored(session)
    assert (row["name"], row["customer"], row["manager"]) == ("First name", "Rome", "ZZ")


def test_another_record_can_be_chosen_before_the_first_is_saved(
    form: RecordForm, session: Session, lane: Held
) -> None:
    types(form, "customer", "Rome")
    form.show_record(2)
    lane.go_on()
    assert form.key == 2
    assert form.unsaved == ()
    assert stored(session, 1)["customer"] == "Rome"
    types(form, "customer", "Milan")
    form.save_now()
    lane.go_on()
    assert stored(session, 2)["customer"] == "Milan"
    assert stored(session, 1)["customer"] == "Rome"


def test_a_new_record_is_stored_once_however_fast_one_types(
    form: RecordForm, session: Session, lane: Held
) -> None:
    before = session.store.count("deals")
    form.show_new()
    for name, text in (("name", "Harbour"), ("customer", "Port"), ("value", "5"), ("manager", "ZZ")):
        types(form, name, text)
        form.save()
    types(form, "notes", "Call them")
    form.save()
    lane.go_on()
    form.save()
    lane.go_on()
    assert session.store.count("deals") == before + 1
    row = session.store.find("deals", {"name": "Harbour"})[0]
    assert (row["manager"], row["notes"]) == ("ZZ", "Call them")
    assert form.key == row["key"]


def test_what_is_typed_is_not_overwritten_by_an_edit_from_elsewhere(
    form: RecordForm, desk: Desk, session: Session, lane: Held
) -> None:
    types(form, "customer", "Rome")
    desk.do("Elsewhere", lambda writer: writer.update("deals", 1, {"customer": "Oslo", "manager": "QQ"}))
    lane.go_on()
    assert form.boxes["customer"].entry.text() == "Rome"
    assert form.boxes["manager"].entry.text() == "QQ"
    form.save_now()
    lane.go_on()
    assert stored(session)["customer"] == "Rome"


def test_a_file_that_fails_leaves_the_edit_in_the_form(
    form: RecordForm, desk: Desk, session: Session, lane: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    desk.failed.connect(told.append)

    def full(_label: str, _operation: object) -> Outcome:
        raise UnusableFileError("The disk is full.", "Make room, or save elsewhere.")

    with monkeypatch.context() as broken:
        broken.setattr(session, "execute", full)
        types(form, "customer", "Rome")
        form.save_now()
        lane.go_on()
    assert [str(error) for error in told] == ["The disk is full. Make room, or save elsewhere."]
    assert form.boxes["customer"].entry.text() == "Rome"
    form.save_now()
    lane.go_on()
    assert stored(session)["customer"] == "Rome"


def test_a_record_deleted_elsewhere_leaves_the_form(form: RecordForm, desk: Desk, lane: Held) -> None:
    desk.do("Elsewhere", lambda writer: writer.delete("deals", [1]))
    lane.go_on()
    assert form.key is None


def test_a_new_record_is_not_replaced_by_one_that_was_asked_for_before(form: RecordForm, lane: Held) -> None:
    form.show_record(2)
    form.show_new()
    lane.go_on()
    assert form.key is None
    assert form.boxes["name"].entry.text() == ""


def test_the_record_chosen_last_is_shown(form: RecordForm, lane: Held) -> None:
    for key in (2, 3, 4, 3):
        form.show_record(key)
    lane.go_on()
    assert form.key == 3


def test_a_record_left_while_another_is_being_saved_is_saved_after_it(
    form: RecordForm, session: Session, lane: Held
) -> None:
    types(form, "customer", "Rome")
    form.save()
    form.show_new()
    for name, text in (("name", "Harbour"), ("customer", "Port"), ("value", "5")):
        types(form, name, text)
    form.show_new()
    assert [draft.title(form._wording) for draft in form.waiting] == ["Data platform", "Harbour"]
    lane.go_on()
    assert stored(session)["customer"] == "Rome"
    assert len(session.store.find("deals", {"name": "Harbour"})) == 1
    assert form.waiting == ()
    assert form.unsaved == ()
