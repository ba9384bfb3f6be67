"""Deals in the orders that metrics ask for: by close, qualification or creation; and who is involved in them.

A period then touches its own rows only. Everything here is computed once for the same facts.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW, Array
from partnertracker.domain.exchange import has_foreign, in_reporting_currency
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.dated import Dated, dated, kept_column, kept_order

OPEN, WON, LOST = 0, 1, 2
_OUTCOMES = {"open": OPEN, "won": WON, "lost": LOST}

# What the derived orders depend on: they stay while a change leaves these columns as they are.
_CLOSE = ("closed_on", "stage")
_SOURCED_CLOSE = (*_CLOSE, "source_partner")
_DATED_INFLUENCE = ("deal", "influenced_on")
_INFLUENCE = (*_DATED_INFLUENCE, "partner")


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


def _columns(facts: Facts, deals: tuple[str, ...], influences: tuple[str, ...] = ()) -> list[Array]:
    """Return the columns that something derived depends on."""
    own = [facts["deals"][name] for name in deals]
    return own + [facts["deal_influences"][name] for name in influences]


def outcomes(facts: Facts) -> Array:
    """Return for each deal whether it is ``OPEN``, ``WON`` or ``LOST`` now."""
    return kept_column(facts, "deals.outcomes", _outcomes, [facts["deals"]["stage"]])


def sourced(facts: Facts) -> Array:
    """Tell for each deal whether it has a source partner."""
    return kept_column(facts, "deals.sourced", _sourced, [facts["deals"]["source_partner"]])


def won(facts: Facts) -> Dated:
    """Return the deals won, by the day of their close."""
    return kept_order(
        facts,
        "deals.won",
        lambda f: dated(f["deals"]["closed_on"], outcomes(f) == WON),
        _columns(facts, _CLOSE),
    )


def won_sourced(facts: Facts) -> Dated:
    """Return the deals won that have a source partner, by the day of their close."""
    return kept_order(
        facts,
        "deals.won_sourced",
        lambda f: won(f).keeping(sourced(f)),
        _columns(facts, _SOURCED_CLOSE),
    )


def lost_sourced(facts: Facts) -> Dated:
    """Return the deals lost that have a source partner, by the day of their close."""
    return kept_order(
        facts,
        "deals.lost_sourced",
        lambda f: dated(f["deals"]["closed_on"], (outcomes(f) == LOST) & sourced(f)),
        _columns(facts, _SOURCED_CLOSE),
    )


def won_involved(facts: Facts) -> Dated:
    """Return the deals won in which any partner is involved, by the day of their close."""
    return kept_order(
        facts,
        "deals.won_involved",
        lambda f: won(f).keeping(sourced(f) | influenced(f)),
        _columns(facts, _SOURCED_CLOSE, _DATED_INFLUENCE),
    )


def qualified_sourced(facts: Facts) -> Dated:
    """Return the deals with a source partner by the day they were qualified."""
    return kept_order(
        facts,
        "deals.qualified_sourced",
        lambda f: dated(f["deals"]["qualified_on"], sourced(f)),
        _columns(facts, ("qualified_on", "source_partner")),
    )


def created_sourced(facts: Facts) -> Dated:
    """Return the deals with a source partner by the day they were created."""
    return kept_order(
        facts,
        "deals.created_sourced",
        lambda f: dated(f["deals"]["created_on"], sourced(f)),
        _columns(facts, ("created_on", "source_partner")),
    )


def late(facts: Facts) -> Array:
    """Tell for each influence whether it is dated after the deal's close, so that it does not count."""
    columns = _columns(facts, ("closed_on",), _DATED_INFLUENCE)
    return kept_column(facts, "deals.late", _late, columns, "deal_influences")


def late_influences(facts: Facts) -> Dated:
    """Return the influences dated after their deal was won, by the day it was."""

    def make(f: Facts) -> Dated:
        of = f["deal_influences"]["deal"]
        return dated(f["deals"]["closed_on"][of], late(f) & (outcomes(f)[of] == WON))

    columns = _columns(facts, _CLOSE, _DATED_INFLUENCE)
    return kept_order(facts, "deals.late_influences", make, columns, "deal_influences")


def influenced(facts: Facts) -> Array:
    """Tell for each deal whether an influence counts for it."""

    def make(f: Facts) -> Array:
        mask = np.zeros(len(f["deals"]), dtype=bool)
        mask[f["deal_influences"]["deal"][~late(f)]] = True
        return mask

    return kept_column(facts, "deals.influenced", make, _columns(facts, ("closed_on",), _DATED_INFLUENCE))


def winners(facts: Facts) -> tuple[Dated, Dated]:
    """Return the partners involved in deals won, by the day of the win: sources, and influencing ones."""

    def make(f: Facts) -> tuple[Dated, Dated]:
        deals, influences = f["deals"], f["deal_influences"]
        of_won = np.flatnonzero(~late(f) & (outcomes(f)[influences["deal"]] == WON))
        by_influence = dated(deals["closed_on"][influences["deal"][of_won]])
        by_source = won_sourced(f)
        return by_source.at(deals["source_partner"]), by_influence.at(influences["partner"][of_won])

    return facts.derived("deals.winners", make, *winning_columns(facts))


def winning_columns(facts: Facts) -> list[Array]:
    """Return the columns that tell which partners are involved in deals won, and when."""
    return _columns(facts, _SOURCED_CLOSE, _INFLUENCE)


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
    columns = [*_columns(facts, ("value", "currency", "closed_on")), *facts["exchange_rates"].values.values()]
    values = kept_column(facts, "deals.value_at_close", _value_at_close, columns, unless="exchange_rates")
    return rows, values[rows]


def _outcomes(facts: Facts) -> Array:
    by_key = {stage.key: _OUTCOMES[stage.outcome] for stage in facts.stages}
    deals = facts["deals"]
    by_code = np.array([by_key.get(word, OPEN) for word in deals.words["stage"]] or [OPEN], dtype=np.int8)
    of_each: Array = by_code[deals["stage"]]
    return of_each


def _sourced(facts: Facts) -> Array:
    has_source: Array = facts["deals"]["source_partner"] != NO_ROW
    return has_source


def _late(facts: Facts) -> Array:
    influences = facts["deal_influences"]
    closed = facts["deals"]["closed_on"][influences["deal"]]
    # A missing day is below every other: an undated influence is never late.
    after: Array = (closed != NO_DAY) & (influences["influenced_on"] > closed)
    return after


def _involvement(facts: Facts) -> Involvement:
    source = facts["deals"]["source_partner"]
    influences = facts["deal_influences"]
    counting = ~late(facts)
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
