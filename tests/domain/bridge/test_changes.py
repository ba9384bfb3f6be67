"""What a bridge calls a change: one deal or review at a time, by what was known on two days."""

from collections.abc import Mapping

import pytest

from partnertracker.domain.bridge.bridging import Known, bridge
from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from tests.domain.bridge.histories import Tables, facts_by_key

FIRST, LAST = day_of("2026-09-30"), day_of("2026-11-21")
SEPTEMBER, OCTOBER = "2026-09-15", "2026-10-15"


def deal(**values: Value) -> Row:
    usual: Row = {
        "customer": "Acme",
        "customer_is_new": 1,
        "source_partner": 1,
        "stage": "proposal",
        "value": 10_000,
        "created_on": "2026-06-01",
        "qualified_on": "2026-06-15",
    }
    return usual | values


OTHER = deal(value=500, customer="Somebody who stays")
PARTNERS: Mapping[int, Row] = {
    1: {"name": "Litware", "manager": "MO", "joined_on": "2025-01-01"},
    2: {"name": "Adatum", "manager": "JL", "joined_on": "2025-01-01"},
}


def programme(first: Row | None, **tables: Mapping[int, Row]) -> Tables:
    """Return a programme with one deal to look at, and one that stays as it is."""
    deals = {7: OTHER} if first is None else {1: first, 7: OTHER}
    everything: Tables = {"partners": dict(PARTNERS), "deals": deals}
    return everything | {name: dict(rows) for name, rows in tables.items()}


def changes(
    then: Tables, now: Tables, metric: str = "pipeline", scope: str = "all"
) -> dict[tuple[str, bool], int]:
    """Return by kind, and whether it is a correction, what each bar comes to."""
    known = Known(facts_by_key(then), facts_by_key(now), facts_by_key(now))
    made = bridge(BUILT_IN_BY_ID[metric], scope, "quarter", (FIRST, LAST), known)
    return {(bar.kind, bar.correction): bar.amount for bar in made.bars}


WON = {"stage": "won", "closed_on": OCTOBER}
LOST = {"stage": "lost", "closed_on": OCTOBER}
BACK: Mapping[int, Row] = {1: {"deal": 1, "stage": "lead", "entered_on": OCTOBER}}


def test_a_deal_won_or_lost_leaves_the_pipeline_as_that() -> None:
    assert changes(programme(deal()), programme(deal(**WON))) == {("won", False): -10_000}
    assert changes(programme(deal()), programme(deal(**LOST))) == {("lost", False): -10_000}


def test_a_new_deal_is_added_and_an_older_one_that_reaches_the_stage_moves_in() -> None:
    new = deal(created_on=OCTOBER, qualified_on=OCTOBER)
    assert changes(programme(None), programme(new)) == {("added", False): 10_000}
    lead = deal(qualified_on=None)
    assert changes(programme(lead), programme(deal(qualified_on=OCTOBER))) == {("moved", False): 10_000}


def test_a_deal_that_goes_back_to_a_stage_that_does_not_count_moves_out() -> None:
    now = programme(deal(), deal_stage_events=BACK)
    assert changes(programme(deal()), now) == {("moved", False): -10_000}


def test_the_value_and_the_partner_of_an_open_deal_are_what_happened_to_it() -> None:
    assert changes(programme(deal()), programme(deal(value=12_000))) == {("resized", False): 2_000}
    nobody = changes(programme(deal()), programme(deal(source_partner=None)))
    assert nobody == {("recredited", False): -10_000}
    another = programme(deal(source_partner=2))
    assert changes(programme(deal()), another) == {}
    assert changes(programme(deal()), another, scope="partner:Litware") == {("recredited", False): -10_000}
    assert changes(programme(deal()), another, scope="partner:Adatum") == {("recredited", False): 10_000}


def test_a_deal_resized_and_then_won_is_both() -> None:
    now = programme(deal(value=9_000, **WON))
    assert changes(programme(deal()), now) == {("resized", False): -1_000, ("won", False): -9_000}


def test_the_value_and_the_partner_of_a_closed_deal_are_corrected() -> None:
    closed = {"stage": "won", "closed_on": SEPTEMBER}
    then = programme(deal(**closed))
    resized = changes(then, programme(deal(value=12_000, **closed)), "sourced_revenue")
    assert resized == {("resized", True): 2_000, ("passed", False): -12_000}
    moved = changes(then, programme(deal(source_partner=2, **closed)), "sourced_revenue", "partner:Litware")
    assert moved == {("recredited", True): -10_000}


def test_what_was_entered_late_or_deleted_corrects_what_was_known() -> None:
    assert changes(programme(None), programme(deal())) == {("added", True): 10_000}
    assert changes(programme(deal()), programme(None)) == {("deleted", True): -10_000}


def test_a_close_entered_late_corrects_the_earlier_day_and_is_no_win_after_it() -> None:
    now = programme(deal(stage="won", closed_on=SEPTEMBER))
    assert changes(programme(deal()), now) == {("moved", True): -10_000}
    assert changes(programme(deal()), now, "bookings") == {
        ("moved", True): 10_000,
        ("passed", False): -10_000,
    }


def test_a_rate_corrected_is_no_movement_and_a_rate_that_turned_is() -> None:
    euros = programme(deal(currency="EUR"))
    rate: Row = {"currency": "EUR", "from_date": "2026-01-01", "rate": 1.1}
    higher: Row = {"rate": 1.2}
    then = euros | {"exchange_rates": {1: rate}}
    corrected = euros | {"exchange_rates": {1: rate | higher}}
    turned = euros | {"exchange_rates": {1: rate, 2: rate | higher | {"from_date": OCTOBER}}}
    assert changes(then, corrected) == {("resized", True): 1_000}
    assert changes(then, turned) == {("resized", False): 1_000}


