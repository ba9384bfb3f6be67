from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import NO_AMOUNT, day_of
from partnertracker.domain.exchange import (
    has_foreign,
    in_reporting_currency,
    share_of,
    unrated,
    why_no_amount,
)
from partnertracker.domain.facts import Facts
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.money import digits
from partnertracker.domain.settings import Settings
from tests.domain.programmes import facts_from


def file_with(
    rates: list[tuple[str, str, float]], costs: list[tuple[int, str | None]], own: str = "USD"
) -> Facts:
    return facts_from(
        {
            "exchange_rates": [{"currency": c, "from_date": day, "rate": rate} for c, day, rate in rates],
            "costs": [{"month": "2026-01", "amount": a, "currency": c} for a, c in costs],
        },
        Settings(currency=own),
    )


def converted(facts: Facts, day: str) -> list[int]:
    everything = np.arange(len(facts["costs"]))
    return [int(a) for a in in_reporting_currency(facts, "costs", everything, day_of(day))]


def test_the_rate_of_a_day_is_the_latest_on_or_before_it() -> None:
    facts = file_with([("EUR", "2026-03-01", 1.2), ("EUR", "2026-01-01", 1.1)], [(1000, "EUR")])
    assert converted(facts, "2026-01-01") == [1100]
    assert converted(facts, "2026-02-28") == [1100]
    assert converted(facts, "2026-03-01") == [1200]


def test_each_row_may_have_a_day_of_its_own() -> None:
    facts = file_with([("EUR", "2026-03-01", 1.2), ("EUR", "2026-01-01", 1.1)], [(1000, "EUR")] * 3)
    days = [day_of(day) for day in ("2026-03-05", "2025-12-31", "2026-02-28")]
    assert in_reporting_currency(facts, "costs", np.arange(3), days).tolist() == [1200, NO_AMOUNT, 1100]


def test_rows_without_a_rate_are_those_that_have_no_amount() -> None:
    facts = file_with(
        [("EUR", "2026-03-01", 1.2), ("JPY", "2026-01-01", 0.01)],
        [(1000, "EUR"), (1000, "JPY"), (1000, "GBP"), (1000, "USD"), (1000, None)],
    )
    for day in ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01"):
        without = [amount == NO_AMOUNT for amount in converted(facts, day)]
        assert unrated(facts, "costs", np.full(5, day_of(day))).tolist() == without


def test_rates_that_were_deleted_are_missing() -> None:
    facts = file_with([("EUR", "2026-01-01", 1.2)], [(1000, "EUR")])
    after = facts.with_changes({"exchange_rates": ChangedRows((), gone=[1])}, 1)
    assert converted(facts, "2026-01-01") == [1200]
    assert converted(after, "2026-01-01") == [NO_AMOUNT]


def test_without_a_rate_there_is_no_amount_and_the_reason_names_currency_and_day() -> None:
    facts = file_with([("EUR", "2026-03-01", 1.2)], [(1000, "EUR"), (1000, "GBP"), (1000, None), (7, "USD")])
    assert converted(facts, "2026-02-28") == [NO_AMOUNT, NO_AMOUNT, 1000, 7]
    assert why_no_amount(facts, "costs", 1, day_of("2026-02-28")) == "no exchange rate for GBP on 2026-02-28"


def test_an_amount_that_no_integer_holds_is_missing_rather_than_wrong() -> None:
    facts = file_with([("EUR", "2026-01-01", 1e9)], [(10**12, "EUR"), (1, "EUR")])
    assert converted(facts, "2026-01-01") == [NO_AMOUNT, 10**9]
    assert why_no_amount(facts, "costs", 0, day_of("2026-01-01")) == (
        "an amount in EUR is too large at the exchange rate of 2026-01-01"
    )


def test_a_rate_of_the_files_own_currency_changes_nothing() -> None:
    facts = file_with([("USD", "2026-01-01", 3.0)], [(1000, "USD")])
    assert not has_foreign(facts, "costs")
    assert converted(facts, "2026-02-01") == [1000]


@pytest.mark.parametrize(
    ("own", "currency", "rate", "minor", "expected"),
    [
        ("USD", "JPY", 0.0065, 1_000_000, 650_000),
        ("USD", "KWD", 3.25, 1_001, 325),
        ("JPY", "USD", 150.5, 101, 152),
        ("KWD", "JPY", 0.002, 3, 6),
        ("USD", "EUR", 1.005, 100, 101),
        ("USD", "EUR", 1.005, -100, -101),
    ],
)
def test_currencies_may_have_other_decimals(
    own: str, currency: str, rate: float, minor: int, expected: int
) -> None:
    facts = file_with([(currency, "2026-01-01", rate)], [(minor, currency)], own)
    assert converted(facts, "2026-01-01") == [expected]


@given(
    st.lists(st.tuples(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"])), max_size=20),
    st.floats(1e-9, 1e4, allow_nan=False),
    st.sampled_from(["USD", "JPY", "BHD"]),
)
def test_every_row_is_rounded_exactly_as_decimals_say(
    costs: list[tuple[int, str]], rate: float, own: str
) -> None:
    facts = file_with([(c, "2026-01-01", rate) for c in ("EUR", "JPY", "KWD")], list(costs), own)
    rates = {c: Decimal(1) if c == own else Decimal(repr(rate)) for c in ("EUR", "JPY", "KWD")}
    expected = [
        int((a * rates[c]).scaleb(digits(own) - digits(c)).quantize(Decimal(1), ROUND_HALF_UP))
        for a, c in costs
    ]
    assert converted(facts, "2026-01-01") == [a if abs(a) < 2**63 else NO_AMOUNT for a in expected]


@given(st.lists(st.tuples(st.integers(0, 10**15), st.floats(0, 100)), max_size=20))
def test_a_share_of_an_amount_is_exact_for_any_percentage(pairs: list[tuple[int, float]]) -> None:
    amounts = np.array([a for a, _ in pairs], dtype=np.int64)
    percents = np.array([p for _, p in pairs], dtype=np.float64)
    expected = [
        int((Decimal(a) * Decimal(repr(p)) / 100).quantize(Decimal(1), ROUND_HALF_UP)) for a, p in pairs
    ]
    assert [int(a) for a in share_of(amounts, percents)] == expected
