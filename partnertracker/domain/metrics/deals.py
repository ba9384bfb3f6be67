"""Deals in the orders that metrics ask for: by close, qualification or creation; and who is involved in them.

A period then touches its own rows only. Everything here is computed once for the same facts.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW, Array
from partnertracker.domain.exchange import has_foreign, in_reporting_currency
from partnertracker.domain.facts import Facts

OPEN, WON, LOST = 0, 1, 2
_OUTCOMES = {"open": OPEN, "won": WON, "lost": LOST}
_DAYS_IN_16_BITS = 2**16

# What the derived orders depend on: they stay while a change leaves these columns as they are.
_CLOSE = ("closed_on", "stage")
_SOURCED_CLOSE = (*_CLOSE, "source_partner")
_DATED_INFLUENCE = ("deal", "influenced_on")
_INFLUENCE = (*_DATED_INFLUENCE, "partner")


class Dated(NamedTuple):
    """Rows in the order of a day.

    Attributes:
        days: ascending.
        rows: positions, in that order.
    """

    days: Array
    rows: Array

    def between(self, first: int, last: int) -> Array:
        """Return the rows dated from one day to another, both inclusive; NO_DAY is never among them."""
        start = self.until(first - 1)
        return self.rows[start : max(start, self.until(last))]

    def until(self, day: int) -> int:
        """Return how many rows are dated on or before a day."""
        # Of the days' own type: numpy would copy all of them to compare with a wider integer.
        return int(self.days.searchsorted(self.days.dtype.type(day), side="right"))

    def keeping(self, mask: Array) -> "Dated":
        """Return these rows without those for which ``mask`` (by position in the table) is false."""
        kept = mask[self.rows]
        return Dated(self.days[kept], self.rows[kept])


class Involvement(NamedTuple):
    """Who is involved in each deal: its source partner and its influences not dated after its close.

    Attributes:
        starts: where each deal's partners start in ``partners``; one more entry than there are deals.
        partners: positions of partners.
    """

    starts: Array
    partners: Array

    def pairs(self, deals: Array) -> tuple[Array, Array]:
        """Return one pair for each deal and role of a partner in it: index into ``deals``, and partner."""
        counts = self.starts[deals + 1] - self.starts[deals]
        which = np.repeat(np.arange(len(deals)), counts)
        offsets = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        return which, self.partners[self.starts[deals][which] + offsets]


def dated(days: Array, mask: Array | None = None) -> Dated:
    """Return the rows that have a day (and are in ``mask``) in the order of that day, then of position."""
    rows = np.flatnonzero(days != NO_DAY if mask is None else mask & (days != NO_DAY))
    chosen = days[rows]
    if not len(rows):
        return Dated(chosen, rows)
    first = int(chosen.min())
    # Sixteen bits sort by counting, several times faster than by comparing.
    fits = int(chosen.max()) - first < _DAYS_IN_16_BITS
    order = np.argsort((chosen - first).astype(np.uint16) if fits else chosen, kind="stable")
    return Dated(chosen[order], rows[order])


def _columns(facts: Facts, deals: tuple[str, ...], influences: tuple[str, ...] = ()) -> list[Array]:
    """Return the columns that something derived depends on."""
    own = [facts["deals"][name] for name in deals]
    return own + [facts["deal_influences"][name] for name in influences]


def outcomes(facts: Facts) -> Array:
    """Return for each deal whether it is ``OPEN``, ``WON`` or ``LOST`` now."""
    return facts.derived("deals.outcomes", _outcomes, facts["deals"]["stage"])


def sourced(facts: Facts) -> Array:
    """Tell for each deal whether it has a source partner."""
    source = facts["deals"]["source_partner"]
    return facts.derived("deals.sourced", lambda _: _as_array(source != NO_ROW), source)


def won(facts: Facts) -> Dated:
    """Return the deals won, by the day of their close."""
    closed = facts["deals"]["closed_on"]
    return facts.derived("deals.won", lambda f: dated(closed, outcomes(f) == WON), *_columns(facts, _CLOSE))


def won_sourced(facts: Facts) -> Dated:
    """Return the deals won that have a source partner, by the day of their close."""
    return facts.derived(
        "deals.won_sourced", lambda f: won(f).keeping(sourced(f)), *_columns(facts, _SOURCED_CLOSE)
    )


def lost_sourced(facts: Facts) -> Dated:
    """Return the deals lost that have a source partner, by the day of their close."""
    closed = facts["deals"]["closed_on"]
    return facts.derived(
        "deals.lost_sourced",
        lambda f: dated(closed, (outcomes(f) == LOST) & sourced(f)),
        *_columns(facts, _SOURCED_CLOSE),
    )


def won_involved(facts: Facts) -> Dated:
    """Return the deals won in which any partner is involved, by the day of their close."""
    return facts.derived(
        "deals.won_involved",
        lambda f: won(f).keeping(sourced(f) | influenced(f)),
        *_columns(facts, _SOURCED_CLOSE, _DATED_INFLUENCE),
    )


def qualified_sourced(facts: Facts) -> Dated:
    """Return the deals with a source partner by the day they were qualified."""
    columns = _columns(facts, ("qualified_on", "source_partner"))
    return facts.derived("deals.qualified_sourced", lambda f: dated(columns[0], sourced(f)), *columns)


def created_sourced(facts: Facts) -> Dated:
    """Return the deals with a source partner by the day they were created."""
    columns = _columns(facts, ("created_on", "source_partner"))
    return facts.derived("deals.created_sourced", lambda f: dated(columns[0], sourced(f)), *columns)


def counting_influences(facts: Facts) -> Array:
    """Return the influences that count: undated, of an open deal, or not dated after the deal's close."""
    columns = _columns(facts, ("closed_on",), _DATED_INFLUENCE)
    return facts.derived("deals.counting_influences", lambda f: np.flatnonzero(~_late(f)), *columns)


