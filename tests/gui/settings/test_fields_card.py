"""Fields of the team's own are added, changed, moved and deleted by keyboard or by the buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.custom import kind_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.settings.fields_card import FieldsCard, FieldsDialog
from partnertracker.gui.settings.view import SettingsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row
from tests.gui.settings.person import confirm, enter, no_editor, opened, press, rows, typed

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def card(page: SettingsView) -> FieldsCard:
    return page.fields


def add(card: FieldsCard, **texts: str) -> None:
    card.add.click()
    enter(opened(card), **texts)
    confirm(opened(card))
    assert no_editor(card)


def test_a_field_is_added_to_the_chosen_table(card: FieldsCard, desk: Desk) -> None:
    assert card.of.currentText() == "Partners"
    assert not card.table.isVisible()
    add(card, label="Segment <&>", kind="Choice", choices="Retail; Public sector")
    add(card, label="Seats", kind="Number")
    assert rows(card) == [
        ("Segment <&>", "Choice: Retail, Public sector", "segment", "0"),
        ("Seats", "Number", "seats", "0"),
    ]
    card.choose_table("deals")
    add(card, label="Renews on", kind="Date")
    assert rows(card) == [("Renews on", "Date", "renews_on", "0")]
    assert [field.label for field in kind_of(desk.facts, "deals").fields if field.custom] == ["Renews on"]


def test_choices_are_asked_for_where_there_are_some(card: FieldsCard) -> None:
    card.add.click()
    editor = opened(card)
    assert not editor.inputs["choices"].isVisible()
    enter(editor, kind="Choice")
    assert editor.inputs["choices"].isVisible()
    enter(editor, label="Segment")
    confirm(editor)
    assert editor.sentence("choices") == "Choices must be given, with semicolons between them."
    enter(editor, choices="A; a")
    assert editor.sentence("choices") == "“A” stands among the choices twice."
    editor.reject()


def test_what_is_taken_is_said_while_one_types(card: FieldsCard) -> None:
    add(card, label="Segment")
    card.add.click()
    enter(opened(card), label="tier")
    assert opened(card).sentence("label") == "There is already a field “tier” in partners."
    enter(opened(card), label="Segments")
    assert opened(card).sentence("label") == ""
    opened(card).reject()
    press(card, Qt.Key.Key_Return)
    editor = opened(card)
    assert editor.windowTitle() == "Field Segment"
    enter(editor, name="region")
    assert editor.sentence("name") == "Column name “region” is taken in partners; choose another one."
    enter(editor, name="branch", label="Branch")
    confirm(editor)
    assert rows(card) == [("Branch", "Text", "branch", "0")]


def test_what_values_forbid_is_said_beside_the_field(card: FieldsCard, desk: Desk) -> None:
    add(card, label="Seats")
    desk.change(lambda session: session.execute(*change_row(session, "partners", 1, {"seats": "many"})))
    assert rows(card) == [("Seats", "Text", "seats", "1")]
    card.edit.click()
    enter(opened(card), kind="Number")
    confirm(opened(card))
    assert opened(card).sentence("kind") == (
        "Kind can't change: the value of 1 partner is not a number, such as “many”; change or empty it first."
    )
    assert typed(opened(card), "kind") == "Number"
    opened(card).reject()


def test_keys_move_and_delete_and_undo_brings_back(card: FieldsCard, desk: Desk) -> None:
    for label in ("One", "Two", "Three"):
        add(card, label=label)
    card.table.choose(card.table.lines.key(2))
    press(card, Qt.Key.Key_Up, ALT)
    assert [row[0] for row in rows(card)] == ["One", "Three", "Two"]
    assert not card.down.isHidden()
    press(card, Qt.Key.Key_Delete)
    assert [row[0] for row in rows(card)] == ["One", "Two"]
    desk.undo()
    assert [row[0] for row in rows(card)] == ["One", "Three", "Two"]


def test_the_menu_of_columns_leads_to_the_fields_of_its_table(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view = PartnersView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()
    menu = view.grid.columns.menu(view)
    (action,) = [each for each in menu.actions() if each.text() == "Fields of your own…"]
    action.trigger()
    (dialog,) = view.findChildren(FieldsDialog)
    assert dialog.card.of.currentText() == "Partners"
    assert dialog.card.add.hasFocus() or dialog.focusWidget() is dialog.card.add
    add(dialog.card, label="Seats", kind="Number")
    assert "seats" in view.form.boxes
    assert view.grid.rows.columns[-1].label == "Seats"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_choice_is_renamed_in_the_records_that_have_it(card: FieldsCard, desk: Desk) -> None:
    add(card, label="Seats", kind="Number")
    assert not card.rename.isEnabled()
    add(card, label="Segment", kind="Choice", choices="Retail; Public sector")
    press(card, Qt.Key.Key_Down)
    desk.change(lambda session: session.execute(*change_row(session, "partners", 1, {"segment": "Retail"})))
    card.rename.click()
    editor = opened(card)
    assert typed(editor, "choice") == "Retail · 1 partner"
    enter(editor, name="public sector")
    assert editor.sentence("name") == "“public sector” is among the choices already."
    enter(editor, name="Shops")
    confirm(editor)
    assert no_editor(card)
    assert rows(card)[1] == ("Segment", "Choice: Shops, Public sector", "segment", "1")
    desk.undo()
    assert rows(card)[1][1] == "Choice: Retail, Public sector"
