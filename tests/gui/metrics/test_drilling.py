"""Every number of the page leads to the rows that add up to it, with its formula."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.gui.metrics.drill_pane import DrillPane
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.editing import change_row, insert_row


def pane(view: MetricsView) -> DrillPane:
    return view.detail.figure.drill


def lines(view: MetricsView) -> list[list[str]]:
    rows = pane(view).rows.rows
    return [[str(rows.index(row, column).data()) for column in range(3)] for row in range(rows.rowCount())]


def click_cell(view: MetricsView, metric: str, column: Column) -> None:
    cell = view.table.visualRect(view.model.index(view.model.row_of(metric), column))
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())


def press(view: MetricsView, key: Qt.Key) -> None:
    QTest.keyClick(view.detail.figure.portions, key)


def test_a_number_shows_its_formula_its_rows_and_their_total(view: MetricsView) -> None:
    view.show_metric("sourced_revenue")

    assert pane(view).formula.text() == "$179,700 = Σ of 4 deals"
    assert [line[2] for line in lines(view)] == ["$64,000", "$41,500", "$38,200", "$36,000"]
    assert (pane(view).foot.words.text(), pane(view).foot.amount.text()) == ("Total", "$179,700")
    view.show_metric("sales_cycle")
    assert (pane(view).foot.words.text(), pane(view).foot.amount.text()) == ("Middle", "128.5 d")


def test_a_click_on_a_value_goes_to_its_rows(view: MetricsView) -> None:
    click_cell(view, "win_rate", Column.VALUE)

    assert view.detail.title.text() == "Win rate"
    assert pane(view).rows.currentIndex().row() == 0
    assert pane(view).formula.text() == "4 won ÷ (4 won + 2 lost) = 66.7%"


def test_a_click_on_the_change_shows_what_was_behind_it_before(view: MetricsView) -> None:
    click_cell(view, "sourced_revenue", Column.CHANGE)

    assert pane(view).heading.text() == "The deal behind FY26 Q3"
    assert pane(view).formula.text() == "$77,000 = Σ of 1 deal"
    QTest.mouseClick(view.detail.figure.value, Qt.MouseButton.LeftButton)
    assert pane(view).heading.text() == "The 4 deals behind this number"


def test_a_partner_s_bar_shows_the_rows_of_its_part_and_back(view: MetricsView) -> None:
    view.show_metric("sourced_revenue")
    bars = view.detail.figure.portions
    QTest.mouseClick(
        bars.viewport(), Qt.MouseButton.LeftButton, pos=bars.visualRect(bars.model().index(0, 0)).center()
    )

    assert pane(view).heading.text() == "The 2 deals behind Litware"
    assert pane(view).formula.text() == "$100,000 = Σ of 2 deals"
    assert pane(view).foot.amount.text() == "$100,000"
    press(view, Qt.Key.Key_Down)
    assert pane(view).formula.text() == "$41,500 = Σ of 1 deal"
    view.detail.figure.chart.picked.emit("2026-Q3")
    assert pane(view).heading.text() == "The deal behind FY26 Q3"
    press(view, Qt.Key.Key_Home)
    assert pane(view).heading.text() == "The deal behind Litware, FY26 Q3"
    QTest.mouseClick(pane(view).back, Qt.MouseButton.LeftButton)
    assert pane(view).heading.text() == "The 4 deals behind this number"
    assert bars.selectedIndexes() == []


def test_the_partners_listed_are_those_of_the_period_that_is_drilled_into(view: MetricsView) -> None:
    view.show_metric("sourced_revenue")
    figure = view.detail.figure

    def listed() -> list[str]:
        model = figure.portions.model()
        rows = range(model.rowCount())
        return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]

    now = listed()
    figure.chart.picked.emit("2026-Q3")
    assert figure.partners_heading.text() == "By partner, FY26 Q3"
    assert listed() == ["Litware $77K"]
    press(view, Qt.Key.Key_Home)
    assert pane(view).foot.amount.text() == "$77,000"
    assert listed() == ["Litware $77K"]
    QTest.mouseClick(pane(view).back, Qt.MouseButton.LeftButton)
    assert (figure.partners_heading.text(), listed()) == ("By partner", now)


def test_the_rows_come_into_sight_in_a_low_window(view: MetricsView) -> None:
    view.resize(904, 520)
    view.show_metric("sourced_revenue")
    QApplication.processEvents()
    figure = view.detail.figure
    assert pane(view).heading.visibleRegion().isEmpty()

    figure.portions.drill_wanted.emit("Litware")

    assert not pane(view).heading.visibleRegion().isEmpty()
    assert not pane(view).formula.visibleRegion().isEmpty()


def test_a_partner_s_part_follows_an_edit(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    view.detail.figure.portions.drill_wanted.emit("Litware")

    view.desk.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))

    qtbot.waitUntil(lambda: pane(view).foot.amount.text() == "$136,000")
    assert lines(view)[0] == ["Data platform", "18 Nov", "$100,000"]


def test_all_partners_are_named_when_asked_for(view: MetricsView) -> None:
    def add(name: str) -> None:
        partner = view.desk._session.store.find("partners", {"name": name})[0]["id"]
        row: Row = {
            "name": name,
            "customer": "Acme",
            "stage": "won",
            "value": 100_00,
            "source_partner": partner,
        }
        row |= {"created_on": "2026-10-01", "closed_on": "2026-11-01"}
        view.desk.change(lambda session: session.execute(*insert_row(session, "deals", row)))

    for name in ("Fabrikam", "Adatum & Sons", "<b>Wingtip</b>"):
        add(name)
    view.show_metric("sourced_revenue")
    bars = view.detail.figure.portions

    def names() -> list[str]:
        return [str(bars.model().index(row, 0).data()) for row in range(bars.model().rowCount())]

    assert names()[-1] == "1 other"
    bars.clicked.emit(bars.model().index(5, 0))
    assert (len(names()), names()[-1]) == (7, "First 5 only")
    bars.clicked.emit(bars.model().index(6, 0))
    assert names()[-1] == "1 other"


def test_what_was_left_out_is_counted_by_reason(view: MetricsView) -> None:
    view.desk.change(
        lambda session: session.execute(*change_row(session, "deals", 3, {"customer_is_new": 0}))
    )
    view.show_metric("bookings")
    pane(view).left_out.click()

    assert pane(view).formula.text() == "1 not a new customer"
    assert not pane(view).foot.amount.isVisible()
    pane(view).left_out.click()
    assert pane(view).foot.amount.isVisible()


def test_a_metric_of_the_team_s_own_lists_its_measures(view: MetricsView) -> None:
    row = {"name": "own", "label": "Own", "formula": "sourced_revenue / win_rate", "unit": "money"}
    view.desk.change(lambda session: session.execute(*insert_row(session, "custom_metrics", row)))
    view.show_metric("own")

    assert lines(view)[0] == ["Partner-sourced revenue", "", "$179,700"]
    assert lines(view)[5] == ["Win rate", "", "4 ÷ 6"]
    assert pane(view).rows.rows.entry(0) is None
    assert pane(view).formula.text() == "$179,700 partner-sourced revenue ÷ 66.7% win rate = $269,550"


def test_what_counts_only_in_the_divisor_says_so(view: MetricsView) -> None:
    view.show_metric("revenue_per_partner")
    assert lines(view)[-1][2] == "÷ 1"
    view.show_metric("win_rate")
    assert lines(view)[-1][2] == "0"


def test_the_target_that_a_figure_is_divided_by_opens_its_editor(view: MetricsView) -> None:
    view.show_metric("pipeline_coverage")
    assert ["Target of bookings", "–", "÷ $200,000"] in lines(view)
    at = next(row for row, line in enumerate(lines(view)) if line[0] == "Target of bookings")

    pane(view).rows.doubleClicked.emit(pane(view).rows.rows.index(at, 0))

    (editor,) = (each for each in view.findChildren(TargetEditor) if each.isVisible())
    assert editor.numbers["value"].text() == "200,000"
    editor.reject()


@pytest.mark.parametrize("metric", [each.id for each in BUILT_IN])
def test_every_metric_says_how_its_number_came_about(view: MetricsView, metric: str) -> None:
    view.show_metric(metric)
    figure = view.model.figure(view.model.row_of(metric))
    assert figure is not None

    words = pane(view).formula.text()

    if figure.value is None:
        assert words.endswith(figure.reason or "?")
    else:
        assert " = " in words
        assert pane(view).foot.amount.text() != "–"
