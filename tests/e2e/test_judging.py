"""A target and a review, set by keyboard alone, in the whole window."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from partnertracker.gui.data import DataView
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.metrics.metric_editor import MetricEditor
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.settings.editor import Editor
from partnertracker.gui.settings.view import SettingsView
from tests.e2e.driver import Driver

pytestmark = pytest.mark.usefixtures("qapp")


def metrics(driver: Driver) -> MetricsView:
    driver.workspace.show_page("metrics")
    QApplication.processEvents()
    view = driver.workspace.view
    assert isinstance(view, MetricsView)
    view.table.setFocus()
    return view


def health(driver: Driver) -> HealthView:
    driver.workspace.show_page("health")
    QApplication.processEvents()
    view = driver.workspace.view
    assert isinstance(view, HealthView)
    return view


def shown(driver: Driver, kind: type[QDialog]) -> QDialog:
    (found,) = [each for each in driver.frame.findChildren(kind) if each.isVisible()]
    return found


def target(view: MetricsView, metric: str) -> str:
    return view.model.text(view.model.row_of(metric), Column.TARGET)


def test_a_target_set_with_e_holds_after_a_restart_and_can_be_undone(driver: Driver) -> None:
    driver.window.open_demo()
    view = metrics(driver)
    view.show_metric("average_deal_size")
    assert target(view, "average_deal_size") == "–"

    driver.press("E")
    editor = shown(driver, TargetEditor)
    assert isinstance(editor, TargetEditor)
    driver.type("45,000")
    driver.press("Return")
    QApplication.processEvents()

    assert target(view, "average_deal_size") == "$45,000"
    driver.restart()
    view = metrics(driver)
    assert target(view, "average_deal_size") == "$45,000"
    driver.press("Ctrl+Z")
    assert target(view, "average_deal_size") == "–"


def test_a_metric_of_the_team_s_own_is_made_changed_and_deleted_by_keyboard(driver: Driver) -> None:
    driver.window.open_demo()
    driver.workspace.show_page("deals")
    driver.press("Ctrl+Shift+M")
    driver.type("Deals per partner")
    driver.press("Tab")
    driver.type("sqls / active_partners")
    driver.press("Return")
    view = metrics(driver)
    assert view.table.chosen == "deals_per_partner"
    before = view.detail.figure.value.text()

    driver.press("F2")
    driver.press("Tab")
    driver.press("End")
    driver.type(" * 1000")
    driver.press("Return")
    QApplication.processEvents()
    assert view.detail.figure.value.text() != before
    driver.press("Ctrl+Del")
    assert view.model.row_of("deals_per_partner") == -1
    driver.press("Ctrl+Z")
    driver.press("Ctrl+Z")
    view.show_metric("deals_per_partner")
    assert view.detail.figure.value.text() == before
    assert driver.find("deals per") == ["Deals per partner"]
    driver.press("Escape")
    view.show_metric("bookings")
    driver.press("Ctrl+Del")
    driver.press("F2")
    assert view.model.row_of("bookings") >= 0
    assert view.findChildren(MetricEditor) == []


def test_a_row_behind_a_number_opens_its_form_and_an_edit_there_moves_the_number(driver: Driver) -> None:
    driver.window.open_demo()
    view = metrics(driver)
    view.show_metric("red_partners")
    before = view.detail.figure.value.text()
    driver.press("Return")
    driver.press("Return")
    records = driver.workspace.view
    assert isinstance(records, DataView)
    status = records.shown.form.boxes["status"].entry
    assert status.text() == "Red"
    status.setFocus()
    status.selectAll()
    driver.type("Yellow")
    driver.press("Tab")

    metrics(driver)
    assert view.detail.figure.value.text() == str(int(before) - 1)


def test_a_part_of_a_deal_opens_the_deal(driver: Driver) -> None:
    driver.window.open_demo()
    facts = driver.workspace.desk.facts
    influence = facts["deal_influences"]

    driver.workspace.open_record("deal_influences", int(influence.keys[0]))

    view = driver.workspace.view
    assert isinstance(view, RecordsView)
    assert view.form.key == int(facts["deals"].keys[influence["deal"][0]])


def test_a_review_given_with_r_moves_the_card_and_can_be_undone(driver: Driver) -> None:
    driver.window.open_demo()
    view = health(driver)
    driver.press("Right")
    driver.press("Right")
    card = view.board.card
    assert card is not None
    assert card.status == "green"

    driver.press("R")
    asked = shown(driver, ReviewPanel)
    assert isinstance(asked, ReviewPanel)
    driver.type("Champion left")
    driver.press("Return")
    QApplication.processEvents()

    moved = view.board.card
    assert moved is not None
    assert (moved.key, moved.status) == (card.key, "red")
    assert view.panel.reviews_list.model().index(0, 0).data() == "21 Nov · Champion left"
    driver.press("Ctrl+Z")
    back = view.board.card
    assert back is not None
    assert (back.key, back.status) == (card.key, "green")


def test_weights_set_on_the_settings_page_change_what_the_board_suggests_until_undone(driver: Driver) -> None:
    driver.window.open_demo()
    before = suggested(health(driver))
    driver.workspace.show_page("settings")
    QApplication.processEvents()
    page = driver.workspace.view
    assert isinstance(page, SettingsView)
    page.scorecard.edit.setFocus()
    driver.press("Space")
    editor = shown(driver, Editor)
    assert isinstance(editor, Editor)
    editor.inputs["green_from"].setFocus()
    driver.press("Ctrl+A")
    driver.type("95")
    driver.press("Return")
    QApplication.processEvents()

    strict = suggested(health(driver))
    assert strict.count("green") < before.count("green")
    assert strict.count("yellow") > before.count("yellow")
    driver.press("Ctrl+Z")
    assert suggested(health(driver)) == before


def suggested(view: HealthView) -> list[str]:
    """Return the status suggested for each partner, by key."""
    found = {}
    for column in view.board.columns.values():
        cards = column.list.cards
        for row in range(cards.rowCount()):
            card = cards.card(row)
            assert card is not None
            found[card.key] = card.suggested
    return [found[key] for key in sorted(found)]
