"""A chart drawn with pyqtgraph; built once, then given other data in place."""

from collections.abc import Sequence
from math import ceil, inf, nan
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene, QWidget

from partnertracker.gui import formats
from partnertracker.gui.charts.axis import ticks
from partnertracker.gui.charts.data import BARS, ChartData, Point
from partnertracker.gui.charts.door import pyqtgraph
from partnertracker.gui.theme.tokens import Tokens

_BAR = 0.56
_HALF = 0.5
_PALE = 0.45
_DOT, _SMALL_DOT = 7, 4
_LABEL_SPACE = 8
_TOP, _RIGHT = 8, 6


class Drawing:
    """The plot of one chart. It takes no mouse: no panning or zooming by accident."""

    def __init__(self, parent: QWidget) -> None:
        """Build the plot's parts, empty."""
        self._graph: Any = pyqtgraph()
        self._data: ChartData | None = None
        self._tokens: Tokens | None = None
        self._marked: int | None = None
        self._font = QFont()
        # not pyqtgraph's PlotItem: each of those keeps seven menus that nobody opens
        self._plot = self._graph.GraphicsView(parent, background=None)
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setStyleSheet("background: transparent; border: none;")
        self._box = self._graph.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self._box.disableAutoRange()
        self._axes = {side: self._graph.AxisItem(side, linkView=self._box) for side in ("left", "bottom")}
        layout = self._graph.GraphicsLayout()
        layout.setContentsMargins(0, _TOP, _RIGHT, 0)
        layout.setSpacing(0)
        for item, row, column in (
            (self._axes["left"], 0, 0),
            (self._box, 0, 1),
            (self._axes["bottom"], 1, 1),
        ):
            layout.addItem(item, row, column)
        self._plot.setCentralItem(layout)
        self._grid = self._graph.PlotCurveItem(connect="pairs")
        self._bars = self._graph.BarGraphItem(x=[], height=[], width=_BAR)
        self._curve = self._graph.PlotCurveItem(connect="finite", antialias=True)
        self._dots = self._graph.ScatterPlotItem(antialias=True, pxMode=True)
        self._line = self._graph.PlotCurveItem(connect="finite", antialias=True)
        for item in (self._grid, self._bars, self._curve, self._dots, self._line):
            self._box.addItem(item)

    @property
    def widget(self) -> QWidget:
        """The plot, to be laid out."""
        widget: QWidget = self._plot
        return widget

    def show(self, data: ChartData, tokens: Tokens, font: QFont) -> None:
        """Draw other data, or the same in other colours.

        Args:
            data: what to show.
            tokens: the colours.
            font: that of captions, for the axes.
        """
        self._data, self._tokens, self._marked = data, tokens, None
        heights = _scale(data)
        last = len(data.points) - _HALF
        self._box.setRange(xRange=(-_HALF, last), yRange=(heights[0], heights[-1]), padding=0)
        pairs = np.repeat(np.array(heights), 2)
        self._grid.setData(x=np.tile([-_HALF, last], len(heights)), y=pairs, pen=QPen(tokens.line, 0))
        names = [(height, formats.short_in_unit(height, data.unit, data.currency)) for height in heights]
        self._axis("left", names, font)
        self._font = font
        self.name_periods()
        pen = self._pen(tokens.text, 1.5)
        pen.setDashPattern([3.0, 2.5])
        self._line.setData(*_stretched([point.line for point in data.points]), pen=pen)
        self._draw_values()

    def name_periods(self) -> None:
        """Name as many periods on the axis as there is room for, the last one always."""
        data = self._data
        if data is None or not data.points:
            return
        measure = QFontMetricsF(self._font)
        widest = max(measure.horizontalAdvance(point.label) for point in data.points) + _LABEL_SPACE
        column = max(1.0, (self._plot.width() - self._axes["left"].width() - _RIGHT) / len(data.points))
        stride = ceil(widest / column)
        last = len(data.points) - 1
        shown = range(last % stride, last + 1, stride)
        names = _names([data.points[index] for index in shown], shown)
        names = _with_room_for_years(names, column, measure)
        self._axis("bottom", names, self._font)

    def mark(self, index: int | None) -> None:
        """Make one point stand out; None: none."""
        if index != self._marked:
            self._marked = index
            self._draw_values()

    def index_at(self, position: QPointF) -> int | None:
        """Return the point whose column lies under a position in the widget, or None beside the plot."""
        if self._data is None or not self._frame().contains(position):
            return None
        x = self._box.mapSceneToView(self._plot.mapToScene(position.toPoint())).x()
        index = round(x)
        return index if 0 <= index < len(self._data.points) else None

    def position_of(self, index: int) -> QPointF:
        """Return where a point's value (else the foot of its column) lies in the widget."""
        if self._data is None:
            return QPointF()
        value = self._data.points[index].value
        foot = self._box.viewRange()[1][0]
        there = self._box.mapViewToScene(QPointF(index, foot if value is None else value))
        return QPointF(self._plot.mapFromScene(there))

    def paint(self, painter: QPainter, onto: QRectF) -> None:
        """Render the chart into a rectangle of any paint device."""
        scene: QGraphicsScene = self._plot.scene()
        scene.render(painter, onto, QRectF(self._plot.viewport().rect()))

    def _frame(self) -> QRectF:
        """Return the rectangle in which columns can be pointed at: the plot with the names below it."""
        top = self._plot.mapFromScene(self._box.sceneBoundingRect().topLeft())
        right = self._plot.mapFromScene(self._box.sceneBoundingRect().bottomRight()).x()
        return QRectF(top, QPointF(right, self._plot.height()))

    def _axis(self, side: str, names: list[tuple[float, str]], font: QFont) -> None:
        if self._tokens is None:
            return
        axis = self._axes[side]
        axis.setStyle(
            tickLength=0,
            tickAlpha=0,
            tickFont=font,
            tickTextOffset=_LABEL_SPACE // 2,
            hideOverlappingLabels=False,
        )
        axis.setPen(QPen(Qt.PenStyle.NoPen))
        axis.setTextPen(QPen(self._tokens.muted))
        axis.setTicks([names])
        # fixed before the first painting: measured while painting, the plot would jump once
        measure = QFontMetricsF(font)
        if side == "left":
            axis.setWidth(max(measure.horizontalAdvance(name) for _, name in names) + _LABEL_SPACE)
        else:
            lines = max(name.count("\n") for _, name in names) + 1
            axis.setHeight(lines * measure.height() + _LABEL_SPACE)

    def _draw_values(self) -> None:
        data, tokens = self._data, self._tokens
        if data is None or tokens is None:
            return
        known = [(index, point.value) for index, point in enumerate(data.points) if point.value is not None]
        as_bars = data.form == BARS
        self._bars.setVisible(as_bars)
        self._curve.setVisible(not as_bars)
        self._dots.setVisible(not as_bars)
        if as_bars:
            brushes = [self._bar_colour(index, tokens) for index, _ in known]
            self._bars.setOpts(
                x=[index for index, _ in known],
                height=[value for _, value in known],
                brushes=brushes,
                pen=QPen(Qt.PenStyle.NoPen),
            )
            return
        pen = self._pen(tokens.accent, 2)
        values = [nan if point.value is None else point.value for point in data.points]
        self._curve.setData(np.arange(len(values), dtype=float), np.array(values, dtype=float), pen=pen)
        ends = known[-1][0] if known else None
        self._dots.setData(
            x=[index for index, _ in known],
            y=[value for _, value in known],
            size=[_DOT if index in {ends, self._marked} else _SMALL_DOT for index, _ in known],
            brush=tokens.accent,
            pen=QPen(Qt.PenStyle.NoPen),
        )

    def _pen(self, colour: QColor, width: float) -> QPen:
        """Return a pen whose width does not follow the axes but the scaling of the screen."""
        pen = QPen(colour, width * self._plot.devicePixelRatioF())
        pen.setCosmetic(True)
        return pen

    def _bar_colour(self, index: int, tokens: Tokens) -> QColor:
        point = self._data.points[index] if self._data else None
        colour = QColor(tokens.accent)
        if index == self._marked:
            return colour.darker(120) if not tokens.is_dark else colour.lighter(115)
        if point is not None and point.running:
            colour.setAlphaF(_PALE)
        return colour


