"""The newest lines first, some hundred at a time."""

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.gui.history.newest import PAGE, NewestFirst
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> NewestFirst:
    made = NewestFirst(TextsTable("Lines", theme), label(""), "Nothing yet.", "Show older ones")
    qtbot.addWidget(made)
    return made


def show(pane: NewestFirst, there_are: int) -> None:
    """Answer what the pane wants out of so many lines."""
    count = min(there_are, pane.limit + 1)
    pane.show_lines((Column("What"),), [Line((f"line {number}",)) for number in range(count)])


def test_older_lines_are_read_when_they_are_asked_for(pane: NewestFirst) -> None:
    show(pane, PAGE + 50)
    assert (len(pane.rows.texts.lines), pane.older.isHidden()) == (PAGE, False)

    pane.wanted.connect(lambda: show(pane, PAGE + 50))
    pane.older.click()
    assert (len(pane.rows.texts.lines), pane.older.isHidden()) == (PAGE + 50, True)


def test_another_table_begins_with_its_newest_lines(qtbot: QtBot, pane: NewestFirst) -> None:
    pane.older.click()
    with qtbot.waitSignal(pane.wanted):
        pane.table.setCurrentIndex(pane.table.findData("deals"))
    assert (pane.limit, pane.table_name) == (PAGE, "deals")


def test_an_empty_list_says_so(pane: NewestFirst) -> None:
    show(pane, 0)
    assert (pane.none.isHidden(), pane.rows.isHidden()) == (False, True)
