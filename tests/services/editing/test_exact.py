"""Exact numbers behind cells: taken where the text says the same, and never in another currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.entities import entity
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.exact import exact_text, other_currency

DEALS = entity("deals")
VALUE, TERM, CLOSE = DEALS.field("value"), DEALS.field("term_months"), DEALS.field("closed_on")


@pytest.mark.parametrize(
    ("shown", "number", "exact"),
    [
        ("$1,250.00", "1250", "1250"),
        ("1.250,50", "1250.5", "1250.5"),
        ("(5.00)", "-5", "-5"),
        ("$ (5.00)", "-5", "-5"),
        ("-$5.00", "-5", "-5"),
        ("USD 7", "7", "7"),
        ("US$7", "7", "7"),
        ("$ -", "0", "0"),
        ("###", "48000", "48000"),
        ("48k", "48012", "48012"),
        ("0.3", "0.30000000000000004", "0.3"),
        ("33.33", "33.3333333333", "33.33"),
        ("33", "33.3333333333", "33.33"),
        ("1,235", "1234.5678", "1234.57"),
        ("2.68", "2.6749999999999998", "2.68"),
        ("33.3333", "33.3333333333", "33.3333"),
        ("7", "33.3333333333", "33.3333333333"),
        ("99.00 €", "99", ""),
        ("CHF 99.00", "99", ""),
        ("99.00 kr", "99", ""),
    ],
)
def test_amounts_in_dollars(shown: str, number: str, exact: str) -> None:
    assert exact_text(VALUE, Clip(shown, number), "USD") == exact


@pytest.mark.parametrize(
    ("shown", "currency"), [("99,00 €", "EUR"), ("99 kr.", "DKK"), ("A$99", "AUD"), ("99,00 zł", "PLN")]
)
def test_the_rows_own_currency_is_understood(shown: str, currency: str) -> None:
    assert exact_text(VALUE, Clip(shown, "99"), currency) == "99"
    assert other_currency(VALUE, shown, currency) == ""


@pytest.mark.parametrize(("shown", "named"), [("99.00 €", "€"), ("€500", "€"), ("CHF 99", "CHF")])
def test_another_currency_is_said(shown: str, named: str) -> None:
    sentence = f"Value is in USD here, and this amount is in {named}: type it in USD."
    assert other_currency(VALUE, shown, "USD") == sentence
    assert other_currency(DEALS.field("name"), shown, "USD") == ""


def test_whole_numbers_and_days() -> None:
    assert exact_text(TERM, Clip("12 months", "12.000000000000002"), "USD") == "12"
    assert exact_text(TERM, Clip("12.4", "12.4"), "USD") == "12.4"
    assert exact_text(CLOSE, Clip("12/24/26", "46380"), "USD") == "2026-12-24"


@given(
    st.from_regex(r"-?[0-9]{1,40}(\.[0-9]{1,40})?(e[-+]?[0-9]{1,4})?", fullmatch=True),
    st.text("0123456789.,$€ ()-"),
)
def test_any_number_beside_any_text_is_read_or_left(number: str, shown: str) -> None:
    exact_text(VALUE, Clip(shown, number), "USD")
    exact_text(TERM, Clip(shown, number), "USD")


def test_an_amount_copied_in_another_currency_is_said_though_its_text_names_none() -> None:
    assert exact_text(VALUE, Clip("9200", "9200", "EUR"), "USD") == ""
    assert other_currency(VALUE, "9200", "USD", "EUR") == (
        "Value is in USD here, and this amount is in EUR: type it in USD."
    )
    assert exact_text(VALUE, Clip("9200", "9200", "EUR"), "EUR") == "9200"
    assert other_currency(VALUE, "9200", "EUR", "EUR") == ""
