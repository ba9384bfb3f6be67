"""A cell of the resource forecast leads to what it is made of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.forecast_rows import NeedDialog, made_of
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.forecasting import resource_forecast
from tests.gui.metrics.capacities import MANAGERS, MARKETING, enter, part

TODAY = day_of("2026-11-21")


@pytest.mark.parametrize("by_key", [False, True])
def test_a_cell_leads_to_the_rows_that_ask_for_people(
    view: MetricsView, desk: Desk, qtbot: QtBot, *, by_key: bool
) -> None:
    enter(desk, MANAGERS)
    view.show_metric("headcount_gap")
    QApplication.processEvents()
    table = part(view).table
    cell = part(view).model.index(0, 2)

    if by_key:
        table.setFocus()
        table.setCurrentIndex(cell)
        QTest.keyClick(table, Qt.Key.Key_Return)
    else:
        table.scrollTo(cell)
        place = table.visualRect(cell).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    QApplication.processEvents()
    (dialog,) = view.window().findChildren(NeedDialog)
    rows = dialog.rows.rows.rowCount()
    assert dialog.rows.rows.headerData(1, Qt.Orientation.Horizontal) == "Joined"
    assert dialog.words.text() == f"{rows} partners ÷ 2 per person = {rows / 2:g}, so {-(-rows // 2)} people"
    assert (dialog.total.words.text(), dialog.total.amount.text()) == ("Total", f"{rows}")
    with qtbot.waitSignal(desk.opened) as opened:
        QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    assert opened.args[0] == "partners"


def test_rows_add_up_to_what_is_carried(desk: Desk) -> None:
    enter(desk, MARKETING, {"role": "Onboarding", "people": 1, "onboardings_per_person": 1})
    found = resource_forecast(desk.facts, TODAY)
    for role in found.roles:
        for need, quarter in zip(role.needs, found.quarters, strict=True):
            made = made_of(desk.facts, role.name, quarter, TODAY)
            if need.needed is None:
                assert made is None
            else:
                assert made is not None
                assert sum(entry.value or 0 for entry in made.entries) == pytest.approx(need.carried)
