"""The sections of a window that explains numbers of a partner: each with the rows it comes from."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnertracker.domain.dimensions import Behind as Source
from partnertracker.domain.dimensions import Listed, Measured
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.periods import Period
from partnertracker.domain.sentences import listed
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics import wording
from partnertracker.gui.metrics.behind import Behind, Entry, behind
from partnertracker.gui.metrics.drill_pane import DrillPane
from partnertracker.gui.metrics.placing import day_fields, places
from partnertracker.gui.metrics.rows import DAY, VALUE, RowsTable
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.explaining import noun
from partnertracker.services.measuring import figures

_REQUIREMENTS = "tier_requirements"


class Wanted(NamedTuple):
    """One number to explain.

    Attributes:
        source: the figure or the rows that it comes from.
        words: what it is, with its value, where it is no figure itself; empty: the figure says it.
    """

    source: Source
    words: str = ""


class Found(NamedTuple):
    """What one number comes from.

    Attributes:
        words: the number in words.
        behind: the figure with its rows; None where it is none.
        rows: the rows where it is none.
    """

    words: str
    behind: Behind | None
    rows: tuple[Entry, ...] = ()


def found(facts: Facts, partner: str, wanted: Wanted, usual: Period | None) -> Found:
    """Find what a number of a partner (by name) comes from; another period than the usual one is named."""
    if isinstance(wanted.source, Listed):
        return Found(wanted.words, None, _entries(facts, wanted.source))
    asked: Measured = wanted.source
    scope = f"partner:{partner}"
    (figure,) = figures(facts, asked.period, asked.as_of, scopes=[scope], metrics=[asked.metric], trend=False)
    value = wording.value_of(figure, facts.settings.currency)
    words = f"{figure.metric.label} {value}"
    words = words if asked.period == usual else f"{words} · {title(asked.period)}"
    if wanted.words and not wanted.words.endswith(value):  # a part of the figure, such as a quarter of it
        words = f"{wanted.words} · {words}"
    return Found(words, behind(facts, figure))


def _entries(facts: Facts, listed: Listed) -> tuple[Entry, ...]:
    rows = listed.rows
    labels = {metric.id: metric.label for metric in catalogue(facts)}
    targets = facts["targets"]

    def name(table: str, key: int) -> str:
        if table != "targets":
            return ""
        metric = targets.text("metric", int(targets.positions_of([key])[0])) or ""
        return f"Target of {labels.get(metric, metric).lower()}"

    def people(table: str, key: int) -> float:
        """Return how many people a requirement asks for."""
        wanted = facts["tier_requirements"]
        return float(wanted["people"][wanted.positions_of([key])[0]]) if table == _REQUIREMENTS else 1.0

    fields = partial(day_fields, "")
    return tuple(
        Entry(*row, *place, value=people(*row), name=name(*row))
        for row, place in zip(rows, places(facts, rows, fields), strict=True)
    )


class Section(QWidget):
    """One number with its rows."""

    record_wanted = Signal(str, int)
    """A row shall be opened: table, key."""

    def __init__(self, desk: Desk, theme: Theme, *, figure: bool, parent: QWidget | None = None) -> None:
        """Build the section, empty; ``figure``: it shows a figure, else plain rows."""
        super().__init__(parent)
        self.value = label(role="heading")
        self.value.setWordWrap(True)
        self.pane = DrillPane(desk, theme, self) if figure else None
        self.rows = self.pane.rows if self.pane is not None else RowsTable(desk, theme, self)
        self.rows.record_wanted.connect(self.record_wanted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.value)
        whole.addWidget(self.pane or self.rows, 1)

    def show_found(self, one: Found, currency: str, today: date, partner: str) -> None:
        """Show the number of a partner, and its rows."""
        self.value.setText(one.words)
        if self.pane is not None and one.behind is not None:
            self.pane.show_behind(one.behind, currency, today)
            return
        counts = Counter(entry.table for entry in one.rows)
        words = listed(f"{formats.count(count)} {noun(table, count)}" for table, count in counts.items())
        self.rows.rows.show(one.rows, (words.capitalize(), "Day", "People"), currency, today, partner=partner)
        self.rows.fit(reasons=False)
        self.rows.setColumnHidden(VALUE, _REQUIREMENTS not in counts)
        self.rows.setColumnHidden(DAY, _REQUIREMENTS in counts)
        self.rows.setVisible(bool(one.rows))


def shapes(every: Sequence[Found]) -> tuple[bool, ...]:
    """Return which of the numbers are figures."""
    return tuple(each.behind is not None for each in every)
