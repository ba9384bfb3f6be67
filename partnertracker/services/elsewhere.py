"""Why a row adds something else to a figure though nobody touched it: what lies outside the row."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeAlias

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.metrics.combining import leaves
from partnertracker.domain.metrics.metric import Formula, Metric
from partnertracker.services.ports import TableChanges
from partnertracker.services.restating import (
    TARGET,
    Question,
    Restatement,
    RowDifference,
    RowKey,
    behind_target,
    belonging,
)

Identity: TypeAlias = tuple[str | int | None, ...]

_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "health_reviews": ("partner",),
    "surveys": ("partner", "respondent"),
    "targets": ("metric", "scope"),
    "capacities": ("role",),
}
"""By table, the fields that rows share of which one stands for all: another one may take its place."""

_OF_PARTNER = frozenset({"manager", "tier", "joined_on", "offboarded_on"})
"""What moves a partner in or out of a scope."""

_OF_METRIC = frozenset({"formula", "unit"})

_PIPELINE = frozenset({"pipeline", "weighted_pipeline", "pipeline_coverage"})
_COSTS = frozenset({"cost_to_carry", "cost_to_carry_with_commission"})
_SETTINGS = {"pipeline_stage": _PIPELINE, "shared_cost_key": _COSTS}
"""By setting, the metrics whose rows can count otherwise by it."""

_FOR_ALL = ("currency",)
_FOR_TARGETS = ("fiscal_year_start",)
_MOST = 5
"""So many rows behind a target are named, those that make most of the difference."""

_UNCOUNTED = frozenset({"notes", "actions", "scorecards", "closed_periods", "settings"})
_NOTHING = TableChanges()


class Asked(NamedTuple):
    """What rows are looked at for: the metric with its two figures, and which figures they are."""

    restated: Restatement
    question: Question


class Elsewhere:
    """Looks for what is behind rows of one metric, among all that differs between two states of the file."""

    def __init__(self, then: Facts, now: Facts, differs: Mapping[str, TableChanges], asked: Asked) -> None:
        """Take both states, which rows differ between them by table, and what is asked."""
        self._both = (then, now)
        self._differs = differs
        self._asked = asked
        self._metric = metric = asked.restated.metric
        read = [source.table for leaf in leaves(metric) for source in leaf.sources]
        anything = any(not leaf.sources for leaf in leaves(metric))
        self._read = frozenset(differs) - _UNCOUNTED if anything else frozenset(read)
        self._weights = [each for each in self._weighing() if each[2]]
        self._own = self._own_changed()
        self._partners = set(_keys(differs.get("partners", _NOTHING)))
        self._others: dict[str, dict[Identity, list[int]]] = {}

    def weighing(self, row: RowDifference) -> tuple[str, ...]:
        """Return the tables that weigh this very row and changed: its currency's rates, its stage."""
        return tuple(table for table, name, changed in self._weights if self._words(row, name) & changed)

    def related(self, row: RowDifference) -> dict[RowKey, frozenset[str]]:
        """Return changed rows that make this one count or not, each with its fields that do so.

        They are rows that take its place or gave way to it (another review of the partner), its partner, the
        metric itself where it is the team's own, and what a target is made of: rows of the year before.
        """
        if row.part == TARGET:
            gave_way = [key for key in self._goals_changed() if key[1] != row.key]
            parts = belonging(*self._both, self._differs, self._behind).values()
            return {key: _fields(key[0]) for keys in (gave_way, self._behind, *parts) for key in keys[:_MOST]}
        found = {("custom_metrics", key): _OF_METRIC for key in self._own}
        if row.table in _INSTEAD:
            deciding = frozenset({*_INSTEAD[row.table], *_dates(row.table)})
            same = (self._by_identity(row.table).get(each, ()) for each in self._identities(row))
            found |= {(row.table, key): deciding for keys in same for key in keys if key != row.key}
        partners = self._places(row) if self._partners else ()
        touched = self._partners & {_partner(facts, row.table, at) for facts, at in partners}
        return found | {("partners", key): _OF_PARTNER for key in touched}

    def rest(self, row: RowDifference) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what remains: the tables that the figure depends on and that changed, and the settings.

        A target depends on rows only where it is made of figures that they moved.
        """
        then, now = (facts.settings for facts in self._both)
        leaf_ids = {leaf.id for leaf in leaves(self._metric)}
        by_metric = (name for name, metrics in _SETTINGS.items() if metrics & leaf_ids)
        by_target = _FOR_TARGETS if row.table == "targets" else ()
        settings = tuple(
            name for name in (*_FOR_ALL, *by_target, *by_metric) if getattr(then, name) != getattr(now, name)
        )
        tables = tuple(each.table for each in ENTITIES if each.table in self._read & self._differs.keys())
        if row.part == TARGET:
            return (tables if self._behind else ()), settings
        if settings:
            tables = tuple(each for each in tables if each == "tier_requirements")
        return tables, settings

    @cached_property
    def _behind(self) -> list[RowKey]:
        """The rows that moved the target most."""
        return [(each.table, each.key) for each in behind_target(*self._both, *self._asked)[:_MOST]]

    def _goals_changed(self) -> list[RowKey]:
        """Return the targets, of then and of today, that were touched."""
        touched, restated = _keys(self._differs.get("targets", _NOTHING)), self._asked.restated
        goals = [figure.goal for figure in (restated.then, restated.now) if figure is not None]
        return [("targets", goal.key) for goal in goals if goal is not None and goal.key in touched]

    def _weighing(self) -> Iterator[tuple[str, str, set[str | None]]]:
        """Yield what rows are weighed by: a table, the field that names it, the names that changed."""
        rates = (
            facts["exchange_rates"].text("currency", at) for facts, at, _ in self._changed("exchange_rates")
        )
        yield "exchange_rates", "currency", set(rates)
        then, now = (set(facts.stages) for facts in self._both)
        yield "stages", "stage", {stage.key for stage in then ^ now}

    def _changed(self, table: str) -> Iterator[tuple[Facts, int, int]]:
        """Yield the rows of a table that differ: a state that each is in, where it stands there, its key."""
        keys = _keys(self._differs.get(table, _NOTHING))
        for facts in self._both if keys else ():
            places = facts[table].positions_of(keys).tolist()
            yield from ((facts, at, key) for at, key in zip(places, keys, strict=True) if at != NO_ROW)

    def _places(self, row: RowDifference) -> Iterator[tuple[Facts, int]]:
        """Yield the states that a row is in, and where it stands there."""
        for facts in self._both:
            (at,) = facts[row.table].positions_of([row.key]).tolist()
            if at != NO_ROW:
                yield facts, at

    def _words(self, row: RowDifference, name: str) -> set[str | None]:
        """Return what a field of a row says, then and now; nothing where its table has no such field."""
        return {
            facts[row.table].text(name, at)
            for facts, at in self._places(row)
            if name in facts[row.table].values
        } - {None}

    def _own_changed(self) -> set[int]:
        own = {metric.id for metric in _own(self._metric)}
        changed = self._changed("custom_metrics") if own else ()
        return {key for facts, at, key in changed if facts["custom_metrics"].text("name", at) in own}

    def _identities(self, row: RowDifference) -> set[Identity]:
        return {_identity(facts, row.table, at) for facts, at in self._places(row)}

    def _by_identity(self, table: str) -> dict[Identity, list[int]]:
        if table not in self._others:
            found: dict[Identity, list[int]] = {}
            for facts, at, key in self._changed(table):
                if self._by_then(facts, table, at):
                    found.setdefault(_identity(facts, table, at), []).append(key)
            self._others[table] = found
        return self._others[table]

    def _by_then(self, facts: Facts, table: str, at: int) -> bool:
        """Tell whether a row may take another's place: it is of no later day than the figures."""
        as_of = self._asked.question.as_of
        return any(facts[table][name][at] <= as_of for name in _dates(table))


def _dates(table: str) -> list[str]:
    return [field.name for field in entity(table).fields if field.kind is Kind.DATE]


def _fields(table: str) -> frozenset[str]:
    return frozenset(field.name for field in entity(table).fields)


def _keys(changes: TableChanges) -> list[int]:
    return [*changes.inserted, *changes.updated, *changes.deleted]


def _own(metric: Metric) -> Iterator[Metric]:
    """Yield a metric of the team's own and those of them that it is made of."""
    if isinstance(metric.evidence, Formula):
        yield metric
        for each in metric.evidence.measures.values():
            yield from _own(each)


def _partner(facts: Facts, table: str, at: int) -> int:
    """Return the key of the partner that a row is of; ``NO_ROW``: of none."""
    name = next((each for each in ("partner", "source_partner") if each in facts[table].values), "")
    partner = int(facts[table][name][at]) if name else NO_ROW
    return NO_ROW if partner == NO_ROW else int(facts["partners"].keys[partner])


def _identity(facts: Facts, table: str, at: int) -> Identity:
    return tuple(
        _partner(facts, table, at) if name == "partner" else facts[table].text(name, at)
        for name in _INSTEAD[table]
    )
