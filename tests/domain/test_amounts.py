"""Amounts read the same in a row that gets another currency, or it is said why they can't."""

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.amounts import carried
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Context, Row
from partnertracker.domain.money import digits, to_major

CURRENCIES = ("USD", "EUR", "JPY", "CLP", "KWD", "TND")
DEALS, CONTEXT = entity("deals"), Context("2026-11-22", "USD", {})


@given(st.sampled_from((*CURRENCIES, None)), st.sampled_from((*CURRENCIES, None)), st.integers(0, 10**13))
def test_an_amount_reads_the_same_or_is_a_problem(was: str | None, becomes: str | None, minor: int) -> None:
    before: Row = {"value": minor, "currency": was}
    kept = carried(DEALS, before, {"currency": becomes}, CONTEXT)
    amount = to_major(minor, was or "USD")
    after = {**before, **kept.values}["value"]
    if kept.problems:
        assert amount != round(amount, digits(becomes or "USD"))
        assert after == minor
    else:
        assert to_major(int(after or 0), becomes or "USD") == amount


def test_an_amount_that_is_too_fine_is_said_in_one_sentence() -> None:
    before: Row = {"value": 61_500_55, "currency": "USD"}
    (problem,) = carried(DEALS, before, {"currency": "JPY"}, CONTEXT).problems
    assert (problem.column, problem.value) == ("value", "61500.55")
    assert problem.sentence == "Value can have no decimals in JPY."


def test_an_amount_that_is_given_is_taken_as_it_is() -> None:
    before: Row = {"value": 61_500_00, "currency": "USD"}
    assert carried(DEALS, before, {"currency": "JPY", "value": 7}, CONTEXT) == ({}, ())
    assert carried(DEALS, before, {"name": "ERP"}, CONTEXT) == ({}, ())
