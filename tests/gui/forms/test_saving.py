"""What is edited in a form is saved when it is valid, and never lost when it isn't."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.texts import Wording
from partnertracker.services.session import Session
from tests.domain.programmes import facts_of
from tests.gui import programme
from tests.gui.deals import column, deal, go_to, type_in, words

ENTER = Qt.Key.Key_Return
TAB = Qt.Key.Key_Tab


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


def test_a_field_that_is_right_shows_its_value_at_once_while_another_is_wrong(
    view: DealsView, session: Session
) -> None:
    go_to(view, session, "ERP rollout", "name")
    typed = {"customer": "", "value": "12k", "expected_close_on": "-3d", "source_partner": "litware"}
    for name, text in typed.items():
        type_in(view, name, text)
        if not text:
            QTest.keyClick(view.form.boxes[name].entry, Qt.Key.Key_Delete)
        QTest.keyClick(view.form.boxes[name].entry, TAB)
    assert view.form.boxes["customer"].sentence
    shown = [view.form.boxes[name].entry.text() for name in typed]
    assert shown == ["", "12,000.00", "18 Nov 2026", "Litware"]


def test_what_would_be_rounded_stays_as_it_was_typed() -> None:
    typed = Draft("deals", 1, {}, {"probability": "33.33333333333"})
    typed.spell_out("probability", Wording(facts_of({}), programme.TODAY))
    assert typed.texts == {"probability": "33.33333333333"}


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


def test_an_amount_stays_as_it_is_written_in_another_currency(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "currency", "JPY")
    QTest.keyClick(view.form.boxes["currency"].entry, TAB)
    stored = deal(session, "ERP rollout")
    assert (stored["currency"], stored["value"]) == ("JPY", 120_000)
    assert view.form.boxes["value"].entry.text() == "120,000"
    type_in(view, "currency", "USD")
    QTest.keyClick(view.form.boxes["currency"].entry, TAB)
    type_in(view, "value", "99500.5")
    QTest.keyClick(view.form.boxes["value"].entry, TAB)
    type_in(view, "currency", "JPY")
    QTest.keyClick(view.form.boxes["currency"].entry, TAB)
    assert view.form.boxes["value"].sentence == "Value can have no decimals in JPY."
    assert view.form.boxes["value"].entry.text() == "99,500.50"
    assert deal(session, "ERP rollout")["value"] == 9_950_050
