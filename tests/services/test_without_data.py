"""A figure that can't be had is a dash with its reason, and never zero."""

from partnertracker.domain.columns import day_of
from partnertracker.services.measuring import drill, figures
from tests.services.quarter import END, Q3, deal, one, programme


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


def test_without_a_single_date_of_qualification_that_is_the_reason() -> None:
    facts = programme(deal(qualified_on=None), deal(qualified_on=None, source_partner=2))

    assert one(facts, "sales_cycle").reason == "no date of qualification"
    assert one(facts, "sales_cycle", "partner:Litware").reason == "no date of qualification"
    assert one(facts, "sales_cycle", "partner:Contoso").reason == "no deals won"
