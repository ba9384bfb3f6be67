"""The table of metrics as a model: headings by group, one row per metric, changed in place."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import Period
from partnertracker.domain.settings import Settings
from partnertracker.gui import formats
from partnertracker.gui.metrics import wording
from partnertracker.gui.painting import sparklines

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in order."""

    METRIC = 0
    VALUE = 1
    TARGET = 2
    ATTAINMENT = 3
    STATUS = 4
    CHANGE = 5
    TREND = 6


class Words(NamedTuple):
    """What the model needs for its texts.

    Attributes:
        currency: the file's reporting currency.
        compared: the head of the column of changes.
        trend: the head of the column of sparklines.
    """

    currency: str = "USD"
    compared: str = ""
    trend: str = ""


def words_for(period: Period, settings: Settings) -> Words:
    """Return the words for figures of a period."""
    compared = wording.compared(period, settings.fiscal_year_start)
    return Words(settings.currency, compared, wording.trend_words(period))


class MetricsModel(QAbstractTableModel):
    """Figures in the order of the catalogue, under the headings of their groups.

    Attributes:
        words: what its texts are made with.
        brief: whether the head of the trends is one word, as there is no room for more.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        self._rows: list[Figure | str] = []
        self._texts: list[tuple[str, ...]] = []
        self.words = Words()
        self.brief = False

    def show(self, figures: Sequence[Figure], words: Words) -> None:
        """Take other figures. While they are of the same metrics, no row is rebuilt."""
        rows: list[Figure | str] = []
        for figure in figures:
            if not rows or _group(rows[-1]) != figure.metric.group:
                rows.append(figure.metric.group)
            rows.append(figure)
        same = [_identity(row) for row in rows] == [_identity(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        changed = {index for index, row in enumerate(rows) if same and row != self._rows[index]}
        told = words != self.words
        self._texts = [
            self._texts[index] if same and not told and index not in changed else _texts(row, words)
            for index, row in enumerate(rows)
        ]
        self._rows, self.words = rows, words
        if not same:
            self.endResetModel()
            return
        if told:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        for index in sorted(changed):
            self.dataChanged.emit(self.index(index, 0), self.index(index, len(Column) - 1))

    def figure(self, row: int) -> Figure | None:
        """Return the figure of a row, None for a heading or a row that is not there."""
        if not 0 <= row < len(self._rows):
            return None
        entry = self._rows[row]
        return entry if isinstance(entry, Figure) else None

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self._texts[row][column]

    def row_of(self, metric_id: str) -> int:
        """Return the row of a metric, -1 when it is not among the figures."""
        ids = [row.metric.id if isinstance(row, Figure) else None for row in self._rows]
        return ids.index(metric_id) if metric_id in ids else -1

    def headings(self) -> list[int]:
        """Return the rows that are headings."""
        return [index for index, row in enumerate(self._rows) if isinstance(row, str)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of metrics and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrow keys pass over headings."""
        if self.figure(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in {Column.VALUE, Column.TARGET, Column.CHANGE}
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            names = ("Metric", "Value", "Target", "Attainment", "Status", self.words.compared)
            return (*names, _TREND if self.brief else self.words.trend)[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its words for screen readers, its tooltip, or the row's figure."""
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if index.column() == 0 and role in _SPOKEN else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column()) or self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._help(row, index.column())
        return None

    def _spoken(self, figure: Figure, column: int) -> str:
        """Return a cell in words where it shows a picture; empty where its text says it all."""
        if column == Column.ATTAINMENT:
            if figure.attainment is None:
                return "no attainment"
            pace = f", {formats.share(figure.pace.elapsed)} of the period passed" if figure.pace else ""
            return f"{formats.share(figure.attainment)} of the target{pace}"
        if column == Column.STATUS:
            status = figure.status.replace("_", " ")
            return f"{status}: {wording.status_words(figure, self.words.currency)}"
        if column == Column.TREND and figure.value is None:
            return wording.next_step(figure)[0]
        if column == Column.TREND:
            return sparklines.described([point.value for point in figure.trend])
        return ""

    def _help(self, figure: Figure, column: int) -> str:
        """Return what a cell does not say itself; plain text, as the view shows it."""
        currency = self.words.currency
        if column == Column.METRIC:
            return f"{figure.metric.label}: {figure.metric.definition}"
        if column == Column.VALUE:
            return wording.counted(figure, currency)
        if column == Column.ATTAINMENT:
            return self._spoken(figure, column) if figure.attainment is not None else ""
        if column == Column.CHANGE:
            if figure.previous is None:
                return "No figure in the period before"
            before = formats.in_unit(figure.previous, figure.metric.unit, currency)
            return f"{before} in the period before"
        asks = column == Column.STATUS or (column == Column.TREND and figure.value is None)
        return wording.status_help(figure, currency) if asks else ""


_TREND = "Trend"
_SPOKEN = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


def _texts(row: Figure | str, words: Words) -> tuple[str, ...]:
    """Return what a row shows, column by column."""
    if isinstance(row, str):
        return (row, *[""] * (len(Column) - 1))
    return (
        row.metric.label,
        wording.value_of(row, words.currency),
        wording.target_of(row, words.currency),
        "",
        wording.status_words(row, words.currency),
        wording.change_of(row),
        wording.short_step(row),
    )


def _group(row: Figure | str) -> str:
    return row if isinstance(row, str) else row.metric.group


def _identity(row: Figure | str) -> str:
    return row if isinstance(row, str) else f"{row.metric.group}/{row.metric.id}"
