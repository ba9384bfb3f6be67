"""The status that a partner's figures suggest."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import NO_DAY, date_of, day_of
from partnertracker.domain.entities.judging import DIMENSIONS
from partnertracker.domain.facts import Facts
from partnertracker.domain.scorecard import USUAL, Suggestion, scorecard_on, standings
from tests.domain.programmes import facts_from

TODAY = day_of("2026-11-21")
EVEN = {"revenue": 20.0, "pipeline": 20.0, "engagement": 20.0, "certification": 20.0, "satisfaction": 20.0}
Rows = list[dict[str, Any]]


def weights(since: str, green: float = 80.0, yellow: float = 50.0, **values: float) -> dict[str, Any]:
    return {**EVEN, "green_from": green, "yellow_from": yellow, "effective_on": since, **values}


def programme(
    *,
    idle: int = 0,
    certified: bool = True,
    rating: float = 5,
    status: str = "",
    scorecards: Rows | None = None,
) -> Facts:
    """One partner with data in three dimensions: engagement, certification and satisfaction."""
    last = (date_of(TODAY) - timedelta(days=idle)).isoformat()
    issued = "2020-01-01" if certified else "2027-01-01"
    review: Rows = [{"partner": 1, "status": status, "reviewed_on": "2020-01-01"}] if status else []
    answer: dict[str, Any] = {"partner": 1, "kind": "support", "score": rating, "answered_on": "2026-11-01"}
    return facts_from(
        {
            "partners": [{"name": "Litware"}],
            "actions": [{"partner": 1, "title": "Call", "done_on": last}],
            "certifications": [{"partner": 1, "person": "Ann", "certificate": "A", "issued_on": issued}],
            "surveys": [answer] * 5,
            "health_reviews": review,
            "scorecards": scorecards or [],
        }
    )


def suggestion(facts: Facts, day: int = TODAY) -> Suggestion:
    return standings(facts, day).of(0)


def test_without_a_scorecard_the_usual_one_holds() -> None:
    assert dict(zip(DIMENSIONS, USUAL.weights, strict=True)) == {
        "revenue": 30,
        "pipeline": 20,
        "engagement": 20,
        "certification": 15,
        "satisfaction": 15,
    }
    assert (USUAL.green_from, USUAL.yellow_from) == (80, 50)
    assert scorecard_on(programme(), TODAY) == USUAL


def test_weights_are_shared_among_the_dimensions_that_have_data() -> None:
    found = suggestion(programme(certified=False))  # 20 × 100 + 15 × 0 + 15 × 100 over 50
    assert (found.status, found.score) == ("yellow", 70)
    points = {each.dimension: each.points for each in found.contributions}
    assert points == {
        "revenue": None,
        "pipeline": None,
        "engagement": pytest.approx(40),
        "certification": 0,
        "satisfaction": pytest.approx(30),
    }
    (revenue, *_) = found.contributions
    assert (revenue.score, revenue.weight, revenue.why) == (None, 30, "no target of its own")


def test_half_a_point_counts_though_floats_leave_a_hair_below_it() -> None:
    card = weights("2026-01-01", engagement=15, certification=10, satisfaction=15)
    found = suggestion(programme(idle=90, certified=False, rating=1, scorecards=[card]))
    assert found.score == 13  # 15 × 33⅓ over 40 is 12.5


def test_the_input_of_each_dimension_stands_beside_its_score() -> None:
    engagement = suggestion(programme(idle=75)).contributions[2]
    (days,) = engagement.inputs
    assert (days.label, days.value, days.unit) == ("Since the last activity", 75, "days")
    assert engagement.score == pytest.approx(50)


def test_fewer_than_three_dimensions_with_data_suggest_nothing() -> None:
    unweighted = [weights("2026-01-01", satisfaction=0)]
    found = suggestion(programme(status="green", scorecards=unweighted))
    assert (found.status, found.score, found.set_status, found.disagrees) == ("", None, "green", False)
    assert found.why == "data in 2 of 4 dimensions, 3 are needed"


def test_new_weights_hold_from_their_day_and_never_repaint_the_past() -> None:
    strict = weights("2026-11-21", green=100.0, yellow=75.0)
    early = weights("2026-11-01", certification=0.0, revenue=100.0)
    facts = programme(certified=False, scorecards=[strict, early])
    assert scorecard_on(facts, day_of("2026-10-31")) == USUAL
    assert scorecard_on(facts, day_of("2026-11-20")).since == day_of("2026-11-01")
    assert (suggestion(facts).status, suggestion(facts).score) == ("red", 67)
    before = programme(certified=False)
    yesterday, older = day_of("2026-11-20"), day_of("2026-10-31")
    assert suggestion(facts, yesterday) == suggestion(
        programme(certified=False, scorecards=[early]), yesterday
    )
    assert suggestion(facts, older) == suggestion(before, older)


def test_a_scorecard_without_a_day_holds_since_ever() -> None:
    since_ever = {**weights("", green=90.0), "effective_on": None}
    found = scorecard_on(programme(scorecards=[since_ever]), day_of("1990-01-01"))
    assert (found.since, found.green_from) == (NO_DAY, 90)


@pytest.mark.parametrize(
    ("rating", "green", "status", "score"),
    [
        (4.0, 92.0, "green", 92),  # 91.67 reads as 92 and is judged as what it reads
        (4.0, 93.0, "yellow", 92),
        (1.0, 80.0, "yellow", 67),
        (1.0, 67.0, "green", 67),
    ],
)
def test_the_score_is_judged_as_it_is_shown(rating: float, green: float, status: str, score: int) -> None:
    found = suggestion(programme(rating=rating, scorecards=[weights("2026-01-01", green=green)]))
    assert (found.status, found.score) == (status, score)


def test_a_disagreement_names_what_pulls_the_score_out_of_the_managers_band() -> None:
    worse = suggestion(programme(idle=60, certified=False, rating=5, status="green"))
    assert (worse.status, worse.disagrees) == ("yellow", True)
    assert [each.dimension for each in worse.causes] == ["certification", "engagement"]
    better = suggestion(programme(rating=3, status="red"))
    assert (better.status, better.score) == ("green", 85)
    # satisfaction stands at 50, where yellow begins: that is no longer red
    assert [each.dimension for each in better.causes] == ["engagement", "certification", "satisfaction"]
    assert suggestion(programme(status="green")).causes == ()
    unrated = suggestion(programme())
    assert (unrated.set_status, unrated.status, unrated.disagrees) == ("unrated", "green", False)


PROGRAMMES = st.fixed_dictionaries(
    {
        "idle": st.integers(0, 150),
        "certified": st.booleans(),
        "rating": st.floats(1, 5),
        "status": st.sampled_from(["green", "yellow", "red", ""]),
    }
)


@given(
    PROGRAMMES, st.lists(st.integers(1, 1000), min_size=5, max_size=5), st.tuples(*[st.integers(1, 99)] * 2)
)
def test_contributions_add_up_and_every_disagreement_has_a_cause(
    values: dict[str, Any], given_weights: list[int], bands: tuple[int, int]
) -> None:
    card = weights("2026-01-01", max(bands) + 0.5, min(bands))
    card |= dict(zip(DIMENSIONS, map(float, given_weights), strict=True))
    facts = programme(**values, scorecards=[card])
    found = suggestion(facts)
    assert found.score is not None
    total = sum(each.points for each in found.contributions if each.points is not None)
    assert abs(total - found.score) <= 0.5 + 1e-9
    assert found.disagrees == (values["status"] not in {"", found.status})
    assert found.disagrees == standings(facts, TODAY).disagrees[0]
