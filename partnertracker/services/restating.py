"""Figures as they were known and as they are seen today, and the rows that make the difference.

Both are of one period, seen from one day, for one scope: what differs is what was entered, changed or deleted
since, and never the passing of time.
"""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.metrics.figure import Drill, Figure, Scope
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.periods import (
    Period,
    period_containing,
    previous,
    prior_year,
    renamed,
    year_earlier,
)
from partnertracker.services.measuring import drill, figures
from partnertracker.services.ports import TableChanges

TARGET = "target"
"""The part of a figure that a target is: it counts in no sum."""

RowKey = tuple[str, int]
"""A row by table and key."""


class Question(NamedTuple):
    """Which figures are compared.

    Attributes:
        period: of which period: its days count, whatever month the fiscal year of a state begins in.
        as_of: seen from which day, in days since 1970-01-01.
        scope: whose.
    """

    period: Period
    as_of: int
    scope: Scope = "all"


class Restatement(NamedTuple):
    """One metric, as it was known and as it is seen today.

    Attributes:
        metric: the definition of today, or the one of then where there is none today.
        then, now: the figures; None where there was no such metric, or no such scope.
    """

    metric: Metric
    then: Figure | None
    now: Figure | None

    @property
    def difference(self) -> float | None:
        """By how much the value of today is above that of then; None where one of them is missing."""
        then, now = _value(self.then), _value(self.now)
        return None if then is None or now is None else now - then

    @property
    def has_other_target(self) -> bool:
        """Whether both were held against something, and not against the same."""
        both = self.then is not None and self.now is not None
        return both and _target(self.then) != _target(self.now)

    @property
    def is_restated(self) -> bool:
        """Whether the value, or what it is held against, is another one today."""
        return _value(self.then) != _value(self.now) or _target(self.then) != _target(self.now)


class RowDifference(NamedTuple):
    """One row that adds something else to a figure than it did.

    Attributes:
        table, key: which row.
        part: as in ``DrillRow``: what of the figure it adds to.
        then, now: what it added and adds; None where it did or does not count.
    """

    table: str
    key: int
    part: str
    then: float | None
    now: float | None

    @property
    def difference(self) -> float:
        """What the row adds to the difference of the figure, or of that part of it."""
        return (self.now or 0.0) - (self.then or 0.0)


class Term(NamedTuple):
    """Rows of a part that a formula counts instead of adding them up: what they are, and how many."""

    words: str
    then: int
    now: int


class PartTotal(NamedTuple):
    """What all rows of one part add up to.

    Attributes:
        part: as in ``DrillRow``; empty for a figure of one part.
        then, now: the sums.
        counts: whether every row adds 1.
        terms: what a formula has in the place of the sums; empty where it has these.
    """

    part: str
    then: float
    now: float
    counts: bool
    terms: tuple[Term, ...] = ()


class Differences(NamedTuple):
    """What is behind the difference of one metric.

    Attributes:
        rows: the rows that add something else than they did; those that add most to the difference first.
        parts: the sums then and now; the differences of a part's rows add up to the difference of its sums.
    """

    rows: tuple[RowDifference, ...]
    parts: tuple[PartTotal, ...]


def restatements(then: Facts, now: Facts, question: Question) -> tuple[Restatement, ...]:
    """Return every metric as it was known and as it is seen now, in the order of the screen.

    Args:
        then: the file's content as it was known.
        now: its content today.
        question: which figures.
    """
    before = {figure.metric.id: figure for figure in _figures(then, question)}
    after = {figure.metric.id: figure for figure in _figures(now, question)}
    return tuple(
        Restatement((after.get(name) or before[name]).metric, before.get(name), after.get(name))
        for name in dict.fromkeys([*after, *before])
    )


def differences(then: Facts, now: Facts, metric: str, question: Question) -> Differences:
    """Return the rows that add something else to a metric than they did."""
    drills = [_drilled(facts, metric, question) for facts in (then, now)]
    before, after = (_added(drill) for drill in drills)
    rows = [
        RowDifference(*row, before.get(row), after.get(row))
        for row in dict.fromkeys([*after, *before])
        if before.get(row) != after.get(row)
    ]
    rows.sort(key=lambda row: -abs(row.difference))
    parts = [
        _total(part, before, after)._replace(terms=_terms(part, *drills))
        for part in dict.fromkeys(part for _, _, part in [*after, *before])
    ]
    return Differences(tuple(rows), tuple(parts))


def target_difference(restated: Restatement) -> tuple[RowDifference, ...]:
    """Return the target as a row where the figure is held against another amount than it was; else nothing.

    The row is that of the target today, or of the one of then where there is none today; key 0 stands for the
    usual one, which the file does not hold.
    """
    then, now = restated.then, restated.now
    if then is None or now is None or then.target == now.target:
        return ()
    goal = now.goal or then.goal
    return (RowDifference("targets", goal.key if goal else 0, TARGET, then.target, now.target),)


