"""The rows behind the chosen metric stand beside it, and each opens its form."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.editing import change_row
from tests.gui.metrics.conftest import behind


def test_enter_leads_to_the_deals_and_enter_again_opens_one(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")

    QTest.keyClick(view.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.desk.opened) as opened:
        QTest.keyClick(view.detail.figure.drill.rows, Qt.Key.Key_Return)

    assert opened.args == ["deals", 1]


def test_a_double_click_opens_the_deal(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    rows = view.detail.figure.drill.rows
    place = rows.visualRect(rows.rows.index(1, 0)).center()

    with qtbot.waitSignal(view.desk.opened) as opened:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened.args == ["deals", 3]


def test_a_bar_of_the_chart_leads_to_the_rows_of_its_period_and_back(view: MetricsView) -> None:
    view.show_metric("sourced_revenue")

    view.detail.figure.chart.picked.emit("2026-Q3")

    assert view.detail.figure.drill.heading.text() == "The deal behind FY26 Q3"
    assert behind(view) == [["Litware · Data warehouse", "4 Aug", "$77,000"]]
    assert not view.detail.figure.drill.back.isHidden()
    QTest.mouseClick(view.detail.figure.drill.back, Qt.MouseButton.LeftButton)
    assert view.detail.figure.drill.heading.text() == "The 4 deals behind this number"


def test_rows_left_out_show_with_the_reason_when_asked_for(view: MetricsView, qtbot: QtBot) -> None:
    view.desk.change(
        lambda session: session.execute(*change_row(session, "deals", 3, {"customer_is_new": 0}))
    )
    view.show_metric("bookings")
    qtbot.waitUntil(lambda: view.detail.figure.drill.left_out.text() == "1 left out")

    QTest.mouseClick(view.detail.figure.drill.left_out, Qt.MouseButton.LeftButton)

    assert behind(view) == [["Contoso Cloud · Migration", "14 Nov", "not a new customer"]]
    QTest.mouseClick(view.detail.figure.drill.left_out, Qt.MouseButton.LeftButton)
    assert len(behind(view)) == 3


def test_a_ratio_names_both_kinds_of_rows_behind_it(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("revenue_per_partner")
    assert view.detail.figure.drill.heading.text() == "The 7 deals and 4 partners behind this number"

    view.show_metric("red_partners")
    assert view.detail.figure.drill.heading.text() == "The health review behind this number"
    with qtbot.waitSignal(view.desk.opened) as opened:
        view.detail.figure.drill.rows.record_wanted.emit("health_reviews", 3)
    assert opened.args == ["health_reviews", 3]


def test_partners_open_from_their_bars(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    bars = view.detail.figure.portions

    assert bars.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Litware $100K"
    with qtbot.waitSignal(view.desk.opened) as opened:
        bars.activated.emit(bars.model().index(0, 0))
    assert opened.args == ["partners", 1]


def test_what_the_rows_come_to_is_in_sight_also_where_the_pane_scrolls(view: MetricsView) -> None:
    view.show_metric("bookings")
    view.resize(1244, 500)
    QApplication.processEvents()
    pane = view.detail.figure
    assert pane.scrolled.verticalScrollBar().isVisible()
    total = pane.drill.foot.amount
    assert total.visibleRegion().boundingRect() == total.rect()
