import json
from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.metrics.figure import STATUSES, Figure
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import Settings
from partnertracker.services.measuring import by_partner, drill, figures, figures_as_json, scopes_by
from tests.domain.programmes import encoded, facts_from

Q3 = period_named("2026-Q3")
END = Q3.end


def deal(**values: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "customer": "Acme",
        "customer_is_new": 1,
        "source_partner": 1,
        "stage": "won",
        "value": 10_000,
        "created_on": "2026-06-01",
        "qualified_on": "2026-06-01",
        "closed_on": "2026-08-01",
    } | values


PARTNERS = [
    {"name": "Litware", "manager": "MO", "tier": "Gold"},
    {"name": "Adatum", "manager": "JL"},
    {"name": "Contoso", "manager": "MO", "tier": "Gold"},
]


def programme(*deals: dict[str, Any], currency: str = "USD", **tables: list[dict[str, Any]]) -> Facts:
    return facts_from({"partners": PARTNERS, "deals": deals, **tables}, Settings(currency=currency))


def one(facts: Facts, metric: str, scope: str = "all", label: str = "2026-Q3", day: int = END) -> Figure:
    (found,) = figures(facts, period_named(label), day, scopes=[scope], metrics=[metric])
    return found


def test_an_empty_table_is_no_data_and_never_zero() -> None:
    for figure in figures(programme(), Q3, END):
        assert figure.value is None
        assert figure.status == "no_data"
        assert figure.reason in {
            "no deals yet",
            "no health reviews yet",
            "no survey answers yet",
            "no customer stages yet",
            "no costs yet",
            "no capacities yet",
        }


def test_a_sum_over_nothing_is_zero_once_there_are_deals() -> None:
    facts = programme(deal(closed_on="2025-01-01"))
    assert (one(facts, "bookings").value, one(facts, "sqls").value) == (0, 0)
    assert (one(facts, "win_rate").value, one(facts, "win_rate").reason) == (None, "no deals closed")
    assert one(facts, "average_deal_size").reason == "no deals won"
    assert one(facts, "revenue_per_partner").reason == "no active partners"
    assert one(facts, "deal_registration").reason == "no deals created"
    assert one(facts, "sales_cycle").reason == "no deals won"


def test_the_company_revenue_that_is_missing_is_named_by_month() -> None:
    months = [{"month": "2026-07", "amount": 100_000}]
    facts = programme(deal(), company_revenue=months)
    assert one(facts, "influenced_share").reason == "no company revenue for 2026-08, 2026-09"
    assert one(facts, "influenced_share", day=day_of("2026-07-31")).value == 0
    assert one(facts, "influenced_share", label="2026-W30").reason is not None
    whole = [*months, {"month": "2026-08", "amount": 0}, {"month": "2026-09", "amount": 100_000}]
    assert one(programme(deal(), company_revenue=whole), "influenced_share").value == 0.05
    nothing = [{"month": month, "amount": 0} for month in ("2026-07", "2026-08", "2026-09")]
    assert one(programme(deal(), company_revenue=nothing), "influenced_share").reason == "no company revenue"


def test_a_missing_rate_is_named_and_its_row_is_listed_as_left_out() -> None:
    facts = programme(deal(), deal(currency="EUR", closed_on="2026-08-02", source_partner=2))
    found = one(facts, "bookings")
    assert (found.value, found.n, found.reason) == (None, 2, "no exchange rate for EUR on 2026-08-02")
    assert one(facts, "bookings", "partner:Litware").value == 100
    behind = drill(facts, "bookings", Q3, END)
    assert [(row.key, row.value) for row in behind.rows] == [(1, 100)]
    assert [(row.key, row.why) for row in behind.left_out] == [(2, "no exchange rate for EUR on 2026-08-02")]
    for closed in (None, "2026-12-01"):
        waiting = programme(deal(currency="EUR", stage="won" if closed else "qualified", closed_on=closed))
        assert one(waiting, "pipeline").reason == "no exchange rate for EUR on 2026-09-30"


