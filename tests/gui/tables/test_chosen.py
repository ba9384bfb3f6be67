"""Cells that lie apart, chosen by Ctrl+click: nothing but them is touched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.tables.chosen import Area, Chosen, areas_of, chosen_in
from partnertracker.services.session import Session
from tests.gui.deals import column, deal

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("Renewal", "Analytics")


def click(view: DealsView, session: Session, name: str, cell: str, held: Qt.KeyboardModifier) -> None:
    row = view.grid.rows.row_of(int(str(deal(session, name)["key"])))
    place = view.grid.visualRect(view.grid.rows.index(row, column(view, cell))).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, held, place)


@pytest.fixture
def apart(view: DealsView, session: Session) -> DealsView:
    """The manager of one deal and the partner of another one are chosen."""
    click(view, session, "Renewal", "manager", Qt.KeyboardModifier.NoModifier)
    click(view, session, "Analytics", "partner", CTRL)
    return view


def corners(session: Session) -> list[tuple[object, object]]:
    return [(deal(session, name)["manager"], deal(session, name)["source_partner"]) for name in NAMES]


def last_step(session: Session) -> str:
    step = session.store.undoable()
    assert step is not None
    return step.label


def test_del_empties_the_cells_that_lie_apart_and_no_other_one(
    apart: DealsView, session: Session, desk: Desk
) -> None:
    before = corners(session)
    QTest.keyClick(apart.grid, Qt.Key.Key_Delete)
    assert corners(session) == [(None, before[0][1]), (before[1][0], None)]
    assert last_step(session) == "Clear 2 cells in deals"
    desk.undo()
    assert corners(session) == before


@pytest.mark.parametrize(
    ("key", "done"), [(Qt.Key.Key_C, "copied"), (Qt.Key.Key_X, "cut"), (Qt.Key.Key_D, "filled down")]
)
def test_cells_that_lie_apart_are_no_block_to_copy_cut_or_fill(
    apart: DealsView, session: Session, key: Qt.Key, done: str
) -> None:
    before, step = corners(session), session.store.last_step()
    QGuiApplication.clipboard().setText("before")
    if key is Qt.Key.Key_D:
        apart.duplicate_record()
    else:
        QTest.keyClick(apart.grid, key, CTRL)
    assert apart.notice.text == f"Cells that lie apart can't be {done} together. Choose one block of cells."
    assert (corners(session), session.store.last_step()) == (before, step)
    assert QGuiApplication.clipboard().text() == "before"


def test_cells_that_lie_apart_take_one_cell_but_no_block(view: DealsView, session: Session) -> None:
    click(view, session, "Renewal", "manager", Qt.KeyboardModifier.NoModifier)
    click(view, session, "Analytics", "name", CTRL)
    other = deal(session, "Analytics")
    QGuiApplication.clipboard().setText("a\tb\nc\td\n")
    QTest.keyClick(view.grid, Qt.Key.Key_V, CTRL)
    assert view.notice.text == "Cells that lie apart take one cell only. Choose one block of cells."
    QGuiApplication.clipboard().setText("Zoe")
    QTest.keyClick(view.grid, Qt.Key.Key_V, CTRL)
    assert deal(session, "Renewal")["manager"] == "Zoe"
    assert deal(session, "Zoe") == {**other, "name": "Zoe"}


def test_cells_in_the_same_columns_of_rows_that_lie_apart_are_copied(
    view: DealsView, session: Session
) -> None:
    click(view, session, "Renewal", "value", Qt.KeyboardModifier.NoModifier)
    click(view, session, "Analytics", "value", CTRL)
    QTest.keyClick(view.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "38200\n36000\n"


def test_no_other_cell_is_chosen_when_the_rows_are_ordered_anew(apart: DealsView, session: Session) -> None:
    apart.grid.columns.sort_wanted.emit("value", False)
    QApplication.processEvents()
    rows = apart.grid.rows
    chosen = {(rows.key(area.top), rows.columns[area.left].name) for area in areas_of(apart.grid)}
    keys = [int(str(deal(session, name)["key"])) for name in NAMES]
    assert chosen == {(keys[0], "manager"), (keys[1], "partner")}
    assert not chosen_in(apart.grid).is_block


def test_which_cells_are_chosen_follows_the_columns_as_they_stand_on_screen() -> None:
    chosen = Chosen((1, 2, 5), (4, 0, 3), (Area(1, 2, 3, 4), Area(5, 5, 0, 0)))
    assert chosen.cells.tolist() == [[True, False, True], [True, False, True], [False, True, False]]
    assert not chosen.is_block
    assert Chosen().is_block
