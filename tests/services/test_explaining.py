"""A figure's formula shows the numbers it was worked out from, and they come to it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from partnertracker.cli.words import number_words
from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.services.explaining import formula_words, noun
from partnertracker.services.measuring import drill, figures, scopes_by
from partnertracker.services.session import Session
from tests.domain.programmes import facts_from
from tests.made_up import TODAY, demo_session

Q3 = period_named("2026-Q3")


def deal(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    usual = {"customer": "Acme", "customer_is_new": 1, "source_partner": 1, "stage": "won", "value": 10_000}
    days = {"created_on": "2026-06-01", "qualified_on": "2026-06-01", "closed_on": "2026-08-01"}
    return usual | days | values


def programme(*deals: dict[str, Any], **tables: list[dict[str, Any]]) -> Facts:
    return facts_from({"partners": [{"name": "Litware"}, {"name": "Adatum"}], "deals": deals, **tables})


def words(facts: Facts, figure: Figure) -> str:
    found = drill(facts, figure.metric.id, figure.period, figure.as_of, figure.scope)
    return formula_words(facts, figure, found, lambda value, unit: number_words(value, unit, "USD"))


def explained(facts: Facts, metric: str, scope: str = "all") -> str:
    (figure,) = figures(facts, Q3, Q3.end, scopes=[scope], metrics=[metric], trend=False)
    return words(facts, figure)


DEALS = (
    deal(),
    deal(value=2_000_000, qualified_on="2026-07-12"),
    deal(stage="lost"),
    deal(stage="qualified", closed_on=None, value=50_000),
)


@pytest.mark.parametrize(
    ("metric", "line"),
    [
        ("bookings", "20,100 USD = Σ of 2 deals"),
        ("sqls", "1 = count of 1 deal"),
        ("sales_cycle", "40.5 d = middle of 2 values, 20 d to 61 d"),
        ("win_rate", "2 won ÷ (2 won + 1 lost) = 66.7 %"),
        ("average_deal_size", "20,100 USD won ÷ 2 deals = 10,050 USD"),
        ("revenue_per_partner", "20,100 USD won with partners ÷ 1 active partner = 20,100 USD"),
        ("active_partners", "1 = count of 1 partner"),
        ("cohort_conversion", "1 won ÷ 1 qualified = 100.0 %"),
        ("pipeline", "500 USD = Σ of 1 deal"),
        ("pipeline_coverage", "500 USD pipeline ÷ (25,000 USD target − 20,100 USD booked) = 0.1×"),
        (
            "influenced_share",
            "20,100 USD with partners ÷ 40,000 USD company revenue: no company revenue for 2026-09",
        ),
    ],
)
def test_each_form_has_its_formula(metric: str, line: str) -> None:
    goal = {"metric": "bookings", "period": "2026-Q3", "comparison": "at_least", "value": 25_000.0}
    months = [{"month": month, "amount": 2_000_000} for month in ("2026-07", "2026-08")]
    facts = programme(*DEALS, targets=[goal | {"effective_on": "2026-01-01"}], company_revenue=months)

    assert explained(facts, metric) == line


def test_one_answer_is_said_to_be_one() -> None:
    answer = {"partner": 1, "kind": "nps", "score": 8, "answered_on": "2026-08-03"}
    assert "÷ 1 answer " in explained(programme(surveys=[answer]), "partner_nps")


@pytest.mark.parametrize(
    ("scores", "line"),
    [
        ((9, 10, 8, 3), "(2 promoters − 1 detractor) ÷ 4 answers × 100 = 25"),
        ((9, 8), "(1 promoter − 0 detractors) ÷ 2 answers × 100 = 50"),
        ((0, 6), "(0 promoters − 2 detractors) ÷ 2 answers × 100 = -100"),
        ((8,), "(0 promoters − 0 detractors) ÷ 1 answer × 100 = 0"),
    ],
)
def test_a_score_names_those_who_promote_and_those_who_detract(scores: tuple[int, ...], line: str) -> None:
    surveys = [{"partner": 1, "kind": "nps", "score": each, "answered_on": "2026-08-03"} for each in scores]
    facts = programme(surveys=surveys)
    assert explained(facts, "partner_nps") == line
    rows = drill(facts, "partner_nps", Q3, Q3.end).rows
    (figure,) = figures(facts, Q3, Q3.end, metrics=["partner_nps"], trend=False)
    total = sum(row.value for row in rows if row.part == "numerator")
    assert total == (figure.value or 0) * len(scores)


def test_a_median_of_one_value_says_so() -> None:
    assert explained(programme(deal()), "sales_cycle") == "61 d = the only value"


@pytest.mark.parametrize(
    ("metric", "line"),
    [
        ("win_rate", "0 won ÷ (0 won + 0 lost): no deals closed"),
        ("sales_cycle", "middle of 0 values: no date of qualification"),
        ("pipeline_coverage", "0 USD pipeline ÷ (– target − 100 USD booked): no bookings target"),
        ("bookings", "Σ of 1 deal: no exchange rate for EUR on 2026-08-02"),
        ("headcount_gap", "Σ of 0 capacities: no capacities yet"),
    ],
)
def test_without_a_figure_the_line_ends_with_the_reason(metric: str, line: str) -> None:
    gap = deal(currency="EUR", closed_on="2026-08-02")
    without = {"win_rate": (deal(closed_on="2025-01-01"),), "sales_cycle": (deal(qualified_on=None),)}
    deals = without.get(metric, (deal(), gap) if metric == "bookings" else (deal(),))

    assert explained(programme(*deals), metric) == line


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        ("bookings / active_partners", "20,100 USD bookings ÷ 1 active partner = 20,100 USD"),
        ("(bookings + 2.50) * win_rate", "(20,100 USD bookings + 2.50) × 66.7 % win rate = 13,402 USD"),
        ("twice - bookings", "40,200 USD double bookings − 20,100 USD bookings = 20,100 USD"),
        (
            "bookings / red_partners",
            "20,100 USD bookings ÷ – red partners: Red partners: no health reviews yet",
        ),
        ("bookings / banana", "bookings / banana: There is no metric “banana” at position 12"),
    ],
)
def test_a_metric_of_the_team_s_own_shows_the_figures_it_is_made_of(formula: str, line: str) -> None:
    rows = [
        {"name": "own", "label": "Own", "formula": formula, "unit": "money"},
        {"name": "twice", "label": "Double bookings", "formula": "2 * bookings", "unit": "money"},
    ]

    assert explained(programme(*DEALS, custom_metrics=rows), "own") == line


@pytest.mark.parametrize(
    ("table", "one", "many"),
    [
        ("deals", "deal", "deals"),
        ("company_revenue", "month of company revenue", "months of company revenue"),
        ("health_reviews", "health review", "health reviews"),
    ],
)
def test_rows_have_a_noun(table: str, one: str, many: str) -> None:
    assert (noun(table, 1), noun(table, 2)) == (one, many)


@pytest.fixture(scope="module")
def demo() -> Iterator[Session]:
    session = demo_session(20, 300)
    yield session
    session.store.close()


def test_the_numbers_of_every_line_come_to_the_figure(demo: Session) -> None:
    facts, period = demo.facts, period_named("2026")
    scopes = ("all", *scopes_by(facts, "manager"), *scopes_by(facts, "partner")[:4])
    metrics = [each.id for each in catalogue(facts)]
    for figure in figures(
        facts, period, day_of(TODAY.isoformat()), scopes=scopes, metrics=metrics, trend=False
    ):
        found = drill(facts, figure.metric.id, period, figure.as_of, figure.scope)
        line = words(facts, figure)
        if figure.value is None:
            assert line.endswith(figure.reason or "?")
        else:
            assert number_words(figure.value, figure.metric.unit, "USD") in re.split(" = ", line)
        for name in {part.part for part in found.parts}:
            rows = sum(row.value for row in found.rows if row.part == name)
            parts = sum(part.total or 0 for part in found.parts if part.part == name)
            assert rows == pytest.approx(parts)
            count = sum(part.count for part in found.parts if part.part == name)
            assert count == sum(row.part == name for row in found.rows)
