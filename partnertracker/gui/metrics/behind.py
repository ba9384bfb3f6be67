"""What is behind a figure, as values for the page: the rows that made it and the partners they belong to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Drill, Figure, Scope
from partnertracker.domain.periods import Period
from partnertracker.services.listing.columns import names_of
from partnertracker.services.measuring import by_partner, drill

TOP = 5
"""How many partners are named before the others are summed up."""

_DAYS = {
    "sqls": ("qualified_on",),
    "cohort_conversion": ("qualified_on",),
    "deal_registration": ("created_on",),
    "pipeline": ("expected_close_on", "created_on"),
    "weighted_pipeline": ("expected_close_on", "created_on"),
    "pipeline_coverage": ("expected_close_on", "created_on"),
}
_DAY_WORDS = {
    "closed_on": "Closed",
    "qualified_on": "Qualified",
    "created_on": "Created",
    "expected_close_on": "Expected",
    "joined_on": "Joined",
    "issued_on": "Issued",
    "reviewed_on": "Reviewed",
    "month": "Month",
    "answered_on": "Answered",
    "finished_on": "Finished",
    "effective_on": "Since",
}
_OF_TABLE = {
    "deals": ("closed_on", "created_on"),
    "partners": ("joined_on",),
    "certifications": ("issued_on",),
    "health_reviews": ("reviewed_on",),
    "company_revenue": ("month",),
    "costs": ("month",),
    "surveys": ("answered_on",),
    "customer_stages": ("finished_on", "started_on"),
    "deal_influences": ("influenced_on",),
    "capacities": ("effective_on",),
}
_ADDING_SHARES = frozenset({"influenced_share", "assisted_share"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row behind a figure, or left out of it.

    Attributes:
        table, key: which row.
        partner: the partner it is a deal (or the like) of; empty for a partner itself.
        day: the day that matters for the metric, ``NO_DAY`` without one.
        value: what it adds; None when it only counts in what is divided by, or was left out.
        of: what it adds to what is divided by; None when it adds nothing there.
        why: why it was left out; empty when it was not.
        name: what it is called where the file can't say; empty: as the file says.
    """

    table: str
    key: int
    partner: str
    day: int
    value: float | None = None
    of: float | None = None
    why: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Portion:
    """What one partner has of a figure.

    Attributes:
        name: the partner's.
        key: its key.
        value: its own figure.
    """

    name: str
    key: int
    value: float


@dataclass(frozen=True, slots=True)
class Portions:
    """A figure by partner.

    Attributes:
        top: those with most, most first.
        others: how many more have a figure.
        rest: what those others have together; None where figures of partners don't add up.
        excess: by how much all partners together exceed the programme; 0 when they don't.
    """

    top: tuple[Portion, ...] = ()
    others: int = 0
    rest: float | None = None
    excess: float = 0.0


@dataclass(frozen=True, slots=True)
class Behind:
    """Everything behind one figure.

    Attributes:
        metric, period, scope: whose figure.
        entries: newest first.
        left_out: newest first.
        shared: the keys of deals that more than one partner is credited with.
        day_words: the head of the column of days.
        portions: the figure by partner; None when another period is drilled into.
    """

    metric: str
    period: Period
    scope: Scope
    entries: tuple[Entry, ...]
    left_out: tuple[Entry, ...]
    shared: frozenset[int]
    day_words: str
    portions: Portions | None


def behind(facts: Facts, figure: Figure, period: Period, *, partners: bool = True) -> Behind:
    """Find what is behind a figure.

    Args:
        facts: the file's content.
        figure: the one chosen.
        period: its own, or another one of its trend.
        partners: whether to split it by partner.
    """
    metric, as_of = figure.metric.id, figure.as_of if period == figure.period else period.end
    found = drill(facts, metric, period, as_of, figure.scope)
    entries = _entries(facts, metric, found)
    main = entries[0].table if entries else figure.metric.reads
    portions = _portions(facts, figure) if partners else None
    return Behind(
        metric,
        period,
        figure.scope,
        entries,
        _left_out(facts, metric, found),
        _shared(facts, entries) if portions is not None and portions.excess else frozenset(),
        day_words(day_fields(metric, main)),
        portions,
    )


def day_fields(metric: str, table: str) -> tuple[str, ...]:
    """Return the dates of a table's rows that matter for a metric; the first that a row has is its day."""
    if table == "deals":
        return _DAYS.get(metric, _OF_TABLE["deals"])
    return _OF_TABLE.get(table, ("",))


def day_words(fields: tuple[str, ...]) -> str:
    """Return the head of the column of days."""
    return _DAY_WORDS.get(fields[0], "Day")


