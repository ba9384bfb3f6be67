"""Signs of work with partners: when something last happened with each.

A sign is a deal from the partner that is created, qualified, moved to another stage or closed, a dated
influence of it, or an action with it done.
"""

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.dated import Dated, dated
from partnertracker.domain.metrics.stages import moves

_STRETCH = 120
_DATED_BY = {"deal_influences": "influenced_on", "actions": "done_on"}
_OF_DEALS = (
    (deals.created_sourced, "created_on"),
    (deals.qualified_sourced, "qualified_on"),
    (deals.won_sourced, "closed_on"),
    (deals.lost_sourced, "closed_on"),
)


def latest_signs(facts: Facts, day: int) -> Array:
    """Return the day of the last sign of work with each partner by a day, ``NO_DAY`` where there was none.

    Most partners have one lately: days are gone through backwards, a stretch at a time, until all that have
    any are found.
    """
    latest = np.full(len(facts["partners"]), NO_DAY, dtype=np.int64)
    busy, first = _busy(facts)
    last = day
    while last >= first and (latest[busy] == NO_DAY).any():
        found = _signs(facts, last - _STRETCH + 1, last)
        latest = np.where(latest == NO_DAY, found, latest)
        last -= _STRETCH
    return latest


def signs_on(facts: Facts, partner: int, day: int) -> tuple[tuple[str, int], ...]:
    """Return what happened with the partner at a position on a day: the tables and keys of the rows."""
    mine = facts["deals"]["source_partner"] == partner
    dated_by = [facts["deals"][name] for name in dict.fromkeys(name for _, name in _OF_DEALS)]
    found = {"deals": mine & np.any([days == day for days in dated_by], axis=0)}
    events = facts["deal_stage_events"]
    found["deal_stage_events"] = mine[events["deal"]] & (events["entered_on"] == day)
    for name, when in _DATED_BY.items():
        found[name] = (facts[name]["partner"] == partner) & (facts[name][when] == day)
    return tuple((name, key) for name, mask in found.items() for key in facts[name].keys[mask].tolist())


def _signs(facts: Facts, first: int, last: int) -> Array:
    """Return the latest day on which something happened with each partner, from one day to another."""
    count = len(facts["partners"])
    latest = np.full(
        count + 1, NO_DAY, dtype=np.int64
    )  # the last one takes what is of no partner, which is -1
    for days, partners in _happened(facts, first, last):
        mine = np.full(count + 1, NO_DAY, dtype=np.int64)
        mine[partners] = days  # oldest first: of repeated positions numpy keeps the last
        np.maximum(latest, mine, out=latest)
    return latest[:-1]


def _happened(facts: Facts, first: int, last: int) -> list[tuple[Array, Array]]:
    """Return what happened from one day to another: days and partners, oldest first in each list."""
    table = facts["deals"]
    source = table["source_partner"]
    days, moved = moves(facts, first, last)
    found = [(days, source[moved])]
    for order, dated_by in _OF_DEALS:
        rows = order(facts).between(first, last)
        found.append((table[dated_by][rows], source[rows]))
    for name, dated_by in _DATED_BY.items():
        rows = _by_day(facts, name).between(first, last)
        found.append((facts[name][dated_by][rows], facts[name]["partner"][rows]))
    return found


def _busy(facts: Facts) -> tuple[Array, int]:
    """Tell for each partner whether there is any sign, whenever it is dated; return the first day, too."""

    def make(f: Facts) -> tuple[Array, int]:
        busy = np.zeros(len(f["partners"]) + 1, dtype=bool)
        starts = [f["deals"]["created_on"], f["deal_stage_events"]["entered_on"]]
        busy[f["deals"]["source_partner"]] = True
        for name in _DATED_BY:
            ordered = _by_day(f, name)
            busy[f[name]["partner"][ordered.rows]] = True
            starts.append(ordered.days[:1])
        return busy[:-1], min((int(days.min()) for days in starts if len(days)), default=0)

    made, moved = facts["deals"], facts["deal_stage_events"]
    columns = [facts["partners"].keys, made["source_partner"], made["created_on"], moved["entered_on"]]
    columns += [facts[name][each] for name, dated in _DATED_BY.items() for each in ("partner", dated)]
    return facts.derived("engagement.busy", make, *columns)


def _by_day(facts: Facts, table: str) -> Dated:
    days = facts[table][_DATED_BY[table]]
    return facts.derived(f"engagement.{table}", lambda _: dated(days), days)
