"""Days as people say them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.spoken import moved, spoken_day

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-21"),
        ("+3d", "2026-11-24"),
        ("-2w", "2026-11-07"),
        ("− 1 m", "2026-10-21"),
        ("+1y", "2027-11-21"),
        ("+3M", "2027-02-21"),
        ("fri", "2026-11-27"),
        ("Saturday", "2026-11-21"),
        ("last sat", "2026-11-14"),
        ("last fri", "2026-11-20"),
        ("1/9", "2026-09-01"),
        ("1.9.", "2026-09-01"),
        ("3/2", "2027-02-03"),
        ("18 Nov", "2026-11-18"),
        ("3 jan", "2027-01-03"),
        ("3 Jan 69", "2069-01-03"),
        ("3 January 70", "1970-01-03"),
        ("mar 3", "2027-03-03"),
        ("29 feb", None),
        ("31/2", None),
        ("fr", None),
        ("3d", None),
        ("1/13", None),
        ("+9999y", None),
        ("", None),
        ("last 3", None),
    ],
)
def test_what_words_mean(typed: str, expected: str | None) -> None:
    found = spoken_day(typed, TODAY)
    assert (found.isoformat() if found else None) == expected


def test_months_in_another_language_give_way_to_ours() -> None:
    months = [(f"month{number}", "") for number in range(1, 11)] + [("marraskuu", "mar"), ("joulukuu",)]
    assert spoken_day("2 Marraskuu 2026", TODAY, months=months) == date(2026, 11, 2)
    assert spoken_day("2 Mar 2026", TODAY, months=months) == date(2026, 3, 2)


def test_month_first_where_the_system_writes_so() -> None:
    assert spoken_day("1/9", TODAY, day_first=False) == date(2027, 1, 9)


def test_a_day_that_the_month_lacks_becomes_its_last() -> None:
    assert moved(date(2026, 1, 31), "m", 1) == date(2026, 2, 28)
    assert moved(date(2024, 2, 29), "y", -1) == date(2023, 2, 28)
    assert moved(date(2026, 3, 31), "m", -13) == date(2025, 2, 28)


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert moved(date(9999, 12, 31), "d", 1) is None
    assert moved(date(1, 1, 1), "m", -1) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 500))
def test_days_and_weeks_forth_and_back_come_home(day: date, count: int) -> None:
    for unit in ("d", "w"):
        on = moved(day, unit, count)
        assert on is not None
        assert moved(on, unit, -count) == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_within_the_coming_week(today: date) -> None:
    for word in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        found = spoken_day(word, today)
        assert found is not None
        assert timedelta(0) <= found - today < timedelta(7)
        assert found.strftime("%a").casefold() == word
