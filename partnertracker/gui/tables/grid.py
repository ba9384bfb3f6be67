"""The table itself: keys, header, which rows are in sight and which are selected."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from partnertracker.domain.fields import Kind
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.delegate import CellDelegate
from partnertracker.gui.tables.editing import CellEditing, Spot
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.theme.controls import escaped
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_WIDTHS = {
    Kind.MONEY: 94,
    Kind.DATE: 118,
    Kind.YES_NO: 86,
    Kind.WHOLE: 86,
    Kind.PERCENT: 90,
    Kind.STAGE: 104,
    Kind.CHOICE: 96,
    Kind.REFERENCE: 136,
    Kind.LONG_TEXT: 200,
}
_BY_NAME = {"name": 128, "manager": 78, "involvement": 100, "value": 88, "close": 112}
_USUAL, _NARROWEST = 122, 48
_FOLLOWED = 10_000
_Flag = QItemSelectionModel.SelectionFlag


class Grid(QTableView):
    """Rows of a ``TableModel``, with their columns arranged as the person likes them."""

    current_changed = Signal(int)
    """Another row is the current one: its key, 0 when there is none."""

    delete_wanted = Signal()
    """Delete was pressed."""

    sort_wanted = Signal(str, bool)
    """Rows are to be ordered by a column, the largest first or not."""

    def __init__(self, desk: Desk, table: str, theme: Theme, memory: Memory) -> None:
        """Build the table; ``rows.show_listing`` fills it."""
        super().__init__()
        self.rows = TableModel(desk, table)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.editing = CellEditing(desk, self.rows, theme, self.viewport())
        self.setItemDelegate(CellDelegate(self.rows, self.editing, theme, self))
        self._memory = memory
        self._kept: tuple[int, frozenset[int]] = (0, frozenset())
        self._place = 0
        self._shape(theme)
        self._arrange()
        self.rows.about_to_reorder.connect(self._remember)
        self.rows.reordered.connect(self._recall)
        self.rows.arrived.connect(self.viewport().update)
        self.rows.listed.connect(self._look)
        self.editing.refused.connect(self._edit_again)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell_current())
        theme.changed.connect(self.viewport().update)

    # which rows

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
        self.setCurrentIndex(self.rows.index(row, column))
        self.scrollTo(self.rows.index(row, column))
        return True

    def _remember(self) -> None:
        selected = self.selected_keys() if self.selectionModel().hasSelection() else []
        self._kept = (self.current_key, frozenset(selected[:_FOLLOWED]))
        self._place = self.currentIndex().row()

    def _recall(self) -> None:
        """Select the rows that were selected, wherever they stand now; else the one that took their place."""
        key, selected = self._kept
        column = self._first_column()
        row = self.rows.row_of(key) if key else -1
        if row < 0 and key and self.rows.rowCount():
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
        if self.current_key != key:
            self._tell_current()

    def _tell_current(self) -> None:
        self.current_changed.emit(self.current_key)

    # what is in sight

    def _look(self) -> None:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        self.rows.look_at(first, last if last >= 0 else self.rows.rowCount() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Read the rows that came into sight."""
        super().resizeEvent(event)
        self._look()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete rows with Delete, sort by the current column with Alt+Up and Alt+Down, edit with Enter."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self.delete_wanted.emit()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.currentIndex().isValid():
            self._sort(self.currentIndex().column(), event.key() == Qt.Key.Key_Down)
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
            self.setCurrentIndex(self.rows.index(current.row() + 1, current.column()))

    def _edit_again(self, spot: Spot, _text: str) -> None:
        row = self.rows.row_of(spot.key)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, spot.section))
            self.edit(self.rows.index(row, spot.section))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row as soon as somebody comes here by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, self._first_column()))

    # the header

    def show_sorted(self, name: str, *, descending: bool) -> None:
        """Mark the column that the rows are ordered by; none for the order of entry."""
        header = self.horizontalHeader()
        sections = [i for i, column in enumerate(self.rows.columns) if column.name == name]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(bool(sections))
        if sections:
            header.setSortIndicator(sections[0], order)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return the menu in which columns are shown and hidden."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in enumerate(self.rows.columns):
            action = menu.addAction(escaped(column.label))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(section))
            action.toggled.connect(lambda shown, section=section: self.show_column(section, shown=shown))
        menu.addSeparator()
        menu.addAction("As at the start", self._reset_columns)
        return menu

    def show_column(self, section: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        visible = [i for i in range(self.rows.columnCount()) if not self.isColumnHidden(i)]
        if shown or visible != [section]:
            self.setColumnHidden(section, not shown)
            self._keep_columns()

    def _sort(self, section: int, descending: bool) -> None:  # noqa: FBT001  as the signal has it
        self.sort_wanted.emit(self.rows.columns[section].name, descending)

    def _on_header_click(self, section: int) -> None:
        header = self.horizontalHeader()
        again = header.isSortIndicatorShown() and self.rows.listing.sort[0] == self.rows.columns[section].name
        self._sort(section, again and not self.rows.listing.sort[1])

    def _header_menu(self, at: QPoint) -> None:
        section = self.horizontalHeader().logicalIndexAt(at)
        menu = self.column_menu(self)
        first = menu.actions()[0]
        if section >= 0:
            label = escaped(self.rows.columns[section].label)
            for text, descending in ((f"Sort by {label}", False), (f"Sort by {label}, reversed", True)):
                action = menu.addAction(text)
                action.triggered.connect(
                    lambda _checked=False, descending=descending: self._sort(section, descending)
                )
                menu.insertAction(first, action)
            menu.insertSeparator(first)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        shown = (header.logicalIndex(i) for i in range(header.count()))
        return next((section for section in shown if not self.isColumnHidden(section)), 0)

    # how it looks

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
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        self.verticalScrollBar().setSingleStep(ROW)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSortIndicatorShown(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        header.sectionClicked.connect(self._on_header_click)

    def _arrange(self) -> None:
        kept = self._memory.state(self._state_name)
        self._reset_columns()
        if not kept.isEmpty():
            self.horizontalHeader().restoreState(kept)
            self.horizontalHeader().setSortIndicatorShown(False)
        header = self.horizontalHeader()
        header.sectionResized.connect(lambda _section, _before, _now: self._keep_columns())
        header.sectionMoved.connect(lambda _section, _before, _now: self._keep_columns())

    def _reset_columns(self) -> None:
        header = self.horizontalHeader()
        for section, column in enumerate(self.rows.columns):
            header.moveSection(header.visualIndex(section), section)
            width = _BY_NAME.get(column.name) or _WIDTHS.get(column.kind, _USUAL)
            header.resizeSection(section, width)
            header.setSectionHidden(section, not column.listed)
        self._keep_columns()

    def _keep_columns(self) -> None:
        self._memory.keep_state(self._state_name, self.horizontalHeader().saveState())

    @property
    def _state_name(self) -> str:
        return f"tables/{self.rows.table}"