def late_influences(facts: Facts) -> Dated:
    """Return the influences dated after their deal was won, by the day it was."""

    def make(f: Facts) -> Dated:
        influences = f["deal_influences"]
        late = _late(f) & (outcomes(f)[influences["deal"]] == WON)
        return dated(f["deals"]["closed_on"][influences["deal"]], late)

    return facts.derived("deals.late_influences", make, *_columns(facts, _CLOSE, _DATED_INFLUENCE))


def influenced(facts: Facts) -> Array:
    """Tell for each deal whether an influence counts for it."""

    def make(f: Facts) -> Array:
        mask = np.zeros(len(f["deals"]), dtype=bool)
        mask[f["deal_influences"]["deal"][counting_influences(f)]] = True
        return mask

    return facts.derived("deals.influenced", make, *_columns(facts, ("closed_on",), _DATED_INFLUENCE))


def winners(facts: Facts) -> tuple[Dated, Dated]:
    """Return the partners involved in deals won, by the day of the win: sources, and influencing ones."""

    def make(f: Facts) -> tuple[Dated, Dated]:
        by_source, deals = won_sourced(f), f["deals"]
        influences = f["deal_influences"]
        counting = counting_influences(f)
        of_won = counting[outcomes(f)[influences["deal"][counting]] == WON]
        by_influence = dated(deals["closed_on"][influences["deal"][of_won]])
        return (
            Dated(by_source.days, deals["source_partner"][by_source.rows]),
            Dated(by_influence.days, influences["partner"][of_won][by_influence.rows]),
        )

    return facts.derived("deals.winners", make, *_columns(facts, _SOURCED_CLOSE, _INFLUENCE))


def involvement(facts: Facts) -> Involvement:
    """Return who is involved in each deal."""
    return facts.derived(
        "deals.involvement", _involvement, *_columns(facts, ("source_partner", "closed_on"), _INFLUENCE)
    )


def won_amounts(facts: Facts, which: Callable[[Facts], Dated], first: int, last: int) -> tuple[Array, Array]:
    """Return deals won from one day to another (both inclusive) and their value in the reporting currency.

    Args:
        facts: the file's content.
        which: ``won``, ``won_sourced`` or ``won_involved``.
        first: the first day.
        last: the last day.
    """
    rows = which(facts).between(first, last)
    if not has_foreign(facts, "deals"):
        return rows, facts["deals"]["value"][rows]
    return rows, facts.derived(
        "deals.value_at_close",
        _value_at_close,
        *_columns(facts, ("value", "currency", "closed_on")),
        *facts["exchange_rates"].values.values(),
    )[rows]


def _as_array(array: Array) -> Array:
    return array


def _outcomes(facts: Facts) -> Array:
    by_key = {stage.key: _OUTCOMES[stage.outcome] for stage in facts.stages}
    deals = facts["deals"]
    by_code = np.array([by_key.get(word, OPEN) for word in deals.words["stage"]] or [OPEN], dtype=np.int8)
    return _as_array(by_code[deals["stage"]])


def _late(facts: Facts) -> Array:
    influences = facts["deal_influences"]
    closed = facts["deals"]["closed_on"][influences["deal"]]
    on = influences["influenced_on"]
    # A missing day is below every other: an undated influence is never late.
    return _as_array((closed != NO_DAY) & (on > closed))


def _involvement(facts: Facts) -> Involvement:
    source = facts["deals"]["source_partner"]
    influences = facts["deal_influences"]
    counting = counting_influences(facts)
    deals, partners = influences["deal"][counting], influences["partner"][counting]
    has_source = source != NO_ROW
    starts = np.zeros(len(source) + 1, dtype=np.int64)
    np.cumsum(has_source + np.bincount(deals, minlength=len(source)), out=starts[1:])
    result = np.empty(int(starts[-1]), dtype=np.int32)
    result[starts[:-1][has_source]] = source[has_source]
    order = np.argsort(deals, kind="stable")
    deals, partners = deals[order], partners[order]
    nth = np.arange(len(deals)) - np.searchsorted(deals, deals, side="left")
    result[starts[deals] + has_source[deals] + nth] = partners
    return Involvement(starts, result)


def _value_at_close(facts: Facts) -> Array:
    """Return each closed deal's value at the rate of its close; open deals have no meaningful amount here."""
    deals = facts["deals"]
    closed = np.flatnonzero(deals["closed_on"] != NO_DAY)
    values = np.zeros(len(deals), dtype=np.int64)
    values[closed] = in_reporting_currency(facts, "deals", closed, deals["closed_on"][closed])
    return values
