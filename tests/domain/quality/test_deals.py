from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.quality import deals
from partnertracker.domain.quality.flaw import Look
from tests.domain.programmes import facts_from

DAY = day_of("2026-11-21")


def deal(**values: Value) -> Row:
    """Return an open deal without a flaw."""
    usual: Row = {
        "source_partner": 1,
        "stage": "proposal",
        "value": 10_000,
        "created_on": "2026-11-01",
        "qualified_on": "2026-11-02",
        "expected_close_on": "2026-12-31",
    }
    return usual | values


def won(**values: Value) -> Row:
    return deal(stage="won", closed_on="2026-11-20", **values)


def flawed(*rows: Row, **tables: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Return by flaw the places of the rows that have it, counted from 1."""
    facts = facts_from({"partners": [{"name": "Litware"}], "deals": rows, **tables})
    found = {flaw.id: flaw.find(Look(facts, DAY)) for flaw in deals.FLAWS}
    return {name: [int(row) + 1 for row in rows] for name, rows in found.items() if len(rows)}


def test_sound_deals_have_no_flaw() -> None:
    assert flawed(deal(), won()) == {}


@pytest.mark.parametrize(
    ("flaw", "bad", "good"),
    [
        ("won_unqualified", won(qualified_on=None), won(qualified_on=None, source_partner=None)),
        ("won_unqualified", won(qualified_on=None), won(qualified_on=None) | {"closed_on": "2026-12-01"}),
        ("closed_before_qualified", won(qualified_on="2026-11-21"), won(qualified_on="2026-11-20")),
        ("deals_of_nobody", deal(source_partner=None), deal(source_partner=None, created_on="2026-11-22")),
        ("close_overdue", deal(expected_close_on="2026-11-20"), deal(expected_close_on="2026-11-21")),
        ("close_overdue", deal(expected_close_on="2026-11-20"), won(expected_close_on="2026-11-19")),
        ("close_unexpected", deal(expected_close_on=None), won(expected_close_on=None)),
        ("deals_worthless", deal(value=0), deal(value=0, stage="lost", closed_on="2026-11-20")),
        ("deals_worthless", won(value=0), deal(value=1)),
        ("deals_unpriced", deal(currency="EUR"), deal(currency="USD")),
        (
            "registered_undated",
            deal(registration_status="approved"),
            deal(registration_status="approved", registered_on="2026-11-02"),
        ),
        (
            "registered_late",
            won(registration_status="approved", registered_on="2026-11-21"),
            won(registration_status="approved", registered_on="2026-11-20"),
        ),
    ],
)
def test_a_deal_has_a_flaw_or_not(flaw: str, bad: Row, good: Row) -> None:
    assert flawed(good, bad)[flaw] == [2]


def test_a_deal_past_qualified_has_the_date_of_it() -> None:
    stages = ["lead", "qualified", "negotiation"]
    events = [
        {"deal": number, "stage": stage, "entered_on": "2026-11-01"} for number, stage in enumerate(stages, 1)
    ]
    rows = [deal(stage=stage, qualified_on=None) for stage in stages]
    assert flawed(*rows, deal_stage_events=events) == {"open_unqualified": [2, 3]}


def test_a_deal_that_a_partner_influenced_is_somebodys() -> None:
    influence = {"deal": 1, "partner": 1}
    assert flawed(deal(source_partner=None), deal_influences=[influence]) == {}


def test_a_rate_of_a_later_day_prices_nothing() -> None:
    euros = [deal(currency="EUR"), won(currency="EUR"), won(currency="EUR") | {"closed_on": "2026-11-21"}]
    rates = [{"currency": "EUR", "from_date": "2026-11-21", "rate": 1.1}]
    assert flawed(*euros, exchange_rates=rates) == {"deals_unpriced": [2]}


def test_a_deal_is_idle_when_nothing_happened_to_it_in_thirty_days() -> None:
    old = deal(created_on="2026-10-22", qualified_on="2026-10-22")
    events = [
        {"deal": 1, "stage": "proposal", "entered_on": "2026-10-22"},
        {"deal": 2, "stage": "proposal", "entered_on": "2026-10-23"},
        {"deal": 1, "stage": "proposal", "entered_on": "2026-11-22"},
    ]
    rows = [old, old, old | {"created_on": "2026-10-23"}, old | {"qualified_on": "2026-10-23"}]
    assert flawed(*rows, deal_stage_events=events) == {"deals_idle": [1]}


def test_an_influence_after_the_close_of_a_deal_won_is_late() -> None:
    influences = [
        {"deal": 1, "partner": 1, "influenced_on": "2026-11-21"},
        {"deal": 1, "partner": 1, "influenced_on": "2026-11-20"},
        {"deal": 2, "partner": 1, "influenced_on": "2026-11-21"},
    ]
    lost = deal(stage="lost", closed_on="2026-11-20")
    assert flawed(won(source_partner=None), lost, deal_influences=influences) == {"influences_late": [1]}


def test_a_stage_can_not_be_entered_before_the_deal_is_created() -> None:
    events = [
        {"deal": 1, "stage": "lead", "entered_on": "2026-10-31"},
        {"deal": 1, "stage": "proposal", "entered_on": "2026-11-02"},
    ]
    assert flawed(deal(), deal_stage_events=events) == {"moved_before_creation": [1]}
