"""The window in which a year is typed month by month."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.entities import entity
from partnertracker.domain.entities.costs import COSTS
from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.beside import answer_undo
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.months.blocks import MonthBlocks
from partnertracker.gui.months.delegate import AmountDelegate
from partnertracker.gui.months.model import MonthsModel
from partnertracker.gui.tables.extending import MOVES, Extending
from partnertracker.gui.theme.controls import (
    button,
    card,
    close_button,
    label,
    page_column,
)
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import shape_cells
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.by_month import MONTHS, Line, Month, set_months, year_lines

_SIZE = (1280, 600)
_NAMES, _AMOUNTS = 250, 74
_PAD = 12  # where the text of a cell stands: its padding, and the margin that Qt adds


class MonthsTable(QTableView):
    """Amounts by month: Enter goes on to the next month, Ctrl+R copies to the rest of the year."""

    def __init__(self, desk: Desk, model: MonthsModel, theme: Theme) -> None:
        """Show a model."""
        super().__init__()
        self._months = model
        self.setModel(model)
        self.blocks = MonthBlocks(desk, self, model, theme)
        self._extending = Extending(self)
        self._delegate = AmountDelegate(model, self)
        self.setItemDelegate(self._delegate)
        shape_cells(self, "Amounts by month")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setMinimumSectionSize(scaled(_AMOUNTS))
        columns.setStretchLastSection(True)
        columns.setSectionsClickable(False)
        columns.setHighlightSections(False)
        columns.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_PAD}px; }}")
        self._freeze_names(theme)

    def _freeze_names(self, theme: Theme) -> None:
        """Let what the lines are called stand at the left, however far the months are scrolled."""
        self.setColumnHidden(0, True)
        names = self.verticalHeader()
        names.setAccessibleName("Lines")
        names.setFixedWidth(scaled(_NAMES))
        names.setSectionsClickable(False)
        names.setHighlightSections(False)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        size = theme.font("body").pointSizeF()
        names.setStyleSheet(
            "QHeaderView::section { color: palette(text);"
            f" padding: 0 {_PAD}px; font-size: {size}pt; font-weight: 400; }}"
        )
        names.show()

    def go_to(self, row: int, column: int) -> None:
        """Choose a cell."""
        index = self._months.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def insist(self) -> bool:
        """Go back to what is typed and can't be stored, and say why; tells whether there is such a text."""
        return self._delegate.insist()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell, or with Shift the block up to it; stay where what is typed can't be stored."""
        if self.insist():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extending.extend_to(self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose a block with the mouse, unless what is typed can't be stored."""
        if not self._delegate.problem:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, empty with Del, repeat to the end of the year with Ctrl+R, copy, cut and paste."""
        index, editing = self.currentIndex(), self.state() is QAbstractItemView.State.EditingState
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if not index.isValid() or editing:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.blocks.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.blocks.cut()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.blocks.paste()
        elif shift and event.key() in MOVES:
            self._extending.extend_to(self.moveCursor(MOVES[event.key()], event.modifiers()))
        elif not self._change(event, index):
            super().keyPressEvent(event)

    def _change(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Empty or repeat months; tells whether a key means one of these."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete:
            self.blocks.clear()
        elif event.key() == Qt.Key.Key_R and ctrl and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._months.fill_right(index.row(), index.column())
        else:
            return False
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next month after Enter."""
        current = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and current.column() < MONTHS:
            self.go_to(current.row(), current.column() + 1)


class YearWindow(QDialog):
    """Shows a calendar year of costs or of the company's revenue; an amount or a block is one step."""

    def __init__(self, desk: Desk, theme: Theme, table: str, parent: QWidget | None = None) -> None:
        """Begin with the current year."""
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._year = desk.today.year
        self._added: list[Line] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answer_undo(self, desk)
        self.setWindowTitle(f"{entity(table).plural} by month")
        resize_within(self, *_SIZE)
        self.months = MonthsModel(desk, table, self)
        self.grid = MonthsTable(desk, self.months, theme)
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
        self.grid.blocks.changing.connect(self._keep)
        desk.changed.connect(self._follow)
        self.show_year(self._year)
        self.grid.setFocus()

    def reject(self) -> None:
        """Close, unless something is typed that can't be stored."""
        if not self.grid.insist():
            super().reject()

    def show_year(self, year: int) -> None:
        """Show another year, ready for typing in its current month, unless what is typed can't be stored."""
        if self.grid.insist():
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
        lines = dict(year_lines(self._desk.facts, self._table, self._year))
        own = self._desk.facts.settings.currency
        wanted = self._added if self._table == "costs" else [*self._added, Line("", "", own)]
        for line in wanted:
            lines.setdefault(line, (Month(),) * MONTHS)
        self.months.show(self._year, lines)

    def _follow(self, changes: dict[str, object]) -> None:
        if {self._table, "partners"} & changes.keys():
            self._read()

    def _store(self, line: Line, amounts: dict[int, int | None]) -> None:
        table, year = self._table, self._year
        self._keep([line])
        self._desk.change(
            lambda session: session.execute(*set_months(session, table, line, year, amounts)),
            failed=self._tell,
        )

    def _keep(self, lines: Sequence[Line]) -> None:
        """Let lines stay while the window is open, though all their amounts are deleted."""
        self._added += [line for line in dict.fromkeys(lines) if line not in self._added]

    def _tell(self, error: Exception) -> None:
        """Say in the window what the file refused; what is nobody's input is the presenter's to say."""
        if isinstance(error, PartnerTrackerError):
            self._refuse(str(error))
        else:
            self._desk.failed.emit(error)

    def _refuse(self, sentence: str) -> None:
        """Say why something was not possible; empty: it was."""
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))

    def _add_line(self) -> None:
        if self.grid.insist():
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
        inside.addWidget(self.grid)
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
