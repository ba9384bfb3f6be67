"""Dates are read strictly, in English, and never as another day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.dates import (
    FORMATS,
    date_reader,
    example_of,
    is_format,
    is_iso_date,
    is_iso_month,
    read_month,
)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(FORMATS))
def test_what_a_format_writes_it_reads(day: date, date_format: str) -> None:
    assert date_reader(date_format)(day.strftime(date_format)) == day.isoformat()


@pytest.mark.parametrize(
    ("date_format", "text"),
    [
        ("%Y-%m-%d", "2026-02-30"),
        ("%Y-%m-%d", "2026-13-01"),
        ("%Y-%m-%d", "0026-01-01"),
        ("%Y-%m-%d", "२०२६-०१-०१"),
        ("%m/%d/%Y", "31/01/2026"),
        ("%d.%m.%Y", "1.2"),
        ("%d %b %Y", "3 Foo 2026"),
        ("%Y%m%d", "2026123"),
    ],
)
def test_what_is_no_day_of_the_calendar_is_not_read(date_format: str, text: str) -> None:
    assert date_reader(date_format)(text) is None


def test_a_time_behind_the_date_is_left_away() -> None:
    read = date_reader("%m/%d/%Y")
    assert read("12/31/2026 00:00:00") == "2026-12-31"
    assert read("2026-12-31T23:59:59.120Z") == "2026-12-31"
    assert read("12/31/2026 9:05 PM") == "2026-12-31"
    assert read("12/31/2026 tomorrow") is None


def test_short_years_and_names_of_months() -> None:
    assert date_reader("%d/%m/%y")("01/02/69") == "2069-02-01"
    assert date_reader("%d/%m/%y")("01/02/70") == "1970-02-01"
    assert date_reader("%b %d, %Y")("sept 3, 2026") is None
    assert date_reader("%d %B %Y")("3 SEPTEMBER 2026") == "2026-09-03"
    assert date_reader("%d %B %Y")("3 Sept 2026") == "2026-09-03"


def test_formats_need_a_year_a_month_and_a_day_once_each() -> None:
    assert is_format("%d.%m.%Y")
    assert not is_format("%d.%m")
    assert not is_format("%d.%m.%Y %H")
    assert not is_format("%d.%m.%m.%Y")
    with pytest.raises(ValueError, match="nonsense"):
        date_reader("nonsense")
    assert example_of("%d/%m/%y") == "31/08/26"


def test_disk_dates_are_exactly_iso() -> None:
    assert is_iso_date("2026-02-28")
    assert not is_iso_date("2026-02-30")
    assert not is_iso_date("2026-2-28")
    assert not is_iso_date("2026-02-28 ")
    assert is_iso_month("2026-09")
    assert not is_iso_month("2026-13")


@pytest.mark.parametrize("text", ["2026-09", "2026-09-01", "09/2026", "9.2026", "Sep 2026", "September 2026"])
def test_months(text: str) -> None:
    assert read_month(text) == "2026-09"


@pytest.mark.parametrize("text", ["2026-09-02", "2026", "13/2026", "Foo 2026", "2026-9-1x"])
def test_what_is_no_month(text: str) -> None:
    assert read_month(text) is None
