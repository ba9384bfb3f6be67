"""Numbers are read exactly, and nothing is taken for a number that may be another one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.numerals import plain_text, read_amount, read_number

GERMAN = Notation(",", ".")
SWISS = Notation(".", "'")
FRENCH = Notation(",", " ")


@pytest.mark.parametrize(
    ("text", "notation", "number"),
    [
        ("1250", PLAIN, "1250"),
        ("1,250.50", PLAIN, "1250.50"),
        ("-1,234,567", PLAIN, "-1234567"),
        ("−5", PLAIN, "-5"),
        (".5", PLAIN, "0.5"),
        ("1.250,50", GERMAN, "1250.50"),
        ("12,5", GERMAN, "12.5"),
        ("1'250.50", SWISS, "1250.50"),
        ("1’250", SWISS, "1250"),  # noqa: RUF001
        ("1\u202f250,5", FRENCH, "1250.5"),
    ],
)
def test_numbers(text: str, notation: Notation, number: str) -> None:
    assert read_number(text, notation) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("12,5o", PLAIN),
        ("1.5", GERMAN),
        ("1,25", PLAIN),
        ("1,2500", PLAIN),
        ("0,001", PLAIN),
        ("12,34,567", PLAIN),
        ("1,250'000", Notation(".", ",'")),
        ("1e5", PLAIN),
        ("inf", PLAIN),
        ("nan", PLAIN),
        ("٣", PLAIN),
        ("", PLAIN),
        (".", PLAIN),
        ("-", PLAIN),
        ("1 2", PLAIN),
        ("9" * 61, PLAIN),
    ],
)
def test_what_is_not_surely_a_number(text: str, notation: Notation) -> None:
    assert read_number(text, notation) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2))
def test_plain_text_is_read_back_exactly(number: Decimal) -> None:
    assert read_number(plain_text(number), PLAIN) == number
    german = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_number(german, GERMAN) == number


@pytest.mark.parametrize("text", ["$1,250.00", "1,250 USD", "USD 1250", "1250$", "usd 1250"])
def test_an_amount_may_name_its_own_currency(text: str) -> None:
    assert read_amount(text, PLAIN, "USD") == 1250


@pytest.mark.parametrize("text", ["€1,250", "1250 EUR", "$", "--5", "-$-5"])
def test_but_no_other(text: str) -> None:
    assert read_amount(text, PLAIN, "USD") is None


def test_a_minus_before_the_sign() -> None:
    assert read_amount("-$5", PLAIN, "USD") == -5
