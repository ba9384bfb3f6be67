"""Every metric in every scope against plain loops, over programmes that hypothesis makes up."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Drill, Figure
from partnertracker.domain.periods import as_of_day, period_named
from partnertracker.services.measuring import by_partner, drill, figures, scopes_by
from tests.domain.metrics.oracle import METRICS, Question
from tests.domain.programmes import facts_from

Tables = dict[str, list[dict[str, Any]]]

FIRST = date(2025, 9, 1)
# Few different days, so that two things often happen on one day; and now and then any day.
TURNS = ("2025-12-31", "2026-01-01", "2026-01-15", "2026-02-28", "2026-03-01", "2026-03-31", "2026-09-30")
PARTNERS = 4
DEALS = 30


class Maker:
    """Makes a dense programme up: small ones, such as hypothesis prefers, leave most rules untouched."""

    def __init__(self, seed: int) -> None:
        self.any = Random(seed)
        self.rates_from = self.any.choice(["2020-01-01", "2026-01-15"])

    def day(self) -> str:
        if self.any.random() < 0.75:
            return self.any.choice(TURNS)
        return (FIRST + timedelta(days=self.any.randrange(500))).isoformat()

    def maybe_day(self) -> str | None:
        return self.day() if self.any.random() < 0.7 else None

    def partner(self) -> int:
        return self.any.randint(1, PARTNERS)

    def currency(self) -> str | None:
        return self.any.choice([None, None, None, "USD", "EUR", "JPY"])

    def deal(self) -> dict[str, Any]:
        stage = self.any.choice(["lead", "qualified", "proposal", "negotiation", "won", "won", "won", "lost"])
        return {
            "customer": "Acme",
            "customer_is_new": self.any.randint(0, 1),
            "source_partner": self.any.choice([None, self.partner(), self.partner()]),
            "stage": stage,
            "value": self.any.randrange(10**6),
            "currency": self.currency(),
            "created_on": self.day(),
            "qualified_on": self.maybe_day(),
            "closed_on": self.day() if stage in {"won", "lost"} else None,
            "probability": self.any.choice([None, 50, 33.3, self.any.random() * 100]),
            "registration_status": self.any.choice(["approved", "approved", "pending", None]),
            "registered_on": self.maybe_day(),
        }

    def influence(self) -> dict[str, Any]:
        return {
            "deal": self.any.randint(1, DEALS),
            "partner": self.partner(),
            "influenced_on": self.maybe_day(),
        }

    def event(self) -> dict[str, Any]:
        stage = self.any.choice(["lead", "qualified", "proposal", "negotiation", "lost"])
        return {"deal": self.any.randint(1, 6), "stage": stage, "entered_on": self.day()}

    def certification(self) -> dict[str, Any]:
        return {
            "partner": self.partner(),
            "person": self.any.choice("AB"),
            "certificate": self.any.choice(["Sales", "Cloud"]),
            "issued_on": self.day(),
            "expires_on": self.maybe_day(),
        }

    def review(self) -> dict[str, Any]:
        return {
            "partner": self.partner(),
            "status": self.any.choice(["green", "yellow", "red"]),
            "reviewed_on": self.day(),
            "next_review_on": self.maybe_day(),
        }

    def answer(self) -> dict[str, Any]:
        kind = self.any.choice(["nps", "nps", "support"])
        wide = kind == "support" and self.any.random() < 0.5
        return {
            "partner": self.partner(),
            "kind": kind,
            "score": self.any.randint(0, 10) if kind == "nps" or wide else self.any.randint(1, 5),
            "scale_min": 0 if wide else None,
            "scale_max": 10 if wide else None,
            "answered_on": self.day(),
            "respondent": self.any.choice([None, "Ann", "Bob"]),
        }

    def customer_stage(self) -> dict[str, Any]:
        outcome = self.any.choice(["succeeded", "succeeded", "failed", "abandoned", None])
        return {
            "partner": self.partner(),
            "stage": self.any.choice(["onboarding", "implementation", "early_adoption"]),
            "started_on": self.day(),
            "finished_on": self.day() if outcome else None,
            "outcome": outcome,
        }

    def cost(self) -> dict[str, Any]:
        return {
            "month": self.day()[:7],
            "category": self.any.choice(["partner_managers", "marketing", "customer_success", "commission"]),
            "partner": self.any.choice([None, self.partner()]),
            "amount": self.any.randrange(10**6),
            "currency": self.currency(),
        }

    def some(self, make: Callable[[], dict[str, Any]], most: int) -> list[dict[str, Any]]:
        return [make() for _ in range(self.any.randint(0, most))]

    def partners(self) -> list[dict[str, Any]]:
        return [
            {
                "name": f"Partner {n}",
                "tier": self.any.choice([None, "Gold", "Silver"]),
                "manager": self.any.choice([None, "MO", "JL"]),
                "offboarded_on": self.any.choice([None, None, self.day()]),
            }
            for n in range(PARTNERS)
        ]

    def programme(self) -> Tables:
        without_deals = self.any.random() < 0.05
        influences = {(row["deal"], row["partner"]): row for row in self.some(self.influence, 20)}
        required = self.any.choice([[], [("Gold", "Sales", 1)], [("Gold", "Cloud", 2), ("Gold", "Sales", 1)]])
        return {
            "partners": self.partners(),
            "deals": [] if without_deals else [self.deal() for _ in range(DEALS)],
            "deal_influences": [] if without_deals else list(influences.values()),
            "deal_stage_events": [] if without_deals else self.some(self.event, 20),
            "exchange_rates": [
                {"currency": currency, "from_date": day, "rate": self.any.choice([0.0065, 1.0837, 1.1])}
                for currency in ("EUR", "JPY")
                for day in {self.rates_from, "2026-02-28"}
            ],
            "company_revenue": [
                {
                    "month": f"{2025 + n // 12}-{n % 12 + 1:02d}",
                    "amount": self.any.randrange(10**7),
                    "currency": self.currency(),
                }
                for n in range(8, 24)
                if self.any.random() < 0.97
            ],
            "certifications": self.some(self.certification, 15),
            "tier_requirements": [{"tier": t, "certificate": c, "people": n} for t, c, n in required],
            "health_reviews": self.some(self.review, 12),
            "surveys": self.some(self.answer, 15),
            "customer_stages": self.some(self.customer_stage, 15),
            "costs": self.some(self.cost, 8),
        }


def programmes() -> st.SearchStrategy[Tables]:
    return st.integers(0, 2**32).map(lambda seed: Maker(seed).programme())


DAYS = (
    st.sampled_from(TURNS)
    | st.sampled_from(TURNS)
    | st.integers(0, 500).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
)
LABELS = st.sampled_from(["2026-Q1", "2026-Q3", "2026-02", "2026", "2026-11"])


def partners_in(tables: Tables, scope: str) -> frozenset[int] | None:
    field, _, name = scope.partition(":")
    if field == "all":
        return None
    column = "name" if field == "partner" else field
    return frozenset(key for key, row in enumerate(tables["partners"], start=1) if row[column] == name)


def all_scopes(facts: Facts) -> list[str]:
    return ["all", *(scope for each in ("partner", "manager", "tier") for scope in scopes_by(facts, each))]


@given(programmes(), LABELS, DAYS)
@settings(max_examples=150, deadline=None)
def test_every_figure_is_what_plain_loops_find(tables: Tables, label: str, today: str) -> None:
    facts, period = facts_from(tables), period_named(label)
    as_of = as_of_day(period, day_of(today))
    for figure in figures(facts, period, as_of, scopes=all_scopes(facts), metrics=list(METRICS), trend=False):
        question = Question(tables, date_of(period.start), date_of(as_of), partners_in(tables, figure.scope))
        value, n = METRICS[figure.metric.id](question)
        if not tables[figure.metric.reads]:
            value, n = None, 0
        where = (figure.metric.id, figure.scope, figure.reason)
        assert (figure.value is None) == (value is None), where
        if value is not None:
            assert figure.value == pytest.approx(float(value), rel=1e-12, abs=1e-12), where
        assert figure.n == n, where
        assert (figure.reason is None) == (figure.value is not None), where


@given(programmes(), LABELS, DAYS)
@settings(max_examples=80, deadline=None)
def test_the_drill_rows_add_up_to_every_figure(tables: Tables, label: str, today: str) -> None:
    facts, period = facts_from(tables), period_named(label)
    for figure in figures(facts, period, day_of(today), scopes=all_scopes(facts), trend=False):
        if figure.value is not None:
            behind = drill(facts, figure.metric.id, period, day_of(today), figure.scope)
            assert added_up(figure, behind) == pytest.approx(figure.value, rel=1e-12, abs=1e-9)


def added_up(figure: Figure, behind: Drill) -> float:
    values = sorted(row.value for row in behind.rows if row.part != "denominator")
    if figure.metric.kind == "distribution":
        middle = len(values) // 2
        return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    below = [row.value for row in behind.rows if row.part == "denominator"]
    return sum(values) / sum(below) if below else sum(values)


@given(programmes(), LABELS, DAYS, st.sampled_from(sorted(METRICS)))
@settings(max_examples=60, deadline=None)
def test_all_partners_at_once_are_the_same_as_one_by_one(
    tables: Tables, label: str, today: str, metric: str
) -> None:
    facts, period = facts_from(tables), period_named(label)
    together = by_partner(facts, metric, period, day_of(today))
    for figure in together:
        (alone,) = figures(facts, period, day_of(today), scopes=[figure.scope], metrics=[metric], trend=False)
        assert alone == figure


@given(programmes(), LABELS, DAYS)
@settings(max_examples=40, deadline=None)
def test_partners_add_up_to_the_programme_where_each_row_has_one_partner(
    tables: Tables, label: str, today: str
) -> None:
    facts, period = facts_from(tables), period_named(label)
    for metric in ("bookings", "sourced_revenue", "pipeline", "sqls", "active_partners", "red_partners"):
        (total,) = figures(facts, period, day_of(today), metrics=[metric], trend=False)
        each = [figure.value for figure in by_partner(facts, metric, period, day_of(today))]
        if total.value is not None:
            assert sum(value for value in each if value is not None) == pytest.approx(total.value)


@given(programmes(), LABELS, DAYS)
@settings(max_examples=30, deadline=None)
def test_a_trend_holds_the_same_figures_asked_for_one_by_one(tables: Tables, label: str, today: str) -> None:
    facts, period = facts_from(tables), period_named(label)
    for figure in figures(facts, period, day_of(today)):
        assert len(figure.trend) == 12
        assert figure.trend[-1].value == figure.value
        assert figure.trend[-1].target == figure.target
        assert figure.trend[-2].value == figure.previous
        point = figure.trend[-4]
        (then,) = figures(facts, point.period, day_of(today), metrics=[figure.metric.id], trend=False)
        assert (then.value, then.target) == (point.value, point.target)
