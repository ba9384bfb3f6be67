from typing import Any

from partnertracker.domain.periods import period_named
from partnertracker.services.measuring import figures
from tests.domain.programmes import facts_from

Q3 = period_named("2026-Q3")


def answer(respondent: str | None, score: int, on: str) -> dict[str, Any]:
    return {"partner": 1, "kind": "nps", "score": score, "answered_on": on, "respondent": respondent}


def test_a_respondent_counts_once_however_the_name_is_written() -> None:
    answers = [
        answer("Ann Lee", 0, "2026-07-01"),
        answer("ann  lee", 10, "2026-08-01"),
        answer("Bob", 10, "2026-07-01"),
        answer(None, 7, "2026-07-01"),
        answer(None, 7, "2026-07-01"),
    ]
    facts = facts_from({"partners": [{"name": "Litware"}], "surveys": answers})
    (figure,) = figures(facts, Q3, Q3.end, metrics=["partner_nps"])
    assert (figure.value, figure.n) == (50, 4)
