"""How the chosen metric stands: its value, its trend, whose it is, and the rows behind it."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import Period
from partnertracker.domain.titles import short_title, title, year_title
from partnertracker.gui import formats
from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.charts.data import BARS, LINE, ChartData, Point
from partnertracker.gui.charts.door import loader
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import FORECAST_PART, part
from partnertracker.gui.metrics import wording
from partnertracker.gui.metrics.behind import Behind
from partnertracker.gui.metrics.drill_pane import DrillPane
from partnertracker.gui.metrics.portions import PortionsList
from partnertracker.gui.metrics.splitting import Portions
from partnertracker.gui.painting.chips import Chip
from partnertracker.gui.theme.controls import button, label, scrolling, tooltip
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW

if TYPE_CHECKING:
    from partnertracker.gui.metrics.forecast import ForecastPart

_MARGIN, _BESIDE_BAR = 14, 4
_NARROW = 380
_REVEALED = 5
_BY_PARTNER = "By partner"


class Number(QLabel):
    """A figure that can be clicked."""

    clicked = Signal()
    """It was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, in the font of figures."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "figure")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class FigurePane(QWidget):
    """Shows the figure it is given, and asks for the rest by signals."""

    step_wanted = Signal()
    """The next step for a metric without data shall be taken."""

    number_clicked = Signal()
    """The number was clicked: what is behind it is wanted."""

    period_wanted = Signal(str)
    """Rows of another period of the trend shall be shown: its label; empty: those of the figure."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the panel, empty."""
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._figure: Figure | None = None
        self._currency, self._today = "USD", desk.today
        self._content = QWidget()
        self.scrolled = scrolling(self._content, self)
        self.value = Number()
        self.chip = Chip(theme)
        self.forecast = label(role="muted")
        self.forecast.setWordWrap(True)
        self.step = button("", "link")
        self.counted = label(role="caption")
        self.counted.setWordWrap(True)
        self.chart = Chart(theme, loader(self))
        self.portions = PortionsList(theme)
        self.partners_heading = label(_BY_PARTNER, "heading")
        self.known = label(role="caption")
        self.excess = button("", "link")
        self.excess.setMinimumWidth(1)
        self.drill = DrillPane(desk, theme, self._content)
        self._lay_out()
        self.step.clicked.connect(self.step_wanted)
        self.chart.picked.connect(self.period_wanted)
        self.value.clicked.connect(self.number_clicked)
        self.drill.back_wanted.connect(lambda: self.period_wanted.emit(""))
        self.excess.clicked.connect(self.drill.turn_to_shared)

    @cached_property
    def people(self) -> "ForecastPart":
        """The forecast behind what is read from capacities, made when that is chosen first."""
        made: ForecastPart = part(FORECAST_PART)(self._desk, self._theme, self._content)
        self._inside.insertWidget(self._inside.indexOf(self._partners_head), made)
        return made

    def show_figure(self, figure: Figure, currency: str, today: date, notes: dict[str, str]) -> None:
        """Show a figure; what is behind it follows by ``show_behind``.

        Args:
            figure: the chosen one.
            currency: the file's reporting currency.
            today: the day dates are read on.
            notes: what is pinned to the trend, by period label.
        """
        if self._figure is not None and figure.metric.id != self._figure.metric.id:
            self.portions.show_few()
        self._figure, self._currency, self._today = figure, currency, today
        self.value.setText(wording.value_of(figure, currency))
        self.value.setToolTip(tooltip(wording.status_help(figure, currency)) if figure.value is None else "")
        self.chip.show_status(
            figure.status,
            wording.status_words(figure, currency),
            wording.status_help(figure, currency),
        )
        self.forecast.setText(wording.forecast(figure, currency))
        self.forecast.setVisible(bool(self.forecast.text()))
        step, _ = wording.next_step(figure)
        self.step.setText(step)
        self.step.setAccessibleName(step)
        self.step.setVisible(bool(step))
        self.counted.setText(wording.counted(figure, currency))
        if figure.metric.reads == "capacities" or "people" in vars(self):
            self.people.show_figure(figure)
        self.chart.show_data(chart_of(figure, currency, notes), "No data in these periods")

    def show_behind(self, behind: Behind) -> None:
        """Show the rows and the partners of the figure."""
        chosen, shown = self._figure, behind.figure
        if chosen is None:
            return
        other_scope = shown.scope != chosen.scope
        partner = shown.scope.partition(":")[2] if other_scope else ""
        period = title(shown.period) if shown.period != chosen.period else ""
        if behind.portions is not None:
            self.partners_heading.setText(", ".join(part for part in (_BY_PARTNER, period) if part))
            self._show_portions(behind.portions, behind.shared)
        where = ", ".join(part for part in (partner, period) if part)
        self.portions.mark(partner)
        back_to = title(chosen.period) if where else ""
        self.drill.show_behind(behind, self._currency, self._today, where, back_to)
        if where:
            self.reveal_rows()

    def focus_rows(self) -> None:
        """Take the keyboard to the rows."""
        self.reveal_rows()
        self.drill.focus_rows()

    def reveal_rows(self) -> None:
        """Bring the first rows into sight."""
        self.scrolled.ensureWidgetVisible(self.drill.heading, 0, _REVEALED * scaled(ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the forecast below the figure where the panel is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._figures.setDirection(direction)
        self._figures.setSpacing(2 if narrow else 16)

    def _share_margin(self, _least: int, most: int) -> None:
        """Let the scroll bar stand in the margin, not beside it: words need the width."""
        self._inside.setContentsMargins(_MARGIN, 6, _BESIDE_BAR if most else _MARGIN, 0)

    def _show_portions(self, portions: Portions, shared: frozenset[int]) -> None:
        figure = self._figure
        if figure is None:
            return
        any_partner = bool(portions.top)
        some_unknown = any_partner and portions.known < portions.partners
        self.partners_heading.setVisible(any_partner)
        self.known.setVisible(some_unknown)
        partners = formats.counted(portions.partners, "partner")
        self.known.setText(f"{formats.count(portions.known)} of {partners} have data")
        self.portions.setVisible(any_partner)
        self.portions.setAccessibleName(self.partners_heading.text())
        self.portions.show_portions(portions, figure.metric.unit, self._currency)
        self.excess.setVisible(portions.excess > 0)
        if portions.excess > 0:
            more = _points(portions.excess, figure.metric.unit, self._currency)
            deals = formats.counted(len(shared), "shared deal")
            self.excess.setText(f"{more} more, through {deals}")
            self.excess.setToolTip(
                "Partners add up to more than the programme where a deal counts for several of them"
            )

    def _lay_out(self) -> None:
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside = QVBoxLayout(self._content)
        inside.setContentsMargins(_MARGIN, 6, _MARGIN, 0)
        inside.setSpacing(4)
        self.scrolled.verticalScrollBar().rangeChanged.connect(self._share_margin)
        self._figures = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._figures.setSpacing(16)
        self._figures.addLayout(_row(self.value, self.chip))
        self._figures.addWidget(self.step)
        self._figures.addWidget(self.forecast, 1)
        inside.addLayout(self._figures)
        inside.addWidget(self.counted)
        inside.addSpacing(4)
        inside.addWidget(self.chart, 3)
        inside.addSpacing(4)
        self._partners_head = _row(self.partners_heading, None, self.known)
        inside.addLayout(self._partners_head)
        inside.addWidget(self.portions)
        inside.addLayout(_row(self.excess, None))
        inside.addSpacing(4)
        inside.addWidget(self.drill, 4)
        for each in (self.step, self.known, self.excess):
            each.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 10)
        whole.setSpacing(0)
        whole.addWidget(self.scrolled, 1)
        self.drill.foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        whole.addWidget(self.drill.foot)  # in sight however many rows there are


def chart_of(figure: Figure, currency: str, notes: dict[str, str]) -> ChartData:
    """Return a figure's trend as a chart: bars for flows, a line for the rest."""
    points = tuple(
        Point(
            each.period.label,
            short_title(each.period),
            title(each.period),
            each.value,
            each.target,
            running=_is_running(figure, each.period),
            note=notes.get(each.period.label, ""),
            year=year_title(each.period),
        )
        for each in figure.trend
    )
    form = BARS if figure.metric.kind == "flow" else LINE
    return ChartData(figure.metric.label, form, figure.metric.unit, currency, points)


def _points(value: float, unit: str, currency: str) -> str:
    """Return a difference: of shares in points, else in its unit."""
    if unit == "share":
        return f"{formats.number(value * 100, 1)} pt"
    return formats.short_in_unit(value, unit, currency)


def _is_running(figure: Figure, period: Period) -> bool:
    return period == figure.period and figure.as_of < period.end


def _row(*widgets: QWidget | None) -> QBoxLayout:
    """Return widgets side by side; None is the space between left and right."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
