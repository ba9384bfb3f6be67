"""The resource forecast: how many people each role needs in the next four quarters, and by when to hire them.

The quarters are the four fiscal quarters after the one in which the as-of day lies. A role is what
``capacities`` holds on that day: the latest row of the role dated on or before it; one that says neither
people nor any capacity ends the role. In a quarter a role is asked for by up to three constraints, each only
where the team has entered how much one person carries:

- partners: those with us at the end of the as-of day (joined by then, or undated; not offboarded by then);
- bookings: the weighted pipeline at the as-of day of the deals whose expected close lies in the quarter;
- onboardings: customers' onboarding stages started in the 12 months up to the as-of day ÷ 4.

Needed is the largest of these ÷ what one person carries, rounded up; the constraint that is largest binds
(of equal ones the first above). Present are the people entered for the role, else the full-time equivalents
in the costs of the category that bears the role's name, in its latest month by the as-of day that says any.
Names of roles are compared without regard to case and space.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, NO_DAY, Array
from partnertracker.domain.entities import entity
from partnertracker.domain.entities.costs import COSTS
from partnertracker.domain.exchange import why_no_amount
from partnertracker.domain.facts import Facts
from partnertracker.domain.health import with_us
from partnertracker.domain.metrics.pipeline import in_pipeline, weighted
from partnertracker.domain.metrics.stages import OpenDeals
from partnertracker.domain.money import digits
from partnertracker.domain.names import search_key, word_key
from partnertracker.domain.periods import (
    Period,
    following,
    months_before,
    period_containing,
    window_start,
)

CONSTRAINTS = ("partners", "bookings", "onboardings")
"""What can ask for people, in the order of the capacities' fields."""

QUARTERS = 4
"""How far the forecast reaches, and in how many parts a year of onboardings falls."""


class Need(NamedTuple):
    """One role in one quarter.

    Attributes:
        needed: how many people; None where something asked for is not known.
        binding: the constraint that asks for most; empty when ``needed`` is None.
        carried: what that constraint brings: partners, major units of the reporting currency, onboardings.
        hire_by: the day by which people who are missing must be hired to be ready when the quarter starts
            (days since 1970-01-01); None when nobody is missing.
        why: why ``needed`` is None; empty otherwise.
        unpriced: whether that is for lack of an exchange rate.
    """

    needed: int | None
    binding: str
    carried: float | None
    hire_by: int | None
    why: str = ""
    unpriced: bool = False


class Role(NamedTuple):
    """One role over the quarters of a forecast.

    Attributes:
        row: the position of its capacity in ``capacities``.
        name: as entered.
        present: the people there now; None when nothing says so.
        needs: one for each quarter.
        unforecast: the constraints for which no capacity is entered.
    """

    row: int
    name: str
    present: float | None
    needs: tuple[Need, ...]
    unforecast: tuple[str, ...]

    def gap(self, quarter: int) -> float | None:
        """Return needed − present in one of the quarters; None when either is not known."""
        needed = self.needs[quarter].needed
        return None if needed is None or self.present is None else needed - self.present

    def why_no_gap(self, quarter: int) -> str:
        """Return why there is no gap; empty when there is one."""
        return self.needs[quarter].why or ("" if self.present is not None else "no people entered")


class Forecast(NamedTuple):
    """The roles of a file over the next four quarters, by name.

    Attributes:
        quarters: the fiscal quarters, nearest first.
        roles: those whose capacity held on the as-of day.
        undated: how many deals of the pipeline have no expected close and so count in no quarter.
    """

    quarters: tuple[Period, ...]
    roles: tuple[Role, ...]
    undated: int


class _Asked(NamedTuple):
    """What one constraint brings in each quarter, or why that is not known."""

    amounts: tuple[Fraction | None, ...]
    why: tuple[str, ...]
    unpriced: bool = False


def forecast(facts: Facts, as_of: int) -> Forecast:
    """Return the forecast as seen from a day (days since 1970-01-01)."""
    quarters = _next_quarters(as_of, facts.settings.fiscal_year_start)
    held = _held(facts, as_of)
    if not held:
        return Forecast(quarters, (), 0)
    bookings, undated = _bookings(facts, as_of, quarters)
    asked = {
        "partners": _partners(facts, as_of),
        "bookings": bookings,
        "onboardings": _onboardings(facts, as_of),
    }
    roles = [_role(facts, row, as_of, quarters, asked) for row in held]
    return Forecast(quarters, tuple(sorted(roles, key=lambda role: role.name.casefold())), undated)


def brought(facts: Facts, constraint: str, quarter: Period, as_of: int) -> tuple[str, Array, Array]:
    """Return the rows that add up to what a constraint brings in a quarter, which is known.

    Returns:
        Their table, their positions and what each brings: partners, major units of the reporting currency,
        onboardings of a quarter.
    """
    if constraint == "partners":
        rows = np.flatnonzero(with_us(facts, as_of))
        return "partners", rows, np.ones(len(rows))
    if constraint == "onboardings":
        rows = _onboarded(facts, as_of)
        return "customer_stages", rows, np.full(len(rows), 1 / QUARTERS)
    due = _due(facts, in_pipeline(facts, as_of), quarter)
    return "deals", due.rows, weighted(facts, due, as_of) / 10 ** digits(facts.settings.currency)


def _next_quarters(as_of: int, fiscal_year_start: int) -> tuple[Period, ...]:
    quarters = [period_containing(as_of, "quarter", fiscal_year_start)]
    while len(quarters) <= QUARTERS:
        quarters.append(following(quarters[-1], fiscal_year_start))
    return tuple(quarters[1:])


