"""The grouped table of metrics; arrows choose one, Enter drills, E edits its target."""

from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from partnertracker.gui.metrics.model import Column, MetricsModel
from partnertracker.gui.metrics.row_painter import HEADING, NARROW_SIDE, SIDE, RowPainter
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

_WIDTHS = {
    Column.VALUE: 88,
    Column.TARGET: 86,
    Column.ATTAINMENT: 86,
    Column.STATUS: 134,
    Column.CHANGE: 76,
    Column.TREND: 86,
}
_NARROWEST = {
    Column.METRIC: 170,
    Column.VALUE: 82,
    Column.TARGET: 80,
    Column.ATTAINMENT: 60,
    Column.STATUS: 118,
    Column.CHANGE: 68,
    Column.TREND: 60,
}
_NARROW = 660


class MetricsTable(QTableView):
    """Shows a ``MetricsModel``."""

    drilled = Signal()
    """Enter or a double click: the person wants to see what is behind the chosen metric."""

    step_wanted = Signal()
    """The next step that stands in place of a missing trend was clicked."""

    target_wanted = Signal()
    """E: the person wants to edit the target of the chosen metric."""

    def __init__(self, model: MetricsModel, theme: Theme, parent: QWidget | None = None) -> None:
        """Dress the table."""
        super().__init__(parent)
        self._metrics = model
        self.setModel(model)
        self._painting = RowPainter(model, theme)
        self.setAccessibleName("Metrics")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setAccessibleName("Rows")
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(ROW)
        columns = self.horizontalHeader()
        columns.setAccessibleName("Columns")
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.METRIC, QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.clicked.connect(self._step)
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
        shown = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in range(len(Column))
            if not self.isColumnHidden(column)
        ]
        for row in range(first, last + 1) if first >= 0 else ():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            columns = [(column, QRectF(left, top, width, height)) for column, left, width in shown]
            selected = row == current
            self._painting.paint(painter, row, columns, selected=selected, active=self.hasFocus())
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keyboard's mark."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's mark away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drill with Enter, edit the target with E."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen:
            self.drilled.emit()
        elif key == Qt.Key.Key_E and not event.modifiers() and self.chosen:
            self.target_wanted.emit()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips as the plain text they are."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            text = self.indexAt(event.pos()).data(Qt.ItemDataRole.ToolTipRole)
            # within tags a tooltip wraps; escaped, it stays what it is
            QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>" if text else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow, leave out the bars and take room from chips and sparklines."""
        narrow = self.viewport().width() < _NARROW
        self._painting.side = NARROW_SIDE if narrow else SIDE
        self.setColumnHidden(Column.ATTAINMENT, narrow)
        hidden = _WIDTHS[Column.ATTAINMENT] if narrow else 0
        lacking = _NARROWEST[Column.METRIC] + sum(_WIDTHS.values()) - hidden - self.viewport().width()
        for column in (
            Column.TREND,
            Column.ATTAINMENT,
            Column.STATUS,
            Column.VALUE,
            Column.TARGET,
            Column.CHANGE,
        ):
            given = max(0, min(lacking, _WIDTHS[column] - _NARROWEST[column]))
            self.setColumnWidth(column, _WIDTHS[column] - given)
            lacking -= given
        super().resizeEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Keep the whole row on screen, and its heading when it is the first of its group."""
        super().currentChanged(current, previous)
        row = current.row()
        if row > 0 and self._metrics.figure(row - 1) is None:
            self.scrollTo(self._metrics.index(row - 1, 0))
            self.scrollTo(current)

    def _step(self, index: QModelIndex) -> None:
        if index.column() == Column.TREND and index.data():
            self.step_wanted.emit()

    def _set_headings(self) -> None:
        self.clearSpans()
        headings = self._metrics.headings()
        for row in range(self._metrics.rowCount()):
            self.setRowHeight(row, HEADING if row in headings else ROW)
        for row in headings:
            self.setSpan(row, 0, 1, len(Column))
