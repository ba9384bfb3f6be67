"""What each dimension of the scorecard makes of the rows of a file."""

from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.dimensions import Dimension, dimensions
from partnertracker.domain.entities.judging import DIMENSIONS
from partnertracker.domain.facts import Facts
from tests.domain.programmes import facts_from

TODAY = day_of("2026-11-21")  # 52 of the quarter's 92 days have passed
Rows = list[dict[str, Any]]


def programme(**tables: Rows) -> Facts:
    return facts_from({"partners": [{"name": "Litware", "tier": "Gold"}, {"name": "Adatum"}], **tables})


def measured(name: str, facts: Facts, day: int = TODAY) -> Dimension:
    return dimensions(facts, day)[DIMENSIONS.index(name)]


def score(name: str, facts: Facts, day: int = TODAY) -> float | str:
    """Return Litware's score in a dimension, or why it has none."""
    found = measured(name, facts, day)
    return found.reasons.get(0) or float(found.scores[0])


def inputs(name: str, facts: Facts) -> dict[str, float]:
    found = measured(name, facts)
    return {each.label: float(each.values[0]) for each in found.inputs if each.values[0] == each.values[0]}


def deal(value: int = 100_00, closed: str | None = "2026-11-01", **values: Any) -> dict[str, Any]:  # noqa: ANN401
    won = {"stage": "won", "created_on": "2026-01-01", "qualified_on": "2026-01-02", "customer_is_new": 1}
    return {"source_partner": 1, "value": value, "closed_on": closed, **won, **values}


def open_deal(value: int, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    return deal(value, None, stage="qualified", **values)


def target(
    metric: str, value: float, period: str = "2026-Q4", comparison: str = "at_least"
) -> dict[str, Any]:
    return {
        "metric": metric,
        "scope": "partner:1",
        "period": period,
        "comparison": comparison,
        "value": value,
        "effective_on": "2026-01-01",
    }


def test_revenue_is_attainment_of_the_partners_own_target_on_pace() -> None:
    facts = programme(deals=[deal(26_00), deal(99_00, customer_is_new=0)], targets=[target("bookings", 92.0)])
    assert score("revenue", facts) == pytest.approx(50)  # 26 of the 52 that are due after 52 of 92 days
    assert inputs("revenue", facts) == pytest.approx({"Bookings": 26, "due by then": 52})
    assert score("revenue", programme(deals=[deal()], targets=[target("bookings", 92.0)])) == 100
    assert score("revenue", programme(deals=[deal()])) == "no target of its own"


def test_revenue_goes_by_the_years_target_before_the_quarters() -> None:
    deals = [deal(65_00, "2026-03-01"), deal(65_00, "2025-12-01")]
    targets = [target("bookings", 92.0), target("bookings", 146.0, "2026"), target("bookings", 260.0, "2025")]
    facts = programme(deals=deals, targets=targets)
    assert score("revenue", facts) == pytest.approx(50)  # 325 of the year's 365 days have passed: 130 are due
    assert score("revenue", facts, day_of("2026-02-01")) == pytest.approx(25)


def test_revenue_goes_by_bookings_before_sourced_revenue() -> None:
    deals = [deal(26_00, customer_is_new=0)]
    sourced = target("sourced_revenue", 92.0)
    assert score("revenue", programme(deals=deals, targets=[sourced])) == pytest.approx(50)
    assert score("revenue", programme(deals=deals, targets=[target("bookings", 92.0), sourced])) == 0


def test_a_quarter_too_young_to_judge_leaves_the_one_before_to_be_judged() -> None:
    facts = programme(
        deals=[deal(30_00, "2026-09-30")],
        targets=[target("bookings", 40.0, "2026-Q3"), target("bookings", 92.0)],
    )
    assert score("revenue", facts, day_of("2026-10-13")) == pytest.approx(75)
    assert score("revenue", facts, day_of("2026-10-14")) == 0


def test_revenue_without_a_figure_or_something_to_hold_it_against_says_so() -> None:
    foreign = programme(deals=[deal(currency="EUR")], targets=[target("bookings", 92.0)])
    assert score("revenue", foreign) == "no exchange rate for EUR on 2026-11-01"
    growing = programme(deals=[deal()], targets=[target("bookings", 10.0, "always", "growth")])
    assert score("revenue", growing) == "no earlier figure to hold it against"
    no_period = programme(deals=[deal()], targets=[target("bookings", 92.0, "always")])
    assert score("revenue", no_period) == "no target of its own"
    nothing_wanted = programme(deals=[deal()], targets=[target("bookings", 0.0)])
    assert score("revenue", nothing_wanted) == 100


def test_pipeline_is_held_against_three_quarters_of_what_was_won_in_the_year() -> None:
    year = [deal(400_00, "2025-11-22"), deal(9_999_00, "2025-11-21")]
    facts = programme(deals=[*year, open_deal(150_00)])
    assert score("pipeline", facts) == pytest.approx(50)
    assert inputs("pipeline", facts) == {"Open pipeline": 150, "won a quarter": 100}
    assert score("pipeline", programme(deals=[*year, open_deal(900_00)])) == 100
    assert score("pipeline", programme(deals=year)) == 0


def test_pipeline_without_anything_to_hold_it_against_has_no_score() -> None:
    assert score("pipeline", programme(deals=[open_deal(1)])) == "nothing won in 12 months to hold it against"
    assert score("pipeline", programme(deals=[deal(source_partner=2)])) == "no deals yet"
    later = open_deal(1, created_on="2026-11-22", qualified_on=None)
    assert score("pipeline", programme(deals=[deal(source_partner=2), later])) == "no deals yet"
    abroad = programme(deals=[deal(), open_deal(1, currency="EUR")])
    assert score("pipeline", abroad) == "no exchange rate for EUR on 2026-11-21"


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ({"actions": [{"partner": 1, "title": "Call", "done_on": "2026-10-22"}]}, 100),
        ({"actions": [{"partner": 1, "title": "Call", "done_on": "2026-09-07"}]}, 50),
        ({"actions": [{"partner": 1, "title": "Call", "due_on": "2026-11-20"}]}, "no activity yet"),
        ({"actions": [{"partner": 1, "title": "Call", "done_on": "2026-11-22"}]}, "no activity yet"),
        ({"actions": [{"partner": 1, "title": "Call", "done_on": "2026-07-24"}]}, 0),
        ({"actions": [{"partner": 1, "title": "Call", "done_on": "2020-01-01"}]}, 0),
        ({"deals": [open_deal(1, created_on="2026-11-01", qualified_on=None)]}, 100),
        ({"deals": [open_deal(1, qualified_on="2026-09-07")]}, 50),
        ({"deals": [deal(closed="2026-09-07")]}, 50),
        ({"deals": [deal(stage="lost", closed="2026-09-07")]}, 50),
        (
            {
                "deals": [open_deal(1)],
                "deal_stage_events": [{"deal": 1, "stage": "proposal", "entered_on": "2026-09-07"}],
            },
            50,
        ),
        (
            {
                "deals": [deal(source_partner=2)],
                "deal_influences": [{"deal": 1, "partner": 1, "influenced_on": "2026-09-07"}],
            },
            50,
        ),
        ({"deals": [deal(source_partner=None)]}, "no activity yet"),
    ],
)
def test_engagement_fades_with_the_days_since_the_last_sign_of_work(
    sign: dict[str, Rows], expected: float | str
) -> None:
    found = score("engagement", programme(**sign))
    assert found == (expected if isinstance(expected, str) else pytest.approx(expected))


