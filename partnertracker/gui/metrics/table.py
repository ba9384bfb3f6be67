"""The grouped table of metrics; arrows choose one, Enter drills, E edits its target."""

from collections.abc import Collection
from math import ceil
from string import Template

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from partnertracker.gui.metrics.model import Column, MetricsModel
from partnertracker.gui.metrics.row_painter import HEADING, NARROW_SIDE, SIDE, RowPainter
from partnertracker.gui.painting.sparklines import point_at
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_WIDTHS = {
    Column.TREND: 92,
    Column.VALUE: 88,
    Column.TARGET: 86,
    Column.ATTAINMENT: 86,
    Column.STATUS: 134,
    Column.CHANGE: 76,
}
"""How wide columns are where there is room; what there is more goes to the first of them first."""

_READABLE = {Column.ATTAINMENT: 66, Column.TREND: 54}
"""How wide a bar and a line must be to be read."""

_LAST = (Column.CHANGE, Column.TREND)
"""What one must scroll to where the window is too narrow for it; the chart shows the trend as well."""

_LEAST_NAME = 120
"""How far names give way to what must be seen without scrolling."""

_MOST_NAME = 200
"""How much a long name may take from the other columns; the tooltip has the rest of it."""

_HEADS = Template("QHeaderView::section { padding: 0 ${side}px; }")


