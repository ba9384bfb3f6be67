import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import add_influence, insert_rows
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, theme: Theme) -> RecordForm:
    form = RecordForm(desk, "deals", theme)
    qtbot.addWidget(form)
    form.resize(400, 700)
    form.show()
    form.show_record(1)
    return form


def at(form: RecordForm) -> str:
    """Return the field with the cursor."""
    return next((name for name, box in form.boxes.items() if form.focusWidget() is box.entry), "")


def test_the_cursor_goes_into_the_field_to_mend_of_the_record_that_is_shown(form: RecordForm) -> None:
    form._desk.mending.emit("deals", 1, "qualified_on")

    assert at(form) == "qualified_on"


def test_it_waits_for_the_record_that_was_asked_for(form: RecordForm) -> None:
    form._desk.mending.emit("deals", 2, "value")
    assert at(form) != "value"

    form.show_record(2)

    assert at(form) == "value"
    form.boxes["name"].entry.setFocus()
    form.show_record(1)
    form.show_record(2)
    assert at(form) == "name"


def test_fields_of_another_table_or_of_nothing_are_left_alone(form: RecordForm) -> None:
    before = at(form)

    form._desk.mending.emit("partners", 1, "tier")
    form._desk.mending.emit("deals", 1, "no such field")

    assert at(form) == before


def test_a_field_further_down_is_brought_into_sight(form: RecordForm) -> None:
    assert not form.boxes["external_id"].isVisible()

    form._desk.mending.emit("deals", 1, "registration_status")

    assert form.boxes["external_id"].isVisible()
    assert at(form) == "registration_status"


def test_fields_stand_in_even_columns_whatever_stands_in_them(form: RecordForm) -> None:
    long = "A partner with a name that is far longer than its column is wide"

    def influence(session: Session) -> Outcome:
        session.execute(*insert_rows(session, "partners", [{"name": long}]))
        deal, partner = session.rows("deals", [1])[0], session.store.find("partners", {"name": long})[0]
        return session.execute(*add_influence(session, str(deal["id"]), str(partner["id"])))

    form._desk.change(influence)
    form.resize(320, 700)
    QApplication.processEvents()

    assert form.influences is not None
    assert long in form.influences.names
    pairs = (("stage", "probability"), ("created_on", "qualified_on"), ("expected_close_on", "registered_on"))
    assert len({form.boxes[name].width() for pair in pairs for name in pair}) == 1
    assert form.influences.width() == form.boxes["stage"].width()
    chips = [each.text() for each in form.influences.findChildren(QPushButton)]
    assert any(text.startswith("A partner") and text.endswith("… ×") for text in chips)


@pytest.mark.parametrize(
    ("table", "one"), [("deals", "a deal"), ("deal_influences", "an influence"), ("actions", "an action")]
)
def test_an_empty_form_says_what_to_choose(
    qtbot: QtBot, desk: Desk, theme: Theme, table: str, one: str
) -> None:
    form = RecordForm(desk, table, theme)
    qtbot.addWidget(form)
    (words,) = (each.text() for each in form.findChildren(QLabel) if each.text().startswith("Choose"))
    assert words == f"Choose {one} to see and edit it here."


def test_a_new_record_begins_in_the_first_empty_field_that_it_needs(
    qtbot: QtBot, desk: Desk, theme: Theme, session: Session
) -> None:
    partner = session.store.find("partners", {})[0]
    for table, expected in (("actions", "title"), ("certifications", "person"), ("deals", "name")):
        form = RecordForm(desk, table, theme)
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        form.show_new({"partner": partner["id"]} if table != "deals" else None)
        assert form.held() == expected


def test_what_is_typed_takes_the_place_of_the_text_that_the_cursor_is_put_into(
    qtbot: QtBot, form: RecordForm
) -> None:
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.go_to("name")
    QTest.keyClicks(form.boxes["name"].entry, "X")
    assert form.boxes["name"].entry.text() == "X"
