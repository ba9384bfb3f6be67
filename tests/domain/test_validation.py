"""All that is wrong with a row is said at once, beside the field it concerns."""

import pytest

from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.fields import Context, Kind, Row, Value
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.settings import DEFAULT_STAGES
from partnertracker.domain.validation import named_thing_problem, problems_of_row, shown

CONTEXT = Context("2026-11-22", "USD", {stage.key: stage for stage in DEFAULT_STAGES}, BUILT_IN_BY_ID)
NO_LENGTH = (
    "Period must be a year, a quarter, a month or a week: what SQLs should come to depends on how long it is."
)
DEAL: Row = {
    "name": "ERP rollout",
    "customer": "Port",
    "customer_is_new": 1,
    "stage": "lead",
    "value": 100_00,
    "currency": "USD",
    "created_on": "2026-03-01",
}


def sentences(table: str, row: Row) -> dict[str, str]:
    return {p.column: p.sentence for p in problems_of_row(entity(table), row, CONTEXT)}


def test_a_good_row_has_no_problems() -> None:
    assert sentences("deals", DEAL) == {}


def test_what_is_required_must_be_there() -> None:
    assert sentences("deals", {}) == {
        "name": "Deal name is needed.",
        "customer": "Customer is needed.",
        "stage": "Stage is needed.",
        "value": "Value is needed.",
        "created_on": "Created on is needed.",
    }


@pytest.mark.parametrize(
    ("changed", "column", "sentence"),
    [
        ({"stage": "won"}, "closed_on", "Closed on is needed when a deal is won."),
        (
            {"closed_on": "2026-04-01"},
            "closed_on",
            "Closed on must be empty while the deal is in stage Lead.",
        ),
        (
            {"stage": "lost", "closed_on": "2026-12-01"},
            "closed_on",
            "Closed on must not be after today (2026-11-22).",
        ),
        (
            {"stage": "lost", "closed_on": "2026-02-01"},
            "closed_on",
            "Closed on must be on or after created on (2026-03-01).",
        ),
        (
            {"qualified_on": "2026-02-28"},
            "qualified_on",
            "Qualified on must be on or after created on (2026-03-01).",
        ),
        ({"value": -1}, "value", "Value must be 0 or more."),
        ({"value": 12.5}, "value", "Value must be an amount."),
        ({"value": "12"}, "value", "Value must be an amount."),
        ({"probability": 101}, "probability", "Probability must be between 0 and 100."),
        ({"probability": float("nan")}, "probability", "Probability must be a percentage from 0 to 100."),
        (
            {"stage": "dreaming"},
            "stage",
            "Stage must be one of Lead, Qualified, Proposal, Negotiation, Won, Lost.",
        ),
        ({"name": "  "}, "name", "Deal name must be a text that can be stored."),
        ({"name": "A\u0308"}, "name", "Deal name must be a text that can be stored."),
        (
            {"created_on": "1.3.2026"},
            "created_on",
            "Created on must be a date of the calendar such as 2026-08-31.",
        ),
        ({"customer_is_new": 2}, "customer_is_new", "New customer must be yes or no."),
        ({"currency": "usd"}, "currency", "Currency must be three letters such as USD."),
        ({"term_months": True}, "term_months", "Term in months must be a whole number such as 12."),
    ],
)
def test_one_broken_rule_is_one_sentence(changed: Row, column: str, sentence: str) -> None:
    assert sentences("deals", {**DEAL, **changed}) == {column: sentence}


@pytest.mark.parametrize(
    ("metric", "period", "columns"),
    [
        ("bookings", "2026-Q3", set()),
        ("bookings", "always", set()),
        ("bookings", "2026-W53", set()),
        ("bookings", "2026-Q5", {"period"}),
        ("bookings", "2026-q3", {"period"}),
        ("bookings", "whenever", {"period"}),
        ("luck", "2026", {"metric"}),
    ],
)
def test_a_target_names_a_metric_and_a_period_that_exist(metric: str, period: str, columns: set[str]) -> None:
    target: Row = {"metric": metric, "scope": "all", "period": period, "comparison": "growing"}
    assert set(sentences("targets", target)) == columns


