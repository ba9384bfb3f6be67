"""The rows of a table as Qt asks for them: ordered positions in memory, texts read where one looks."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from partnertracker.domain.columns import NO_ROW, Positions
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.texts import Texts
from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Ticket
from partnertracker.gui.tables.answer import Answer, answer
from partnertracker.gui.tables.cells import EMPTY, NUMBERS, Cell, CellWriter
from partnertracker.gui.tables.shelf import Shelf
from partnertracker.services.listing.columns import columns_in
from partnertracker.services.listing.queries import Listing
from partnertracker.services.listing.texts import named_elsewhere, texts_of_rows
from partnertracker.services.ports import TableChanges

Index: TypeAlias = QModelIndex | QPersistentModelIndex

WAITING = Cell("\0")
"""Stands where a text is still being read."""

_KEPT = 4_096
_AROUND = 60
_Role = Qt.ItemDataRole


class TableModel(QAbstractTableModel):
    """Any number of rows in the order of a ``Listing``.

    What Facts hold is shown at once; the texts they do not hold are read from the file for the rows around
    those in sight, and only ``_KEPT`` of them are kept.
    """

    listed = Signal()
    """The rows are those of the last listing that was asked for."""

    arrived = Signal()
    """Texts of rows have been read."""

    about_to_reorder = Signal()
    """Rows will stand elsewhere: remember which are selected."""

    reordered = Signal()
    """Rows stand elsewhere: select them again."""

    columns_changed = Signal()
    """There are other columns: the team has changed its own fields."""

    def __init__(self, desk: Desk, table: str) -> None:
        """Start without rows; ``show_listing`` fills it."""
        super().__init__()
        self.table = table
        self.listing = Listing(table)
        self.facts = desk.facts
        self.columns = columns_in(desk.facts, table)
        self._desk = desk
        self._positions: Positions = np.empty(0, np.int64)
        self._writer = CellWriter(self.facts, table, self.columns, desk.today)
        self._texts: Texts | None = None
        self._shelf = Shelf(table)
        self._texts_awaited = 0
        self._stored = [column.name for column in self.columns if column.stored]
        self._named = named_elsewhere(table)
        self._rows: OrderedDict[int, dict[str, Value]] = OrderedDict()
        self._old: set[int] = set()
        self._reading = False
        self._computing: Ticket | None = None
        self._held = False
        self._waiting = False
        self._sight = (0, _AROUND)
        self.loaded = False
        self.total: int | None = None
        desk.changed.connect(self._follow)

    def show_listing(self, listing: Listing) -> None:
        """Show other rows, or the same as the desk's facts have them now; the old ones stay until then."""
        self.listing = listing
        if self._held:
            self._waiting = True
            return
        if self._computing is not None:
            self._computing.cancel()
        if listing.needs_texts and self._texts is None:
            if not self._texts_awaited:
                self._texts_awaited = 1
                self._desk.ask(self._shelf.load, self._take_texts, self._fail_texts)
            return
        texts, before = self._texts, (self.facts, self._positions)
        self._computing = self._desk.compute(
            lambda facts: answer(facts, listing, texts, before), self._install
        )

    def hold(self, held: bool) -> None:  # noqa: FBT001  a setter, as Qt has them
        """Keep the rows where they are while a cell is being edited."""
        self._held = held
        if not held and self._waiting:
            self._waiting = False
            self.show_listing(self.listing)

    @property
    def positions(self) -> Positions:
        """The positions in ``facts`` of the rows shown, in order."""
        return self._positions

    def key(self, row: int) -> int:
        """Return the key of a row on screen."""
        return int(self.facts[self.table].keys[self._positions[row]])

    def keys_of(self, rows: Sequence[int]) -> list[int]:
        """Return the keys of rows on screen; they may be a million."""
        keys: list[int] = self.facts[self.table].keys[self._positions[np.array(rows, np.int64)]].tolist()
        return keys

    def row_of(self, key: int) -> int:
        """Return where a key is shown, -1 when it is not."""
        position = int(self.facts[self.table].positions_of([key])[0])
        found = np.flatnonzero(self._positions == position)
        return int(found[0]) if position >= 0 and len(found) else -1

    def rows_of_keys(self, keys: Sequence[int]) -> list[int]:
        """Return where keys are shown, ascending; those that are not shown are left out."""
        positions = self.facts[self.table].positions_of(np.array(keys, np.int64))
        return [int(row) for row in np.flatnonzero(np.isin(self._positions, positions[positions >= 0]))]

    def cell(self, row: int, section: int) -> Cell:
        """Return what stands in a cell; ``WAITING`` while its text is being read."""
        column = self.columns[section]
        if not column.stored:
            return self._writer.cell(int(self._positions[row]), section)
        texts = self._rows.get(self.key(row))
        if texts is None:
            return WAITING
        text = texts[column.name]
        later = self._writer.is_later(int(self._positions[row]))
        return EMPTY if text is None else Cell(str(text).replace("\n", " "), "muted" if later else "")

    def stored(self, row: int) -> dict[str, Value]:
        """Return the texts of a row that have been read from the file, by field name."""
        return dict(self._rows.get(self.key(row), {}))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns, shown or hidden."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return a cell's words; the delegate asks ``cell`` instead."""
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole, _Role.TextAlignmentRole}:
            return None
        cell = self.cell(index.row(), index.column())
        if role == _Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return "" if cell is WAITING else cell.text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Return a column's label, on the side where its cells stand."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return column.label
        if role == _Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell where something can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _flags(typed=bool(self.columns[index.column()].edits and not self._desk.read_only))

    def look_at(self, first: int, last: int) -> None:
        """Say which rows are in sight; their texts, and those around them, are read."""
        self._sight = (first, last)
        if self._reading or not self._stored or not len(self._positions):
            return
        wanted = self._missing(first, last)
        if not len(wanted):
            return
        around = self._missing(first - _AROUND, last + _AROUND)
        keys = [int(key) for key in around]
        self._reading = True
        self._desk.ask(
            lambda session: texts_of_rows(session.store, self.table, keys),
            lambda rows: self._take(keys, rows),
            self._fail,
        )

    def _missing(self, first: int, last: int) -> list[int]:
        sight = self._positions[max(first, 0) : max(last, 0) + 1]
        keys = self.facts[self.table].keys[sight]
        # rows on screen may be gone from the file until the next listing: there is nothing to read of them
        there = self._desk.facts[self.table].positions_of(keys) != NO_ROW
        return [key for key in keys[there].tolist() if key not in self._rows or key in self._old]

    def _take(self, keys: list[int], rows: list[Row]) -> None:
        self._reading = False
        self._old.difference_update(keys)
        for row in rows:  # a key without a row is about to be told as deleted
            key = int(str(row["key"]))
            self._rows[key] = {name: row[name] for name in self._stored}
            self._rows.move_to_end(key)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        self.arrived.emit()
        self.look_at(*self._sight)

    def _fail(self, error: Exception) -> None:
        self._reading = False
        self._desk.failed.emit(error)

    def _follow(self, changes: dict[str, TableChanges]) -> None:
        mine = changes.get(self.table, TableChanges())
        renamed = bool(changes.keys() & self._named)  # any of the other rows' names may be another one
        if self.table not in changes and not renamed:
            return
        self._old.update(key for key in self._rows if renamed or key in mine.updated)
        for key in mine.deleted:
            self._rows.pop(key, None)
        if self._texts_awaited or (self._texts is not None and not renamed):
            self._texts_awaited += 1  # those of the facts as they are now
            shelf = self._shelf
            follow = shelf.load if renamed else lambda session: shelf.follow(session, mine)
            self._desk.ask(follow, self._take_texts, self._fail_texts)
        self._texts = None
        self.look_at(*self._sight)

    def _take_texts(self, texts: Texts) -> None:
        self._texts_awaited -= 1
        if not self._texts_awaited:
            self._texts = texts
            self.show_listing(self.listing)

    def _fail_texts(self, error: Exception) -> None:
        self._texts_awaited -= 1
        self._desk.failed.emit(error)

    def _install(self, answer: Answer) -> None:
        self._computing = None
        if self._held:
            self._waiting = True
            return
        self.loaded = True
        columns = columns_in(answer.facts, self.table)
        others = columns != self.columns
        if answer.same and not others:
            self._adopt(answer)
            if len(self._positions):
                last = self.index(len(self._positions) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.about_to_reorder.emit()
            self.beginResetModel()
            self.columns = columns
            self._adopt(answer)
            self.endResetModel()
            if others:
                self.columns_changed.emit()
            self.reordered.emit()
        self.listed.emit()
        self.look_at(*self._sight)

    def _adopt(self, answer: Answer) -> None:
        today, as_of, writer = self._desk.today, self.listing.as_of, self._writer
        if answer.shown is not writer.facts or (today, as_of) != (writer.today, writer.as_of):
            self._writer = CellWriter(answer.shown, self.table, self.columns, today, as_of)
        self.facts, self._positions, self.total = answer.facts, answer.positions, answer.total


def _flags(*, typed: bool) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
    return flags | Qt.ItemFlag.ItemIsEditable if typed else flags
