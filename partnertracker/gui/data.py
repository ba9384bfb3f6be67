"""The page of every table that has no page of its own."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
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
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.controls import card
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, ROW, STEP
from partnertracker.gui.view import View

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

Index = QModelIndex | QPersistentModelIndex


class DataView(View):
    """A list of tables, and beside it the records of the chosen one."""

    interest = frozenset(TABLES)
    offers = frozenset({"rows"})

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
        self._stack = QStackedWidget()
        self._lay_out()
        self.tables.currentRowChanged.connect(self._choose)
        last = memory.text(_LAST)
        self.tables.setCurrentRow(TABLES.index(last) if last in TABLES else TABLES.index("costs"))

    @property
    def shown(self) -> RecordsView:
        """The records on screen."""
        return self._views[self.listed]

    def refresh(self) -> None:
        """Count the rows of each table."""
        for row, table in enumerate(TABLES):
            item, count = self.tables.item(row), formats.count(len(self.desk.facts[table]))
            item.setData(_COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {count}")

    def take_focus(self) -> None:
        """Begin in the table."""
        self.shown.take_focus()

    def new_record(self) -> None:
        """Open an empty form of the table on screen."""
        self.shown.new_record()

    def duplicate_record(self) -> None:
        """Make a copy of the current record and show it."""
        self.shown.duplicate_record()

    def delete_records(self) -> None:
        """Delete the selected records; undo brings them back."""
        self.shown.delete_records()

    def find_rows(self) -> None:
        """Put the cursor where rows are looked for."""
        self.shown.find_rows()

    def add_filter(self) -> None:
        """Offer the columns to filter by."""
        self.shown.add_filter()

    def choose_columns(self) -> None:
        """Offer the columns to show and hide."""
        self.shown.choose_columns()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each record with edits that are not saved, of any table."""
        return tuple(sentence for view in self._views.values() for sentence in view.unsaved)

    def mend(self) -> None:
        """Go to what keeps a record from being saved, in the table on screen first."""
        wanting = [table for table, view in self._views.items() if view.unsaved]
        if wanting and self.listed not in wanting:
            self.show_table(wanting[0])
        self.shown.mend()

    @property
    def shown_record(self) -> tuple[str, int] | None:
        """The record in the form; None for a new one or nothing."""
        return self.shown.shown_record

    def show_record(self, table: str, key: int) -> None:
        """Turn to the record's table and select it."""
        if table in TABLES:
            self.show_table(table)
            self.shown.show_record(table, key)

    def show_table(self, table: str) -> None:
        """Turn to a table."""
        self.tables.setCurrentRow(TABLES.index(table))

    def _choose(self, row: int) -> None:
        table = self.listed = TABLES[row]
        if table not in self._views:
            view = self._views[table] = RecordsView(self.desk, self._theme, self._memory, table, self._stack)
            view.command_wanted.connect(self.command_wanted)
            self._stack.addWidget(view)
        view = self._views[table]
        self._stack.setCurrentWidget(view)
        self.handles, self.new_words = view.handles, view.new_words
        self._memory.keep_text(_LAST, table)
        self.handling.emit()

    def _lay_out(self) -> None:
        side = card()
        side.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(STEP, STEP, STEP, STEP)
        inside.addWidget(self.tables)
        edge = QVBoxLayout()
        edge.setContentsMargins(GAP, GAP, 0, GAP)
        edge.addWidget(side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(edge)
        whole.addWidget(self._stack, 1)


class _Counted(QStyledItemDelegate):
    """Paints the number of rows behind the name of a table."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        painter.save()
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.tokens.muted)
        side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(0, 0, -2 * STEP, 0), side, str(index.data(_COUNT) or ""))
        painter.restore()
