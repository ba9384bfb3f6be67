"""The rows come first: a form is built when they are seen, or when somebody asks for it."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> RecordsView:
    """The page of partners, just shown."""
    page = RecordsView(desk, theme, memory, "partners")
    qtbot.addWidget(page)
    page.show()
    return page


def forms_in(view: QWidget) -> list[EntryForm]:
    return view.findChildren(EntryForm)


def test_the_form_follows_the_rows_and_begins_with_the_current_one(qtbot: QtBot, view: RecordsView) -> None:
    assert view.grid.current_key
    assert not forms_in(view)
    qtbot.waitUntil(lambda: bool(forms_in(view)))
    assert view.shown_record == ("partners", view.grid.current_key)


def test_a_page_that_is_left_at_once_builds_no_form(qtbot: QtBot, view: RecordsView) -> None:
    view.hide()
    qtbot.wait(120)
    assert not forms_in(view)
    assert (view.shown_record, view.unsaved) == (("partners", view.grid.current_key), ())
    view.show()
    qtbot.waitUntil(lambda: bool(forms_in(view)))


def test_who_asks_for_a_new_record_can_type_at_once(view: RecordsView) -> None:
    view.new_record()
    (form,) = forms_in(view)
    assert form.isVisible()
    assert form.key is None
    assert form.boxes["name"].entry.text() == ""