def _held(facts: Facts, as_of: int) -> list[int]:
    """Return the row of each role that holds on a day."""
    table = facts["capacities"]
    since = table["effective_on"]
    rows = np.flatnonzero(since <= as_of)  # a row without a day holds since ever: NO_DAY is before every day
    order = rows[np.argsort(since[rows], kind="stable")].tolist()
    held = {search_key(table.text("role", row) or ""): row for row in order}
    said = ("people", *(f"{name}_per_person" for name in CONSTRAINTS))
    return [row for row in held.values() if not all(np.isnan(table[name][row]) for name in said)]


def _partners(facts: Facts, as_of: int) -> _Asked:
    return _alike(facts, "partners", Fraction(int(np.count_nonzero(with_us(facts, as_of)))))


def _onboardings(facts: Facts, as_of: int) -> _Asked:
    return _alike(facts, "customer_stages", Fraction(len(_onboarded(facts, as_of)), QUARTERS))


def _onboarded(facts: Facts, as_of: int) -> Array:
    """Return the positions of the onboarding stages started in the 12 months up to a day."""
    table = facts["customer_stages"]
    started = table["started_on"]
    lately = (started >= window_start(as_of)) & (started <= as_of)
    return np.flatnonzero(lately & (table["stage"] == table.code("stage", "onboarding")))


def _alike(facts: Facts, table: str, amount: Fraction) -> _Asked:
    """Return what is the same in every quarter; not known while its table is empty."""
    why = "" if len(facts[table]) else _nothing_in(table)
    return _Asked((None if why else amount,) * QUARTERS, (why,) * QUARTERS)


def _nothing_in(table: str) -> str:
    return f"no {entity(table).plural.lower()} yet"


def _bookings(facts: Facts, as_of: int, quarters: Sequence[Period]) -> tuple[_Asked, int]:
    """Return the weighted pipeline by the quarter of its expected close, and how many deals have none."""
    if not len(facts["deals"]):
        return _alike(facts, "deals", Fraction(0)), 0
    found = in_pipeline(facts, as_of)
    expected = facts["deals"]["expected_close_on"][found.rows]
    amounts: list[Fraction | None] = []
    why = []
    for quarter in quarters:
        due = _due(facts, found, quarter)
        shares = weighted(facts, due, as_of)
        gaps = due.rows[shares == NO_AMOUNT]
        why.append(why_no_amount(facts, "deals", int(gaps[0]), as_of) if len(gaps) else "")
        amounts.append(None if len(gaps) else _major(facts, shares))
    return _Asked(tuple(amounts), tuple(why), unpriced=any(why)), int(np.count_nonzero(expected == NO_DAY))


def _due(facts: Facts, found: OpenDeals, quarter: Period) -> OpenDeals:
    """Return the deals of a pipeline whose expected close lies in a quarter."""
    expected = facts["deals"]["expected_close_on"][found.rows]
    return found.among((expected >= quarter.start) & (expected <= quarter.end))


def _major(facts: Facts, minor: Array) -> Fraction:
    return Fraction(int(minor.sum()), 10 ** digits(facts.settings.currency))


def _role(facts: Facts, row: int, as_of: int, quarters: Sequence[Period], asked: dict[str, _Asked]) -> Role:
    table = facts["capacities"]
    carries = {
        name: Fraction(Decimal(repr(float(table[f"{name}_per_person"][row]))))
        for name in CONSTRAINTS
        if not np.isnan(table[f"{name}_per_person"][row])
    }
    name, present = table.text("role", row) or "", _present(facts, row, as_of)
    months = float(np.nan_to_num(table["ramp_up_months"][row]))
    needs = []
    for number, quarter in enumerate(quarters):
        need = _need(carries, asked, number)
        if need.needed is not None and present is not None and need.needed > present:
            hire_by = months_before(quarter.start, months)
            need = Need(need.needed, need.binding, need.carried, hire_by)
        needs.append(need)
    unforecast = tuple(each for each in CONSTRAINTS if each not in carries)
    return Role(row, name, present, tuple(needs), unforecast)


def _need(carries: dict[str, Fraction], asked: dict[str, _Asked], quarter: int) -> Need:
    """Return what the constraints ask for together: nothing is known while one of them is not."""
    if not carries:
        return Need(None, "", None, None, "no capacity per person entered")
    loads: dict[str, Fraction] = {}
    for name, per_person in carries.items():
        amount = asked[name].amounts[quarter]
        if amount is None:
            return Need(None, "", None, None, asked[name].why[quarter], asked[name].unpriced)
        loads[name] = amount / per_person
    binding = max(loads, key=lambda name: loads[name])  # of equal ones the first
    carried = asked[binding].amounts[quarter]
    return Need(ceil(loads[binding]), binding, None if carried is None else float(carried), None)


def _present(facts: Facts, row: int, as_of: int) -> float | None:
    """Return the people of a role: as entered, else as the costs that bear its name tell."""
    table = facts["capacities"]
    people = float(table["people"][row])
    if not np.isnan(people):
        return people
    category = _category(table.text("role", row) or "")
    costs = facts["costs"]
    told = (costs["category"] == costs.code("category", category)) & ~np.isnan(costs["people"])
    told &= costs["month"] <= as_of
    if not category or not told.any():
        return None
    latest = costs["month"][told].max()
    return float(costs["people"][told & (costs["month"] == latest)].sum())


def _category(role: str) -> str:
    """Return the category of costs that bears a role's name; empty when none does."""
    named = (each.value for each in COSTS.field("category").choices if word_key(each.value) == word_key(role))
    return next(named, "")
