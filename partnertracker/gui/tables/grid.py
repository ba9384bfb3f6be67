"""The table itself: keys, header, which rows are in sight and which are selected."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableView,
    QWidget,
)

from partnertracker.domain.fields import Kind
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.blocks import CellBlocks
from partnertracker.gui.tables.chosen import (
    Ground,
    choose_rows,
    chosen_in,
    frame_of,
    next_to_type_in,
    shown_sections,
)
from partnertracker.gui.tables.columnheader import ColumnHeader
from partnertracker.gui.tables.delegate import CellDelegate
from partnertracker.gui.tables.editing import CellEditing, Spot
from partnertracker.gui.tables.extending import MOVES, Extending
from partnertracker.gui.tables.keeping import Keeping
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.tables.painter import CellPainter
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_cells
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_Flag = QItemSelectionModel.SelectionFlag
_Hint = QAbstractItemDelegate.EndEditHint
_AHEAD = {_Hint.SubmitModelCache: 0, _Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}


class Grid(QTableView):
    """Rows of a ``TableModel``, with their columns arranged as the person likes them."""

    current_changed = Signal(int)
    """Another row is the current one: its key, 0 when there is none."""

    def __init__(self, desk: Desk, table: str, theme: Theme, memory: Memory) -> None:
        """Build the table; ``rows.show_listing`` fills it."""
        super().__init__()
        self.rows = TableModel(desk, table)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.editing = CellEditing(desk, self.rows, theme, self.viewport())
        self.blocks = CellBlocks(desk, self, self.rows, theme)
        self._painter = CellPainter(theme, self)
        self.setItemDelegate(CellDelegate(self.rows, self.editing, self._painter))
        self._keeping = Keeping(self, self.rows)
        self._extending = Extending(self)
        self.columns = ColumnHeader(table, self.rows.columns, memory, theme.font("body"))
        self.setHorizontalHeader(self.columns)
        self.columns.arrange()
        self.columns.sort_wanted.connect(lambda _name, _descending: self._keeping.begin_at_top())
        self._shape(theme)
        self.rows.about_to_reorder.connect(self._keeping.remember)
        self.rows.columns_changed.connect(lambda: self.columns.show_columns(self.rows.columns))
        self.rows.reordered.connect(self._recall)
        self.rows.arrived.connect(self._paint_texts)
        self.rows.listed.connect(self._look)
        self.editing.refused.connect(self._edit_again)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)  # words move in their cells
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell_current())
        theme.changed.connect(self.viewport().update)

    @property
    def current_key(self) -> int:
        """The key of the current row, 0 when there is none."""
        index = self.currentIndex()
        return self.rows.key(index.row()) if index.isValid() else 0

    def selected_keys(self) -> list[int]:
        """Return the keys of the rows with a selected cell, in the order on screen."""
        rows = chosen_in(self).rows if self.selectionModel().hasSelection() else ()
        return self.rows.keys_of(rows)

    def select_key(self, key: int) -> bool:
        """Make a row the current one and bring it into sight; False when it is not among those shown."""
        row = self.rows.row_of(key)
        if row < 0:
            return False
        column = max(self.currentIndex().column(), self._first_column())
        self.go_to(row, column)
        return True

    def select_first(self) -> None:
        """Make the first row the current one."""
        self.go_to(0, self._first_column())

    def go_to(self, row: int, column: int) -> None:
        """Choose one cell, and no other: Qt's own way would add it to the others while Ctrl is held."""
        index = self.rows.index(row, column)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def offer(self, *more: tuple[str, Callable[[], None]]) -> None:
        """Offer what can be done with cells, and some more, in the context menu."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, act in (
            ("Edit the cell", lambda: self.edit(self.currentIndex())),
            ("Copy", self.blocks.copy),
            ("Cut", self.blocks.cut),
            ("Paste", self.blocks.paste),
            ("Fill down", self.blocks.fill_down),
            ("Clear", self.blocks.clear),
            ("Edit the chosen rows…", self.blocks.edit_rows),
            *more,
        ):
            action = QAction(text, self)
            action.triggered.connect(act)
            self.addAction(action)

    def leave(self) -> None:
        """Have no current row, so that any of them can be chosen."""
        self.selectionModel().clear()

    def _recall(self) -> None:
        with QSignalBlocker(self):  # the same row is no news: the form may show another record by now
            gone = self._keeping.recall()
        if gone:
            self._tell_current()

    def _tell_current(self) -> None:
        self.current_changed.emit(self.current_key)

    def _look(self) -> None:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self.rows.rowCount() - 1
        self._show_amounts(first, last)
        self.rows.look_at(first, last)

    def _show_amounts(self, first: int, last: int) -> None:
        """Make columns of money as wide as the amounts in sight: one that is cut reads as another one."""
        for section, column in enumerate(self.rows.columns):
            if column.kind is Kind.MONEY and not column.stored and not self.isColumnHidden(section):
                texts = {self.rows.cell(row, section).text for row in range(first, last + 1)}
                self.columns.widen(section, max(map(self._painter.width_for, texts), default=0))

    def _paint_texts(self) -> None:
        """Paint the columns again whose texts have arrived; the others stand already."""
        height = self.viewport().height()
        for section, column in enumerate(self.rows.columns):
            if column.stored and not self.isColumnHidden(section):
                left, width = self.columnViewportPosition(section), self.columnWidth(section)
                self.viewport().update(left, 0, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in the region; Qt's way would ask the style sheet about each one."""
        region, header = event.rect(), self.columns
        first, last = self.rowAt(region.top()), self.rowAt(region.bottom())
        if first < 0:
            return
        last = last if last >= 0 else self.rows.rowCount() - 1
        right = header.visualIndexAt(min(region.right(), header.length() - header.offset() - 1))
        shown = [
            header.logicalIndex(i) for i in range(max(header.visualIndexAt(region.left()), 0), right + 1)
        ]
        places = [
            (section, header.sectionViewportPosition(section), header.sectionSize(section))
            for section in shown
            if not header.isSectionHidden(section)
        ]
        painter = QPainter(self.viewport())
        self._painter.begin(painter, self.viewport().rect())
        ground, width, high = Ground(self, first, last), self.viewport().width(), self.rowHeight(first)
        for row in range(first, last + 1):
            top = self.rowViewportPosition(row)
            whole = ground.whole(row)
            self._painter.paint_row(painter, QRect(0, top, width, high), selected=whole)
            for section, left, room in places:
                rect = QRect(left, top, room, high)
                if not whole and ground.cell(row, section):
                    self._painter.paint_row(painter, rect, selected=True)
                self._painter.paint_cell(painter, rect, self.rows.cell(row, section))
        block = frame_of(self)
        if not block.isEmpty():
            self._painter.paint_frame(painter, block)
        if self.hasFocus() and self.currentIndex().isValid():
            self._painter.paint_frame(painter, self.visualRect(self.currentIndex()))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Read the rows that are in sight, and none while nobody can see them."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize}:
            self._look()
        elif event.type() is QEvent.Type.Hide:
            self.rows.look_at(0, -1)
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, sort with Alt+Up and Alt+Down, and do with blocks of cells as spreadsheets do."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        editing = self.state() is QAbstractItemView.State.EditingState
        if not editing and self._do_with_block(event):
            return
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.currentIndex().isValid():
            name = self.rows.columns[self.currentIndex().column()].name
            self.columns.sort_wanted.emit(name, event.key() == Qt.Key.Key_Down)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell, or with Shift the block up to it; stay where what is typed can't be saved."""
        if self.editing.unsaved:
            self.editing.go_back()
        elif (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            and event.button() is Qt.MouseButton.LeftButton
        ):
            self._extending.extend_to(self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose a block with the mouse, unless what is typed can't be saved."""
        if not (event.buttons() and self.editing.unsaved):
            super().mouseMoveEvent(event)

    def _do_with_block(self, event: QKeyEvent) -> bool:
        """Copy, cut, paste, clear or choose rows; tells whether a key means one of these."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        keys, blocks = QKeySequence.StandardKey, self.blocks
        clipboard = {keys.Copy: blocks.copy, keys.Cut: blocks.cut, keys.Paste: blocks.paste}
        act = next((act for key, act in clipboard.items() if event.matches(key)), None)
        if act is not None:
            act()
        elif event.key() == Qt.Key.Key_Delete and not ctrl:
            self.blocks.clear()
        elif event.key() == Qt.Key.Key_Space and (ctrl or shift):
            choose_rows(self, add=ctrl)
        elif shift and event.key() in MOVES:
            self._extending.extend_to(self.moveCursor(MOVES[event.key()], event.modifiers()))
        else:
            return False
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Let the rows move again; go on to the cell below after Enter, to the next one after Tab."""
        current = self.currentIndex()
        left = not self.editing.is_at(current)  # by a click elsewhere, where Qt speaks of Enter as well
        self.editing.end(given_up=hint is _Hint.RevertModelCache)
        super().closeEditor(editor, _Hint.NoHint if hint in _AHEAD else hint)
        if left or hint not in _AHEAD or self.currentIndex() != current:
            return
        if hint is not _Hint.SubmitModelCache:
            ahead = next_to_type_in(self, current, _AHEAD[hint])
            self.go_to(ahead.row(), ahead.column())
            self.edit(self.currentIndex())
        elif current.row() + 1 < self.rows.rowCount():
            self.go_to(current.row() + 1, current.column())

    def _edit_again(self, spot: Spot, _text: str) -> None:
        row = self.rows.row_of(spot.key)
        if row >= 0:
            self.go_to(row, spot.section)
            self.edit(self.rows.index(row, spot.section))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row as soon as somebody comes here, or be where what is typed can't be saved."""
        super().focusInEvent(event)
        if self.editing.unsaved:
            self.editing.go_back()
        elif not self.currentIndex().isValid() and self.rows.rowCount():
            self.select_first()

    def _first_column(self) -> int:
        return next(iter(shown_sections(self)), 0)

    def _shape(self, theme: Theme) -> None:
        shape_cells(self, f"Table of {self.rows.table.replace('_', ' ')}")
        self.setFont(theme.font("body"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(scaled(ROW))
