"""What is asked of a file, and what a metric answers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import TypeAlias

from tests.oracle.exported import Exported, Row, decimals
from tests.oracle.periods import DAY, Period, year_earlier

Amount: TypeAlias = int | str
"""Minor units of the reporting currency, or the reason why there are none."""


@dataclass(frozen=True)
class Reading:
    """A number with the count of what it is about, or every reason that can be given for there being none.

    ``beside`` holds the further numbers that stand beside it, by label.
    """

    value: Fraction | None
    n: int
    why: frozenset[str] = frozenset()
    beside: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One metric is asked: of which file, for which period, seen from which day, for which partners.

    Attributes:
        partners: ids; None for everyone.
        goal: gives the target of another metric, for the same period, day and partners.
        measure: gives the reading of another metric, for the same.
    """

    file: Exported
    period: Period
    as_of: date
    partners: frozenset[str] | None = None
    goal: Callable[[str], Fraction | None] = field(default=lambda _metric: None)
    measure: Callable[[str], Reading] = field(default=lambda _metric: Reading(None, 0))

    @property
    def window(self) -> date:
        """The first day of the trailing twelve months."""
        return year_earlier(self.as_of) + DAY

    def within(self, day: date | None, first: date | None = None) -> bool:
        """Tell whether a day lies in the period (or after ``first``) and not after the as-of day."""
        return day is not None and (first or self.period.first) <= day <= self.as_of

    def everyone(self) -> "Question":
        """Return the same question for all partners."""
        return replace(self, partners=None)

    def own(self, table: str) -> list[Row]:
        """Return the rows of a table that name a partner asked about; for everyone, all of them."""
        return [
            row
            for row in self.file.rows(table)
            if self.partners is None or row["partner_id"] in self.partners
        ]

    def sourced(self) -> list[Row]:
        """Return the deals that have a source partner, one of those asked about."""
        return [
            deal
            for deal in self.file.rows("deals")
            if deal["source_partner_id"] is not None
            and (self.partners is None or deal["source_partner_id"] in self.partners)
        ]

    def with_involvement(self) -> list[Row]:
        """Return the deals in which any partner asked about is involved."""
        found = []
        for deal in self.file.rows("deals"):
            partners = self.file.involved(deal)
            if partners and (self.partners is None or partners & self.partners):
                found.append(deal)
        return found

    def won(self, deals: Iterable[Row], first: date | None = None) -> list[Row]:
        """Return those deals that were won in the period, or since ``first``."""
        return [
            deal for deal in deals if self.outcome(deal) == "won" and self.within(deal["closed_on"], first)
        ]

    def outcome(self, deal: Row) -> str:
        return self.file.stages[deal["stage"]].outcome

    def worth(self, row: Row, name: str, on: date) -> Amount:
        """Return an amount in the reporting currency at the latest rate dated on or before a day."""
        own, foreign = self.file.currency, row["currency"] or self.file.currency
        if foreign == own:
            return int(row[name])
        rates = {
            rate["from_date"]: rate["rate"]
            for rate in self.file.rows("exchange_rates")
            if rate["currency"] == foreign and rate["from_date"] <= on
        }
        if not rates:
            return f"no exchange rate for {foreign} on {on}"
        scale = Fraction(10) ** (decimals(own) - decimals(foreign))
        return half_away(row[name] * rates[max(rates)] * scale)

    def at_close(self, deals: Iterable[Row]) -> list[Amount]:
        return [self.worth(deal, "value", deal["closed_on"]) for deal in deals]

    def money(self, amounts: Sequence[Amount]) -> Reading:
        """Return a sum in major units."""
        gaps = frozenset(amount for amount in amounts if isinstance(amount, str))
        if gaps:
            return Reading(None, len(amounts), gaps)
        total = sum(amount for amount in amounts if not isinstance(amount, str))
        return Reading(Fraction(total, 10 ** decimals(self.file.currency)), len(amounts))


def half_away(exact: Fraction) -> int:
    """Round to a whole number, a half away from zero."""
    size = int(abs(exact) + Fraction(1, 2))
    return -size if exact < 0 else size


def as_compared(text: str) -> str:
    """Return a name as people compare names: without regard to case and space."""
    return " ".join(text.casefold().split())


def count(rows: Sequence[object]) -> Reading:
    return Reading(Fraction(len(rows)), len(rows))


def ratio(top: Reading, bottom: Reading, nothing: str, n: int | None = None) -> Reading:
    """Return a pooled ratio; ``n`` is that of the denominator unless given, ``nothing`` says what 0 means."""
    items = bottom.n if n is None else n
    why = top.why | bottom.why | (frozenset({nothing}) if bottom.value == 0 else frozenset())
    if why or top.value is None or bottom.value is None:
        return Reading(None, items, why)
    return Reading(top.value / bottom.value, items)


def share(chosen: Sequence[object], out_of: Sequence[object], nothing: str) -> Reading:
    return ratio(count(chosen), count(out_of), nothing)


def median(numbers: Sequence[int], *nothing: str) -> Reading:
    if not numbers:
        return Reading(None, 0, frozenset(nothing))
    ordered = sorted(numbers)
    beside = {
        "Mean": float(Fraction(sum(ordered), len(ordered))),
        "Lower quartile": float(_quantile(ordered, Fraction(1, 4))),
        "Upper quartile": float(_quantile(ordered, Fraction(3, 4))),
    }
    return Reading(_quantile(ordered, Fraction(1, 2)), len(ordered), beside=beside)


def mean(numbers: Sequence[Fraction], nothing: str) -> Reading:
    """Return the mean of answers, with half the width of the interval that holds 95 % beside it."""
    if not numbers:
        return Reading(None, 0, frozenset({nothing}))
    middle = sum(numbers, Fraction(0)) / len(numbers)
    variance = sum(((each - middle) ** 2 for each in numbers), Fraction(0)) / len(numbers)
    margin = 1.96 * sqrt(variance / len(numbers))
    return Reading(middle, len(numbers), beside={"95% margin": margin})


def _quantile(ordered: Sequence[int], share: Fraction) -> Fraction:
    """Return the number below which that share lies; between two of them in proportion."""
    place = (len(ordered) - 1) * share
    below, above = ordered[floor(place)], ordered[ceil(place)]
    return below + (above - below) * (place - floor(place))
