"""The resource forecast below the headcount gap."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.forecast import notes_of
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.forecasting import Forecast, resource_forecast
from tests.gui.metrics.capacities import MANAGERS, MARKETING, NOBODY, enter, part

TODAY = day_of("2026-11-21")


def test_it_stands_with_the_headcount_gap_and_with_no_other_metric(view: MetricsView, desk: Desk) -> None:
    view.show_metric("headcount_gap")
    assert not part(view).isVisible()  # nothing entered yet
    enter(desk, MANAGERS)
    assert part(view).isVisible()
    view.show_metric("bookings")
    assert not part(view).isVisible()


def test_deals_without_an_expected_close_are_told(desk: Desk) -> None:
    enter(desk, MARKETING)
    found = resource_forecast(desk.facts, TODAY)
    assert "expected close" not in notes_of(found)
    undated = notes_of(Forecast(found.quarters, (), 2))
    assert undated == "2 deals of the pipeline have no expected close and count in no quarter."
    assert notes_of(Forecast((), (), 1)).startswith("1 deal of the pipeline has no expected close")


@pytest.mark.parametrize("width", [1244, 900, 860])
def test_every_line_of_every_role_is_in_sight(view: MetricsView, desk: Desk, width: int) -> None:
    enter(desk, MANAGERS, MARKETING, NOBODY)
    view.show_metric("headcount_gap")
    view.resize(width, 828)
    QApplication.processEvents()
    table = part(view).table
    assert not table.verticalScrollBar().isVisible()
    last = table.rowViewportPosition(2) + table.rowHeight(2)
    assert last <= table.viewport().height()
    wide = sum(table.columnWidth(column) for column in range(6))
    assert wide <= table.width() or table.columnWidth(5) < 70  # no wider than its words
    assert table.horizontalScrollBar().isVisible() == (wide > table.width())


def test_no_word_of_a_role_or_of_what_asks_for_people_is_cut(
    view: MetricsView, desk: Desk, theme: Theme
) -> None:
    enter(desk, {**MANAGERS, "role": "Implementation consultants"})
    view.show_metric("headcount_gap")
    table, caption = part(view).table, QFontMetricsF(theme.font("caption"))
    body = QFontMetricsF(theme.font("body"))
    assert table.columnWidth(0) >= body.horizontalAdvance("Implementation")
    view.resize(860, 828)
    QApplication.processEvents()
    assert table.columnWidth(5) >= max(caption.horizontalAdvance(each) for each in ("partners", "by 1 Oct"))


def test_the_scroll_bar_of_the_pane_stands_in_its_margin(view: MetricsView, desk: Desk) -> None:
    enter(desk, MANAGERS, MARKETING, NOBODY)
    view.show_metric("headcount_gap")
    view.resize(1244, 500)
    QApplication.processEvents()
    pane = view.detail.figure.scrolled
    bar = pane.verticalScrollBar()
    assert bar.isVisible()
    lost = pane.viewport().width() - part(view).width()
    view.resize(1244, 2000)
    QApplication.processEvents()
    assert not bar.isVisible()
    assert pane.viewport().width() - part(view).width() > lost
