"""What a person sees who types the customer of a deal or of a customer stage."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.customers import CustomerHelp
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> DealsView:
    return on_screen(qtbot, DealsView(desk, theme, memory))


def help_of(view: RecordsView) -> CustomerHelp:
    assert view.customer_help is not None
    return view.customer_help


def types(view: RecordsView, name: str, text: str) -> None:
    entry = view.form.boxes[name].entry
    entry.setFocus()
    QTest.keyClicks(entry, text)


def text(view: RecordsView, name: str) -> str:
    return view.form.boxes[name].entry.text()


def test_a_customer_nearly_there_is_taken_by_one_key(view: DealsView) -> None:
    view.new_record()
    types(view, "customer", "Munich Prot")
    assert help_of(view).near.text == ""
    QTest.keyClick(view.form.boxes["customer"].entry, Qt.Key.Key_F8)
    assert text(view, "customer") == "Munich Port"
    assert help_of(view).near.text == ""


def test_a_near_name_is_pointed_out_when_the_field_is_left(view: DealsView) -> None:
    view.new_record()
    types(view, "customer", "Munich Prot")
    QTest.keyClick(view.form.boxes["customer"].entry, Qt.Key.Key_Tab)
    assert help_of(view).near.text == "Did you mean Munich Port?"
    view.show_record("deals", 3)
    assert help_of(view).near.text == ""


def test_a_customer_that_is_there_or_is_quite_new_is_no_question(view: DealsView) -> None:
    view.new_record()
    for name in ("Munich Port", "Quite new"):
        view.form.boxes["customer"].entry.clear()
        types(view, "customer", name)
        help_of(view).look()
        assert help_of(view).near.text == ""


def test_empty_fields_are_filled_from_the_last_deal_of_the_customer(
    view: DealsView, session: Session
) -> None:
    view.new_record()
    types(view, "name", "Second rollout")
    types(view, "manager", "ZZ")
    types(view, "customer", "Munich Port")
    help_of(view).look()
    assert help_of(view).filling.text == "The last deal of this customer: Sourced by Fabrikam"
    types(view, "value", "12k")
    QTest.keyClick(view.form.boxes["value"].entry, Qt.Key.Key_F8)
    assert help_of(view).filling.text == "Filled from the last deal: Sourced by"
    assert (text(view, "source_partner"), text(view, "manager")) == ("Fabrikam", "ZZ")
    view.form.save_now()
    (deal,) = session.store.find("deals", {"name": "Second rollout"})
    assert session.store.row("partners", str(deal["source_partner"]))["name"] == "Fabrikam"  # type: ignore[index]
    view.show_record("deals", 3)
    assert help_of(view).filling.text == ""


def test_a_stored_deal_is_not_filled(view: DealsView) -> None:
    view.show_record("deals", 6)
    view.form.boxes["customer"].entry.clear()
    types(view, "customer", "Munich Port")
    help_of(view).look()
    assert help_of(view).filling.text == ""


def test_a_near_name_is_pointed_out_in_a_customer_stage_too(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view = RecordsView(desk, theme, memory, "customer_stages")
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.new_record()
    types(view, "customer", "Munich Prot")
    help_of(view).look()
    assert help_of(view).near.text == "Did you mean Munich Port?"
    QTest.keyClick(view.form.boxes["customer"].entry, Qt.Key.Key_F8)
    assert text(view, "customer") == "Munich Port"
    costs = RecordsView(desk, theme, memory, "costs", view)
    assert "customer" not in costs.form.boxes
    assert costs.customer_help is None


def types_in_cell(view: DealsView, text: str) -> QLineEdit:
    section = [each.name for each in view.grid.rows.columns].index("customer")
    view.grid.columns.show_column(section, shown=True)
    view.grid.go_to(0, section)
    QTest.keyClick(view.grid, Qt.Key.Key_F2)
    editor = next(each for each in view.grid.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def test_a_near_name_is_pointed_out_beside_the_cell_and_taken_by_the_same_key(
    view: DealsView, session: Session, qtbot: QtBot
) -> None:
    editor = types_in_cell(view, "Munich Prot")
    said = "Did you mean Munich Port? F8 uses it."
    qtbot.waitUntil(lambda: view.grid.editing.sentence == said)
    assert editor.accessibleDescription() == said
    QTest.keyClick(editor, Qt.Key.Key_F8)
    assert view.grid.editing.sentence == ""
    assert session.store.find("deals", {"customer": "Munich Prot"}) == []
    section = view.grid.currentIndex().column()
    assert view.grid.rows.cell(0, section).text == "Munich Port"


def test_a_name_that_is_near_another_can_be_entered_all_the_same(
    view: DealsView, session: Session, qtbot: QtBot
) -> None:
    editor = types_in_cell(view, "Munich Prot")
    qtbot.waitUntil(lambda: view.grid.editing.sentence != "")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert view.grid.editing.sentence == ""
    assert len(session.store.find("deals", {"customer": "Munich Prot"})) == 1