def behind_target(then: Facts, now: Facts, restated: Restatement, question: Question) -> list[RowDifference]:
    """Return the rows that moved a target made of figures of before; none where it stands as it was set.

    They are those of the year before; of a metric that shall only grow, of the last quarter's end, too.
    """
    goal = restated.now.goal if restated.now is not None else None
    if goal is None:
        return []
    period, start, day = _period_in(now, question), now.settings.fiscal_year_start, question.as_of
    moments: list[tuple[Period, int]] = []
    if goal.comparison == "growing":
        quarter = period_containing(day, "quarter", start)
        days = (year_earlier(day), previous(quarter, start).end)
        moments = [(period_containing(each, period.kind, start), each) for each in days]
    elif goal.comparison == "growth":
        moments = [(before, before.end) for before in [prior_year(period, start)]]
    elif goal.spread == "last_year":
        year = prior_year(period_containing(period.start, "year", start), start)
        moments = [(year, year.end)]
    asked = (question._replace(period=each, as_of=day) for each, day in moments)
    return [row for each in asked for row in differences(then, now, restated.metric.id, each).rows]


def belonging(
    then: Facts, now: Facts, changes: Mapping[str, TableChanges], rows: Sequence[RowKey]
) -> dict[RowKey, list[RowKey]]:
    """Return for each row the changed rows that belong to it: a deal's influences and stage changes, say.

    Args:
        then: the file's content as it was known.
        now: its content today.
        changes: which rows differ between the two, by table.
        rows: the rows that are asked about.
    """
    found: dict[RowKey, dict[RowKey, None]] = {row: {} for row in rows}
    for table, field, target in _REFERENCES:
        changed = changes.get(table)
        if changed is None:
            continue
        touched = [*changed.inserted, *changed.updated, *changed.deleted]
        for facts in (then, now):
            columns = facts[table]
            there = columns.positions_of(touched)
            at = columns[field][there[there != NO_ROW]]
            keys = columns.keys[there[there != NO_ROW]][at != NO_ROW].tolist()
            owners = facts[target].keys[at[at != NO_ROW]].tolist()
            for key, owner in zip(keys, owners, strict=True):
                if (target, owner) in found:
                    found[target, owner][table, key] = None
    return {row: list(those) for row, those in found.items() if those}


_REFERENCES = tuple(
    (each.table, field.name, field.references)
    for each in ENTITIES
    for field in each.fields
    if field.kind is Kind.REFERENCE
)
"""Every table and field that refers to another table."""


def _period_in(facts: Facts, question: Question) -> Period:
    """Return the days asked for by their name in the fiscal year of a state of the file."""
    return renamed(question.period, facts.settings.fiscal_year_start)


def _figures(facts: Facts, question: Question) -> list[Figure]:
    try:
        return figures(
            facts, _period_in(facts, question), question.as_of, scopes=(question.scope,), trend=False
        )
    except UnusableArgumentError:  # there was no such manager yet, or there is none any more
        return []


def _drilled(facts: Facts, metric: str, question: Question) -> Drill:
    try:
        return drill(facts, metric, _period_in(facts, question), question.as_of, question.scope)
    except UnusableArgumentError:  # there was no such metric or scope
        return Drill()


def _added(found: Drill) -> dict[tuple[str, int, str], float]:
    """Return what each row adds to a metric, by table, key and part."""
    added: dict[tuple[str, int, str], float] = {}
    for row in found.rows:
        key = (row.table, row.key, row.part)
        added[key] = added.get(key, 0.0) + row.value
    return added


def _terms(part: str, then: Drill, now: Drill) -> tuple[Term, ...]:
    before, after = (
        {each.words: each.count for each in found.parts if each.part == part and each.each not in {0, 1}}
        for found in (then, now)
    )
    names = dict.fromkeys([*after, *before])
    return tuple(Term(words, before.get(words, 0), after.get(words, 0)) for words in names)


def _total(
    part: str, before: Mapping[tuple[str, int, str], float], after: Mapping[tuple[str, int, str], float]
) -> PartTotal:
    then, now = ([value for (_, _, of), value in added.items() if of == part] for added in (before, after))
    return PartTotal(part, fsum(then), fsum(now), all(value == 1 for value in (*then, *now)))


def _value(figure: Figure | None) -> float | None:
    return None if figure is None else figure.value


def _target(figure: Figure | None) -> tuple[float | None, float | None, str | None]:
    return (None, None, None) if figure is None else (figure.target, figure.target_high, figure.comparison)
