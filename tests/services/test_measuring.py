"""Figures come scope by scope and in the words of the contract, and follow each change."""

import json
from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.metrics.figure import STATUSES
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.settings import Settings
from partnertracker.services.measuring import figures, figures_as_json, scopes_by
from tests.domain.programmes import encoded
from tests.services.quarter import END, Q3, deal, one, programme


@pytest.mark.parametrize("metric", BUILT_IN, ids=lambda metric: metric.id)
def test_every_definition_is_a_whole_sentence(metric: Metric) -> None:
    words = metric.definition

    assert words.endswith(".")
    assert words[0].isupper()
    assert not words.removesuffix(".").endswith("'s")


def test_scopes_come_by_name_and_only_those_that_are_there() -> None:
    facts = programme()
    assert scopes_by(facts, "partner") == ("partner:Adatum", "partner:Contoso", "partner:Litware")
    assert scopes_by(facts, "manager") == ("manager:JL", "manager:MO")
    assert scopes_by(facts, "tier") == ("tier:Gold",)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("partner:Nobody", "no partner “Nobody”"),
        ("manager:ZZ", "no manager"),
        ("tier:", "no tier"),
        ("everyone", "not a scope"),
    ],
)
def test_a_scope_that_is_not_there_is_refused(scope: str, words: str) -> None:
    with pytest.raises(UnusableArgumentError, match=words):
        figures(programme(deal()), Q3, END, scopes=[scope])


def test_an_unknown_metric_or_dimension_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnusableArgumentError, match="bookings"):
        figures(programme(), Q3, END, metrics=["profit"])
    with pytest.raises(UnusableArgumentError, match="partner, manager, tier"):
        scopes_by(programme(), "region")


def test_figures_come_scope_by_scope_in_the_order_of_the_catalogue() -> None:
    found = figures(programme(deal()), Q3, END, scopes=["partner:Litware", "all"], trend=False)
    assert [each.scope for each in found] == ["partner:Litware"] * len(BUILT_IN) + ["all"] * len(BUILT_IN)
    assert [each.metric for each in found[: len(BUILT_IN)]] == list(BUILT_IN)
    assert {each.trend for each in found} == {()}


def test_the_catalogue_uses_the_words_that_are_agreed() -> None:
    assert list(dict.fromkeys(each.group for each in BUILT_IN)) == [
        "Revenue",
        "Pipeline and funnel",
        "Partner activity",
        "Customer success",
        "Partnership health",
        "Cost",
    ]
    assert {each.kind for each in BUILT_IN} <= {"flow", "stock", "ratio", "window", "distribution"}
    assert {each.unit for each in BUILT_IN} <= {
        *("money", "share", "days", "count", "people", "points", "times"),
    }
    assert {each.direction for each in BUILT_IN} <= {"higher", "lower"}
    assert len({each.id for each in BUILT_IN}) == len(BUILT_IN)


def test_json_is_what_the_contract_shows() -> None:
    goal = {"metric": "bookings", "scope": "all", "period": "2026-Q3", "comparison": "at_least", "value": 1e6}
    facts = programme(deal(value=84_230_000), deal(value=79_100_000, closed_on="2026-05-01"), targets=[goal])
    (entry,) = figures_as_json(facts, figures(facts, Q3, END, metrics=["bookings"]))
    trend: Any = entry.pop("trend")
    assert json.loads(json.dumps(entry)) == {
        "id": "bookings",
        "scope": "all",
        "kind": "flow",
        "unit": "money",
        "value": 842300.00,
        "n": 1,
        "reason": None,
        "target": 1000000.00,
        "comparison": "at_least",
        "attainment": 0.8423,
        "pace": {"elapsed": 1.0, "expected": 1000000.00, "projection": 842300.00},
        "status": "red",
        "previous": 791000.00,
    }
    assert trend[-2:] == [{"period": "2026-Q2", "value": 791000.0}, {"period": "2026-Q3", "value": 842300.0}]
    assert trend[0]["period"] == "2023-Q4"


@pytest.mark.parametrize(("currency", "size"), [("USD", 0.33), ("JPY", 33.0), ("KWD", 0.033)])
def test_money_in_json_has_the_currencys_decimals(currency: str, size: float) -> None:
    facts = programme(deal(value=50), deal(value=25), deal(value=25), currency=currency)
    entries = figures_as_json(facts, figures(facts, Q3, END, metrics=["average_deal_size"]))
    assert entries[0]["value"] == size


def test_money_in_json_is_rounded_half_up() -> None:
    facts = programme(deal(value=12), deal(value=13))
    (entry,) = figures_as_json(facts, figures(facts, Q3, END, metrics=["average_deal_size"]))
    assert entry["value"] == 0.13


def test_sums_that_no_integer_holds_are_not_wrapped_round() -> None:
    facts = programme(*[deal(value=4 * 10**18)] * 3)
    assert one(facts, "bookings").value == pytest.approx(1.2e17)
    assert one(facts, "bookings", "manager:MO").value == pytest.approx(1.2e17)


def test_every_status_is_one_of_the_contract() -> None:
    found = figures(programme(deal(), deal(stage="lost")), Q3, day_of("2026-08-01"))
    assert {each.status for each in found} <= set(STATUSES)


def test_a_period_of_another_fiscal_year_counts_no_day_twice_and_goes_by_its_name_of_now() -> None:
    written = {"name": "double", "label": "Double", "unit": "money", "formula": "2 * bookings"}
    facts = programme(deal(), deal(closed_on="2026-06-01"), custom_metrics=[written])
    facts = facts.with_rules(Settings(fiscal_year_start=7), facts.stages)
    (found,) = figures(facts, Q3, END, metrics=["double"])
    names = [point.period.label for point in found.trend]
    assert names[-4:] == ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]
    assert [point.value for point in found.trend[-4:]] == [0, 0, found.previous, found.value]
    assert len(set(names)) == len(names)


def test_figures_follow_every_change_of_the_facts() -> None:
    before = programme(
        deal(stage="qualified", closed_on=None),
        deal(),
        deal_influences=[{"deal": 2, "partner": 2}],
        health_reviews=[{"partner": 1, "status": "red", "reviewed_on": "2026-08-01"}],
    )
    changes: list[dict[str, ChangedRows]] = [
        {"deals": ChangedRows(encoded("deals", [deal(value=777)]))},
        {"deals": ChangedRows(encoded("deals", [deal(currency="EUR")]))},
        {"deals": ChangedRows(encoded("deals", [deal(source_partner=3, customer_is_new=0)]))},
        {"deals": ChangedRows(encoded("deals", [deal(qualified_on="2026-07-15")]))},
        {"deals": ChangedRows((), gone=[1]), "deal_influences": ChangedRows((), gone=[1])},
        {"deal_influences": ChangedRows((), gone=[1])},
        {"exchange_rates": ChangedRows([(1, "EUR", "2026-01-01", 2.0)])},
        {"deal_stage_events": ChangedRows([(1, 2, "lost", "2026-07-01")])},
        {"health_reviews": ChangedRows([(1, 1, "green", "2026-08-01", None, None)])},
        {
            "targets": ChangedRows(
                [(1, "sqls", "all", "2026", "at_least", 4, None, None, None, "evenly", None)]
            )
        },
    ]
    scopes = ["all", "partner:Adatum", "manager:MO"]
    figures(before, Q3, END, scopes=scopes)
    for number, change in enumerate(changes, start=1):
        after = before.with_changes(change, number)
        anew = Facts(after.tables, after.settings, after.stages, after.version)
        assert figures(after, Q3, END, scopes=scopes) == figures(anew, Q3, END, scopes=scopes)
        before = after