def test_of_several_missing_rates_the_first_row_is_named() -> None:
    facts = programme(
        deal(currency="EUR", closed_on="2026-08-05"), deal(currency="EUR", closed_on="2026-08-09"), deal()
    )
    for scope in ("all", "partner:Litware"):
        assert one(facts, "bookings", scope).reason == "no exchange rate for EUR on 2026-08-05"


def test_partner_nps_takes_the_latest_answer_of_each_person_and_shows_its_margin() -> None:
    def answer(score: int, day: str, respondent: str | None) -> dict[str, Any]:
        return {"partner": 1, "kind": "nps", "score": score, "answered_on": day, "respondent": respondent}

    answers = [
        answer(9, "2026-07-01", None),
        answer(6, "2026-07-01", None),
        answer(0, "2026-07-01", "Ann"),
        answer(10, "2026-07-02", "Ann"),
        answer(8, "2026-07-01", "Bob"),
    ]
    facts = programme(surveys=answers)
    found = one(facts, "partner_nps")
    assert (found.value, found.n) == (25, 4)
    (margin,) = found.beside
    assert (margin.label, margin.unit) == ("95% margin", "points")
    assert margin.value == pytest.approx(1.96 * (6875 / 4) ** 0.5)
    behind = drill(facts, "partner_nps", Q3, END)
    assert [(row.key, row.why) for row in behind.left_out] == [
        (3, "a later answer of the same person counts")
    ]


def test_shared_cost_falls_to_partners_by_their_revenue() -> None:
    costs: list[dict[str, Any]] = [
        {"month": "2026-08", "category": "marketing", "partner": None, "amount": 4_000},
        {"month": "2026-08", "category": "partner_managers", "partner": 2, "amount": 1_000},
        {"month": "2026-08", "category": "commission", "partner": 2, "amount": 500},
        {"month": "2025-09", "category": "marketing", "partner": None, "amount": 9_999},
    ]
    facts = programme(deal(value=30_000), deal(value=10_000, source_partner=2), costs=costs)
    values = [
        one(facts, "cost_to_carry", scope).value for scope in ("all", "partner:Litware", "partner:Adatum")
    ]
    assert values == [0.125, 0.1, 0.2]
    assert one(facts, "cost_to_carry_with_commission", "partner:Adatum").value == 0.25
    assert one(facts, "cost_to_carry", "partner:Contoso").reason == "no sourced revenue"
    behind = drill(facts, "cost_to_carry", Q3, END, "partner:Adatum")
    assert [(row.table, row.key, row.value) for row in behind.rows] == [
        ("costs", 2, 10),
        ("costs", 1, 10),
        ("deals", 2, 100),
    ]


def test_a_deal_counts_once_in_a_programme_a_manager_and_a_tier_however_many_share_it() -> None:
    facts = programme(
        deal(),
        deal_influences=[{"deal": 1, "partner": 2}, {"deal": 1, "partner": 3}],
        company_revenue=[{"month": month, "amount": 10_000} for month in ("2026-07", "2026-08", "2026-09")],
    )
    values = {
        scope: one(facts, "influenced_share", scope).value for scope in ("all", "manager:MO", "tier:Gold")
    }
    assert list(values.values()) == [pytest.approx(1 / 3)] * 3
    assert [each.value for each in by_partner(facts, "influenced_share", Q3, END)] == [
        pytest.approx(1 / 3)
    ] * 3
    assert [each.value for each in by_partner(facts, "bookings", Q3, END)] == [100, 0, 0]