def test_a_probability_resizes_the_weighted_pipeline() -> None:
    likely = programme(deal(probability=90.0))
    assert changes(programme(deal()), likely, "weighted_pipeline") == {("resized", False): 7_000}
    later = programme(deal(), deal_stage_events={1: BACK[1] | {"stage": "negotiation"}})
    assert changes(programme(deal()), later, "weighted_pipeline") == {("resized", False): 5_500}


def test_a_flow_is_won_or_added_and_the_earlier_period_passes() -> None:
    early = {"stage": "won", "closed_on": SEPTEMBER, "qualified_on": SEPTEMBER}
    both = programme(deal(**early)) | {"deals": {1: deal(**early), 2: deal(qualified_on=OCTOBER, **WON)}}
    assert changes(both, both, "bookings") == {("won", False): 10_000, ("passed", False): -10_000}
    assert changes(both, both, "sqls") == {("added", False): 1, ("passed", False): -1}


def test_a_partner_with_another_manager_takes_its_figures_along() -> None:
    then = programme(deal())
    now = then | {"partners": {1: PARTNERS[1] | {"manager": "JL"}, 2: PARTNERS[2]}}
    assert changes(then, now, scope="manager:JL") == {("recredited", False): 10_500}
    assert changes(then, now) == {}


def test_a_partner_under_a_new_name_is_still_the_same() -> None:
    then = programme(deal())
    now = then | {"partners": {1: PARTNERS[1] | {"name": "Litware & Sons"}, 2: PARTNERS[2]}}
    assert changes(then, now, scope="partner:Litware & Sons") == {}


def review(status: str, day: str, partner: int = 1) -> Row:
    return {"partner": partner, "status": status, "reviewed_on": day}


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ({1: review("green", SEPTEMBER)}, {2: review("red", OCTOBER)}, {("moved", False): 1}),
        ({1: review("red", SEPTEMBER)}, {2: review("red", OCTOBER)}, {}),
        ({1: review("red", SEPTEMBER)}, {2: review("yellow", OCTOBER)}, {("moved", False): -1}),
        ({1: review("red", SEPTEMBER)}, {1: review("green", SEPTEMBER)}, {("moved", True): -1}),
    ],
)
def test_a_review_stands_for_its_partner(
    then: dict[int, Row], now: dict[int, Row], expected: dict[tuple[str, bool], int]
) -> None:
    before, after = programme(None, health_reviews=then), programme(None, health_reviews=then | now)
    assert changes(before, after, "red_partners") == expected


def test_a_red_partner_that_leaves_is_lost_and_one_that_joins_is_added() -> None:
    red = {1: review("red", SEPTEMBER)}
    then = programme(None, health_reviews=red)
    left = then | {"partners": {1: PARTNERS[1] | {"offboarded_on": OCTOBER}, 2: PARTNERS[2]}}
    assert changes(then, left, "red_partners") == {("lost", False): -1}
    joined = then | {
        "partners": {**PARTNERS, 3: {"name": "New", "joined_on": OCTOBER}},
        "health_reviews": red | {2: review("red", OCTOBER, 3)},
    }
    assert changes(then, joined, "red_partners") == {("added", False): 1}


def test_a_partner_becomes_active_and_ceases_to_be() -> None:
    old = deal(stage="won", closed_on="2025-10-20", created_on="2025-06-01")
    won = deal(source_partner=2, **WON)
    both = programme(None) | {"deals": {1: old, 2: won, 7: OTHER}}
    assert changes(both, both, "active_partners") == {("moved", False): 0}
    only = programme(None) | {"deals": {1: old, 7: OTHER}}
    assert changes(only, only, "active_partners") == {("moved", False): -1}


def test_what_is_learned_after_the_second_day_only_corrects() -> None:
    facts = [facts_by_key(programme(deal(value=value))) for value in (10_000, 11_000, 14_000)]
    made = bridge(BUILT_IN_BY_ID["pipeline"], "all", "quarter", (FIRST, LAST), Known(*facts))
    bars = {(bar.kind, bar.correction): bar.amount for bar in made.bars}
    assert bars == {("resized", False): 1_000, ("resized", True): 3_000}


def test_of_a_file_that_held_nothing_on_the_first_day_the_start_is_as_known_later() -> None:
    known = Known(facts_by_key({}), *[facts_by_key(programme(deal()))] * 2)
    made = bridge(BUILT_IN_BY_ID["pipeline"], "all", "quarter", (FIRST, LAST), known)
    assert [bar.amount for bar in made.all_bars] == [10_500, 10_500]
    assert not made.known_then


def test_without_a_rate_or_without_rows_there_is_no_bridge_and_the_reason_is_given() -> None:
    euros = facts_by_key(programme(deal(currency="EUR")))
    made = bridge(BUILT_IN_BY_ID["pipeline"], "all", "quarter", (FIRST, LAST), Known(euros, euros, euros))
    assert (made.start, made.end, made.reason) == (None, None, "no exchange rate for EUR on 2026-09-30")
    nothing = facts_by_key({})
    made = bridge(
        BUILT_IN_BY_ID["bookings"], "all", "quarter", (FIRST, LAST), Known(nothing, nothing, nothing)
    )
    assert made.reason == "no deals yet"
