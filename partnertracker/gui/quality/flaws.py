"""The table of flaws: what is wrong, of which kind, how often."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnertracker.domain.facts import Facts
from partnertracker.domain.quality.finding import Found
from partnertracker.gui import formats
from partnertracker.gui.painting.chips import chip_font, chip_width, paint_chip
from partnertracker.gui.painting.statuses import paint_shape
from partnertracker.gui.quality.flawed import KIND_WORDS, TONES, metrics_of, share_of
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows, side
from partnertracker.gui.theme.theme import Theme

_SIDE = 10
_PAD = 12  # where the text of a cell stands: its padding, and the margin that Qt adds
_COUNT_WIDTH, _SHARE_WIDTH = 60, 72
_LEAST_METRICS = 120
_SHAPE, _SHAPE_WIDTH = 9.0, 48
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    LABEL = 0
    KIND = 1
    COUNT = 2
    SHARE = 3
    METRICS = 4


_HEADS = {
    Column.LABEL: "What is wrong",
    Column.KIND: "Kind",
    Column.COUNT: "Rows",
    Column.SHARE: "Of all",
    Column.METRICS: "Metrics it can change",
}
_NUMBERS = {Column.COUNT, Column.SHARE}


class FlawsModel(QAbstractTableModel):
    """What was found of each flaw, those found most often first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.found: Sequence[Found] = ()
        self._metrics: list[list[str]] = []

    def show(self, found: Sequence[Found], facts: Facts) -> None:
        """Take what was found; while the flaws are the same, cells change in place."""
        same = [each.flaw.id for each in found] == [each.flaw.id for each in self.found]
        if not same:
            self.beginResetModel()
        self.found = found
        self._metrics = [metrics_of(each, facts) for each in found]
        if not same:
            self.endResetModel()
        elif found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, Column.METRICS))

    def row_of(self, flaw: str) -> int:
        """Return the row of a flaw by its id, -1 when it is not found."""
        return next((row for row, each in enumerate(self.found) if each.flaw.id == flaw), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of flaws."""
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(right=section in _NUMBERS)
        return _HEADS[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        each, column = self.found[index.row()], Column(index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return {
                Column.LABEL: each.flaw.label,
                Column.KIND: KIND_WORDS[each.flaw.kind],
                Column.COUNT: formats.count(each.count),
                Column.SHARE: share_of(each),
                Column.METRICS: _first_of(self._metrics[index.row()]),
            }[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(right=column in _NUMBERS)
        if role == Qt.ItemDataRole.ToolTipRole:
            return {
                Column.LABEL: f"{each.flaw.label}. {each.flaw.effect}",
                Column.KIND: KIND_WORDS[each.flaw.kind],
                Column.METRICS: ", ".join(self._metrics[index.row()]),
            }.get(column)
        return None


class _Kinds(QStyledItemDelegate):
    """Paints the kind of a flaw as a chip, or where there is little room its shape alone."""

    def __init__(self, theme: Theme, model: FlawsModel, parent: QObject, *, wide: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._wide = wide

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        style = plain.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        kind, tokens = self._model.found[index.row()].flaw.kind, self._theme.tokens
        if self._wide:
            place = QRectF(option.rect).adjusted(_PAD, 0, -_SIDE / 2, 0)
            font = chip_font(self._theme.font("caption"))
            paint_chip(painter, place, TONES[kind], KIND_WORDS[kind], font, tokens)
            return
        shape = QRectF(0, 0, _SHAPE, _SHAPE)
        shape.moveCenter(QRectF(option.rect).center())
        paint_shape(painter, shape, TONES[kind], tokens.status(TONES[kind]).text)


class FlawsTable(QTableView):
    """Shows a ``FlawsModel``; the arrows choose a flaw, Enter goes to its rows."""

    chosen = Signal(object)
    """Another flaw is chosen, or the same one was found anew: its ``Found``; None: nothing is wrong."""

    drilled = Signal()
    """Enter or a double click: the person wants to go to the rows of the chosen flaw."""

    def __init__(self, theme: Theme, *, wide: bool, parent: QWidget | None = None) -> None:
        """Start empty; ``wide`` has room for the words of the kind, the share and the metrics."""
        super().__init__(parent)
        self.flaws = FlawsModel(self)
        self.setModel(self.flaws)
        self.setItemDelegateForColumn(Column.KIND, _Kinds(theme, self.flaws, self, wide=wide))
        shape_rows(self, "What is wrong with the data")
        columns = self.horizontalHeader()
        columns.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_PAD}px; }}")
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        font = chip_font(theme.font("caption"))
        widest = max(chip_width(word, font) for word in KIND_WORDS.values())
        kind_width = round(widest) + 2 * _SIDE if wide else scaled(_SHAPE_WIDTH)
        self.ensurePolished()
        self._least: dict[Column, int] = {}
        for column, designed in (
            (Column.KIND, kind_width),
            (Column.COUNT, _COUNT_WIDTH),
            (Column.SHARE, _SHARE_WIDTH),
        ):
            head = columns.fontMetrics().horizontalAdvance(_HEADS[column]) + 2 * _PAD + 1
            self._least[column] = max(designed, head)
            self.setColumnWidth(column, self._least[column])
        self.setColumnHidden(Column.SHARE, not wide)
        self._wide = wide
        self._share_out()
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current))
        self.doubleClicked.connect(lambda _index: self.drilled.emit())
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> Found | None:
        """What is chosen; None when nothing is."""
        row = self.currentIndex().row()
        return self.flaws.found[row] if 0 <= row < len(self.flaws.found) else None

    def show_found(self, found: Sequence[Found], facts: Facts, wanted: str = "") -> None:
        """Show what was found; chosen is the wanted flaw (by id), else the one before, else the first."""
        before = wanted or (self.current.flaw.id if self.current is not None else "")
        self.flaws.show(found, facts)
        self._share_out()
        row = max(0, self.flaws.row_of(before))
        if found and self.currentIndex().row() != row:
            self.setCurrentIndex(self.flaws.index(row, 0))
        else:
            self.chosen.emit(self.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        self._share_out()
        super().resizeEvent(event)

    def _share_out(self) -> None:
        """Give numbers and labels what they need, the metrics what is left; too little goes to the labels."""
        for column in _NUMBERS:
            texts = (str(self.flaws.index(row, column).data()) for row in range(self.flaws.rowCount()))
            widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
            self.setColumnWidth(column, max(self._least[column], widest + 2 * _PAD + 1))
        labels = (self.fontMetrics().horizontalAdvance(each.flaw.label) for each in self.flaws.found)
        needed = max(labels, default=0) + 3 * _SIDE
        others = sum(self.columnWidth(each) for each in (Column.KIND, Column.COUNT, Column.SHARE))
        roomy = self._wide and self.viewport().width() - needed - others >= _LEAST_METRICS
        columns = self.horizontalHeader()
        self.setColumnHidden(Column.METRICS, not roomy)
        taking, fixed = (Column.METRICS, Column.LABEL) if roomy else (Column.LABEL, Column.METRICS)
        columns.setSectionResizeMode(fixed, QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(taking, QHeaderView.ResizeMode.Stretch)
        if roomy:
            self.setColumnWidth(Column.LABEL, needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the rows with Enter."""
        if event.key() in _ENTER and self.current is not None:
            self.drilled.emit()
            return
        super().keyPressEvent(event)


def _first_of(names: Sequence[str]) -> str:
    """Return the first of some names and how many more there are: ``Bookings + 12``."""
    return f"{names[0]} + {len(names) - 1}" if len(names) > 1 else "".join(names)
