"""The rows behind a figure: how it came about from them, what they come to, and what was left out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.sentences import listed
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Behind, Entry, Line
from partnertracker.gui.metrics.rows import RowsTable
from partnertracker.gui.metrics.total_line import TotalLine
from partnertracker.gui.metrics.wholerows import WholeRows
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.explaining import noun

_ROWS, _LEFT_OUT, _SHARED = "rows", "left out", "shared"


class DrillPane(QWidget):
    """Shows the ``Behind`` it is given.

    Attributes:
        foot: what the rows come to, which a pane that scrolls takes to where it stays in sight.
    """

    back_wanted = Signal()
    """The way back was taken, to the figure that was chosen first."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the pane, empty."""
        super().__init__(parent)
        self._behind: Behind | None = None
        self._where, self._back_to = "", ""
        self._currency, self._today = "USD", desk.today
        self._showing = _ROWS
        self.heading = label(role="heading")
        self.heading.setWordWrap(True)
        self.heading.setMinimumWidth(1)
        self.back = button("", "link")
        self.left_out = button("", "link")
        self.left_out.setCheckable(True)
        self.formula = label(role="muted")
        self.formula.setWordWrap(True)
        self.formula.setAccessibleName("Formula")
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rows = RowsTable(desk, theme, self)
        self.foot = TotalLine(self.rows, self)
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.left_out.toggled.connect(lambda on: self._turn_to(_LEFT_OUT if on else _ROWS))

    def show_behind(
        self, behind: Behind, currency: str, today: date, where: str = "", back_to: str = ""
    ) -> None:
        """Show what is behind a figure.

        Args:
            behind: the rows.
            currency: the file's reporting currency.
            today: the day dates are read on.
            where: whose number or of when, where it isn't the chosen one: ``FY26 Q3``, ``Litware``.
            back_to: where the way back leads; empty: there is none.
        """
        if self._behind is None or behind.figure.metric.id != self._behind.figure.metric.id:
            self._showing = _ROWS
        self._behind, self._where, self._back_to = behind, where, back_to
        self._currency, self._today = currency, today
        self._show()

    def turn_to_shared(self) -> None:
        """Show the deals that several partners share, and at the next call all rows again."""
        self._turn_to(_ROWS if self._showing == _SHARED else _SHARED)

    def focus_rows(self) -> None:
        """Take the keyboard to the rows."""
        self.rows.setFocus()
        if not self.rows.currentIndex().isValid():
            self.rows.selectRow(0)

    def _go_back(self) -> None:
        if self._showing == _SHARED:
            self._turn_to(_ROWS)
        else:
            self.back_wanted.emit()

    def _turn_to(self, showing: str) -> None:
        self._showing = showing
        self._show()

    def _show(self) -> None:
        behind = self._behind
        if behind is None:
            return
        if self._showing == _LEFT_OUT and not behind.left_out:
            self._showing = _ROWS
        lines = self._lines(behind)
        left_out = self._showing == _LEFT_OUT
        counts = behind.counts
        if self._showing != _ROWS:
            counts = Counter(line.table for line in lines if isinstance(line, Entry))
        table = next(iter(counts), behind.figure.metric.reads)
        heads = (noun(table, 1).capitalize(), behind.day_words, "Why" if left_out else "Value")
        kind, _, name = behind.figure.scope.partition(":")
        partner = name if kind == "partner" else ""
        self.rows.rows.show(lines, heads, self._currency, self._today, behind.largest, partner)
        self.rows.fit(reasons=left_out)
        self.heading.setText(self._heading(counts))
        self.formula.setText(_reasons(behind.left_out) if left_out else behind.formula)
        self.formula.setVisible(bool(self.formula.text()) and self._showing != _SHARED)
        self.foot.amount.setText(behind.total)
        self.foot.words.setText(behind.total_words)
        self.foot.setVisible(self._showing == _ROWS and bool(counts))
        self.back.setVisible(bool(self._back_to) or self._showing == _SHARED)
        self.back.setText(f"Back to {self._back_to}" if self._back_to else "Show all")
        self._show_switch(behind, left_out=left_out)

    def _lines(self, behind: Behind) -> Sequence[Line]:
        if self._showing == _LEFT_OUT:
            return behind.left_out
        if self._showing == _SHARED:
            return [each for each in behind.entries if each.table == "deals" and each.key in behind.shared]
        return behind.lines

    def _show_switch(self, behind: Behind, *, left_out: bool) -> None:
        """Say how many rows were left out, and offer to turn to them or back."""
        hidden = formats.count(len(behind.left_out))
        self.left_out.setVisible(bool(behind.left_out))
        self.left_out.blockSignals(True)
        self.left_out.setChecked(left_out)
        self.left_out.blockSignals(False)
        self.left_out.setText("Show what counts" if left_out else f"{hidden} left out")
        self.left_out.setToolTip(_reasons(behind.left_out))

    def _heading(self, counts: Mapping[str, int]) -> str:
        things = listed(f"{formats.count(count)} {noun(table, count)}" for table, count in counts.items())
        if self._showing == _LEFT_OUT:
            return f"{things} left out"
        if self._showing == _SHARED:
            return f"{things} shared by partners"
        if not counts:
            return f"No rows behind {self._where or 'this number'}"
        things = things.removeprefix("1 ") if sum(counts.values()) == 1 else things
        return f"The {things} behind {self._where or 'this number'}"

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        head.addWidget(self.left_out)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(self.formula)
        inside.addWidget(WholeRows(self.rows), 1)
        inside.addWidget(self.foot)
        for each in (self.back, self.left_out):
            each.hide()


def _reasons(left_out: Sequence[Entry]) -> str:
    """Return why rows were left out, with how many each: ``3 not a new customer · 1 dated after …``."""
    counts = Counter(each.why for each in left_out)
    return " · ".join(f"{formats.count(count)} {why}" for why, count in counts.most_common())
