"""At which stage every deal stood on any day, from the stage events."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.metrics.dated import DAYS_KEPT, Dated
from partnertracker.domain.metrics.deals import sourced
from partnertracker.domain.splicing import joined, without

_NONE = -1
_NEVER = np.iinfo(np.int32).max
_IN_16_BITS = 2**16


class OpenDeals(NamedTuple):
    """The source-partner deals that are open on a day.

    Attributes:
        rows: positions in ``deals``.
        ranks: the stage of each as an index into ``Facts.stages``.
    """

    rows: Array
    ranks: Array

    def among(self, mask: Array) -> "OpenDeals":
        """Return those of the deals for which ``mask`` (one for each of them) is true."""
        return OpenDeals(self.rows[mask], self.ranks[mask])

    def following(self, change: Change, come: "OpenDeals") -> "OpenDeals":
        """Return what is open after a change.

        Args:
            change: what changed.
            come: those open among the deals that the change touched, as they are after it.
        """
        touched = change.rows_before["deals"]
        places = np.searchsorted(self.rows, touched)
        inside = places < len(self.rows)
        gone = places[inside][self.rows[places[inside]] == touched[inside]]
        rows, ranks = without(self.rows, gone), without(self.ranks, gone)
        if "deals" in change.splices:
            rows = change.splices["deals"].places(rows)
        now = change.rows_after["deals"][come.rows]
        places = np.searchsorted(rows, now)
        return OpenDeals(joined(rows, places, now), joined(ranks, places, come.ranks))


class StageHistory:
    """Plays the stage events forward. Asked for days in ascending order it looks at each event once."""

    def __init__(self, facts: Facts) -> None:
        """Put the events in order: by day, and on one day by stage order."""
        events = facts["deal_stage_events"]
        ranks = _ranks(facts, events.words["stage"])[events["stage"]]
        order = _order(events["entered_on"], ranks, len(facts.stages))
        self._events = Dated(events["entered_on"][order], events["deal"][order])
        self._ranks = ranks[order]
        self._count = len(facts["deals"])
        self._last = (NO_DAY, np.full(self._count, _NONE, dtype=np.int8))

    def on(self, day: int) -> Array:
        """Return for each deal the stage of its last event by that day, -1 before any."""
        start, found = self._last  # threads may share it, as it is replaced, never changed
        if start > day:
            start, found = NO_DAY, np.full(self._count, _NONE, dtype=np.int8)
        first, last = self._events.until(start), self._events.until(day)
        ranks = found.copy()
        # Of a deal's several events the last one stays: numpy writes repeated positions in order.
        ranks[self._events.rows[first:last]] = self._ranks[first:last]
        self._last = (day, ranks)
        return ranks

    def between(self, first: int, last: int) -> tuple[Array, Array]:
        """Return the days and the deals of the events from one day to another, both inclusive."""
        some = slice(self._events.until(first - 1), self._events.until(last))
        return self._events.days[some], self._events.rows[some]


def moves(facts: Facts, first: int, last: int) -> tuple[Array, Array]:
    """Return the days and deals of the stage events from one day to another, both inclusive, in order."""
    return _history(facts).between(first, last)


def open_deals(facts: Facts, day: int) -> OpenDeals:
    """Return the source-partner deals created but not closed by a day, each with its stage on that day."""

    def follow(found: OpenDeals, change: Change) -> OpenDeals:
        if "deals" not in change.rows_before:
            return found
        return found.following(change, open_deals(change.after, day))

    return facts.derived(
        "stages.open_deals",
        lambda f: _open_deals(f, day),
        *_columns(facts),
        follow=follow,
        key=day,
        most=DAYS_KEPT,
    )


def stages_on(facts: Facts, day: int) -> Array:
    """Return the stage of every deal on a day, as an index into ``Facts.stages``, as if it were open then."""
    return _ranks_on(facts, np.arange(len(facts["deals"])), day)


def rank_of(facts: Facts, key: str) -> int:
    """Return a stage's place in ``Facts.stages``; the first one's for a stage that is not there."""
    return next((rank for rank, stage in enumerate(facts.stages) if stage.key == key), 0)


def _open_deals(facts: Facts, day: int) -> OpenDeals:
    deals = facts["deals"]
    closes = facts.derived("stages.closes", _closes, deals["closed_on"])
    rows = np.flatnonzero(sourced(facts) & (deals["created_on"] <= day) & (closes > day))
    return OpenDeals(rows, _ranks_on(facts, rows, day))


def _ranks_on(facts: Facts, rows: Array, day: int) -> Array:
    """Return the stages of some deals on a day; before any event the dates tell."""
    ranks: Array = _history(facts).on(day)[rows]
    before = np.flatnonzero(ranks == _NONE)
    qualified_on = facts["deals"]["qualified_on"][rows[before]]
    qualified = (qualified_on != NO_DAY) & (qualified_on <= day)
    ranks[before] = np.where(qualified, rank_of(facts, "qualified"), 0)
    return ranks


def _history(facts: Facts) -> StageHistory:
    events = facts["deal_stage_events"].values.values()
    return facts.derived("stages.history", StageHistory, facts["deals"].keys, *events)


def _columns(facts: Facts) -> list[Array]:
    """Return all columns that tell which deals are open on a day, and at which stage."""
    deals = facts["deals"]
    own = [deals[name] for name in ("source_partner", "created_on", "qualified_on", "closed_on")]
    return [*own, deals.keys, *facts["deal_stage_events"].values.values()]


def _order(days: Array, ranks: Array, count: int) -> Array:
    """Return events in order of their day, then of their stage."""
    if not len(days):
        return np.empty(0, dtype=np.int64)
    since = days - days.min()
    if (int(since.max()) + 1) * count < _IN_16_BITS:
        # Sixteen bits sort by counting, several times faster than by comparing.
        return np.argsort((since * count + ranks).astype(np.uint16), kind="stable")
    return np.lexsort((ranks, since))


def _closes(facts: Facts) -> Array:
    closed = facts["deals"]["closed_on"]
    return np.where(closed == NO_DAY, _NEVER, closed).astype(np.int32)


def _ranks(facts: Facts, words: Sequence[str]) -> Array:
    return np.array([rank_of(facts, word) for word in words] or [0], dtype=np.int8)
