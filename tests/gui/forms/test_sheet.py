import pytest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.theme.theme import Theme


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
