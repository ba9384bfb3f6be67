"""A table of plain texts to read: what a comparison is laid out in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows, side
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_WIDEST = 280
_LEAST = 110  # so wide a column stays that wraps
_MOST_LINES = 4  # of a cell that wraps; what is beyond can be read under the pointer
_FRAME = 4  # around the cell that has the focus
_PAD = 12  # where the text of a cell stands: its padding, and the margin that Qt adds


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        head: the words over it.
        stretches: whether it takes the room that the others leave; they are as wide as their texts. Where
            there is too little room for its own texts, the table scrolls sideways.
        right: whether its texts are numbers, which stand at the right.
        muted: whether its texts are of the second rank.
        wraps: whether its texts take more lines where there is too little room for one.
    """

    head: str
    stretches: bool = False
    right: bool = False
    muted: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a text for each column, whether they stand out, and what it is about."""

    cells: tuple[str, ...]
    strong: bool = False
    about: object = None


class TextsModel(QAbstractTableModel):
    """Lines in their order."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self.columns: Sequence[Column] = ()
        self.lines: Sequence[Line] = ()

    def show(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.columns, self.lines = columns, lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Return the words over a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole:
            return side(right=self.columns[section].right)
        return self.columns[section].head if role == _Role.DisplayRole else None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """Return a text and how it looks; what is cut off can be read under the pointer."""
        column, line = self.columns[index.column()], self.lines[index.row()]
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole}:
            return line.cells[index.column()]
        if role == _Role.SizeHintRole:
            width = QFontMetrics(self._font(line, column)).horizontalAdvance(line.cells[index.column()])
            return QSize(width + 2 * _PAD + _FRAME, scaled(ROW))
        if role == _Role.TextAlignmentRole:
            return side(right=column.right)
        if role == _Role.FontRole:
            return self._font(line, column)
        if role == _Role.ForegroundRole and column.muted:
            return self._theme.tokens.muted
        return None

    def _font(self, line: Line, column: Column) -> QFont:
        return self._theme.font("heading" if line.strong and not column.muted else "body")


class TextsTable(QTableView):
    """Shows a ``TextsModel``; a double click or Enter opens what a line is about."""

    chosen = Signal(object)
    """A line was chosen: what it is about."""

    opened = Signal(object)
    """A line shall be opened: what it is about."""

    def __init__(self, name: str, theme: Theme, *, begins: bool = True) -> None:
        """Start empty.

        Args:
            name: what the table is called for who can't see it.
            theme: how it looks.
            begins: whether a line is chosen from the beginning.
        """
        super().__init__()
        self._begins = begins
        self.texts = TextsModel(theme)
        self.texts.setParent(self)
        self.setModel(self.texts)
        shape_rows(self, name)
        header = self.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        header.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_PAD}px; }}")
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_lines(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show other lines; the one about the same thing as before stays chosen."""
        about = self.about
        self.texts.show(columns, lines)
        modes = QHeaderView.ResizeMode
        for section, column in enumerate(columns):
            mode = modes.Fixed if _gives_way(column) else modes.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(section, mode)
        self.setWordWrap(any(column.wraps for column in columns))
        self._spread()
        row = next((row for row, line in enumerate(lines) if line.about == about), 0 if self._begins else -1)
        if 0 <= row < len(lines):
            self.selectRow(row)

    def sizeHintForColumn(self, column: int) -> int:
        """Return how wide the texts of a column are, up to a bound beyond which they are cut."""
        return min(super().sizeHintForColumn(column), scaled(_WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column that stretches the room there is now."""
        super().resizeEvent(event)
        self._spread()

    @property
    def about(self) -> object:
        """What the chosen line is about; None when none is chosen."""
        row = self.currentIndex().row()
        return self.texts.lines[row].about if 0 <= row < len(self.texts.lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a line with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open()
        else:
            super().keyPressEvent(event)

    def _spread(self) -> None:
        """Share out the room: columns that wrap give way, the widest first; what is left over is shared."""
        header, columns = self.horizontalHeader(), self.texts.columns
        given = {
            section: max(self.sizeHintForColumn(section), header.sectionSizeHint(section))
            for section, column in enumerate(columns)
            if _gives_way(column)
        }
        fixed = sum(header.sectionSize(section) for section in range(len(columns)) if section not in given)
        room = self.viewport().width() - fixed - sum(given.values())
        narrowing = [section for section in given if columns[section].wraps]
        while room < 0 and narrowing:
            widest = max(narrowing, key=given.__getitem__)
            if given[widest] <= scaled(_LEAST):
                break
            given[widest] -= 1
            room += 1
        takers = [section for section in given if columns[section].stretches]
        for section in takers:
            given[section] += max(0, room) // len(takers)
        for section, width in given.items():
            header.resizeSection(section, width)
        if self.wordWrap():
            for row in range(len(self.texts.lines)):
                self.setRowHeight(row, self._height(row))

    def _height(self, row: int) -> int:
        """Return how high a line is with what its texts take more lines for, up to a bound."""
        taken = 0
        for section, column in enumerate(self.texts.columns):
            index = self.texts.index(row, section)
            words, font = index.data(), QFontMetrics(index.data(_Role.FontRole))
            within = self.columnWidth(section) - 2 * _PAD
            if column.wraps and font.horizontalAdvance(words) > within:
                lines = font.boundingRect(0, 0, within, 0, Qt.TextFlag.TextWordWrap, words)
                most = (_MOST_LINES - 1) * font.lineSpacing()
                taken = max(taken, min(lines.height() - font.height(), most))
        return scaled(ROW) + taken

    def _on_resized(self, section: int) -> None:
        if section < len(self.texts.columns) and not _gives_way(self.texts.columns[section]):
            self._spread()

    def _choose(self) -> None:
        if self.about is not None:
            self.chosen.emit(self.about)

    def _open(self) -> None:
        if self.about is not None:
            self.opened.emit(self.about)


def _gives_way(column: Column) -> bool:
    """Return whether the width of a column hangs on the room there is."""
    return column.stretches or column.wraps
