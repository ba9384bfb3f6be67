"""A year's target with what is set for its quarters and months, and the shape that last year gives it."""

from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.entities.programme import RELATIVE
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Scope
from partnertracker.domain.periods import Period, as_of_day, parts_of, prior_year
from partnertracker.domain.targets import target_book
from partnertracker.services.measuring import figures


class YearSet(NamedTuple):
    """What a file holds about the parts of a year.

    Attributes:
        own: what is set for quarters and months, by label.
        shape: the share of each month in last year's figure; empty: last year has none to go by.
    """

    own: Mapping[str, float]
    shape: tuple[float, ...]


def year_set(facts: Facts, metric: str, scope: Scope, year: Period, as_of: int) -> YearSet:
    """Return what is set for the parts of a year, and last year's shape.

    Args:
        facts: the file's columns.
        metric: the id of a flow.
        scope: whose target; a partner by its name.
        year: the fiscal year.
        as_of: the day on which targets hold.
    """
    start = facts.settings.fiscal_year_start
    book, on_disk = target_book(facts), scope_by_key(facts, scope)
    parts = (*parts_of(year, "quarter", start), *parts_of(year, "month", start))
    held = ((part.label, book.held(metric, on_disk, part, as_of)) for part in parts)
    own = {
        label: goal.value
        for label, goal in held
        if goal is not None and goal.value is not None and goal.comparison not in RELATIVE
    }
    return YearSet(own, _shape(facts, metric, scope, prior_year(year, start), start))


def _shape(facts: Facts, metric: str, scope: Scope, year: Period, start: int) -> tuple[float, ...]:
    values = []
    for month in parts_of(year, "month", start):
        day = as_of_day(month, month.end)
        (found,) = figures(facts, month, day, scopes=[scope], metrics=[metric], trend=False)
        values.append(max(0.0, found.value or 0.0))
    total = sum(values)
    return tuple(value / total for value in values) if total > 0 else ()


def scope_by_key(facts: Facts, scope: Scope) -> Scope:
    """Return a scope as Facts hold it: a partner by its key."""
    kind, _, name = scope.partition(":")
    partners = facts["partners"]
    if kind != "partner":
        return scope
    at = (partners["name"] == partners.code("name", name)).nonzero()[0]
    return f"partner:{int(partners.keys[at[0]])}" if len(at) else scope
