"""The cells of the resource forecast: what they say, and how they are drawn."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from partnertracker.domain.periods import Period
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.painting.statuses import paint_shape
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.forecasting import Forecast, Need, Role

LINE, SHAPE, PAD = 16, 7, 4
"""The height of a line of a cell, the size of the mark at a day that has passed, the room before words."""

CELL = Qt.ItemDataRole.UserRole
"""The role of a cell's three lines."""

_LATE = Qt.ItemDataRole.UserRole + 1
_SHORT = {"onboardings": "onboarding"}

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

    def asked(self, index: Index) -> tuple[str, Period, int] | None:
        """Return what a cell is asked by: role, quarter, day of the forecast; None where no need is told."""
        column = index.column() - 2
        if not index.isValid() or column < 0:
            return None
        role = self._found.roles[index.row()]
        if role.needs[column].needed is None:
            return None
        return role.name, self._found.quarters[column], self._as_of

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
        if role == CELL:
            return lines
        return lines[0] if role == Qt.ItemDataRole.DisplayRole else None


class ForecastDelegate(QStyledItemDelegate):
    """Paints the three lines of a cell."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Draw in the colours of a theme."""
        super().__init__(parent)
        self._theme = theme
        self._body, self._caption = theme.font("body"), theme.font("caption")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        tokens = self._theme.tokens
        rect = QRectF(option.rect).adjusted(PAD, 5, 0, 0)
        needed, binding, hire = index.data(CELL)
        late = bool(index.data(_LATE))
        colour = tokens.red.text if late else tokens.text
        painter.save()
        if index.column() == 0:
            painter.setFont(self._body)
            painter.setPen(tokens.text)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), needed)
            painter.restore()
            return
        line = QRectF(rect.left(), rect.top(), rect.width(), scaled(LINE))
        self._write(painter, line, needed, self._body, tokens.text)
        self._write(painter, line.translated(0, line.height()), binding, self._caption, tokens.muted)
        last = line.translated(0, 2 * line.height())
        if late:
            shape = QRectF(last.left(), last.center().y() - SHAPE / 2, SHAPE, SHAPE)
            paint_shape(painter, shape, "red", tokens.red.fill)
            last.setLeft(shape.right() + PAD)
        self._write(painter, last, hire, self._caption, colour)
        painter.restore()

    def _write(self, painter: QPainter, line: QRectF, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width() + 1)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _carried(need: Need, currency: str) -> str:
    """Return what the binding constraint brings: ``97 partners``, ``$412K of bookings``."""
    carried = need.carried or 0
    if need.binding == "bookings":
        return f"{formats.short_money(carried, currency)} of bookings"
    noun = need.binding.removesuffix("s") if carried == 1 else need.binding
    return f"{formats.number(carried, 1)} {noun}"
