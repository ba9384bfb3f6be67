"""What a cell of the resource forecast is made of: the rows that ask for people, in a small window."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.placing import day_words, places
from partnertracker.gui.metrics.rows import RowsTable
from partnertracker.gui.metrics.total_line import TotalLine
from partnertracker.gui.metrics.wholerows import WholeRows
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import close_button, foot, label, page_column
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.explaining import noun
from partnertracker.services.forecasting import brought, resource_forecast

_SIZE = (520, 480)
_WORDS = {
    "partners": "partners",
    "bookings": "of weighted pipeline due then",
    "onboardings": "onboardings in a quarter",
}
_DAYS = {"partners": ("joined_on",), "deals": ("expected_close_on",), "customer_stages": ("started_on",)}


class Made(NamedTuple):
    """What a cell is made of.

    Attributes:
        words: the numbers: ``4 partners ÷ 2 per person = 2, so 2 people``.
        entries: the rows that add up to the first of them.
        total: the first of them.
    """

    words: str
    entries: tuple[Entry, ...]
    total: str


def made_of(facts: Facts, role: str, quarter: Period, as_of: int) -> Made | None:
    """Return what the need for a role in a quarter is made of; None where the forecast has none.

    Args:
        facts: the file's content.
        role: its name.
        quarter: one of the forecast's.
        as_of: the day of the forecast.
    """
    found = resource_forecast(facts, as_of)
    one = next((each for each in found.roles if each.name == role), None)
    if one is None or quarter not in found.quarters:
        return None
    need = one.needs[found.quarters.index(quarter)]
    if need.needed is None or need.carried is None:
        return None
    currency, unit = facts.settings.currency, "money" if need.binding == "bookings" else "count"
    each = float(facts["capacities"][f"{need.binding}_per_person"][one.row])
    carried, per_person = (_amount(value, unit, currency) for value in (need.carried, each))
    load = formats.number(need.carried / each, 2)
    needed = formats.counted(need.needed, "person", "people")
    words = f"{carried} {_WORDS[need.binding]} ÷ {per_person} per person = {load}, so {needed}"
    table, rows, values = brought(facts, need.binding, quarter, as_of)
    keys = [(table, key) for key in facts[table].keys[rows].tolist()]
    placed = places(facts, keys, _DAYS.__getitem__, as_of)
    lines = zip(keys, placed, values.tolist(), strict=True)
    entries = (Entry(*key, *place, value=value, unit=unit) for key, place, value in lines)
    return Made(words, tuple(sorted(entries, key=lambda entry: -entry.day)), carried)


class NeedDialog(QDialog):
    """Explains a cell of the forecast, and follows every change of the file while it is open."""

    def __init__(
        self, desk: Desk, theme: Theme, asked: tuple[str, Period, int], parent: QWidget | None = None
    ) -> None:
        """Take the cell: the role's name, the quarter, and the day of the forecast."""
        super().__init__(parent)
        self._desk = desk
        self._asked = asked
        self._questions = Questions(desk, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within(self, *_SIZE)
        words = f"{asked[0]}, {title(asked[1])}"
        self.setWindowTitle(words)
        heading = label(words, "title")
        heading.setWordWrap(True)
        self.words = label(role="heading")
        self.words.setWordWrap(True)
        self.rows = RowsTable(desk, theme, self)
        self.rows.record_wanted.connect(self._open_record)
        self.total = TotalLine(self.rows, self)
        whole = page_column(self, 2 * STEP)
        whole.addWidget(heading)
        whole.addWidget(self.words)
        whole.addWidget(WholeRows(self.rows), 1)
        whole.addWidget(self.total)
        whole.addLayout(foot(close_button(self, "primary")))
        desk.changed.connect(self._ask)
        self._ask()

    def _ask(self) -> None:
        self._questions.compute("made", lambda facts: made_of(facts, *self._asked), self._show)

    def _show(self, made: Made | None) -> None:
        if made is None:  # the role or its capacity is gone
            self.close()
            return
        self.words.setText(made.words)
        self.total.amount.setText(made.total)
        table = made.entries[0].table if made.entries else "partners"
        heads = (noun(table, 1).capitalize(), day_words(_DAYS[table]), "Value")
        largest = max(made.entries, key=lambda entry: entry.value or 0, default=None)
        self.rows.rows.show(
            made.entries, heads, self._desk.facts.settings.currency, self._desk.today, largest
        )
        self.rows.fit(reasons=False)
        if not self.rows.currentIndex().isValid():
            self.rows.selectRow(0)

    def _open_record(self, table: str, key: int) -> None:
        self._desk.open_record(table, key)
        self.close()


def _amount(value: float, unit: str, currency: str) -> str:
    return formats.exact_in_unit(value, unit, currency) if unit == "money" else formats.number(value, 2)
