"""Amounts as people work them out while typing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.sums import read_sum

GERMAN = Notation(",", ".")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12k", "12000"),
        ("1.5m", "1500000"),
        ("2 bn", "2000000000"),
        ("$12k", "12000"),
        ("1,200 + 350", "1550"),
        ("3 × 1,200", "3600"),
        ("3*12k - 500", "35500"),
        ("100 - 20 - 30", "50"),
        ("2+3*4", "14"),
        ("(2+3)*4", "20"),
        ("-(2+3)", "-5"),
        ("90/4", "22.5"),
        ("12k/12", "1000"),
        ("=12*3", "36"),
        (" = 12", "12"),
        ("==12", None),
        ("--5", None),
        ("1/0", None),
        ("2+", None),
        ("(2", None),
        ("2)", None),
        ("2 3", None),
        ("k", None),
        ("12kk", None),
        ("1e5", None),
        ("nan", None),
        ("", None),
        ("()", None),
        ("9" * 300, None),
    ],
)
def test_what_a_sum_comes_to(typed: str, expected: str | None) -> None:
    found = read_sum(typed, PLAIN, "USD")
    assert found == (None if expected is None else Decimal(expected))


def test_numbers_are_written_as_the_person_writes_them() -> None:
    assert read_sum("1,5k", GERMAN) == 1500
    assert read_sum("1.200 + 0,5", GERMAN) == Decimal("1200.5")
    assert read_sum("1.5k", GERMAN) is None


def test_brackets_in_brackets_end_somewhere() -> None:
    assert read_sum("(" * 15 + "1" + ")" * 15, PLAIN) == 1
    assert read_sum("(" * 90 + "1" + ")" * 90, PLAIN) is None


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 9999)), min_size=1, max_size=12))
def test_it_is_what_arithmetic_says(parts: list[tuple[str, int]]) -> None:
    typed = "7 " + " ".join(f"{sign} {number}" for sign, number in parts)
    assert read_sum(typed, PLAIN) == eval(typed)  # noqa: S307  # the oracle: a sum of ours, nothing typed


@given(st.text(alphabet="0123456789.,+-*/()km ", max_size=30))
def test_whatever_is_typed_is_a_number_or_none(typed: str) -> None:
    found = read_sum(typed, PLAIN)
    assert found is None or found.is_finite()