def test_an_influence_after_the_close_does_not_count_and_is_listed() -> None:
    late = {"deal": 1, "partner": 2, "influenced_on": "2026-08-02"}
    same_day = {"deal": 1, "partner": 3, "influenced_on": "2026-08-01"}
    facts = programme(deal(), deal_influences=[late, same_day])
    assert one(facts, "active_partners").value == 2
    behind = drill(facts, "active_partners", Q3, END)
    assert [(row.table, row.key) for row in behind.rows] == [("partners", 1), ("partners", 3)]
    assert [(row.table, row.key) for row in behind.left_out] == [("deal_influences", 1)]
    assert drill(facts, "active_partners", Q3, END, "manager:MO").left_out == ()


def test_without_a_single_date_of_qualification_that_is_the_reason() -> None:
    facts = programme(deal(qualified_on=None), deal(qualified_on=None, source_partner=2))

    assert one(facts, "sales_cycle").reason == "no date of qualification"
    assert one(facts, "sales_cycle", "partner:Litware").reason == "no date of qualification"
    assert one(facts, "sales_cycle", "partner:Contoso").reason == "no deals won"


@pytest.mark.parametrize("metric", BUILT_IN, ids=lambda metric: metric.id)
def test_every_definition_is_a_whole_sentence(metric: Metric) -> None:
    words = metric.definition

    assert words.endswith(".")
    assert words[0].isupper()
    assert not words.removesuffix(".").endswith("'s")


def test_the_sales_cycle_leaves_out_what_it_can_not_measure_and_says_why() -> None:
    facts = programme(
        deal(),
        deal(qualified_on="2026-07-30"),
        deal(qualified_on=None),
        deal(qualified_on="2026-09-01"),
    )
    found = one(facts, "sales_cycle")
    assert (found.value, found.n) == (31.5, 2)
    assert [(each.label, each.value) for each in found.beside] == [
        ("Mean", 31.5),
        ("Lower quartile", 16.75),
        ("Upper quartile", 46.25),
    ]
    assert [(row.key, row.why) for row in drill(facts, "sales_cycle", Q3, END).left_out] == [
        (3, "no date of qualification"),
        (4, "closed before it was qualified"),
    ]


def test_a_cohort_shows_the_share_still_open_beside_it() -> None:
    inside = {"qualified_on": "2026-07-01"}
    facts = programme(
        deal(**inside),
        deal(**inside, closed_on=None, stage="qualified"),
        deal(**inside, closed_on="2026-10-01"),
        deal(**inside, stage="lost"),
    )
    found = one(facts, "cohort_conversion")
    assert (found.value, found.n) == (0.25, 4)
    assert [(each.label, each.value, each.unit) for each in found.beside] == [("Still open", 0.5, "share")]


def test_of_two_stages_on_one_day_the_later_one_holds_whatever_their_order_in_the_file() -> None:
    events = [
        {"deal": 1, "stage": "proposal", "entered_on": "2026-08-01"},
        {"deal": 1, "stage": "lead", "entered_on": "2026-08-01"},
        {"deal": 1, "stage": "lead", "entered_on": "2026-09-30"},
    ]
    facts = programme(deal(stage="lead", closed_on=None, value=1_000), deal_stage_events=events)
    assert one(facts, "weighted_pipeline", day=day_of("2026-07-31")).value == 2
    assert one(facts, "weighted_pipeline", day=day_of("2026-08-01")).value == 5
    assert one(facts, "pipeline", day=day_of("2026-09-29")).value == 10
    assert one(facts, "pipeline", day=day_of("2026-09-30")).value == 0


def test_coverage_lists_the_target_it_divides_by() -> None:
    goal = {
        "metric": "bookings",
        "scope": "all",
        "period": "2026-Q3",
        "comparison": "at_least",
        "value": 150.0,
    }
    facts = programme(deal(), deal(stage="qualified", closed_on=None), targets=[goal])
    behind = drill(facts, "pipeline_coverage", Q3, END)
    assert [(row.table, row.value, row.part) for row in behind.rows] == [
        ("deals", 100, "numerator"),
        ("deals", -100, "denominator"),
        ("targets", 150, "denominator"),
    ]
    assert one(facts, "pipeline_coverage").value == 2


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
