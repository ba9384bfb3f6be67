"""A chart as a widget: read out by mouse or arrow keys, drilled by a click, saved from its menu."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QWidget

from partnertracker.gui.charts.data import ChartData
from partnertracker.gui.charts.drawing import Drawing
from partnertracker.gui.late import chart_saving
from partnertracker.gui.theme.controls import escaped, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import Tokens

Load: TypeAlias = Callable[[Callable[[], None]], None]
"""Prepares what takes long and then calls its argument, on the window's thread."""

_SPACE = 10
_EDGE = 2
_MOST_COVERED = 0.45  # of the chart's width, by the read-out
_PATIENCE_MS = 400


class Chart(QWidget):
    """Shows ``ChartData``. Nothing is built before it is on screen for the first time."""

    picked = Signal(str)
    """A point was clicked, or Enter pressed on it: its key."""

    def __init__(self, theme: Theme, load: Load | None = None, parent: QWidget | None = None) -> None:
        """Start empty.

        Args:
            theme: the colours.
            load: opens the door to pyqtgraph away from the window's thread; None: it is opened on the spot.
            parent: the owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._load = load
        self._loading = False
        self._data: ChartData | None = None
        self._drawing: Drawing | None = None
        self._drawn: tuple[ChartData, Tokens] | None = None
        self._marked: int | None = None
        self._words = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._say_waiting)
        self._nothing = label("", "muted", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._read_out = label("", "popup", self)
        self._read_out.setMargin(6)
        self._read_out.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._read_out.hide()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(120)
        theme.changed.connect(self._draw)

    @property
    def drawn(self) -> bool:
        """Whether it shows what it was given."""
        return self._drawn is not None and self._drawn[0] is self._data

    @property
    def data(self) -> ChartData | None:
        """What is shown."""
        return self._data

    @property
    def reading(self) -> str:
        """What is read out now; empty when no point is pointed at."""
        return self._read_out.text() if self._marked is not None else ""

    def show_data(self, data: ChartData, nothing: str = "") -> None:
        """Show other data, in place.

        Args:
            data: what to show.
            nothing: the sentence that stands in the chart's place when there is nothing to draw.
        """
        nothing = nothing or "No data"
        if data == self._data and nothing == self._words:
            return
        self._data, self._words = data, nothing
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.described())
        self._mark(None)
        if self.isVisible():
            self._draw()

    def sizeHint(self) -> QSize:
        """Return the size of the design's charts."""
        return QSize(400, 190)

    def paint_onto(self, painter: QPainter, onto: QRectF) -> None:
        """Render the chart into a rectangle of any paint device, for saving."""
        if self._drawing is not None:
            self._drawing.paint(painter, onto)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was given while the chart was hidden, after the rest of the page."""
        super().showEvent(event)
        if self._drawing is None:
            self._patience.start()
        QTimer.singleShot(0, self, self._draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the widget."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the keyboard's focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.tokens.accent)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the column under the mouse."""
        self._mark(self._index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Stop reading out."""
        super().leaveEvent(event)
        self._mark(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drill into the column that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pick(self._index_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from column to column with the arrows; Enter drills, Escape stops."""
        last = len(self._data.points) - 1 if self._data and not self._data.empty else -1
        at = last if self._marked is None else self._marked
        keys = {
            Qt.Key.Key_Left: max(0, at - (self._marked is not None)),
            Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if last >= 0 and key in keys:
            self._mark(keys[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._marked is not None:
            self._pick(self._marked)
        elif key is Qt.Key.Key_Escape and self._marked is not None:
            self._mark(None)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save and to copy."""
        if self._drawing is not None and self._data is not None and not self._data.empty:
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the chart's menu: save as PNG, SVG or CSV, copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, suffix in (
            ("Save picture as PNG…", ".png"),
            ("Save drawing as SVG…", ".svg"),
            ("Save numbers as CSV…", ".csv"),
        ):
            menu.addAction(escaped(words)).triggered.connect(lambda _=False, s=suffix: self._ask_and_save(s))
        menu.addSeparator()
        menu.addAction("Copy").triggered.connect(self.copy)
        return menu

    def save(self, path: Path) -> None:
        """Write the chart to a file; its suffix (``.png``, ``.svg``, ``.csv``) decides how.

        Raises:
            UnusableFileError: the file can't be written.
        """
        if self._data is None:
            return
        if path.suffix == ".csv":
            chart_saving().save_csv(self._data, path)
        else:
            write = chart_saving().save_svg if path.suffix == ".svg" else chart_saving().save_png
            write(self.paint_onto, self.size(), self._theme.tokens.surface, path)

    def copy(self) -> None:
        """Put picture and numbers on the clipboard; a spreadsheet takes the one, a document the other."""
        if self._data is not None:
            chart_saving().copy_chart(self._data, self.paint_onto, self.size(), self._theme.tokens.surface)

    def _ask_and_save(self, suffix: str) -> None:
        if self._data is None:
            return
        proposed = chart_saving().file_name(self._data.title) + suffix
        chosen, _ = QFileDialog.getSaveFileName(self, "Save chart", proposed, f"*{suffix}")
        if chosen:
            # the suffix always stands at the end, so that no other file is ever written over
            self.save(Path(chosen if chosen.endswith(suffix) else chosen + suffix))

    def _say_waiting(self) -> None:
        """Say that the chart is still to come, where it is."""
        if self._data is None or not (self._data.empty or self._drawing):
            self._nothing.setText("Loading…")
            self._nothing.show()

    def _draw(self) -> None:
        if self._data is None or not self.isVisible():
            return
        if self._data.empty or self._drawing is not None:
            self._nothing.setText(self._words)
            self._nothing.setVisible(self._data.empty)
        if self._drawing is None and not self._data.empty:
            if self._load is not None:
                self._wait_for(self._load)
                return
            self._build()
        wanted = (self._data, self._theme.tokens)
        if self._drawing is not None and wanted != self._drawn:
            self._drawn = wanted
            self._drawing.widget.setVisible(not self._data.empty)
            self._drawing.show(*wanted, self._theme.font("caption"))

    def _wait_for(self, load: Load) -> None:
        if not self._loading:
            self._loading = True
            load(self._loaded)

    def _loaded(self) -> None:
        self._load = None
        self._draw()

    def _build(self) -> None:
        self._drawing = Drawing(self)
        self._drawing.widget.lower()
        self._nothing.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._nothing.setGeometry(self.rect())
        if self._drawing is not None:
            self._drawing.widget.setGeometry(self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))
            self._drawing.name_periods()

    def _index_at(self, position: QPointF) -> int | None:
        if self._drawing is None or self._data is None or self._data.empty:
            return None
        return self._drawing.index_at(position - QPointF(_EDGE, _EDGE))

    def _pick(self, index: int | None) -> None:
        if index is not None and self._data is not None:
            self.picked.emit(self._data.points[index].key)

    def _mark(self, index: int | None) -> None:
        if index == self._marked:
            return
        self._marked = index
        if self._drawing is not None:
            self._drawing.mark(index)
        if index is None or self._data is None or self._drawing is None:
            self._read_out.hide()
            return
        self._read_out.setText(self._data.read_out(index))
        self._fit_read_out()
        self._read_out.move(self._beside(self._drawing.position_of(index)))
        self._read_out.show()
        self._read_out.raise_()

    def _fit_read_out(self) -> None:
        """Let the read-out be as wide as its lines, but wrap a long note so that the chart stays in sight."""
        self._read_out.setWordWrap(False)
        whole = self._read_out.sizeHint().width()
        self._read_out.setWordWrap(True)
        width = min(whole, round(self.width() * _MOST_COVERED))
        self._read_out.setFixedSize(width, self._read_out.heightForWidth(width))

    def _beside(self, point: QPointF) -> QPoint:
        """Return a place for the read-out: right of a point, or left of it where there is no room."""
        size = self._read_out.size()
        x = round(point.x()) + _SPACE
        if x + size.width() > self.width():
            x = max(0, round(point.x()) - _SPACE - size.width())
        y = round(point.y()) - size.height() // 2
        return QPoint(x, max(0, min(y, self.height() - size.height())))
