from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from partnertracker.domain.columns import NO_DAY, day_of
from partnertracker.gui import formats

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (842_300, "$842,300"),
        (842_300.49, "$842,300"),
        (999_999.4, "$999,999"),
        (3_120_000, "$3.12M"),
        (1_000_000, "$1M"),
        (-88_900, "−$88,900"),
        (0, "$0"),
        (None, "–"),
    ],
)
def test_money_is_full_below_a_million_and_short_above(value: float | None, text: str) -> None:
    assert formats.money(value, "USD") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (950, "$950"),
        (999, "$999"),
        (96_240, "$96.2K"),
        (71_000, "$71K"),
        (184_000, "$184K"),
        (999_960, "$1M"),
        (2_500_000_000, "$2.5B"),
    ],
)
def test_money_on_an_axis_is_short(value: float, text: str) -> None:
    assert formats.short_money(value, "USD") == text


def test_amounts_in_minor_units_are_exact() -> None:
    assert formats.amount(6_400_000, "USD") == "$64,000"
    assert formats.amount(6_400_050, "USD") == "$64,000.50"
    assert formats.amount(-5, "USD") == "−$0.05"
    assert formats.amount(64_000, "JPY") == "¥64,000"
    assert formats.amount(1_500, "KWD") == "KWD\u202f1.500"
    assert formats.amount(None, "USD") == "–"


def test_the_separators_and_the_place_of_the_sign_are_the_persons() -> None:
    QLocale.setDefault(QLocale("de_DE"))

    assert formats.amount(6_400_050, "EUR") == "64.000,50\u202f€"
    assert formats.share(0.341) == "34,1%"


def test_a_system_without_a_language_reads_as_american() -> None:
    QLocale.setDefault(QLocale.c())

    assert formats.number(1_286) == "1,286"


@given(st.integers(-(10**15), 10**15))
def test_an_amount_shows_every_digit(minor: int) -> None:
    digits = "".join(c for c in formats.amount(minor, "USD") if c.isdigit())

    assert int(digits) == (abs(minor) if minor % 100 else abs(minor) // 100)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.341, "share", "34.1%"),
        (0.27, "share", "27%"),
        (71, "days", "71 d"),
        (70.5, "days", "70.5 d"),
        (1_286, "count", "1,286"),
        (2.44, "count", "2.4"),
        (17.6, "count", "18"),
        (4.25, "points", "4.3"),
        (3.2, "times", "3.2×"),
        (2.5, "people", "2.5"),
        (3.0, "people", "3"),
        (612_400, "money", "$612,400"),
        (None, "days", "–"),
    ],
)
def test_a_figure_reads_in_its_unit(value: float | None, unit: str, text: str) -> None:
    assert formats.in_unit(value, unit, "USD") == text


@pytest.mark.parametrize(
    ("value", "previous", "unit", "text"),
    [
        (112, 100, "money", "+12%"),
        (92, 100, "count", "−8%"),
        (6, 3, "count", "+3"),
        (0.341, 0.321, "share", "+2.0 pt"),
        (0.93, 0.93, "share", "0 pt"),
        (71, 67, "days", "+4 d"),
        (3.2, 3.5, "times", "−0.3×"),
        (53, 47, "points", "+6"),
        (2.5, 3, "people", "−0.5"),
        (5, 0, "money", "–"),
        (None, 5, "money", "–"),
        (5, None, "days", "–"),
    ],
)
def test_a_change_reads_signed(value: float | None, previous: float | None, unit: str, text: str) -> None:
    assert formats.change(value, previous, unit) == text


@pytest.mark.parametrize(
    ("comparison", "value", "high", "unit", "text"),
    [
        ("at_least", 100_000, None, "money", "$100,000"),
        ("more_than", 0.8, None, "share", "> 80%"),
        ("at_most", 60, None, "days", "≤ 60 d"),
        ("less_than", 5, None, "count", "< 5"),
        ("between", 3, 4, "times", "3×–4×"),
        ("growth", 20, None, "money", "+20% YoY"),
        ("growing", None, None, "count", "Growing"),
        (None, None, None, "money", "–"),
    ],
)
def test_a_target_reads_as_a_goal(
    comparison: str | None, value: float | None, high: float | None, unit: str, text: str
) -> None:
    assert formats.target(comparison, value, high, unit, "USD") == text


def test_a_date_names_its_year_only_when_it_is_another() -> None:
    assert formats.short_date("2026-11-18", TODAY) == "18 Nov"
    assert formats.short_date(date(2025, 3, 1), TODAY) == "1 Mar 2025"
    assert formats.short_date(day_of("2026-01-09"), TODAY) == "9 Jan"
    assert formats.short_date(NO_DAY, TODAY) == "–"
    assert formats.short_date(None, TODAY) == "–"
    assert formats.long_date("2026-11-18") == "18 Nov 2026"


def test_a_count_takes_its_noun() -> None:
    assert formats.counted(1, "deal") == "1 deal"
    assert formats.counted(1_286, "deal") == "1,286 deals"
    assert formats.counted(2, "company", "companies") == "2 companies"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("no exchange rate for EUR on 2026-11-18", "no exchange rate for EUR on 18 Nov 2026"),
        ("not after today (2026-11-18).", "not after today (18 Nov 2026)."),
        ("“2026-11-18” is not a number.", "“2026-11-18” is not a number."),
    ],
)
def test_days_in_a_sentence_read_as_elsewhere_on_screen(sentence: str, shown: str) -> None:
    assert formats.with_spoken_days(sentence) == shown
