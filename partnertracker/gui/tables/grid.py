"""The table itself: keys, header, which rows are in sight and which are selected."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from partnertracker.domain.fields import Kind
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.columnheader import ColumnHeader
from partnertracker.gui.tables.delegate import CellDelegate
from partnertracker.gui.tables.editing import CellEditing, Spot
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.tables.painter import CellPainter
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_FOLLOWED = 10_000
_Flag = QItemSelectionModel.SelectionFlag


class Grid(QTableView):
    """Rows of a ``TableModel``, with their columns arranged as the person likes them."""

    current_changed = Signal(int)
    """Another row is the current one: its key, 0 when there is none."""

    delete_wanted = Signal()
    """Delete was pressed."""

    def __init__(self, desk: Desk, table: str, theme: Theme, memory: Memory) -> None:
        """Build the table; ``rows.show_listing`` fills it."""
        super().__init__()
        self.rows = TableModel(desk, table)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.editing = CellEditing(desk, self.rows, theme, self.viewport())
        self._painter = CellPainter(theme, self)
        self.setItemDelegate(CellDelegate(self.rows, self.editing, self._painter))
        self._kept: tuple[int, frozenset[int]] = (0, frozenset())
        self._place = 0
        self.columns = ColumnHeader(table, self.rows.columns, memory, theme.font("body"))
        self.setHorizontalHeader(self.columns)
        self.columns.arrange()
        self._shape(theme)
        self.rows.about_to_reorder.connect(self._remember)
        self.rows.columns_changed.connect(lambda: self.columns.show_columns(self.rows.columns))
        self.rows.reordered.connect(self._recall)
        self.rows.arrived.connect(self._paint_texts)
        self.rows.listed.connect(self._look)
        self.editing.refused.connect(self._edit_again)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell_current())
        theme.changed.connect(self.viewport().update)

    @property
    def current_key(self) -> int:
        """The key of the current row, 0 when there is none."""
        index = self.currentIndex()
        return self.rows.key(index.row()) if index.isValid() else 0

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected rows in the order on screen."""
        selection = self.selectionModel().selection()
        rows: set[int] = set()
        for part in (selection.at(i) for i in range(selection.count())):
            rows.update(range(part.top(), part.bottom() + 1))
        return [self.rows.key(row) for row in sorted(rows)]

    def select_key(self, key: int) -> bool:
        """Make a row the current one and bring it into sight; False when it is not among those shown."""
        row = self.rows.row_of(key)
        if row < 0:
            return False
        column = max(self.currentIndex().column(), self._first_column())
        self._go_to(row, column)
        return True

    def select_first(self) -> None:
        """Make the first row the current one."""
        self._go_to(0, self._first_column())

    def _go_to(self, row: int, column: int) -> None:
        """Choose one row, and no other: Qt's own way would add it to the others while Ctrl is held."""
        index = self.rows.index(row, column)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(index)

    def leave(self) -> None:
        """Have no current row, so that any of them can be chosen."""
        self.selectionModel().clear()

    def _remember(self) -> None:
        selected = self.selected_keys() if self.selectionModel().hasSelection() else []
        self._kept = (self.current_key, frozenset(selected[:_FOLLOWED]))
        self._place = self.currentIndex().row()

    def _recall(self) -> None:
        """Select the rows that were selected, wherever they stand now.

        A row that is gone leaves its place to the next one; one that the filters hide now stays in the form.
        """
        key, selected = self._kept
        column = self._first_column()
        row = self.rows.row_of(key) if key else -1
        gone = bool(key) and self.rows.facts[self.rows.table].positions_of([key])[0] < 0
        if gone and self.rows.rowCount():
            row = min(self._place, self.rows.rowCount() - 1)
        selection = QItemSelection()
        for each in self.rows.rows_of_keys(list(selected)):
            selection.select(self.rows.index(each, 0), self.rows.index(each, self.rows.columnCount() - 1))
        model = self.selectionModel()
        if row >= 0:
            model.setCurrentIndex(self.rows.index(row, column), _Flag.NoUpdate)
            if selection.isEmpty():
                selection.select(self.rows.index(row, 0), self.rows.index(row, self.rows.columnCount() - 1))
        model.select(selection, _Flag.ClearAndSelect)
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
        self._painter.begin(painter)
        selection, width = self.selectionModel(), self.viewport().width()
        for row in range(first, last + 1):
            top = self.rowViewportPosition(row)
            selected = selection.isSelected(self.rows.index(row, 0))
            self._painter.paint_row(painter, QRect(0, top, width, ROW), selected=selected)
            for section, left, room in places:
                cell = self.rows.cell(row, section)
                self._painter.paint_cell(painter, QRect(left, top, room, ROW), cell)
        if self.hasFocus() and self.currentIndex().isValid():
            self._painter.paint_frame(painter, self.visualRect(self.currentIndex()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Read the rows that came into sight."""
        super().resizeEvent(event)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete rows with Delete, sort by the current column with Alt+Up and Alt+Down, edit with Enter."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.delete_wanted.emit()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.currentIndex().isValid():
            name = self.rows.columns[self.currentIndex().column()].name
            self.columns.sort_wanted.emit(name, event.key() == Qt.Key.Key_Down)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the cell below after Enter; let the rows move again."""
        down = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        current = self.currentIndex()
        self.editing.end()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if down else hint)
        if down and current.row() + 1 < self.rows.rowCount() and self.currentIndex() == current:
            self._go_to(current.row() + 1, current.column())

    def _edit_again(self, spot: Spot, _text: str) -> None:
        row = self.rows.row_of(spot.key)
        if row >= 0:
            self._go_to(row, spot.section)
            self.edit(self.rows.index(row, spot.section))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row as soon as somebody comes here by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.select_first()

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        shown = (header.logicalIndex(i) for i in range(header.count()))
        return next((section for section in shown if not self.isColumnHidden(section)), 0)

    def _shape(self, theme: Theme) -> None:
        self.setAccessibleName(f"Table of {self.rows.table.replace('_', ' ')}")
        self.setFont(theme.font("body"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setAccessibleName("Rows")
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        self.verticalScrollBar().setSingleStep(ROW)
