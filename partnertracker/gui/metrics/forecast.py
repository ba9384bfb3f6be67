"""The resource forecast below the headcount gap: roles by quarter, what asks for people, by when to hire."""

from math import ceil

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView, QVBoxLayout, QWidget

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.sentences import listed
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import NEED_DIALOG, part
from partnertracker.gui.metrics.forecast_cells import CELL, LINE, PAD, SHAPE, ForecastDelegate, ForecastModel
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.forecasting import Forecast, resource_forecast

_ROW, _HEAD = 58, 26
_HERE = Qt.ShortcutContext.WidgetShortcut
_ROLE, _NOW, _QUARTER, _MOST_ROWS = 70, 36, 65, 6


def notes_of(found: Forecast) -> str:
    """Return what the forecast leaves out: constraints without a capacity, deals without a day."""
    notes = [
        f"{role.name}: no capacity entered for {listed(role.unforecast)}."
        for role in found.roles
        if role.unforecast
    ]
    if found.undated:
        deals = formats.counted(found.undated, "deal of the pipeline has", "deals of the pipeline have")
        notes.append(f"{deals} no expected close and count in no quarter.")
    return "\n".join(notes)


class ForecastPart(QWidget):
    """The forecast that stands behind the headcount gap; hidden beside every other metric."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the part, hidden."""
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._questions = Questions(desk, self)
        self._fonts = (theme.font("body"), theme.font("caption"))
        self.model = ForecastModel(self)
        self.table = _table(self.model, theme)
        self.table.clicked.connect(self._drill)
        QShortcut(Qt.Key.Key_Return, self.table, self._drill_current, context=_HERE)
        QShortcut(Qt.Key.Key_Enter, self.table, self._drill_current, context=_HERE)
        self.notes = label(role="caption")
        self.notes.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        heading = label("The people needed, quarter by quarter", "heading")
        heading.setWordWrap(True)  # as wide as it is, it would make the pane wider than its card
        whole.addWidget(heading)
        whole.addWidget(self.table)
        whole.addWidget(self.notes)
        self.hide()

    def show_figure(self, figure: Figure) -> None:
        """Compute and show the forecast that a figure comes from; hide for a figure of another kind."""
        self._questions.forget_all()
        if figure.metric.reads != "capacities":
            self.hide()
            return
        currency = self._desk.facts.settings.currency

        def work(facts: Facts) -> Forecast:
            return resource_forecast(facts, figure.as_of)

        def show(found: Forecast) -> None:
            self.setVisible(bool(found.roles))
            self.model.show(found, currency, figure.as_of)
            self._fit(found)
            words = notes_of(found)
            self.notes.setText(words)
            self.notes.setVisible(bool(words))

        self._questions.compute("forecast", work, show)

    def _drill_current(self) -> None:
        self._drill(self.table.currentIndex())

    def _drill(self, index: QModelIndex) -> None:
        """Lead from a quarter of a role to what asks for its people."""
        asked = self.model.asked(index)
        if asked is not None:
            part(NEED_DIALOG)(self._desk, self._theme, asked, self.window()).open()

    def _fit(self, found: Forecast) -> None:
        """Give each role the lines it needs."""
        for row, role in enumerate(found.roles):
            hiring = any(need.hire_by is not None for need in role.needs)
            self.table.setRowHeight(row, scaled(_ROW) if hiring else scaled(_ROW) - scaled(LINE))
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the quarters the width that is left; where that is too little for words, scroll sideways."""
        quarters = self.model.columnCount() - 2
        if quarters <= 0:
            return
        names = min(self._words_width(0, scaled(_ROLE)), 2 * scaled(_ROLE))
        now, most_high = scaled(_NOW), _MOST_ROWS * scaled(_ROW)
        left = self.width() - names - now
        least = max(self._words_width(column, scaled(_QUARTER)) for column in range(2, 2 + quarters))
        wide = max(least, left // quarters)
        for column, each in enumerate((names, now, *[wide] * quarters)):
            self.table.setColumnWidth(column, each)
        high = sum(self.table.rowHeight(row) for row in range(self.model.rowCount()))
        extent = self.table.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        bar = max(extent, self.table.horizontalScrollBar().sizeHint().height()) + PAD
        below = bar if wide * quarters > left else 0
        self.table.setFixedHeight(scaled(_HEAD) + min(high, most_high) + below)
        policy = Qt.ScrollBarPolicy
        self.table.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if high > most_high else policy.ScrollBarAlwaysOff
        )

    def _words_width(self, column: int, least: int) -> int:
        """Return how wide a column must be for every word of it."""
        body, caption = (QFontMetricsF(font) for font in self._fonts)
        widths = [float(least)]
        for row in range(self.model.rowCount()):
            first, second, third = self.model.index(row, column).data(CELL)
            words = first.split() if column == 0 else [first]  # a role's name is broken between its words
            widths += [PAD + body.horizontalAdvance(word) for word in words]
            widths += [PAD + caption.horizontalAdvance(second)]
            widths += [2 * PAD + SHAPE + caption.horizontalAdvance(third)]
        return ceil(max(widths))


def _table(model: ForecastModel, theme: Theme) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(ForecastDelegate(theme, table))
    shape_rows(table, "The people needed, quarter by quarter")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().setAccessibleName("Roles")
    table.verticalHeader().setDefaultSectionSize(scaled(_ROW))
    heads = table.horizontalHeader()
    heads.setAccessibleName("Quarters")
    heads.setStyleSheet(f"QHeaderView::section {{ padding: 0 {PAD}px; }}")
    heads.setFixedHeight(scaled(_HEAD))
    heads.setMinimumSectionSize(scaled(_NOW))
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    theme.changed.connect(table.viewport().update)
    return table
