"""The line below a table: what its rows come to, and what the chosen ones do."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from partnertracker.domain.entities import entity
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.chosen import areas_of, rows_in
from partnertracker.gui.tables.grid import Grid
from partnertracker.gui.tables.painter import SIDE
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.listing.summary import total_of

_PAUSE = 60
_SEVERAL = 2
_BETWEEN = " · "


class TableFooter(QFrame):
    """Follows the rows of a grid and those chosen in it."""

    def __init__(self, desk: Desk, grid: Grid) -> None:
        """Take the grid."""
        super().__init__()
        self.setProperty("role", "footer")
        self._grid = grid
        self._questions = Questions(desk, self)
        self.shown = Elided("caption", between=_BETWEEN)
        self.chosen = label("", "caption")
        self.chosen.setAccessibleName("Chosen rows")
        line = QHBoxLayout(self)
        line.setContentsMargins(SIDE, STEP, SIDE, STEP)
        line.setSpacing(4 * STEP)
        line.addWidget(self.shown, 1)  # gives way to what is chosen
        line.addWidget(self.chosen)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        grid.selectionModel().selectionChanged.connect(lambda _now, _before: self._pause.start())
        grid.rows.listed.connect(self._pause.start)

    def show_rows(self, shown: int, everything: int) -> None:
        """Show how many rows of how many are listed, and what they come to."""
        kind = entity(self._grid.rows.table)
        count = formats.counted(shown, kind.singular.lower(), kind.plural.lower())
        words = count if shown == everything else f"{formats.count(shown)} of {formats.count(everything)}"
        self.shown.show_text(f"{words}{self._sums(self._grid.rows.total, shown)}")

    def _ask(self) -> None:
        """Add up the chosen rows, if there are several."""
        rows = rows_in(areas_of(self._grid), self._grid.rows.rowCount())
        if len(rows) < _SEVERAL:
            self._questions.forget_all()
            self.chosen.setText("")
            return
        model = self._grid.rows
        facts, positions = model.facts, model.positions[rows]
        self._questions.compute(
            "chosen",
            lambda _facts: total_of(facts, model.table, positions, model.listing.as_of),
            lambda total: self.chosen.setText(
                f"{formats.count(len(rows))} chosen{self._sums(total, len(rows))}"
            ),
        )

    def _sums(self, total: int | None, count: int) -> str:
        if total is None or not count:
            return ""
        currency = self._grid.rows.facts.settings.currency
        average = round(total / count)
        sums = formats.amount(total, currency), f"average {formats.amount(average, currency)}"
        return "".join(f"{_BETWEEN}{each}" for each in sums)