@pytest.mark.parametrize(
    ("target", "problems"),
    [
        (
            {"metric": "sqls", "period": "always", "comparison": "at_least", "value": 777.0},
            {"period": NO_LENGTH},
        ),
        ({"metric": "sqls", "period": "always", "comparison": "growth", "value": 20.0}, {}),
        ({"metric": "sqls", "period": "2026-Q3", "comparison": "at_least", "value": 777.0}, {}),
        ({"metric": "pipeline", "period": "always", "comparison": "at_least", "value": 777.0}, {}),
        (
            {"metric": "win_rate", "period": "2026", "comparison": "at_least", "value": 150.0},
            {"value": "Value must be from 0% to 100% (0 to 1), as Win rate is part of a whole."},
        ),
        (
            {
                "metric": "win_rate",
                "period": "2026",
                "comparison": "between",
                "value": 0.2,
                "value_high": 30.0,
            },
            {"value_high": "Upper value must be from 0% to 100% (0 to 1), as Win rate is part of a whole."},
        ),
        ({"metric": "win_rate", "period": "2026", "comparison": "at_least", "value": 1.0}, {}),
        ({"metric": "win_rate", "period": "2026", "comparison": "growth", "value": 20.0}, {}),
        ({"metric": "cost_to_carry", "period": "2026", "comparison": "at_most", "value": 1.5}, {}),
        (
            {"metric": "bookings", "period": "2026", "comparison": "growth", "value": -120.0},
            {"value": "Value must be -100% or more: growth of -100% leaves nothing."},
        ),
        ({"metric": "bookings", "period": "2026", "comparison": "growth", "value": -100.0}, {}),
        (
            {"metric": "partner_nps", "period": "2026", "comparison": "at_least", "value": 101.0},
            {"value": "Value must be from -100 to 100: Partner NPS can't go beyond that."},
        ),
        ({"metric": "partner_nps", "period": "2026", "comparison": "at_least", "value": -100.0}, {}),
        (
            {"metric": "support_satisfaction", "period": "2026", "comparison": "at_least", "value": 6.0},
            {"value": "Value must be from 1 to 5: Support satisfaction can't go beyond that."},
        ),
        (
            {"metric": "onboarding_days", "period": "2026", "comparison": "at_most", "value": -1.0},
            {"value": "Value must be 0 or more: Onboarding time can't go below that."},
        ),
        (
            {"metric": "sqls", "period": "2026", "comparison": "between", "value": 0.0, "value_high": -5.0},
            {"value_high": "Upper value must be given and not be below the value."},
        ),
        (
            {"metric": "sqls", "period": "2026", "comparison": "at_least", "value": -5.0},
            {"value": "Value must be 0 or more: SQLs can't go below that."},
        ),
        ({"metric": "headcount_gap", "period": "2026", "comparison": "at_least", "value": -2.0}, {}),
    ],
)
def test_a_target_is_one_that_its_metric_can_be_held_against(target: Row, problems: dict[str, str]) -> None:
    assert sentences("targets", {"scope": "all", **target}) == problems


def test_metrics_are_left_alone_where_none_are_given() -> None:
    field = entity("notes").field("metric")
    assert named_thing_problem("notes", field, "luck", None) == ""
    assert named_thing_problem("notes", field, "luck", {"bookings"}) != ""
    assert named_thing_problem("notes", field, None, {"bookings"}) == ""


def test_a_value_is_quoted_short_and_on_one_line() -> None:
    assert shown("a\n b") == "a b"
    assert shown("x" * 100) == "x" * 59 + "…"
    assert shown(None) == ""


def test_every_rule_names_the_fields_it_reads() -> None:
    """Many rows are checked by the distinct values of these fields alone: they must be all that it reads."""
    for each in ENTITIES:
        for rule in each.rules:
            seen: set[str] = set()

            class Watched(dict[str, Value]):
                """Notes what is looked at."""

                def get(  # type: ignore[override]
                    self, name: str, default: Value = None, noted: set[str] = seen
                ) -> Value:
                    noted.add(name)
                    return super().get(name, default)

                def __getitem__(self, name: str, noted: set[str] = seen) -> Value:
                    noted.add(name)
                    return super().__getitem__(name)

            for values in _rows_that_reach_everything(each.table):
                rule.check(Watched(values), CONTEXT)
            assert seen <= set(rule.reads), (each.table, rule.column)
            assert rule.column in rule.reads
            assert all(each.field(name).kind is Kind.DATE for name in ([rule.floor] if rule.floor else []))


def _rows_that_reach_everything(table: str) -> list[Row]:
    fields = entity(table).fields
    full: Row = {field.name: _SOME.get(field.kind, "x") for field in fields}
    rows = [full]
    for field in fields:
        rows += [{**full, field.name: choice.value} for choice in field.choices]
        rows.append({**full, field.name: None})
        if field.kind is Kind.STAGE:
            rows += [{**full, field.name: stage.key} for stage in DEFAULT_STAGES]
    return rows


_SOME: dict[Kind, Value] = {
    Kind.DATE: "2026-03-01",
    Kind.NUMBER: 5.0,
    Kind.PERCENT: 5.0,
    Kind.WHOLE: 5,
    Kind.MONEY: 5,
}
