"""The tables of a plan hold what was looked at, however many rows there are."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from partnertracker.gui.importing.planned import Cells, Head, PlannedModel, Pull
from partnertracker.gui.importing.tables import arrange

MILLION = 1_000_000
PORTION = 200


def counted(given: list[int]) -> Iterator[Cells]:
    for number in range(MILLION):
        given.append(number)
        yield [str(number), f"Deal {number}"]


def pulling(rows: Iterator[Cells]) -> Pull:
    def pull(take: Callable[[Sequence[Cells]], None]) -> None:
        take(list(islice(rows, PORTION)))

    return pull


def test_a_million_rows_make_no_million_items(qtbot: QtBot) -> None:
    given: list[int] = []
    model = PlannedModel()
    view = QTableView()
    qtbot.addWidget(view)
    arrange(view, model)
    view.resize(400, 300)
    view.show()
    model.begin([Head("Line", is_number=True), Head("Deal")], pulling(counted(given)))
    qtbot.wait(50)
    assert model.rowCount() == len(given) == PORTION
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PORTION, timeout=5000)
    assert len(given) == 2 * PORTION


def test_rows_that_arrive_for_an_older_plan_are_dropped(qtbot: QtBot) -> None:
    del qtbot
    waiting: list[Callable[[Sequence[Cells]], None]] = []
    model = PlannedModel()
    model.begin([Head("Deal")], waiting.append)
    model.begin([Head("Deal")], waiting.append)
    waiting[0]([["old"]])
    assert model.rowCount() == 0
    waiting[1]([["new"]])
    assert model.index(0, 0).data() == "new"
    assert model.canFetchMore()
    model.fetchMore()
    waiting[2]([])
    assert not model.canFetchMore()
