"""The page of deals: its rows, filters, order and columns."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.deals import column, deal, go_to, words


def test_shows_deals_newest_first_with_their_words(view: DealsView) -> None:
    assert words(view, "name")[:2] == ["Helpdesk", "Backup"]
    assert words(view, "partner")[:2] == ["Adatum & Sons", "<b>Wingtip</b>"]
    assert words(view, "value")[0] == "$16,400"
    assert words(view, "close")[:3] == ["28 Feb", "3 Nov", "22 May"]
    assert view.panel.footer.shown.text() == "14 deals · $526,800 · average $37,628.57"


def test_a_click_on_a_header_sorts_and_another_turns_round(view: DealsView) -> None:
    view.grid.columns.sectionClicked.emit(column(view, "value"))
    assert words(view, "value")[0] == "$9,500"
    view.grid.columns.sectionClicked.emit(column(view, "value"))
    assert words(view, "value")[0] == "$120,000"


def test_sorts_by_keyboard(view: DealsView) -> None:
    view.grid.go_to(0, column(view, "name"))
    QTest.keyClick(view.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert words(view, "name")[:2] == ["Analytics", "Backup"]


def test_finds_as_one_types_and_says_how_many(qtbot: QtBot, view: DealsView) -> None:
    QTest.keyClicks(view.header.search, "munich")
    qtbot.waitUntil(lambda: view.grid.rows.rowCount() == 2)
    assert view.panel.footer.shown.text() == "2 of 14 · $184,000 · average $92,000"
    view.header.show_all()
    assert view.grid.rows.rowCount() == 14


def test_filters_by_stage_and_by_value(view: DealsView) -> None:
    view.header.chips["stage"].choose(frozenset(["won"]))
    assert set(words(view, "stage")) == {"Won"}
    value = view.header.add_filter("value")
    assert value.bound("20,000", "50,000") == ["", ""]
    assert sorted(words(view, "value")) == ["$36,000", "$38,200", "$41,500"]
    assert value.bound("much", "")[0] != ""
    value.removed.emit()
    view.header.chips["stage"].clear()
    assert view.grid.rows.rowCount() == 14


def test_the_manager_chosen_in_the_window_narrows_the_table(view: DealsView, desk: Desk) -> None:
    choice = desk.choice
    desk.choose(type(choice)(choice.period, choice.as_of, manager="JL"))
    assert 0 < view.grid.rows.rowCount() < 14
    partners = desk.facts["partners"]
    mine = {partners.text("name", i) for i in range(len(partners)) if partners.text("manager", i) == "JL"}
    assert set(words(view, "partner")) <= mine


def test_delete_and_undo_by_keyboard(view: DealsView, session: Session, desk: Desk) -> None:
    go_to(view, session, "Renewal", "name")
    view.delete_records()
    assert not session.store.find("deals", {"name": "Renewal"})
    assert view.grid.rows.rowCount() == 13
    assert view.grid.currentIndex().isValid()
    desk.undo()
    assert "Renewal" in words(view, "name")


def test_a_duplicate_is_shown(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    view.duplicate_record()
    assert view.grid.rows.rowCount() == 15
    assert view.grid.currentIndex().row() == 0
    assert view.form.key == view.grid.rows.key(0)


def test_a_record_asked_for_is_shown_though_filters_hide_it(view: DealsView, session: Session) -> None:
    view.header.chips["stage"].choose(frozenset(["lost"]))
    key = int(str(deal(session, "Renewal")["key"]))
    view.show_record("deals", key)
    assert view.grid.current_key == key
    assert view.form.key == key


def test_selection_stays_with_the_record_when_rows_are_ordered_anew(
    view: DealsView, session: Session
) -> None:
    go_to(view, session, "Renewal", "name")
    key = view.grid.current_key
    view.grid.columns.sort_wanted.emit("value", True)
    assert view.grid.current_key == key
    assert view.grid.selected_keys() == [key]


def test_columns_are_remembered(
    qtbot: QtBot, view: DealsView, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view.grid.columns.show_column(column(view, "customer"), shown=True)
    view.grid.columns.show_column(column(view, "manager"), shown=False)
    again = DealsView(desk, theme, memory)
    qtbot.addWidget(again)
    assert not again.grid.isColumnHidden(column(view, "customer"))
    assert again.grid.isColumnHidden(column(view, "manager"))


def test_an_edit_elsewhere_shows_at_once(view: DealsView, session: Session, desk: Desk) -> None:
    key = int(str(deal(session, "Renewal")["key"]))
    desk.do("Rename", lambda writer: writer.update("deals", key, {"name": "Renewed"}))
    assert "Renewed" in words(view, "name")


def test_everything_has_a_name_for_screen_readers(view: DealsView) -> None:
    view.form.show_new()
    for entry in view.form.findChildren(QLineEdit):
        assert entry.accessibleName()
    assert view.grid.accessibleName()
    assert view.header.search.accessibleName()


def test_years_are_told_when_they_differ(view: DealsView, session: Session, desk: Desk) -> None:
    key = int(str(deal(session, "Network refresh")["key"]))
    desk.do("Move", lambda writer: writer.update("deals", key, {"expected_close_on": "2027-01-05"}))
    assert "5 Jan 2027" in words(view, "close")


def test_the_buttons_inside_inputs_have_names_for_screen_readers(view: DealsView) -> None:
    view.form.show_new()
    buttons = view.form.findChildren(QToolButton)
    assert len(buttons) > 5
    assert [button.accessibleName() for button in buttons if not button.accessibleName()] == []
    assert all(header.accessibleName() for header in view.findChildren(QHeaderView))