def places(
    facts: Facts, rows: Sequence[tuple[str, int]], fields: Callable[[str], tuple[str, ...]]
) -> list[tuple[str, int]]:
    """Return for each row (table, key) the partner it belongs to, and its day.

    Args:
        facts: the file's content.
        rows: any rows; one that is not there has no partner and no day.
        fields: gives the dates of a table, of which the first that a row has is its day.
    """
    found_places = [("", NO_DAY)] * len(rows)
    for table in {table for table, _ in rows} & facts.tables.keys():
        columns = facts[table]
        at = [index for index, (name, _) in enumerate(rows) if name == table]
        found = columns.positions_of([rows[index][1] for index in at])
        there = np.maximum(found, 0)
        days = np.full(len(at), NO_DAY, dtype=np.int64)
        for field in fields(table):
            if field in columns.values and len(columns):
                days = np.where(days == NO_DAY, columns[field][there], days)
        reference = "source_partner" if table == "deals" else "partner"
        partners = np.full(len(at), NO_ROW)
        if reference in columns.values and len(columns):
            partners = columns[reference][there]
        names = (*names_of(facts, "partners"), "")  # the last one stands for no partner, which is -1
        for index, known, partner, day in zip(
            at, (found != NO_ROW).tolist(), partners.tolist(), days.tolist(), strict=True
        ):
            if known:
                found_places[index] = (names[partner], day)
    return found_places


def _entries(facts: Facts, metric: str, found: Drill) -> tuple[Entry, ...]:
    """Join the parts of a ratio row by row, and put the newest first."""
    values: dict[tuple[str, int], float] = {}
    below: dict[tuple[str, int], float] = {}
    for row in found.rows:
        (below if row.part == "denominator" else values)[row.table, row.key] = row.value
    keys = list(dict.fromkeys([*values, *below]))
    entries = [
        Entry(*row, *place, values.get(row), below.get(row))
        for row, place in zip(keys, places(facts, keys, partial(day_fields, metric)), strict=True)
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.value is None, -entry.day)))


def _left_out(facts: Facts, metric: str, found: Drill) -> tuple[Entry, ...]:
    rows = [(each.table, each.key) for each in found.left_out]
    entries = [
        Entry(each.table, each.key, *place, why=each.why)
        for each, place in zip(found.left_out, places(facts, rows, partial(day_fields, metric)), strict=True)
    ]
    return tuple(sorted(entries, key=lambda entry: -entry.day))


def _portions(facts: Facts, figure: Figure) -> Portions:
    """Split a figure by partner, of the scope that it is about."""
    partners = facts["partners"]
    inside = _inside(facts, figure.scope)
    names = names_of(facts, "partners")
    found = [
        Portion(names[position], int(partners.keys[position]), each.value)
        for position, each in enumerate(by_partner(facts, figure.metric.id, figure.period, figure.as_of))
        if each.value and inside[position]
    ]
    # the best first: most of what there should be much of, least of what there should be little of
    upward = figure.metric.direction == "higher" or figure.metric.unit in {"count", "money"}
    found.sort(key=lambda portion: -portion.value if upward else portion.value)
    adds = _adds_up(figure)
    rest = sum(portion.value for portion in found[TOP:]) if adds else None
    total = sum(portion.value for portion in found)
    excess = total - figure.value if adds and figure.value is not None else 0.0
    tolerance = 1e-9 * max(1.0, abs(total))
    if figure.metric.unit == "count" and all(portion.value == 1 for portion in found):
        return Portions()  # partners are what is counted: each is one
    return Portions(tuple(found[:TOP]), max(0, len(found) - TOP), rest, excess if excess > tolerance else 0.0)


def _adds_up(figure: Figure) -> bool:
    """Tell whether partners' figures are parts of one sum."""
    metric = figure.metric
    return metric.id in _ADDING_SHARES or (
        metric.kind in {"flow", "stock"} and metric.unit in {"money", "count"}
    )


def _inside(facts: Facts, scope: Scope) -> list[bool]:
    dimension, _, name = scope.partition(":")
    columns = facts["partners"]
    if not name:
        return [True] * len(columns)
    field = "name" if dimension == "partner" else dimension
    return [bool(code == columns.code(field, name)) for code in columns[field].tolist()]


def _shared(facts: Facts, entries: tuple[Entry, ...]) -> frozenset[int]:
    """Return the deals behind a figure in which more than one partner is involved."""
    deals = facts["deals"]
    influences = facts["deal_influences"]
    involved = (
        np.bincount(influences["deal"], minlength=len(deals)) if len(influences) else np.zeros(len(deals))
    )
    involved = involved + (deals["source_partner"] != NO_ROW)
    keys = np.array([e.key for e in entries if e.table == "deals" and e.value], dtype=np.int64)
    positions = deals.positions_of(keys)
    return frozenset(keys[(positions != NO_ROW) & (involved[np.maximum(positions, 0)] > 1)].tolist())
