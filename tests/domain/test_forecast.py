"""How many people each role needs in the next four quarters."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.forecast import CONSTRAINTS, Forecast, Role, forecast
from partnertracker.domain.settings import Settings
from tests.domain.programmes import facts_from

TODAY = day_of("2026-11-21")
NEXT = ("2027-01-10", "2027-04-10", "2027-07-10", "2027-10-10")
Rows = list[dict[str, Any]]


def capacity(role: str = "Partner managers", **values: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"role": role, "people": 1.0, "effective_on": "2026-01-01", **values}


def deal(expected: str | None, value: int = 100_00, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    """A deal half won: in the pipeline with half its value."""
    open_one = {
        "stage": "qualified",
        "created_on": "2026-10-01",
        "qualified_on": "2026-10-02",
        "source_partner": 1,
    }
    return {**open_one, "value": value, "probability": 50.0, "expected_close_on": expected, **values}


def onboarding(started: str) -> dict[str, Any]:
    return {"partner": 1, "customer": "Acme", "stage": "onboarding", "started_on": started}


def programme(*capacities: dict[str, Any], settings: Settings | None = None, **tables: Rows) -> Facts:
    everyone: Rows = [{"name": f"P{n}"} for n in range(7)]
    return facts_from({"partners": everyone, "capacities": list(capacities), **tables}, settings)


def only(found: Forecast) -> Role:
    (role,) = found.roles
    return role


def needed(facts: Facts, day: int = TODAY) -> list[int | None]:
    return [need.needed for need in only(forecast(facts, day)).needs]


def test_the_quarters_are_the_four_after_that_of_the_day_in_fiscal_years() -> None:
    labels = [quarter.label for quarter in forecast(programme(), TODAY).quarters]
    assert labels == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    fiscal = forecast(programme(settings=Settings(fiscal_year_start=2)), TODAY)
    assert [date_of(quarter.start).isoformat() for quarter in fiscal.quarters] == [
        "2027-02-01",
        "2027-05-01",
        "2027-08-01",
        "2027-11-01",
    ]


def test_partners_with_us_on_the_day_need_people_rounded_up() -> None:
    partners: Rows = [
        {"name": "A"},
        {"name": "B", "joined_on": "2026-11-21"},
        {"name": "C", "offboarded_on": "2026-11-22"},
        {"name": "Not yet", "joined_on": "2026-11-22"},
        {"name": "Gone", "offboarded_on": "2026-11-21"},
    ]
    facts = programme(capacity(partners_per_person=2.0), partners=partners)
    assert needed(facts) == [2] * 4
    assert only(forecast(facts, TODAY)).needs[0].carried == 3


def test_expected_bookings_are_the_weighted_pipeline_by_expected_close() -> None:
    deals = [
        deal(NEXT[0]),
        deal(NEXT[0]),
        deal("2027-03-31"),
        deal("2027-04-01", 1_000_00),
        deal("2026-12-31", 9_999_00),  # this quarter's business
        deal("2028-01-01", 9_999_00),  # beyond the horizon
        deal(NEXT[0], 9_999_00, stage="lead", qualified_on=None),  # not yet pipeline
        deal(NEXT[0], 9_999_00, source_partner=None),
        deal(None, 9_999_00),
    ]
    found = forecast(programme(capacity(bookings_per_person=100.0), deals=deals), TODAY)
    assert [need.needed for need in only(found).needs] == [2, 5, 0, 0]
    assert [need.carried for need in only(found).needs] == [150.0, 500.0, 0.0, 0.0]
    assert found.undated == 1


def test_onboardings_come_as_they_did_in_the_last_twelve_months() -> None:
    stages = [
        onboarding("2025-11-21"),  # a day too early
        onboarding("2025-11-22"),
        *[onboarding("2026-06-01")] * 7,
        onboarding("2026-11-21"),
        onboarding("2026-11-22"),  # not yet
        {**onboarding("2026-06-01"), "stage": "implementation"},
    ]
    facts = programme(capacity(onboardings_per_person=1.0), customer_stages=stages)
    assert only(forecast(facts, TODAY)).needs[0].carried == 9 / 4
    assert needed(facts) == [3] * 4


def test_the_largest_constraint_binds_and_is_named() -> None:
    role = capacity(partners_per_person=3.0, bookings_per_person=20.0)
    found = only(forecast(programme(role, deals=[deal(NEXT[1], 90_00)]), TODAY))
    assert [(need.needed, need.binding) for need in found.needs[:2]] == [(3, "partners"), (3, "partners")]
    found = only(forecast(programme(role, deals=[deal(NEXT[1], 121_00)]), TODAY))
    assert [(need.needed, need.binding) for need in found.needs[:2]] == [(3, "partners"), (4, "bookings")]
    assert found.unforecast == ("onboardings",)


def test_whoever_is_missing_is_to_be_hired_in_time_to_ramp_up() -> None:
    facts = programme(
        capacity(people=2.0, bookings_per_person=10.0, ramp_up_months=6.0), deals=[deal(NEXT[2])]
    )
    hire_by = [need.hire_by for need in only(forecast(facts, TODAY)).needs]
    assert hire_by == [None, None, day_of("2027-01-01"), None]
    half = programme(capacity(people=0.0, partners_per_person=7.0, ramp_up_months=1.5))
    assert only(forecast(half, TODAY)).needs[0].hire_by == day_of("2026-11-16")


def test_present_are_those_entered_else_those_in_the_latest_costs_of_that_name() -> None:
    costs: Rows = [
        {"month": "2026-09", "category": "partner_managers", "amount": 1, "people": 9.0},
        {"month": "2026-10", "category": "partner_managers", "amount": 1, "people": 2.5},
        {"month": "2026-10", "category": "partner_managers", "amount": 1, "people": 1.0, "partner": 1},
        {"month": "2026-11", "category": "partner_managers", "amount": 1},
        {"month": "2026-12", "category": "partner_managers", "amount": 1, "people": 9.0},
        {"month": "2026-11", "category": "marketing", "amount": 1, "people": 9.0},
    ]
    asked = {"people": None, "partners_per_person": 7.0}
    for role in ("Partner managers", " partner  MANAGERS", "partner_managers"):
        assert only(forecast(programme(capacity(role, **asked), costs=costs), TODAY)).present == 3.5
    nobody = only(forecast(programme(capacity("Alliance leads", **asked), costs=costs), TODAY))
    assert (nobody.present, nobody.needs[0].needed, nobody.gap(0)) == (None, 1, None)
    assert nobody.why_no_gap(0) == "no people entered"


def test_what_is_not_known_of_one_constraint_leaves_the_need_unknown() -> None:
    both = capacity(partners_per_person=1.0, bookings_per_person=1.0)
    assert only(forecast(programme(both), TODAY)).needs[0].why == "no deals yet"
    foreign = programme(both, deals=[deal(NEXT[1], currency="EUR")])
    whys = [need.why for need in only(forecast(foreign, TODAY)).needs]
    assert whys == ["", "no exchange rate for EUR on 2026-11-21", "", ""]
    onboards = programme(capacity(onboardings_per_person=1.0))
    assert only(forecast(onboards, TODAY)).needs[0].why == "no customer stages yet"
    nothing = only(forecast(programme(capacity()), TODAY))
    assert (nobody := nothing.needs[0]).needed is None
    assert nobody.why == "no capacity per person entered"
    assert nothing.unforecast == CONSTRAINTS


def test_a_capacity_holds_from_its_day_until_the_next_one_of_the_role() -> None:
    facts = programme(
        capacity("Partner managers", partners_per_person=7.0, effective_on="2026-02-01"),
        capacity("partner managers", partners_per_person=1.0, effective_on="2026-11-01"),
        capacity("Marketing", partners_per_person=2.0, effective_on="2027-01-01"),
    )
    assert forecast(facts, day_of("2026-01-31")).roles == ()
    assert needed(facts, day_of("2026-10-31"))[0] == 1
    assert needed(facts, day_of("2026-11-01"))[0] == 7
    assert [role.name for role in forecast(facts, day_of("2027-01-01")).roles] == [
        "Marketing",
        "partner managers",
    ]


def test_a_capacity_that_says_nothing_ends_the_role() -> None:
    facts = programme(
        capacity(partners_per_person=7.0),
        capacity(people=None, ramp_up_months=3.0, effective_on="2026-11-01"),
    )
    assert len(forecast(facts, day_of("2026-10-31")).roles) == 1
    assert forecast(facts, TODAY).roles == ()


@given(st.integers(0, 40), st.integers(1, 400))
def test_so_many_people_are_enough_and_one_less_is_not(partners: int, tenths: int) -> None:
    per_person = tenths / 10
    rows: Rows = [{"name": f"P{n}", "joined_on": "2026-01-01"} for n in range(partners)]
    rows.append({"name": "Later", "joined_on": "2030-01-01"})
    (people, *_) = needed(programme(capacity(partners_per_person=per_person), partners=rows))
    assert people is not None
    assert people * tenths >= partners * 10 > (people - 1) * tenths
