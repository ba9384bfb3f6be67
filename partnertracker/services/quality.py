"""Data quality for people: what is found of every flaw in a scope, with the names of its rows."""

from collections.abc import Iterable

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.combining import leaves
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.figure import Scope
from partnertracker.domain.metrics.scopes import ALL, groupings
from partnertracker.domain.periods import Period, as_of_day
from partnertracker.domain.quality.finding import FLAWS, Found, Usable, found, usable
from partnertracker.domain.quality.flaw import Flaw, Look
from partnertracker.services.naming import ids_and_names
from partnertracker.services.session import Session

__all__ = ["Flaw", "Found", "Usable", "flaws", "flaws_as_json", "flaws_of_metric", "usable_rows"]


def flaws(facts: Facts, as_of: int, scope: Scope = ALL) -> tuple[Found, ...]:
    """Return what is found of every flaw on a day, those found most often first.

    Raises:
        UnusableArgumentError: there is no such scope.
    """
    return _found(facts, as_of, scope, FLAWS)


def flaws_of_metric(facts: Facts, metric_id: str, as_of: int, scope: Scope = ALL) -> tuple[Found, ...]:
    """Return what is found of the flaws that can change a metric's figure; of one made of others, of theirs.

    Raises:
        UnusableArgumentError: there is no such metric or scope.
    """
    ids = {leaf.id for leaf in leaves(catalogue(facts).named(metric_id))}
    return _found(facts, as_of, scope, [flaw for flaw in FLAWS if ids & set(flaw.metrics)])


def usable_rows(facts: Facts, metric_id: str, period: Period, as_of: int, scope: Scope = ALL) -> Usable:
    """Return how many of the rows that are about a figure it can use.

    Raises:
        UnusableArgumentError: there is no such metric or scope.
    """
    (grouping,) = groupings(facts, (scope,))
    moment = Moment(facts, period, as_of_day(period, as_of))
    return usable(moment, catalogue(facts).named(metric_id), grouping)


def flaws_as_json(session: Session, those: Iterable[Found]) -> list[dict[str, object]]:
    """Return flaws for machines, each with its rows by id and name, or with what is absent."""
    return [_as_json(session, each) for each in those]


def _found(facts: Facts, as_of: int, scope: Scope, wanted: Iterable[Flaw]) -> tuple[Found, ...]:
    (grouping,) = groupings(facts, (scope,))
    return found(Look(facts, as_of), wanted, grouping)


def _as_json(session: Session, each: Found) -> dict[str, object]:
    flaw, keys = each.flaw, each.keys.tolist()
    names = ids_and_names(session.store, flaw.table, keys)
    return {
        "id": flaw.id,
        "label": flaw.label,
        "kind": flaw.kind,
        "effect": flaw.effect,
        "table": flaw.table,
        "field": flaw.field,
        "metrics": list(flaw.metrics),
        "count": each.count,
        "among": each.among,
        "rows": [{"id": names[key][0], "label": names[key][1]} for key in keys if key in names],
        "absent": list(each.absent),
    }
