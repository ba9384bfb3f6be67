"""The partner beside the board: what is known of it, and what is to do."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.health.view import HealthView
from partnertracker.services.editing import insert_row
from tests.gui.health.conftest import chosen, key_of, press
from tests.gui.programme import row_id


def test_the_first_card_is_shown_beside_the_board(view: HealthView) -> None:
    shown = view.panel

    assert chosen(view) == "Fabrikam"
    assert shown.name.text() == "Fabrikam"
    assert shown.chip.text == "Red since 20 Oct"
    assert shown.about.text() == "Technology · Silver · JL · reviewed 20 Oct · review overdue since 19 Nov"
    reviews = shown.reviews_list.model()
    assert [reviews.index(row, 0).data() for row in range(reviews.rowCount())] == [
        "20 Oct · Champion left",
        "3 Apr",
    ]
    assert shown.chart.data is not None
    assert shown.chart.data.points[-1].line == 142_000


def test_an_action_is_added_and_ticked_off(view: HealthView) -> None:
    shown = view.panel
    QTest.keyClicks(shown.new_action, "Call the CRO")
    QTest.keyClicks(shown.due, "25 Nov")
    QTest.keyClick(shown.due, Qt.Key.Key_Return)

    to_do = shown.to_do
    assert to_do.index(0).data() == "Call the CRO · 25 Nov · JL"
    assert shown.new_action.text() == ""
    to_do.setData(to_do.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert to_do.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    (row,) = view.desk._session.store.find("actions", {"title": "Call the CRO"})
    assert (row["done_on"], row["owner"]) == ("2026-11-21", "JL")
    to_do.setData(to_do.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert to_do.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked


def test_from_a_past_day_actions_stand_as_they_did_and_are_not_ticked(view: HealthView, desk: Desk) -> None:
    partner = {"partner": row_id("partners", 1)}
    done = {**partner, "title": "Call", "due_on": "2026-10-20", "done_on": "2026-11-10"}
    desk.change(lambda session: session.execute(*insert_row(session, "actions", {**done})))
    to_do = view.panel.to_do
    assert to_do.rowCount() == 0

    desk.choose(desk.choice._replace(as_of=day_of("2026-11-01")))
    assert to_do.index(0).data() == "Call · 20 Oct overdue"
    assert to_do.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    assert not to_do.flags(to_do.index(0)) & Qt.ItemFlag.ItemIsUserCheckable
    assert str(to_do.index(0).data(Qt.ItemDataRole.ToolTipRole)).endswith("ticked as of today")
    desk.choose(desk.choice._replace(as_of=day_of("2026-11-10")))
    assert to_do.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked


def test_a_day_that_is_none_is_said_beside_it(view: HealthView) -> None:
    shown = view.panel
    QTest.keyClicks(shown.new_action, "Call the CRO")
    QTest.keyClicks(shown.due, "soon")
    QTest.keyClick(shown.due, Qt.Key.Key_Return)

    assert not shown.due_wrong.isHidden()
    assert shown.to_do.rowCount() == 0
    assert shown.new_action.text() == "Call the CRO"


def test_the_button_and_enter_lead_to_the_page_of_the_partner(view: HealthView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.command_wanted) as wanted:
        view.panel.open_partner.click()
    assert wanted.args == ["partner_page"]

    view.board.choose(key_of(view, "Litware"), focus=True)
    with qtbot.waitSignal(view.command_wanted) as wanted:
        press(view, Qt.Key.Key_Return)
    assert wanted.args == ["partner_page"]
    assert view.partner == key_of(view, "Litware")


def test_a_line_begins_with_a_capital_whatever_it_begins_with(view: HealthView, desk: Desk) -> None:
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "Adatum"})))
    view.board.choose(key_of(view, "Adatum"))
    assert view.panel.about.text() == "Not reviewed yet"
    cards = view.board.columns["unrated"].list.cards
    told = cards.index(cards.row_of(key_of(view, "Adatum"))).data(Qt.ItemDataRole.ToolTipRole)
    assert "Not reviewed yet" in str(told).splitlines()
    red = view.board.columns["red"].list.cards
    told = str(red.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert "review overdue since 19 Nov" in told  # the month keeps its capital


def test_a_year_without_anything_to_draw_is_told_in_a_line(view: HealthView) -> None:
    shown = view.panel
    assert (shown.chart.isHidden(), shown.no_year.isHidden()) == (False, True)
    assert shown.chart.data is not None
    idle = shown.chart.data._replace(points=())
    shown.show_year(idle)
    assert (shown.chart.isHidden(), shown.no_year.isHidden()) == (True, False)
    assert shown.no_year.text() == "None in these 12 months."
