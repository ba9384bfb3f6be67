"""What a person does with deals."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui import programme

ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[DealsView]:
    failures: list[Exception] = []
    desk.failed.connect(failures.append)
    view = DealsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1240, 820)
    view.show()
    yield view
    assert failures == []


def deal(session: Session, name: str) -> Row:
    return session.store.find("deals", {"name": name})[0]


def column(view: DealsView, name: str) -> int:
    return next(i for i, each in enumerate(view.grid.rows.columns) if each.name == name)


def words(view: DealsView, name: str) -> list[str]:
    section = column(view, name)
    return [view.grid.rows.cell(row, section).text for row in range(view.grid.rows.rowCount())]


def go_to(view: DealsView, session: Session, name: str, section: str) -> None:
    row = view.grid.rows.row_of(int(str(deal(session, name)["key"])))
    view.grid.setCurrentIndex(view.grid.rows.index(row, column(view, section)))


def open_editor(view: DealsView) -> QLineEdit:
    return next(each for each in view.grid.viewport().findChildren(QLineEdit) if each.isVisible())


def edit_cell(view: DealsView, text: str) -> QLineEdit:
    QTest.keyClick(view.grid, Qt.Key.Key_F2)
    editor = open_editor(view)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


def type_in(view: DealsView | PartnersView, name: str, text: str) -> None:
    entry = view.form.boxes[name].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)


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
    view.grid.setCurrentIndex(view.grid.rows.index(0, column(view, "name")))
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


def test_the_form_follows_the_row(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    assert view.form.boxes["name"].entry.text() == "ERP rollout"
    assert view.form.boxes["source_partner"].entry.text() == "Fabrikam"
    assert view.form.boxes["value"].entry.text() == "120,000.00"
    assert view.form.history.text().startswith("Lead 2 Jul → Qualified 14 Aug")
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    assert view.form.boxes["name"].entry.text() == "Data platform"


def test_a_valid_edit_in_the_form_is_saved_on_leaving_the_field(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "value", "99500.5")
    QTest.keyClick(view.form.boxes["value"].entry, ENTER)
    assert deal(session, "ERP rollout")["value"] == 9_950_050
    assert view.form.state_label.text() == "Edited just now"
    assert words(view, "value")[-2] == "$99,500.50"
    assert view.form.boxes["value"].entry.text() == "99,500.50"


def test_a_valid_edit_is_saved_after_a_pause(qtbot: QtBot, view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "customer", "Ankara Metro")
    qtbot.waitUntil(lambda: deal(session, "ERP rollout")["customer"] == "Ankara Metro", timeout=3000)


def test_an_invalid_edit_says_so_beside_the_field_and_is_not_lost(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "qualified_on", "1 Jan 2020")
    QTest.keyClick(view.form.boxes["qualified_on"].entry, ENTER)
    assert "must be on or after" in view.form.boxes["qualified_on"].sentence
    assert deal(session, "ERP rollout")["qualified_on"] == "2026-08-14"
    go_to(view, session, "Renewal", "name")
    assert view.drafts.isVisible()
    assert "ERP rollout" in view.drafts.text()
    assert view.form.boxes["qualified_on"].sentence == ""
    view.drafts.click()
    assert view.form.boxes["name"].entry.text() == "ERP rollout"
    assert view.form.boxes["qualified_on"].entry.text() == "1 Jan 2020"
    view.form.revert_button.click()
    assert view.form.boxes["qualified_on"].entry.text() == "14 Aug 2026"
    assert not view.drafts.isVisible()


def test_a_passed_close_date_is_a_hint_and_no_obstacle(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "expected_close_on", "2 nov")
    QTest.keyClick(view.form.boxes["expected_close_on"].entry, ENTER)
    assert deal(session, "ERP rollout")["expected_close_on"] == "2026-11-02"
    assert view.form.boxes["expected_close_on"].sentence == "This date has passed: close the deal or move it."
    section, row = column(view, "close"), view.grid.currentIndex().row()
    assert view.grid.rows.cell(row, section).text == "2 Nov · overdue"
    assert view.grid.rows.cell(row, section).tone == "red"


def test_closing_a_deal_in_the_form_fills_in_the_day(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    assert not view.form.boxes["closed_on"].isVisible()
    type_in(view, "stage", "won")
    assert view.form.boxes["closed_on"].isVisible()
    assert view.form.boxes["closed_on"].entry.text() == "21 Nov 2026"
    view.form.save_now()
    saved = deal(session, "ERP rollout")
    assert (saved["stage"], saved["closed_on"]) == ("won", programme.TODAY.isoformat())


def test_a_new_deal_is_stored_when_it_is_first_valid(view: DealsView, session: Session) -> None:
    view.new_record()
    assert view.form.boxes["name"].sentence == ""
    for name, text in (("name", "Harbour"), ("customer", "Port"), ("value", "5000")):
        assert not session.store.find("deals", {"name": "Harbour"})
        type_in(view, name, text)
        QTest.keyClick(view.form.boxes[name].entry, ENTER)
    stored = deal(session, "Harbour")
    assert (stored["stage"], stored["created_on"], stored["value"]) == ("lead", "2026-11-21", 500_000)
    assert view.grid.current_key == stored["key"]
    assert words(view, "name")[0] == "Harbour"


def test_a_new_deal_with_gaps_says_what_is_missing_when_saved_by_hand(view: DealsView) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    view.form.save_button.click()
    assert view.form.boxes["customer"].sentence != ""
    assert view.form.boxes["value"].sentence != ""


def test_an_unknown_partner_can_be_added_in_the_same_step(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "source_partner", "Northwind")
    QTest.keyClick(view.form.boxes["source_partner"].entry, ENTER)
    assert "no partner “Northwind”" in view.form.boxes["source_partner"].sentence
    view.form.boxes["source_partner"].add_wanted.emit()
    added = session.store.find("partners", {"name": "Northwind"})[0]
    assert deal(session, "ERP rollout")["source_partner"] == added["id"]
    view.desk.undo()
    assert not session.store.find("partners", {"name": "Northwind"})
    assert view.form.boxes["source_partner"].entry.text() == "Fabrikam"


def test_influences_are_added_and_taken_away(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    influences = view.form.influences
    assert influences is not None
    before = influences.names
    influences.entry.setFocus()
    QTest.keyClicks(influences.entry, "proseware")
    QTest.keyClick(influences.entry, ENTER)
    assert influences.names == [*before, "Proseware"]
    QTest.keyClicks(influences.entry, "Fabrikam")
    QTest.keyClick(influences.entry, ENTER)
    assert influences.sentence != ""
    view.desk.undo()
    assert influences.names == before


def test_no_influence_of_the_deal_before_becomes_a_window(view: DealsView, session: Session) -> None:
    influences = view.form.influences
    assert influences is not None
    influenced = deal(session, "ERP rollout")
    influences.show_deal(influenced)
    QApplication.processEvents()
    assert influences.names
    for _ in range(3):  # faster than anything is painted
        influences.show_deal(influenced)
    QApplication.processEvents()
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not view]


def test_f2_edits_in_the_cell_and_enter_goes_down(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    row = view.grid.currentIndex().row()
    editor = edit_cell(view, "40000")
    QTest.keyClick(editor, ENTER)
    assert deal(session, "Renewal")["value"] == 4_000_000
    assert view.grid.currentIndex().row() == row + 1


def test_typing_in_a_cell_starts_editing_and_escape_reverts(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    QTest.keyClicks(view.grid, "X")
    editor = open_editor(view)
    assert editor.text() == "X"
    QTest.keyClick(editor, ESCAPE)
    assert deal(session, "Renewal")["name"] == "Renewal"


def test_what_is_wrong_keeps_the_cell_open_with_a_sentence(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    editor = edit_cell(view, "a lot")
    QTest.keyClick(editor, ENTER)
    assert editor.isVisible()
    assert view.grid.editing.sentence != ""
    assert editor.text() == "a lot"
    editor.selectAll()
    QTest.keyClicks(editor, "7")
    assert view.grid.editing.sentence == ""
    QTest.keyClick(editor, ENTER)
    assert deal(session, "Renewal")["value"] == 700


def test_tab_goes_on_to_the_cell_at_the_right(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    editor = edit_cell(view, "Renewal 2")
    QTest.keyClick(editor, TAB)
    assert deal(session, "Renewal 2")["customer"] == "VanArsdel"
    assert view.grid.currentIndex().column() == column(view, "partner")


def test_the_close_cell_edits_the_date_that_it_shows(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "close")
    QTest.keyClick(edit_cell(view, "10 Nov 2026"), ENTER)
    assert deal(session, "Renewal")["closed_on"] == "2026-11-10"
    go_to(view, session, "Network refresh", "close")
    QTest.keyClick(edit_cell(view, "10 Jan 2027"), ENTER)
    assert deal(session, "Network refresh")["expected_close_on"] == "2027-01-10"


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


def test_the_row_left_for_a_new_record_can_be_chosen_again(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    view.new_record()
    assert view.form.key is None
    go_to(view, session, "Renewal", "name")
    assert view.form.boxes["name"].entry.text() == "Renewal"


def test_a_record_that_an_edit_takes_out_of_the_filter_stays_in_the_form(
    view: DealsView, session: Session
) -> None:
    view.header.chips["stage"].choose(frozenset(["negotiation"]))
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "stage", "proposal")
    view.form.save_now()
    assert deal(session, "ERP rollout")["stage"] == "proposal"
    assert view.grid.rows.rowCount() == 0
    assert view.form.boxes["name"].entry.text() == "ERP rollout"


def test_a_half_typed_new_deal_waits_while_others_are_looked_at(view: DealsView, session: Session) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    go_to(view, session, "Renewal", "name")
    assert "Harbour" in view.drafts.text()
    view.drafts.click()
    assert view.form.boxes["name"].entry.text() == "Harbour"
    assert view.form.key is None


def test_several_new_deals_can_be_begun_and_each_waits(view: DealsView) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    view.new_record()
    assert view.form.boxes["name"].entry.text() == ""
    assert view.drafts.text() == "Not saved yet: Harbour"
    type_in(view, "name", "Airport")
    view.new_record()
    assert view.drafts.text() == "Not saved yet: Harbour, Airport"
    view.drafts.click()
    assert view.form.boxes["name"].entry.text() == "Harbour"
    assert view.drafts.text() == "Not saved yet: Airport"


def test_what_is_not_saved_yet_opens_with_the_cursor_in_the_field_to_mend(
    view: DealsView, session: Session
) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "probability", "most likely")
    go_to(view, session, "Renewal", "name")
    view.drafts.click()
    assert view.form.boxes["customer"].sentence == "Customer is needed."
    assert QApplication.focusWidget() is view.form.boxes["customer"].entry
    view.drafts.click()
    assert view.form.boxes["name"].entry.text() == "ERP rollout"
    assert QApplication.focusWidget() is view.form.boxes["probability"].entry


def test_a_deal_that_is_deleted_takes_its_unsaved_edits_with_it(
    view: DealsView, session: Session, desk: Desk
) -> None:
    go_to(view, session, "Security audit", "name")
    key = view.grid.current_key
    type_in(view, "qualified_on", "1 Jan 2020")
    go_to(view, session, "Renewal", "name")
    assert view.drafts.isVisible()
    desk.do("Delete", lambda writer: writer.delete("deals", [key]))
    assert not view.drafts.isVisible()
    assert view.unsaved == ()


def test_reverting_by_keyboard_does_not_lead_to_delete(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "qualified_on", "1 Jan 2020")
    view.form.revert_button.setFocus()
    QTest.keyClick(view.form.revert_button, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert deal(session, "ERP rollout")["qualified_on"] == "2026-08-14"


def fill_in(view: DealsView, *texts: tuple[str, str]) -> None:
    view.new_record()
    for name, text in texts:
        type_in(view, name, text)
        QTest.keyClick(view.form.boxes[name].entry, ENTER)


@pytest.mark.parametrize("last", ["value", "closed_on"])
def test_a_deal_won_in_the_past_is_typed_without_a_word_about_its_creation(
    view: DealsView, session: Session, last: str
) -> None:
    texts = {"name": "Old", "customer": "Port", "stage": "Won", "closed_on": "10 Oct 2026", "value": "5"}
    texts[last] = texts.pop(last)
    fill_in(view, *texts.items())
    assert [box.sentence for box in view.form.boxes.values() if box.sentence] == []
    stored = deal(session, "Old")
    assert (stored["created_on"], stored["closed_on"]) == ("2026-10-10", "2026-10-10")
    assert view.form.boxes["created_on"].isVisible()
    assert view.form.boxes["created_on"].entry.text() == "10 Oct 2026"


def test_a_day_of_creation_that_was_typed_stays(view: DealsView) -> None:
    fill_in(view, ("name", "Old"), ("created_on", "1 Nov 2026"), ("qualified_on", "10 Oct 2026"))
    assert view.form.boxes["created_on"].entry.text() == "1 Nov 2026"
    sentence = "Qualified on must be on or after created on (1 Nov 2026)."
    assert view.form.boxes["qualified_on"].sentence == sentence


def test_only_a_lost_deal_is_asked_for_the_reason(view: DealsView) -> None:
    fill_in(view, ("name", "Old"), ("stage", "Won"))
    assert view.form.boxes["closed_on"].isVisible()
    assert not view.form.boxes["lost_reason"].isVisible()
    type_in(view, "stage", "Lost")
    assert view.form.boxes["lost_reason"].isVisible()


def test_the_beginning_of_a_stage_is_enough(view: DealsView) -> None:
    fill_in(view, ("name", "Old"))
    stage = view.form.boxes["stage"]
    type_in(view, "stage", "L")
    assert stage.sentence == ""  # it may become Lead or Lost
    QTest.keyClicks(stage.entry, "o")
    QTest.keyClick(stage.entry, TAB)
    assert stage.entry.text() == "Lost"
    type_in(view, "stage", "Gone")
    QTest.keyClick(stage.entry, TAB)
    assert stage.sentence == "Stage must be one of Lead, Qualified, Proposal, Negotiation, Won, Lost."


def test_an_unreadable_day_is_answered_with_one_as_days_are_shown(view: DealsView) -> None:
    fill_in(view, ("name", "Old"), ("qualified_on", "some day"))
    assert view.form.boxes["qualified_on"].sentence == "Qualified on must be a date such as 31 Aug 2026."


def test_the_buttons_inside_inputs_have_names_for_screen_readers(view: DealsView) -> None:
    view.form.show_new()
    buttons = view.form.findChildren(QToolButton)
    assert len(buttons) > 5
    assert [button.accessibleName() for button in buttons if not button.accessibleName()] == []
    assert all(header.accessibleName() for header in view.findChildren(QHeaderView))


def test_a_new_deal_begins_at_the_top_however_far_one_had_scrolled(view: DealsView) -> None:
    view.resize(1240, 500)
    view.form.reveal("probability")
    view.form.go_to("notes")
    view.new_record()
    box = view.form.boxes["name"]
    area = view.form.findChild(QScrollArea)
    assert area is not None
    assert QApplication.focusWidget() is box.entry
    assert area.verticalScrollBar().value() == 0


def test_a_cell_that_can_not_be_saved_is_told_before_one_leaves(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "close")
    editor = edit_cell(view, "1 Jan 2020")
    view.form.save_button.setFocus()
    sentence = "Deal “Renewal” is not saved: Closed on must be on or after created on (1 Aug 2026)."
    assert list(view.unsaved) == [sentence]
    view.mend()
    assert QApplication.focusWidget() is editor
    QTest.keyClick(editor, ESCAPE)
    assert not view.unsaved
