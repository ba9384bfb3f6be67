"""A table follows the file while both work at their own pace: two real lanes, as in the window."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk


@pytest.fixture
def desk(threaded: Desk) -> Desk:
    """The desk of the page works by threads."""
    return threaded


def names(view: DealsView) -> list[str]:
    return [view.grid.rows.cell(row, 0).text for row in range(view.grid.rows.rowCount())]


def test_names_are_there_again_after_undo_and_redo(qtbot: QtBot, desk: Desk, view: DealsView) -> None:
    qtbot.waitUntil(lambda: "Renewal" in names(view))
    before = names(view)
    desk.undo()
    qtbot.waitUntil(lambda: view.grid.rows.rowCount() == 0)
    QTest.qWait(50)
    desk.redo()
    qtbot.waitUntil(lambda: names(view) == before)


def test_names_are_there_after_undo_and_redo_in_haste(qtbot: QtBot, desk: Desk, view: DealsView) -> None:
    qtbot.waitUntil(lambda: "Renewal" in names(view))
    before = names(view)
    for _ in range(3):
        desk.undo()
        desk.redo()
    QTest.qWait(50)
    qtbot.waitUntil(lambda: names(view) == before)
