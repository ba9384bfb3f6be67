"""The change bridge for people: from the file itself, with words for its bars and names for its rows."""

from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.bridge import bar as kinds
from partnertracker.domain.bridge.bar import Bar, Bridge
from partnertracker.domain.bridge.bridging import Known, bridge
from partnertracker.domain.columns import NO_ROW, Array, date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.figure import Scope
from partnertracker.services.naming import ids_and_names
from partnertracker.services.session import Session

_BRIDGED_TABLES = ("deals", "partners", "capacities")

_MOVEMENTS = {
    kinds.START: ("Start", "What counted on the first day, as it was known then."),
    kinds.END: ("End", "What counts on the second day, as it is known now."),
    kinds.ADDED: ("Added", "Came to count since, and was not there before."),
    kinds.WON: ("Won", "Deals won between the two days."),
    kinds.LOST: ("Lost", "Deals lost and partners that left between the two days."),
    kinds.MOVED: ("Moved", "Moved in or out of what counts by stage, date or status."),
    kinds.PASSED: (
        "Earlier period",
        "Counted in the period of the first day, which is not that of the second.",
    ),
    kinds.RESIZED: ("Resized", "Deals whose value, probability or exchange rate is another one than before."),
    kinds.RECREDITED: ("Re-credited", "Counts for another partner, manager or tier than before."),
}
_START_KNOWN_BY_THEN = "What counted on the first day, as it was known on the second."
_START_KNOWN_NOW = "What counted on the first day, as it is known now."
_CORRECTIONS = {
    kinds.ADDED: ("Entered late", "Was so before, but was entered only later."),
    kinds.MOVED: ("Re-dated", "Dates, stages or reviews of before are other ones now."),
    kinds.RESIZED: (
        "Revalued",
        "Values of deals closed before, or rates of days before, are other ones now.",
    ),
    kinds.RECREDITED: ("Re-credited", "Deals closed before count for another partner, manager or tier now."),
    kinds.DELETED: ("Deleted", "Counted before and is no longer in the file."),
}


class Knowledge(NamedTuple):
    """The file as it was known on the two days of a bridge.

    Attributes:
        days: the two days, since 1970-01-01.
        then: at the end of the first day; None: as it is now.
        by_then: at the end of the second day; None: as it is now.
        gone: id and name, by table and key, of the rows known then that are no longer in the file.
    """

    days: tuple[int, int]
    then: Facts | None
    by_then: Facts | None
    gone: Mapping[tuple[str, int], tuple[str, str]]


def knowledge(session: Session, days: tuple[int, int]) -> Knowledge:
    """Read from the change log what was known at the end of two days, for all bridges between them."""
    found: list[Facts | None] = []
    gone: dict[tuple[str, int], tuple[str, str]] = {}
    for day in days:
        with session.known_on(date_of(day)) as known:
            found.append(None if known is session else known.facts)
            for table in _BRIDGED_TABLES if known is not session else ():
                keys = _gone(known.facts, session.facts, table).tolist()
                names = ids_and_names(known.store, table, keys)
                gone |= {(table, key): name for key, name in names.items()}
    return Knowledge(days, found[0], found[1], gone)


def bridged(facts: Facts, known: Knowledge, metric_id: str, kind: str, scope: Scope = "all") -> Bridge:
    """Return the bridge of a metric between the days of ``known``.

    Args:
        facts: the file as it is now.
        known: what was known on the two days.
        metric_id: the metric.
        kind: of period: ``week``, ``month``, ``quarter`` or ``year``.
        scope: whose figure.

    Raises:
        UnusableArgumentError: no such metric or scope, no bridge for this metric, or the days are swapped.
    """
    all_known = Known(known.then or facts, known.by_then or facts, facts)
    return bridge(catalogue(facts).named(metric_id), scope, kind, known.days, all_known)


def bar_label(bar: Bar) -> str:
    """Return what a bar is called, in a word or two."""
    return _words(bar)[0]


def bar_help(made: Bridge, bar: Bar) -> str:
    """Return the sentence that says what a bar of a bridge is made of."""
    if bar.kind == kinds.START and not made.known_then:
        return _START_KNOWN_BY_THEN if made.known_by_then else _START_KNOWN_NOW
    return _words(bar)[1]


_ROLES = {
    False: ("Needs changed", "Roles that need or have other numbers of people than before."),
    True: ("Restated", "Roles that needed or had other numbers of people then, as is known now."),
}


def _words(bar: Bar) -> tuple[str, str]:
    if bar.table == "capacities" and bar.kind == kinds.RESIZED:
        return _ROLES[bar.correction]
    return (_CORRECTIONS if bar.correction else _MOVEMENTS)[bar.kind]


def _gone(then: Facts, now: Facts, table: str) -> Array:
    keys = then[table].keys
    gone: Array = keys[now[table].positions_of(keys) == NO_ROW]
    return gone
