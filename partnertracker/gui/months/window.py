"""The window in which a year is typed month by month."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from partnertracker.domain.entities import entity
from partnertracker.domain.entities.costs import COSTS
from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.beside import answer_undo
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.months.model import MonthsModel
from partnertracker.gui.months.table import MonthsTable
from partnertracker.gui.tables.states import centred
from partnertracker.gui.theme.controls import (
    button,
    card,
    close_button,
    label,
    page_column,
)
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.by_month import MONTHS, Line, Month, set_months, year_lines

_SIZE = (1400, 600)
_GRID, _EMPTY = range(2)
_NOTHING = (Month(),) * MONTHS


class YearWindow(QDialog):
    """Shows a calendar year of costs or of the company's revenue; an amount or a block is one step."""

    def __init__(self, desk: Desk, theme: Theme, table: str, parent: QWidget | None = None) -> None:
        """Begin with the current year."""
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._year = desk.today.year
        self._added: list[Line] = []
        self._behind = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answer_undo(self, desk)
        self.setWindowTitle(f"{entity(table).plural} by month")
        resize_within(self, *_SIZE)
        self.months = MonthsModel(desk, table, self)
        self.grid = MonthsTable(desk, self.months, theme)
        self.empty = label("", "title")
        self.pages = QStackedWidget()
        self.before, self.after = button("Year before"), button("Year after")
        self.title = label("", "title")
        self.unit = label("", "muted")
        self.refused = label("", "error")
        self.category = ChoiceBox()
        self.category.setAccessibleName("Category")
        for choice in COSTS.field("category").choices:
            self.category.addItem(choice.label, choice.value)
        self.partner = WordInput(suggest_for(desk, "costs", COSTS.field("partner")), theme, closed=True)
        self.partner.setPlaceholderText("Partner, if any")
        self.partner.setAccessibleName("Partner")
        self.add = button("Add a line")
        self._lay_out()
        self.before.clicked.connect(lambda: self.show_year(self._year - 1))
        self.after.clicked.connect(lambda: self.show_year(self._year + 1))
        self.add.clicked.connect(self._add_line)
        self.months.typed.connect(self._store)
        self.months.refused.connect(self._refuse)
        self.grid.blocks.told.connect(self._refuse)
        self.grid.told.connect(self._refuse)
        self.grid.rows_wanted.connect(self._open)
        self.grid.blocks.changing.connect(self._keep)
        self.grid.left.connect(self._catch_up)
        desk.changed.connect(self._follow)
        self.show_year(self._year)
        (self.grid if self.months.rowCount() else self.category).setFocus()

    def reject(self) -> None:
        """Close with all that is typed stored; stay where it can't be."""
        if self.grid.finish():
            super().reject()

    def show_year(self, year: int) -> None:
        """Show another year, ready for typing in its current month, unless what is typed can't be stored."""
        if not self.grid.finish():
            return
        self._year = year
        self._read()
        currency = self._desk.facts.settings.currency
        self.title.setText(f"{self.windowTitle()}, {year}")
        self.unit.setText(f"in {currency} where a line names no other currency")
        month = self._desk.today.month if year == self._desk.today.year else 1
        self.grid.go_to(max(0, self.grid.currentIndex().row()), month)

    def show_month(self, year: int, month: int) -> None:
        """Show another year, ready for typing in that month, 1 to 12."""
        self.show_year(year)
        self.grid.go_to(max(0, self.grid.currentIndex().row()), month)

    def _read(self) -> None:
        """Show the year as it is; while somebody types in a cell, its lines stay and their amounts follow."""
        lines = dict(year_lines(self._desk.facts, self._table, self._year))
        own = self._desk.facts.settings.currency
        wanted = self._added if self._table == "costs" else [*self._added, Line("", "", own)]
        for line in wanted:
            lines.setdefault(line, _NOTHING)
        self._behind = self.grid.is_typing
        if self._behind:
            self.months.show(self._year, {line: lines.get(line, _NOTHING) for line in self.months.lines})
            return
        self._show(lines)

    def _show(self, lines: Mapping[Line, tuple[Month, ...]]) -> None:
        """Show other lines, with the same cell current wherever its line stands now."""
        current = self.grid.currentIndex()
        at = self.months.line(current.row()) if current.isValid() else None
        self.months.show(self._year, lines)
        self.empty.setText(f"No {entity(self._table).plural.lower()} in {self._year} or the year before")
        self.pages.setCurrentIndex(_GRID if lines else _EMPTY)
        if at is not None and not self.grid.currentIndex().isValid():
            row = self.months.row_of(at)
            self.grid.go_to(row if row >= 0 else min(current.row(), len(lines) - 1), current.column())

    def _catch_up(self) -> None:
        """Show the lines that came or went while somebody typed."""
        if self._behind and not self.grid.is_typing:
            self._read()

    def _follow(self, changes: dict[str, object]) -> None:
        if {self._table, "partners"} & changes.keys():
            self._read()

    def _open(self, key: int) -> None:
        """Show a row in the table of all, where each is changed by itself."""
        self.accept()
        self._desk.open_record(self._table, key)

    def _store(self, line: Line, amounts: dict[int, int | None]) -> None:
        table, year = self._table, self._year
        self._keep([line])
        self.months.begin(line, amounts)

        def end() -> None:
            if isValid(self.months):
                self.months.end(year, line, amounts)

        def fail(error: Exception) -> None:
            end()
            self._tell(error)

        self._desk.change(
            lambda session: session.execute(*set_months(session, table, line, year, amounts)),
            lambda _outcome: end(),
            fail,
        )

    def _keep(self, lines: Sequence[Line]) -> None:
        """Let lines stay while the window is open, though all their amounts are deleted."""
        self._added += [line for line in dict.fromkeys(lines) if line not in self._added]

    def _tell(self, error: Exception) -> None:
        """Say in the window what the file refused; the rest, and all once closed, is the presenter's."""
        if isinstance(error, PartnerTrackerError) and isValid(self) and self.isVisible():
            self._refuse(str(error))
        else:
            self._desk.failed.emit(error)

    def _refuse(self, sentence: str) -> None:
        """Say why something was not possible; empty: it was."""
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))

    def _add_line(self) -> None:
        if not self.grid.finish():
            return
        text = self.partner.text().strip()
        name = Wording(self._desk.facts, self._desk.today).name(COSTS.field("partner"), text) if text else ""
        if text and not name:
            self._refuse(f"There is no partner “{text}” yet.")
            return
        self._refuse("")
        line = Line(str(self.category.currentData()), name, self._desk.facts.settings.currency)
        self._added.append(line)
        self._read()
        self.grid.go_to(self.months.row_of(line), max(1, self.grid.currentIndex().column()))
        self.grid.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(3 * STEP)
        head.addWidget(self.title)
        head.addWidget(self.unit, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        begin = label("Choose a category below and add a line, then type its amounts by month.", "muted")
        begin.setHidden(bool(self._desk.read_only))
        for page in (self.grid, centred(self.empty, begin)):
            self.pages.addWidget(page)
        inside.addWidget(self.pages)
        foot = QHBoxLayout()
        for part in (self.category, self.partner, self.add):
            part.setVisible(self._table == "costs")
            part.setDisabled(bool(self._desk.read_only))
            foot.addWidget(part)
        foot.addWidget(
            label("Enter: type, then the next month · Ctrl+R: copy to the rest of the year", "muted")
        )
        foot.addStretch(1)
        close = close_button(self)
        foot.addWidget(close)
        whole = page_column(self)
        whole.addLayout(head)
        whole.addWidget(frame, 1)
        whole.addWidget(self.refused)
        self.refused.hide()
        whole.addLayout(foot)
