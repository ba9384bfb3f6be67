"""The page of every table that has no page of its own."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.entities import entity
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.gathering import Gathering
from partnertracker.gui.memory import Memory
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.controls import button, card
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, ROW, STEP
from partnertracker.services.by_month import TABLES as BY_MONTH
from partnertracker.services.listing.queries import count_by

TABLES = (
    *("deal_influences", "deal_stage_events", "health_reviews", "actions", "notes", "certifications"),
    *("tier_requirements", "surveys", "customer_stages", "costs", "company_revenue", "exchange_rates"),
    *("targets", "capacities", "scorecards", "custom_metrics"),
)
"""In the order of the list."""

_LAST = "records/table"
_TABLE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_WIDTH = 196
_NARROW = 960
"""Below so many pixels the list would leave a table no room for its columns."""

Index = QModelIndex | QPersistentModelIndex


class DataView(Gathering):
    """A list of tables, and beside it the records of the chosen one; on a narrow page a box above.

    Attributes:
        tables: the list.
        box: the same tables to choose from, on a narrow page.
    """

    interest = frozenset(TABLES)

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the list; the records of a table are built when it is chosen for the first time."""
        super().__init__(desk, parent)
        self._theme = theme
        self._memory = memory
        self._views: dict[str, RecordsView] = {}
        self.tables = QListWidget()
        self.tables.setAccessibleName("Tables")
        self.tables.setProperty("role", "bare")
        self.tables.setItemDelegate(_Counted(theme, self.tables))
        for table in TABLES:
            item = QListWidgetItem(entity(table).plural, self.tables)
            item.setData(_TABLE, table)
        self.box = ChoiceBox()
        self.box.setAccessibleName("Table")
        self.box.setFixedWidth(scaled(_WIDTH))
        self.box.addItems([entity(table).plural for table in TABLES])
        self.box.activated.connect(self.tables.setCurrentRow)
        self.year = button("Year by month…")
        self.year.setToolTip("Type a year in one grid (Ctrl+Shift+Y)")
        self.year.clicked.connect(self.show_year)
        self._stack = QStackedWidget()
        self._lay_out()
        self.tables.currentRowChanged.connect(self._choose)
        last = memory.text(_LAST)
        self.tables.setCurrentRow(TABLES.index(last) if last in TABLES else TABLES.index("costs"))

    @property
    def shown(self) -> RecordsView:
        """The records on screen."""
        return self._views[TABLES[self.tables.currentRow()]]

    @property
    def views(self) -> Mapping[str, RecordsView]:
        """The records of each table that was on screen, by table."""
        return self._views

    def refresh(self) -> None:
        """Count the rows of each table."""
        facts, as_of = self.desk.facts, self.desk.choice.as_of
        for row, table in enumerate(TABLES):
            item, count = self.tables.item(row), formats.count(count_by(facts, table, as_of))
            item.setData(_COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {count}")

    def show_record(self, table: str, key: int) -> None:
        """Turn to the record's table and select it."""
        if table in TABLES:
            self.turn_to(table)
            self.shown.show_record(table, key)

    def show_new(self, table: str, given: Mapping[str, str]) -> None:
        """Turn to a table and begin a new row of it."""
        self.turn_to(table)
        self.shown.show_new(table, given)

    def show_table(self, table: str) -> None:
        """Turn to a table."""
        self.turn_to(table)

    def show_saved_view(self, table: str, key: int) -> None:
        """Turn to a table and arrange it as a view says that the team keeps."""
        if table in TABLES:
            self.turn_to(table)
            self.shown.show_saved_view(table, key)

    def turn_to(self, table: str) -> None:
        """Turn to a table."""
        self.tables.setCurrentRow(TABLES.index(table))

    def show_year(self) -> None:
        """Show a year of the table in front by month."""
        if self.listed in BY_MONTH:
            YearWindow(self.desk, self._theme, self.listed, self.window()).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the records where there is little."""
        super().resizeEvent(event)
        self._fold(self.width() < scaled(_NARROW))

    def _fold(self, folded: bool) -> None:  # noqa: FBT001  a setter, as Qt has them
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._list.setHidden(folded)
        self.box.setVisible(folded)
        self._whole.setDirection(down if folded else across)
        self._edge.setDirection(across if folded else down)
        self._edge.setContentsMargins(GAP, GAP, GAP if folded else 0, 0 if folded else GAP)

    def _choose(self, row: int) -> None:
        table = TABLES[row]
        self.box.setCurrentIndex(row)
        if table not in self._views:
            view = self._views[table] = RecordsView(self.desk, self._theme, self._memory, table, self._stack)
            view.command_wanted.connect(self.command_wanted)
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(self.shown)
        self._memory.keep_text(_LAST, table)
        self.adopt()

    def adopt(self) -> None:
        """Take what the table in front can do, and the grid of a year where rows are entered by month."""
        super().adopt()
        self.year.setVisible(self.listed in BY_MONTH)
        if self.listed in BY_MONTH:
            self.offers |= {"months"}
            self.handling.emit()

    def _lay_out(self) -> None:
        self._list = card()
        self._list.setFixedWidth(scaled(_WIDTH))
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(STEP, STEP, STEP, STEP)
        inside.addWidget(self.tables)
        self._edge = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._edge.setSpacing(2 * STEP)
        self._edge.addWidget(self._list, 1)
        self._edge.addWidget(self.box)
        self._edge.addWidget(self.year)
        self._edge.addStretch()
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self._edge)
        self._whole.addWidget(self._stack, 1)
        self._fold(folded=False)


class _Counted(QStyledItemDelegate):
    """Paints the number of rows behind the name of a table."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        painter.save()
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.tokens.muted)
        side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(0, 0, -2 * STEP, 0), side, str(index.data(_COUNT) or ""))
        painter.restore()