def _names(points: Sequence[Point], places: Sequence[int]) -> list[tuple[float, str]]:
    """Return the names on the axis; where there are years, each stands below its first name."""
    lines = any(point.year for point in points)
    years = ["", *(point.year for point in points)]
    names = []
    for place, point, before in zip(places, points, years[:-1], strict=True):
        below = point.year if point.year != before else ""
        names.append((float(place), f"{point.label}\n{below}" if lines else point.label))
    return names


def _with_room_for_years(
    names: Sequence[tuple[float, str]], column: float, measure: QFontMetricsF
) -> list[tuple[float, str]]:
    """Return the names without the years that would run into the next one, which tells them, too."""
    kept: list[tuple[float, str]] = []
    free = inf
    for place, name in reversed(names):
        words, below, year = name.partition("\n")
        half, middle = measure.horizontalAdvance(year) / 2, place * column
        if year and middle + half > free:
            year = ""
        elif year:
            free = middle - half - _LABEL_SPACE
        kept.insert(0, (place, f"{words}{below}{year}"))
    return kept


def _scale(data: ChartData) -> tuple[float, ...]:
    """Return where the horizontal lines stand; bars always grow from zero."""
    heights = [p.value for p in data.points if p.value is not None]
    heights += [p.line for p in data.points if p.line is not None]
    if data.form == BARS or not heights:
        heights.append(0.0)
    return ticks(min(heights), max(heights), whole=data.unit == "count")


def _stretched(values: list[float | None]) -> tuple[Any, Any]:
    """Return a line through values, broken where they are missing; a lone one becomes a dash."""
    xs: list[float] = []
    ys: list[float] = []
    for index, value in enumerate(values):
        if value is None:
            xs.append(index)
            ys.append(nan)
            continue
        alone = (index == 0 or values[index - 1] is None) and (
            index == len(values) - 1 or values[index + 1] is None
        )
        for x in (index - _BAR / 2, index + _BAR / 2) if alone else (index,):
            xs.append(x)
            ys.append(value)
    return np.array(xs, dtype=float), np.array(ys, dtype=float)