class MetricsTable(QTableView):
    """Shows a ``MetricsModel``."""

    painted = Signal()
    """The figures are on screen."""

    drilled = Signal()
    """Enter or a double click: the person wants to see what is behind the chosen metric."""

    before_wanted = Signal()
    """The change from the period before was clicked: the person wants to see what was behind it then."""

    period_wanted = Signal(str)
    """A point of the chosen metric's trend was clicked: the label of its period."""

    trend_wanted = Signal()
    """T: the person wants to go along the trend of the chosen metric."""

    step_wanted = Signal()
    """The next step that stands in place of a missing trend was clicked."""

    target_wanted = Signal()
    """E: the person wants to edit the target of the chosen metric."""

    menu_wanted = Signal(QPoint)
    """The context menu of the chosen metric shall open at that place of the screen."""

    def __init__(self, model: MetricsModel, theme: Theme, parent: QWidget | None = None) -> None:
        """Dress the table."""
        super().__init__(parent)
        self._metrics = model
        self.setModel(model)
        self._painting = RowPainter(model, theme)
        self._needed: dict[Column, float] = {}
        self._released_at = 0.0
        shape_rows(self, "Metrics")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setStyleSheet(_HEADS.substitute(side=SIDE))
        self.clicked.connect(self._drill)
        self.doubleClicked.connect(lambda _index: self.drilled.emit())
        model.modelReset.connect(self._set_headings)
        theme.changed.connect(self.viewport().update)

    def choose(self, metric_id: str) -> None:
        """Select a metric and bring it on screen."""
        row = self._metrics.row_of(metric_id)
        if row >= 0:
            self.setCurrentIndex(self._metrics.index(row, 0))

    @property
    def chosen(self) -> str:
        """The id of the selected metric; empty when none is."""
        figure = self._metrics.figure(self.currentIndex().row())
        return figure.metric.id if figure is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that the event is about.

        All at once and not cell by cell through a delegate: while figures are computed on another thread,
        each of the hundreds of calls from Qt into Python would wait for its turn.
        """
        painter = QPainter(self.viewport())
        area, current = event.rect(), self.currentIndex().row()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        last = self._metrics.rowCount() - 1 if last < 0 else last
        shown = [(column, self.columnViewportPosition(column), self.columnWidth(column)) for column in Column]
        for row in range(first, last + 1) if first >= 0 else ():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            columns = [(column, QRectF(left, top, width, height)) for column, left, width in shown]
            selected = row == current
            self._painting.paint(painter, row, columns, selected=selected, active=self.hasFocus())
        painter.end()
        self.painted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's mark."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's mark away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drill with Enter, edit the target with E, go along the trend with T."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen:
            self.drilled.emit()
        elif key == Qt.Key.Key_T and not event.modifiers() and self.chosen:
            self.trend_wanted.emit()
        elif key == Qt.Key.Key_E and not event.modifiers() and self.chosen:
            self.target_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember where a click was: a trend has many points."""
        self._released_at = event.position().x()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where the mouse is, or beside the chosen row when a key asked for it."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        self._share_out()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Measure what the columns show now; nothing of it is cut while there is room."""
        self._metrics.brief = True
        self._needed = {
            column: max(self._painting.width_of(column), self._head(column), _READABLE.get(column, 0))
            for column in Column
        }
        self._needed[Column.METRIC] = min(self._needed[Column.METRIC], scaled(_MOST_NAME))
        self._share_out()

    @property
    def wanted_width(self) -> int:
        """How wide the table must be to show whole what need not be scrolled to."""
        return self._wide(set(Column).difference(_LAST))

    @property
    def whole_width(self) -> int:
        """How wide the table must be to show all of itself."""
        return self._wide(set(Column))

    def _wide(self, shown: Collection[Column]) -> int:
        return self._least(shown, NARROW_SIDE) + self.verticalScrollBar().sizeHint().width()

    def _head(self, column: Column) -> float:
        """Return the width that the words at a column's head need."""
        return self._painting.head_width(str(self._metrics.headerData(column, Qt.Orientation.Horizontal)))

    def _share_out(self) -> None:
        """Give every column what it needs and more where there is room; the names take the rest.

        Where there is not room for all, the last lie beyond the edge, and the names give way to the others.
        A bar that comes or goes with the new widths changes the room: then they are shared out once more.
        """
        for _ in range(2):
            room = self.viewport().width()
            self._share(room)
            if self.viewport().width() == room:
                return

    def _share(self, room: int) -> None:
        seen = set(Column).difference(_LAST)
        for column in _LAST:
            if self._least({*seen, column}, NARROW_SIDE) > room:
                break
            seen.add(column)
        side = SIDE if self._least(seen, SIDE) <= room else NARROW_SIDE
        self._stand_at(side)
        spare = max(0, room - self._least(seen, side))
        names = room
        for column, usual in _WIDTHS.items():
            least = self._width(column, side)
            given = max(0, usual - least)
            if column in seen:
                given = min(spare, given)
                spare -= given
                names -= least + given
            self.setColumnWidth(column, least + given)
        self.setColumnWidth(Column.METRIC, max(scaled(_LEAST_NAME), names))
        self._metrics.brief = False
        self._metrics.brief = self.columnWidth(Column.TREND) < self._head(Column.TREND) + 2 * side

    def _stand_at(self, side: int) -> None:
        """Leave that much space at the sides of the cells, and of the heads above them."""
        if side != self._painting.side:
            self._painting.side = side
            self.horizontalHeader().setStyleSheet(_HEADS.substitute(side=side))

    def _width(self, column: Column, side: int) -> int:
        return ceil(self._needed.get(column, 0.0)) + 2 * side

    def _least(self, shown: Collection[Column], side: int) -> int:
        return sum(self._width(column, side) for column in shown)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Keep the whole row on screen, and its heading when it is the first of its group."""
        super().currentChanged(current, previous)
        row = current.row()
        if row > 0 and self._metrics.figure(row - 1) is None:
            self.scrollTo(self._metrics.index(row - 1, 0))
            self.scrollTo(current)

    def _drill(self, index: QModelIndex) -> None:
        """Lead from a number to what is behind it, or from a missing one to the next step."""
        if index.column() == Column.TREND and index.data():
            self.step_wanted.emit()
        elif index.column() == Column.TREND:
            self._drill_trend(index)
        elif index.column() in {Column.VALUE, Column.ATTAINMENT} and self.chosen:
            self.drilled.emit()
        elif index.column() == Column.CHANGE and self.chosen:
            self.before_wanted.emit()

    def _drill_trend(self, index: QModelIndex) -> None:
        figure, place = self._metrics.figure(index.row()), self.visualRect(index)
        if figure is not None and figure.trend:
            left, width = place.left() + self._painting.side, place.width() - 2 * self._painting.side
            point = figure.trend[point_at(left, width, len(figure.trend), self._released_at)]
            self.period_wanted.emit(point.period.label)

    def _set_headings(self) -> None:
        self.clearSpans()
        headings = self._metrics.headings()
        for row in range(self._metrics.rowCount()):
            self.setRowHeight(row, scaled(HEADING if row in headings else ROW))
        for row in headings:
            self.setSpan(row, 0, 1, len(Column))
