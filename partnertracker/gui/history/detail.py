"""What one step did, what taking it back would change, and doing that."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.desk import Desk
from partnertracker.gui.history import words
from partnertracker.gui.moments import step_cells
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, label, tooltip
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tables import show_plain_tips
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.history import title
from partnertracker.services.past import Count, RowKey
from partnertracker.services.session import Session
from partnertracker.services.taking_back import InTheWay, Prospect, prospect, take_back
from partnertracker.services.touched import Told, rows_touched

ROWS = 200
"""So many rows of a step are listed; of the others the number is told."""

_CHOICES = 150
_ROW = Qt.ItemDataRole.UserRole
_COLUMNS = (Column("Done", muted=True), Column("To"), Column("Before → after", stretches=True))


class _Read(NamedTuple):
    told: list[Told]
    counts: tuple[Count, ...]
    prospect: Prospect


class StepDetail(QWidget):
    """One step: its rows, and the way back.

    Attributes:
        button: takes the step back; stands in the foot of the window.
    """

    record_wanted = Signal(str, int)
    """A record shall be opened: table, key."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Begin with no step."""
        super().__init__()
        self._desk = desk
        self._questions = Questions(desk, self)
        self._number = 0
        self._prospect: Prospect | None = None
        self.name = label("", "heading")
        self.name.setWordWrap(True)
        self.made = label("", "muted")
        self.rows = TextsTable("Rows of the step", theme, begins=False)
        self.rows.opened.connect(self._open)
        self.more = label("", "muted")
        self.preview = label()
        self.preview.setWordWrap(True)
        self.choices = QListWidget()
        self.choices.setAccessibleName("Rows that later steps touched: ticked ones are taken back too")
        self.choices.setSpacing(2)
        self.choices.setWordWrap(True)
        self.choices.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.itemChanged.connect(self._offer)
        show_plain_tips(self.choices)
        self.wrong = label("", "error")
        self.wrong.setWordWrap(True)
        self.button = button("Take back", "primary")
        self.button.setEnabled(False)
        self.button.clicked.connect(self._take_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        for part in (self.name, self.made):
            layout.addWidget(part)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.preview)
        layout.addWidget(self.choices)
        layout.addWidget(self.wrong)
        self.show_step(0)

    def show_step(self, number: int) -> None:
        """Show a step by its number; 0: none."""
        if number != self._number:
            self.wrong.setText("")
            self.button.setEnabled(False)  # until it is known what taking it back would change
        self._number = number
        self.setVisible(bool(number))
        self._questions.forget_all()
        if number:
            self._questions.ask("step", lambda session: _read(session, number), self._show)

    @property
    def ticked(self) -> frozenset[RowKey]:
        """Of the rows that later steps touched, those that are to be taken back too."""
        items = (self.choices.item(at) for at in range(self.choices.count()))
        return frozenset(item.data(_ROW) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _show(self, found: _Read) -> None:
        facts, today = self._desk.facts, self._desk.today
        step, way = found.prospect.step, found.prospect.in_the_way
        self._prospect = found.prospect
        when, who, _ = step_cells(step, today)
        self.name.setText(title(step))
        self.made.setText(f"{who} · {when} · {step.device}")
        lines = [
            Line(words.told_line(each, facts, today), about=(each.touched.table, each.touched.key))
            for each in found.told
        ]
        self.rows.show_lines(_COLUMNS, lines)
        self.more.setText(words.not_shown(len(lines), found.counts))
        self.more.setVisible(bool(self.more.text()))
        self.preview.setText(words.preview(found.prospect))
        self._show_choices(way)
        self.wrong.setVisible(bool(self.wrong.text()))
        self.button.setText("Take back the rest" if way else "Take back")
        self._offer()

    def _offer(self) -> None:
        """Let the step be taken back where anything of it goes: nothing is in its way, or it is ticked."""
        found = self._prospect
        goes = found is not None and not found.refusal and bool(found.effects or self.ticked)
        self.button.setEnabled(goes and not self._desk.read_only)

    def _show_choices(self, way: tuple[InTheWay, ...]) -> None:
        self.choices.clear()
        self.choices.setVisible(bool(way))
        for each in way:
            item = QListWidgetItem(each.sentence, self.choices)
            item.setToolTip(tooltip(each.sentence))
            item.setData(_ROW, each.row)
            if each.optional:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
        if way:
            self.choices.doItemsLayout()  # how many lines a sentence takes
            height = self.choices.contentsSize().height() + 4 * STEP
            self.choices.setFixedHeight(min(height, scaled(_CHOICES)))

    def _take_back(self) -> None:
        number, too = self._number, self.ticked
        partly = self._prospect is not None and bool(self._prospect.in_the_way)
        self.button.setEnabled(False)
        self.wrong.setText("")
        self._desk.change(
            lambda session: take_back(session, number, partly=partly, too=too), None, self._refuse
        )

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, PartnerTrackerError):
            self._desk.failed.emit(error)
            return
        self.wrong.setText(str(error))
        self.wrong.show()
        self.button.setEnabled(True)

    def _open(self, about: object) -> None:
        if isinstance(about, tuple):
            self.record_wanted.emit(*about)


def _read(session: Session, number: int) -> _Read:
    told, counts = rows_touched(session, number, ROWS)
    return _Read(told, counts, prospect(session, number))
