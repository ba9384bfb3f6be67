"""The resource forecast below the headcount gap: roles by quarter, what asks for people, by when to hire."""

from math import ceil

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import Period, title
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.painting.statuses import paint_shape
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_rows
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.forecasting import Forecast, Need, Role, resource_forecast

_LINE, _ROW, _HEAD = 16, 58, 26
_ROLE, _NOW, _QUARTER, _MOST_ROWS = 70, 36, 65, 6
_SHAPE, _PAD = 7, 4
_SHORT = {"onboardings": "onboarding"}
_CELL = Qt.ItemDataRole.UserRole
_LATE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


def cell_lines(role: Role, quarter: int) -> tuple[str, str, str]:
    """Return what a cell shows: needed and the gap, what asks for them, by when to hire whom is missing."""
    need = role.needs[quarter]
    gap = role.gap(quarter)
    needed = formats.people(need.needed)
    if gap:
        needed += f"  {'+' if gap > 0 else ''}{formats.people(gap)}"
    hire = "" if need.hire_by is None else f"by {formats.month_day(need.hire_by)}"
    return needed, _SHORT.get(need.binding, need.binding), hire


def cell_help(role: Role, quarter: int, period: Period, currency: str, as_of: int) -> str:
    """Return a cell in a sentence or two, for a tooltip and for those who can't see it."""
    need, gap = role.needs[quarter], role.gap(quarter)
    where = f"{role.name}, {title(period)}"
    if need.needed is None:
        return f"{where}: no forecast, {formats.with_spoken_days(need.why)}."
    words = [f"{where}: {formats.people(need.needed)} needed for {_carried(need, currency)}"]
    if gap is None:
        words.append(role.why_no_gap(quarter))
    else:
        words.append(f"{formats.people(role.present)} there")
    sentence = f"{', '.join(words)}."
    if need.hire_by is None or gap is None:
        return sentence
    late = " That day has passed." if need.hire_by < as_of else ""
    return f"{sentence} Hire {formats.people(gap)} by {formats.long_date(need.hire_by)}.{late}"


def notes_of(found: Forecast) -> str:
    """Return what the forecast leaves out: constraints without a capacity, deals without a day."""
    notes = [
        f"{role.name}: no capacity entered for {formats.listed(role.unforecast)}."
        for role in found.roles
        if role.unforecast
    ]
    if found.undated:
        deals = formats.counted(found.undated, "deal of the pipeline has", "deals of the pipeline have")
        notes.append(f"{deals} no expected close and count in no quarter.")
    return "\n".join(notes)


class ForecastModel(QAbstractTableModel):
    """A row for each role; the people there, then a column for each quarter."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._found = Forecast((), (), 0)
        self._currency, self._as_of = "", 0

    def show(self, found: Forecast, currency: str, as_of: int) -> None:
        """Take another forecast."""
        self.beginResetModel()
        self._found, self._currency, self._as_of = found, currency, as_of
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of roles."""
        return 0 if parent.isValid() else len(self._found.roles)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 2 + len(self._found.quarters)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads = ("Role", "Now", *(title(quarter) for quarter in self._found.quarters))
        return heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: its lines, its sentence, whether it is late to hire for it."""
        of, column = self._found.roles[index.row()], index.column() - 2
        if index.column() == 0:
            lines, spoken = (of.name, "", ""), of.name
        elif column < 0:
            lines = (formats.people(of.present), "", "")
            spoken = f"{of.name}: {lines[0]} there"
        else:
            lines = cell_lines(of, column)
            quarter = self._found.quarters[column]
            spoken = cell_help(of, column, quarter, self._currency, self._as_of)
        if role == _LATE:
            hire_by = of.needs[column].hire_by if column >= 0 else None
            return hire_by is not None and hire_by < self._as_of
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return spoken
        if role == _CELL:
            return lines
        return lines[0] if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    """Paints the three lines of a cell."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._body, self._caption = theme.font("body"), theme.font("caption")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        rect = QRectF(option.rect).adjusted(_PAD, 5, 0, 0)
        needed, binding, hire = index.data(_CELL)
        late = bool(index.data(_LATE))
        colour = tokens.red.text if late else tokens.text
        painter.save()
        if index.column() == 0:
            painter.setFont(self._body)
            painter.setPen(tokens.text)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), needed)
            painter.restore()
            return
        line = QRectF(rect.left(), rect.top(), rect.width(), scaled(_LINE))
        self._write(painter, line, needed, self._body, tokens.text)
        self._write(painter, line.translated(0, line.height()), binding, self._caption, tokens.muted)
        last = line.translated(0, 2 * line.height())
        if late:
            shape = QRectF(last.left(), last.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
            paint_shape(painter, shape, "red", tokens.red.fill)
            last.setLeft(shape.right() + _PAD)
        self._write(painter, last, hire, self._caption, colour)
        painter.restore()

    def _write(self, painter: QPainter, line: QRectF, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width() + 1)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class ForecastPart(QWidget):
    """The forecast that stands behind the headcount gap; hidden beside every other metric."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the part, hidden."""
        super().__init__(parent)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._fonts = (theme.font("body"), theme.font("caption"))
        self.model = ForecastModel(self)
        self.table = _table(self.model, theme)
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

    def _fit(self, found: Forecast) -> None:
        """Give each role the lines it needs."""
        for row, role in enumerate(found.roles):
            hiring = any(need.hire_by is not None for need in role.needs)
            self.table.setRowHeight(row, scaled(_ROW) if hiring else scaled(_ROW) - scaled(_LINE))
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
        bar = max(extent, self.table.horizontalScrollBar().sizeHint().height()) + _PAD
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
            first, second, third = self.model.index(row, column).data(_CELL)
            words = first.split() if column == 0 else [first]  # a role's name is broken between its words
            widths += [_PAD + body.horizontalAdvance(word) for word in words]
            widths += [_PAD + caption.horizontalAdvance(second)]
            widths += [2 * _PAD + _SHAPE + caption.horizontalAdvance(third)]
        return ceil(max(widths))


def _table(model: ForecastModel, theme: Theme) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(_Delegate(theme, table))
    shape_rows(table, "The people needed, quarter by quarter")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().setAccessibleName("Roles")
    table.verticalHeader().setDefaultSectionSize(scaled(_ROW))
    heads = table.horizontalHeader()
    heads.setAccessibleName("Quarters")
    heads.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_PAD}px; }}")
    heads.setFixedHeight(scaled(_HEAD))
    heads.setMinimumSectionSize(scaled(_NOW))
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    theme.changed.connect(table.viewport().update)
    return table


def _carried(need: Need, currency: str) -> str:
    """Return what the binding constraint brings: ``97 partners``, ``$412K of bookings``."""
    carried = need.carried or 0
    if need.binding == "bookings":
        return f"{formats.short_money(carried, currency)} of bookings"
    noun = need.binding.removesuffix("s") if carried == 1 else need.binding
    return f"{formats.number(carried, 1)} {noun}"
