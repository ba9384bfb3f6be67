"""What the cells of the resource forecast say."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from tests.gui.metrics.capacities import MANAGERS, MARKETING, NOBODY, cells, enter, part


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
