"""The quarters and months of a year's target: what falls to each, set or shared out, and what is missing."""

from collections.abc import Mapping
from math import fsum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.periods import Period, period_named
from partnertracker.domain.spreading import EVENLY, Gap, Spread
from partnertracker.domain.titles import short_title, title
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import notation
from partnertracker.gui.metrics.targets import read_typed, typed
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import button, label, restyle
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.year_targets import YearSet, year_set

_NARROW = 92
_SPREADS = (("evenly", "Evenly"), ("last_year", "As last year went"))
_CENT = 0.01


class YearSplit(QWidget):
    """A table of 4 quarters and their months; what is not set shows its share of the whole, muted."""

    edited = Signal()
    """Something was typed or chosen."""

    def __init__(self, desk: Desk, metric: Metric, spread: str) -> None:
        """Take the metric, and how its target is spread so far; ``show_year`` fills the table."""
        super().__init__()
        self._desk = desk
        self._metric = metric
        self._questions = Questions(desk, self)
        self._year: Period | None = None
        self._total: float | None = None
        self._set = YearSet({}, ())
        self.spread = ChoiceBox()
        self.spread.setAccessibleName("Spread over quarters and months")
        for name, words in _SPREADS:
            self.spread.addItem(words, name)
        self.spread.setCurrentIndex(max(0, self.spread.findData(spread)))
        self.fill = button("Fill in", "link")
        self.fill.setToolTip("Write what falls to each quarter and month into its cell, to change it there")
        self.entries: dict[str, QLineEdit] = {}
        self.gaps = label("", "muted")
        self.gaps.setWordWrap(True)
        self._grid = QGridLayout()
        self._lay_out()
        self.spread.currentIndexChanged.connect(self._follow)
        self.fill.clicked.connect(self._fill_in)

    def show_year(self, year: Period, scope: str) -> None:
        """Show the quarters and months of a year for a scope, with what is set for them already."""
        self._year = year
        self._set = YearSet({}, ())  # until it is known what is set, no empty cell was emptied
        self._build(year)
        metric, as_of = self._metric.id, self._desk.choice.as_of
        self._questions.compute(
            "year", lambda facts: year_set(facts, metric, scope, year, as_of), self._take_set
        )

    def show_total(self, total: float | None) -> None:
        """Spread another target; None: what is typed is no number."""
        self._total = total
        self._show()

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence about each cell that can't be read."""
        return tuple(f"{name}: {why}" for name, (_, why) in self._read().items() if why)

    def changes(self) -> dict[str, float | None]:
        """Return what is to be set, by label of the quarter or month: what is typed and not set so already.

        None: the cell was emptied, and its target is to go.
        """
        if self._spread() is None:
            return {}
        set_anew = {name: value for name, value in self._own().items() if self._set.own.get(name) != value}
        return {**dict.fromkeys(self._emptied()), **set_anew}

    def _emptied(self) -> list[str]:
        return [name for name in self._set.own if not self.entries[name].text().strip()]

    def _take_set(self, found: YearSet) -> None:
        """Show what is set, but for the cells that somebody has typed in by now."""
        self._set = found
        unit = self._metric.unit
        for name, entry in self.entries.items():
            if not entry.text():
                entry.setText(typed("value", found.own.get(name), "at_least", unit))
        self._show()

    def _read(self) -> Mapping[str, tuple[object, str]]:
        currency = self._desk.facts.settings.currency
        return {
            name: read_typed("value", entry.text(), "at_least", self._metric, notation(), currency)
            for name, entry in self.entries.items()
        }

    def _own(self) -> dict[str, float]:
        return {name: value for name, (value, _) in self._read().items() if isinstance(value, float)}

    def _spread(self) -> Spread | None:
        if self._year is None or self._total is None:
            return None
        step = _CENT if self._total != round(self._total) else 1.0
        shares = self._set.shape if self.spread.currentData() == "last_year" else ()
        start = self._desk.facts.settings.fiscal_year_start
        return Spread(self._year, self._total, self._own(), shares or EVENLY, step, start)

    def _show(self) -> None:
        """Write the shares into empty cells, and say what does not add up."""
        spread = self._spread()
        values = spread.values() if spread is not None else {}
        for name, entry in self.entries.items():
            entry.setPlaceholderText(typed("value", values.get(name), "at_least", self._metric.unit))
        for name, (_, why) in self._read().items():
            restyle(self.entries[name], "state", "wrong" if why else "")
            self.entries[name].setAccessibleDescription(why)
        told = [self._gap_words(gap) for gap in (spread.gaps() if spread is not None else ())]
        if self.spread.currentData() == "last_year" and not self._set.shape and self._year is not None:
            told.insert(0, "There is nothing from the year before to go by: shared out evenly.")
        start = self._desk.facts.settings.fiscal_year_start
        going = ", ".join(short_title(period_named(name, start)) for name in self._emptied())
        goes = [f"No target of its own any more: {going}."] if going else []
        adds_up = [self._shared_words(spread)] if not (self.problems or told or goes) else []
        self.gaps.setText("\n".join((*self.problems, *told, *adds_up, *goes)))
        restyle(self.gaps, "role", "error" if self.problems or told else "muted")

    def _shared_words(self, spread: Spread | None) -> str:
        """Return that all adds up, and how much of it nobody has set for a quarter."""
        if spread is None:
            return "Type the target of the year to see what falls to each part."
        own = [spread.own[each.label] for each, _ in spread.quarters if each.label in spread.own]
        if not own or len(own) == len(spread.quarters):
            return "Quarters and months add up."
        values = (spread.total - fsum(own), spread.total)
        rest, total = (
            formats.exact_in_unit(each, self._metric.unit, self._desk.facts.settings.currency)
            for each in values
        )
        return f"{rest} of {total} is set for no quarter yet: it is shared out as shown."

    def _gap_words(self, gap: Gap) -> str:
        start = self._desk.facts.settings.fiscal_year_start
        currency, unit = self._desk.facts.settings.currency, self._metric.unit
        parts, total = (formats.exact_in_unit(value, unit, currency) for value in (gap.parts, gap.total))
        if gap.kind == "quarter":
            return f"Quarters add up to {parts} of {total}."
        return f"Months of {short_title(period_named(gap.whole, start))} add up to {parts} of {total}."

    def _follow(self) -> None:
        self._show()
        self.edited.emit()

    def _fill_in(self) -> None:
        spread = self._spread()
        if spread is not None:
            for name, value in spread.values().items():
                self.entries[name].setText(typed("value", value, "at_least", self._metric.unit))
            self._follow()

    def _build(self, year: Period) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # else one that Qt is about to show would be a window for a moment
                widget.setParent(None)
                widget.deleteLater()
        self.entries = {}
        start = self._desk.facts.settings.fiscal_year_start
        for place, (quarter, months) in enumerate(Spread(year, 0, {}, fiscal_year_start=start).quarters):
            for column, part in enumerate((quarter, *months)):
                caption = label(short_title(part), "caption")
                entry = self.entries[part.label] = QLineEdit()
                entry.setMinimumWidth(scaled(_NARROW))
                entry.setAccessibleName(f"Target of {title(part)}")
                entry.textEdited.connect(lambda _text: self._follow())
                caption.setBuddy(entry)
                self._grid.addWidget(caption, 2 * place, column)
                self._grid.addWidget(entry, 2 * place + 1, column)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Quarters and months", "heading"))
        head.addStretch(1)
        head.addWidget(self.spread)
        head.addWidget(self.fill)
        self._grid.setHorizontalSpacing(2 * STEP)
        self._grid.setVerticalSpacing(STEP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2 * STEP)
        whole.addLayout(head)
        whole.addLayout(self._grid)
        whole.addWidget(self.gaps)
        whole.addStretch(1)
