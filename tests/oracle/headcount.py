"""METRICS.md, Cost to carry: the headcount gap of the resource forecast."""

from datetime import date
from fractions import Fraction
from math import ceil

from tests.oracle.exported import Row
from tests.oracle.periods import DAY, Period, containing
from tests.oracle.pipeline import in_pipeline, weighted
from tests.oracle.question import Question, Reading

CATEGORIES = {
    "partner managers": "partner_managers",
    "marketing": "marketing",
    "customer success": "customer_success",
    "commission": "commission",
}
_NOT_FOR_A_PART = "only for the whole programme"
_NONE_HELD = "no capacities entered by then"


def headcount_gap(q: Question) -> Reading:
    if q.partners is not None:
        return Reading(None, 0, frozenset({_NOT_FOR_A_PART}))
    gaps: list[Fraction] = []
    why: set[str] = set()
    unpriced: set[str] = set()
    for capacity in _held(q):
        needed, present = _needed(q, capacity), _present(q, capacity)
        why |= needed.why
        unpriced |= {each for each in needed.why if each.startswith("no exchange rate")}
        if needed.value is not None and present is not None:
            gaps.append(needed.value - present)
        elif present is None:
            why.add("no people entered")
    if unpriced:
        return Reading(None, len(gaps), frozenset(unpriced))
    if not gaps:
        return Reading(None, 0, frozenset(why or {_NONE_HELD}))
    return Reading(sum(gaps, Fraction(0)), len(gaps))


def _held(q: Question) -> list[Row]:
    """Return the latest capacity of each role by the as-of day; one that says nothing ends the role."""
    held: dict[str, Row] = {}
    for row in q.file.rows("capacities"):
        since, before = row["effective_on"] or date.min, held.get(_name(row))
        newer = before is None or since >= (before["effective_on"] or date.min)
        if since <= q.as_of and newer:
            held[_name(row)] = row
    said = ("people", "partners_per_person", "bookings_per_person", "onboardings_per_person")
    return [row for row in held.values() if any(row[name] is not None for name in said)]


def _needed(q: Question, capacity: Row) -> Reading:
    """Return the people needed in the quarter after that of the as-of day, for whatever asks for most."""
    asked = {
        "partners_per_person": _partners,
        "bookings_per_person": _bookings,
        "onboardings_per_person": _onboardings,
    }
    entered = {name: load(q) for name, load in asked.items() if capacity[name] is not None}
    if not entered:
        return Reading(None, 0, frozenset({"no capacity per person entered"}))
    why = frozenset[str]().union(*(load.why for load in entered.values()))
    if why:
        return Reading(None, 0, why)
    needed = max(ceil((load.value or 0) / capacity[name]) for name, load in entered.items())
    return Reading(Fraction(needed), 1)


def _present(q: Question, capacity: Row) -> Fraction | None:
    if capacity["people"] is not None:
        return Fraction(capacity["people"])
    told = [
        row
        for row in q.file.rows("costs")
        if row["category"] == CATEGORIES.get(_name(capacity))
        and row["people"] is not None
        and row["month"] <= q.as_of
    ]
    latest = max((row["month"] for row in told), default=None)
    return sum((row["people"] for row in told if row["month"] == latest), Fraction(0)) if told else None


def _partners(q: Question) -> Reading:
    here = [
        row
        for row in q.file.rows("partners")
        if (row["joined_on"] is None or row["joined_on"] <= q.as_of)
        and (row["offboarded_on"] is None or row["offboarded_on"] > q.as_of)
    ]
    return _unless_empty(q, "partners", Fraction(len(here)))


def _bookings(q: Question) -> Reading:
    quarter = _next_quarter(q)
    due = [
        deal
        for deal in in_pipeline(q)
        if deal["expected_close_on"] is not None
        and quarter.first <= deal["expected_close_on"] <= quarter.last
    ]
    total = q.money(weighted(q, due))
    return total if total.value is None else _unless_empty(q, "deals", total.value)


def _onboardings(q: Question) -> Reading:
    started = [
        row
        for row in q.file.rows("customer_stages")
        if row["stage"] == "onboarding" and q.within(row["started_on"], q.window)
    ]
    return _unless_empty(q, "customer_stages", Fraction(len(started), 4))


def _unless_empty(q: Question, table: str, value: Fraction) -> Reading:
    return Reading(value, 1) if q.file.rows(table) else Reading(None, 0, frozenset({" yet"}))


def _next_quarter(q: Question) -> Period:
    start = q.file.fiscal_year_start
    return containing(containing(q.as_of, "quarter", start).last + DAY, "quarter", start)


def _name(capacity: Row) -> str:
    return " ".join(capacity["role"].replace("_", " ").lower().split())
