from typing import Any

from partnertracker.domain.columns import day_of
from partnertracker.domain.quality import success
from partnertracker.domain.quality.flaw import Look
from tests.domain.programmes import facts_from

DAY = day_of("2026-11-21")
PARTNERS = [{"name": "Litware"}, {"name": "Adatum"}, {"name": "Contoso", "offboarded_on": "2026-01-01"}]


def flawed(**tables: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Return by flaw the places of the rows that have it, counted from 1."""
    facts = facts_from({"partners": PARTNERS, **tables})
    found = {flaw.id: flaw.find(Look(facts, DAY)) for flaw in success.FLAWS}
    return {name: [int(row) + 1 for row in rows] for name, rows in found.items() if len(rows)}


def answer(partner: int, day: str, kind: str = "nps", respondent: str | None = "Ann") -> dict[str, Any]:
    return {"partner": partner, "kind": kind, "score": 4, "answered_on": day, "respondent": respondent}


def test_an_nps_answer_in_the_window_has_a_respondent() -> None:
    answers = [
        answer(1, "2025-11-22", respondent=None),
        answer(1, "2025-11-21", respondent=None),
        answer(1, "2026-11-22", respondent=None),
        answer(1, "2026-11-21", "support", None),
        answer(1, "2026-11-21"),
    ]
    assert flawed(surveys=answers)["nps_without_respondent"] == [1]


def test_a_partner_whose_last_answer_is_over_a_year_old_is_silent() -> None:
    answers = [
        answer(1, "2025-11-21"),
        answer(2, "2025-11-22"),
        answer(3, "2025-11-21"),
        answer(2, "2025-01-01", "support"),
        answer(2, "2026-11-22", "support"),
    ]
    assert flawed(surveys=answers) == {"nps_silent": [1], "support_silent": [2]}


def test_a_stage_runs_longer_than_planned_or_without_end() -> None:
    def stage(started: str, planned: int | None, finished: str | None = None) -> dict[str, Any]:
        return {"partner": 1, "started_on": started, "planned_days": planned, "finished_on": finished}

    stages = [
        stage("2026-11-01", 19),
        stage("2026-11-01", 20),
        stage("2026-11-01", 19, "2026-11-21"),
        stage("2026-11-01", 19, "2026-11-22"),
        stage("2026-05-24", None),
        stage("2026-05-25", None),
        stage("2026-05-24", 500),
    ]
    assert flawed(customer_stages=stages) == {"stages_behind_plan": [1, 4], "stages_endless": [5]}
