from partnertracker.domain.columns import NO_DAY, day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.health import (
    STATUSES,
    offboarded,
    ramping,
    red_partners,
    status_codes,
    status_since,
)
from tests.domain.programmes import facts_from


def programme() -> Facts:
    return facts_from(
        {
            "partners": [
                {"name": "Litware", "joined_on": "2026-08-24", "offboarded_on": "2026-12-01"},
                {"name": "Adatum", "joined_on": "2026-08-23"},
                {"name": "Wingtip"},
            ],
            "health_reviews": [
                {"partner": 1, "status": "green", "reviewed_on": "2026-03-01"},
                {"partner": 1, "status": "red", "reviewed_on": "2026-09-12"},
                {"partner": 1, "status": "red", "reviewed_on": "2026-11-12"},
                {"partner": 2, "status": "red", "reviewed_on": "2026-10-01"},
                {"partner": 2, "status": "yellow", "reviewed_on": "2026-10-01"},
            ],
        }
    )


def statuses(day: str) -> list[str]:
    return [STATUSES[code] for code in status_codes(programme(), day_of(day))]


def test_the_status_on_a_day_is_that_of_the_latest_review_by_then() -> None:
    assert statuses("2026-02-28") == ["unrated", "unrated", "unrated"]
    assert statuses("2026-03-01") == ["green", "unrated", "unrated"]
    assert statuses("2026-11-12") == ["red", "yellow", "unrated"]


def test_those_that_require_intervention_are_counted_while_they_are_partners() -> None:
    counts = [red_partners(programme(), day_of(day)) for day in ("2026-03-01", "2026-11-30", "2026-12-01")]
    assert counts == [0, 1, 0]


def test_a_status_holds_since_the_first_of_the_reviews_that_agree() -> None:
    since = status_since(programme(), day_of("2026-11-22")).tolist()
    assert since == [day_of("2026-09-12"), day_of("2026-10-01"), NO_DAY]


def test_a_partner_is_offboarded_from_the_day_itself() -> None:
    assert not offboarded(programme(), day_of("2026-11-30")).any()
    assert offboarded(programme(), day_of("2026-12-01")).tolist() == [True, False, False]


def test_a_partner_that_joined_less_than_ninety_days_ago_is_ramping() -> None:
    assert ramping(programme(), day_of("2026-11-21")).tolist() == [True, False, False]
    assert not ramping(programme(), day_of("2026-08-22")).any()
