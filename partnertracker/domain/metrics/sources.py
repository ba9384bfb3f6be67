"""Which changes can touch a figure: what tables a metric's rows are of, and by which days they count."""

from typing import NamedTuple, TypeAlias

from partnertracker.domain.columns import NO_DAY
from partnertracker.domain.facts import Change

_NEVER = 2**31
_KEPT = 16

Span: TypeAlias = tuple[int, int]
"""A first and a last day."""


class Source(NamedTuple):
    """A table that a metric's figures depend on.

    Attributes:
        table: the contract's table name; ``deals`` stands for their influences and stage events, too.
        days: the fields that say when a row can count. One: on that day, if that lies in the period or in the
            window that ends on the as-of day. Two: from the one day to the other (missing: without an end).
            None: at any time.
        apart: whether each row counts by itself, whatever other rows of the table there are, so that a change
            is followed by counting the rows it touched alone.
    """

    table: str
    days: tuple[str, ...] = ()
    apart: bool = False

    def touched(self, change: Change) -> bool:
        """Tell whether a change touched the table."""
        return self.table in change.splices or self.table in change.rows_after

    def emptied(self, change: Change) -> bool:
        """Tell whether the table had no rows before a change, or has none after it."""
        splice = change.splices.get(self.table)
        return splice is not None and not (splice.before and splice.after)

    def spans(self, change: Change) -> list[Span] | None:
        """Return when the rows that a change touched can count, before and after; None: at any time."""
        if not self.days:
            return None

        def make(_: object) -> list[Span]:
            spans: set[Span] = set()
            for facts in (change.before, change.after):
                first, *last = (facts[self.table][name].tolist() for name in self.days)
                spans.update(
                    (start, _NEVER if end == NO_DAY else end)
                    for start, end in zip(first, *(last or [first]), strict=True)
                    if last or start != NO_DAY
                )
            return sorted(spans)

        return change.after.derived("sources.spans", make, key=(self.table, self.days), most=_KEPT)


WINNERS = Source("deals", ("closed_on",))
"""The partners who won deals: each counts once, however many deals it won."""

BY_CLOSE = Source("deals", ("closed_on",), apart=True)
BY_QUALIFICATION = Source("deals", ("qualified_on",), apart=True)
BY_CREATION = Source("deals", ("created_on",), apart=True)
WHILE_OPEN = Source("deals", ("created_on", "closed_on"), apart=True)
"""The day of the close is among those days."""

PARTNERS = Source("partners")
RATES = Source("exchange_rates")
