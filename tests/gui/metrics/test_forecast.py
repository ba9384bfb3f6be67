"""The resource forecast below the headcount gap."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.forecast import ForecastPart, notes_of
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from partnertracker.services.editing import combined, insert_row
from partnertracker.services.forecasting import Forecast, resource_forecast

TODAY = day_of("2026-11-21")


def enter(desk: Desk, *capacities: Row) -> None:
    desk.change(
        lambda session: session.execute(
            *combined("Enter", *(insert_row(session, "capacities", _since(row)) for row in capacities))
        )
    )


def _since(row: Row) -> Row:
    return {"effective_on": "2026-01-01", **row}


MANAGERS: Row = {"role": "Partner managers", "people": 2, "partners_per_person": 2, "ramp_up_months": 3}
MARKETING: Row = {"role": "Marketing", "people": 1.5, "bookings_per_person": 1_000_000}
NOBODY: Row = {"role": "Alliances", "partners_per_person": 100}


def part(view: MetricsView) -> ForecastPart:
    return view.detail.figure.people


def cells(view: MetricsView, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = part(view).model
    return [str(model.index(row, column).data(role)) for column in range(model.columnCount())]


def test_it_stands_with_the_headcount_gap_and_with_no_other_metric(view: MetricsView, desk: Desk) -> None:
    view.show_metric("headcount_gap")
    assert not part(view).isVisible()  # nothing entered yet
    enter(desk, MANAGERS)
    assert part(view).isVisible()
    view.show_metric("bookings")
    assert not part(view).isVisible()


def test_each_role_shows_needed_and_missing_people_what_asks_for_them_and_by_when_to_hire(
    view: MetricsView, desk: Desk
) -> None:
    enter(desk, MANAGERS, MARKETING, NOBODY)
    view.show_metric("headcount_gap")
    model = part(view).model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads == ["Role", "Now", "FY27 Q1", "FY27 Q2", "FY27 Q3", "FY27 Q4"]
    assert cells(view, 0)[:3] == ["Alliances", "–", "1"]
    assert cells(view, 1)[:3] == ["Marketing", "1.5", "0  −1.5"]
    assert cells(view, 2)[:3] == ["Partner managers", "2", "3  +1"]
    told = cells(view, 2, Qt.ItemDataRole.ToolTipRole)
    there = "FY27 Q1: 3 needed for 6 partners, 2 there. Hire 1 by 1 Oct 2026. That day has passed."
    assert told[2] == f"Partner managers, {there}"
    assert told[3].endswith("Hire 1 by 1 Jan 2027.")
    assert cells(view, 0, Qt.ItemDataRole.ToolTipRole)[2].endswith(
        "1 needed for 6 partners, no people entered."
    )
    assert "Marketing: no capacity entered for partners and onboardings." in part(view).notes.text()


def test_a_need_that_is_not_known_says_why_and_a_late_day_is_marked_beyond_its_colour(
    view: MetricsView, desk: Desk, theme: Theme
) -> None:
    enter(desk, MANAGERS, {"role": "Success", "people": 1, "onboardings_per_person": 2})
    view.show_metric("headcount_gap")
    assert cells(view, 1)[2] == "–"
    assert cells(view, 1, Qt.ItemDataRole.ToolTipRole)[2] == (
        "Success, FY27 Q1: no forecast, no customer stages yet."
    )
    for scheme, tokens in (("light", LIGHT), ("dark", DARK)):
        theme.choose(scheme)
        picture = part(view).table.viewport().grab().toImage()
        colours = {
            picture.pixelColor(x, y).name() for x in range(104, 190) for y in range(0, picture.height(), 2)
        }
        assert tokens.red.fill.name() in colours  # the triangle
    theme.choose("light")


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