def test_certification_is_the_share_of_the_tiers_requirements_that_are_met() -> None:
    def held(person: str, certificate: str, **values: str) -> dict[str, Any]:
        return {
            "partner": 1,
            "person": person,
            "certificate": certificate,
            "issued_on": "2026-01-01",
            **values,
        }

    required: Rows = [
        {"tier": "Gold", "certificate": name, "people": people}
        for name, people in (("Sales", 1), ("Cloud", 2), ("Data", 1))
    ]
    some = [held("Ann", "Sales"), held("Ann", "Cloud"), held("Bob", "cloud")]
    facts = programme(certifications=some, tier_requirements=required)
    assert score("certification", facts) == pytest.approx(200 / 3)
    assert inputs("certification", facts) == {"Certificates required": 3, "met": 2}
    expired = [*some[:2], held("Bob", "Cloud", expires_on="2026-11-20")]
    assert score("certification", programme(certifications=expired, tier_requirements=required)) == (
        pytest.approx(100 / 3)
    )
    assert score("certification", programme(certifications=some)) == 100
    assert measured("certification", programme(certifications=some)).scores.tolist() == [100, 0]
    assert score("certification", programme()) == "no certifications yet"


def test_satisfaction_pools_the_answers_and_leaves_too_few_alone() -> None:
    def answers(kind: str, *scores: float) -> Rows:
        return [{"partner": 1, "kind": kind, "score": each, "answered_on": "2026-11-01"} for each in scores]

    nps = answers("nps", 10, 10, 8, 0)  # 25 on the scale from −100: 62.5 on that of 100
    facts = programme(surveys=[*nps, *answers("support", 5)])
    assert score("satisfaction", facts) == pytest.approx((4 * 62.5 + 100) / 5)
    assert inputs("satisfaction", facts) == {"NPS": 25, "support rating": 5, "answers": 5}
    assert score("satisfaction", programme(surveys=nps)) == "fewer than 5 answers"
    assert inputs("satisfaction", programme()) == {}
    assert measured("satisfaction", facts).reasons == {1: "no answers in 12 months"}
    assert score("satisfaction", programme(surveys=answers("support", 1, 1, 3, 5, 5))) == 50


def test_of_a_file_without_rows_every_dimension_says_why_it_has_no_score() -> None:
    for found in dimensions(programme(), TODAY):
        assert set(found.reasons) == {0, 1}
        assert found.scores.tolist() != found.scores.tolist()
    assert [len(each.scores) for each in dimensions(facts_from({}), TODAY)] == [0] * 5
