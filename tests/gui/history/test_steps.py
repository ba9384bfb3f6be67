"""The list of what was done."""

from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.history.steps import StepsPane
from partnertracker.gui.theme.theme import Theme


def test_what_was_done_takes_more_lines_so_that_its_state_is_in_sight(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    label = "Import 8,300 deals from a sales pipeline with a very long name.csv"
    desk.do(label, lambda writer: writer.update("deals", 1, {"value": 1}))
    desk.undo()
    steps = StepsPane(desk, theme)
    qtbot.addWidget(steps)
    steps.resize(525, 500)
    steps.show()
    steps.read()
    qtbot.waitUntil(lambda: bool(steps.rows.texts.lines))
    assert "Undone" in {line.cells[3] for line in steps.rows.texts.lines}
    assert steps.rows.horizontalHeader().length() <= steps.rows.viewport().width()
