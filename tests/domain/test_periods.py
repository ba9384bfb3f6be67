from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.periods import (
    KINDS,
    as_of_day,
    counterpart,
    elapsed,
    following,
    last_year_to,
    months_before,
    months_of,
    parts_of,
    period_containing,
    period_named,
    previous,
    prior_year,
    renamed,
    trailing,
    window_start,
    year_earlier,
)

DAYS = st.integers(day_of("1950-01-01"), day_of("2100-12-31"))
STARTS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("label", "start_month", "first", "last"),
    [
        ("2026-Q3", 1, "2026-07-01", "2026-09-30"),
        ("2026", 1, "2026-01-01", "2026-12-31"),
        ("2026-09", 4, "2026-09-01", "2026-09-30"),
        ("2026-W38", 1, "2026-09-14", "2026-09-20"),
        ("2026-W53", 1, "2026-12-28", "2027-01-03"),
        ("2026", 4, "2025-04-01", "2026-03-31"),
        ("2026-Q1", 4, "2025-04-01", "2025-06-30"),
        ("2026-Q4", 4, "2026-01-01", "2026-03-31"),
        ("2026-Q1", 12, "2025-12-01", "2026-02-28"),
        (" 2026-q3 ", 1, "2026-07-01", "2026-09-30"),
    ],
)
def test_a_label_names_its_first_and_last_day(label: str, start_month: int, first: str, last: str) -> None:
    period = period_named(label, start_month)
    assert (date_of(period.start).isoformat(), date_of(period.end).isoformat()) == (first, last)
    assert period.label == label.strip().upper()


@pytest.mark.parametrize(
    "label",
    ["", "26", "2026-13", "2026-00", "2026-Q5", "2026-W54", "2025-W53", "2026-W00", "0001", "always", "٢٠٢٦"],
)
def test_what_is_no_period_is_refused_with_the_forms_there_are(label: str) -> None:
    with pytest.raises(UnusableArgumentError, match="2026-Q3"):
        period_named(label)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnusableArgumentError, match="week, month, quarter, year"):
        period_containing(0, "decade")


@given(DAYS, st.sampled_from(KINDS), STARTS)
def test_a_day_lies_in_exactly_one_period_of_a_kind_and_its_label_leads_back(
    day: int, kind: str, start: int
) -> None:
    period = period_containing(day, kind, start)
    assert period.start <= day <= period.end
    assert period_named(period.label, start) == period
    assert following(period, start).start == period.end + 1
    assert previous(following(period, start), start) == period


@given(DAYS, STARTS)
def test_a_fiscal_year_is_four_quarters_of_three_months_and_is_named_after_its_end(
    day: int, start: int
) -> None:
    year = period_containing(day, "year", start)
    quarters = parts_of(year, "quarter", start)
    months = [month for quarter in quarters for month in parts_of(quarter, "month", start)]
    assert [quarter.label[-2:] for quarter in quarters] == ["Q1", "Q2", "Q3", "Q4"]
    assert len(months) == 12
    assert (months[0].start, months[-1].end) == (year.start, year.end)
    assert date_of(year.end).year == int(year.label)
    assert date_of(year.start).month == start


def test_trailing_periods_come_oldest_first() -> None:
    labels = [period.label for period in trailing(period_named("2026-Q2"), 4)]
    assert labels == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]


@pytest.mark.parametrize(
    ("label", "start", "labels"),
    [
        ("2026-Q3", 7, ["2026-Q3", "2026-Q4", "2027-Q1"]),
        ("2026-Q3", 2, [f"days from {days} 2026" for days in (
            "1 Jan 2026 to 31 Mar", "1 Apr 2026 to 30 Jun", "1 Jul 2026 to 30 Sep"
        )]),
        ("2026", 10, [f"days from 1 Jan {year} to 31 Dec {year}" for year in (2024, 2025, 2026)]),
    ],
)  # fmt: skip
def test_before_days_of_another_fiscal_year_no_day_and_no_name_comes_twice(
    label: str, start: int, labels: list[str]
) -> None:
    found = trailing(period_named(label), 3, start)
    assert [each.label for each in found] == labels
    assert (found[-1].start, found[-1].end) == period_named(label)[2:]
    assert all(one.end + 1 == next_one.start for one, next_one in pairwise(found))


def test_before_the_last_12_months_come_those_a_year_earlier() -> None:
    asked = last_year_to(day_of("2026-11-26"))
    before, now = trailing(asked, 2, 4)
    assert now[2:] == asked[2:]
    assert (before.start, before.end + 1) == (day_of("2024-11-27"), now.start)


def test_weeks_that_reach_over_an_edge_are_no_part() -> None:
    weeks = parts_of(period_named("2026-09"), "week")
    assert [week.label for week in weeks] == ["2026-W37", "2026-W38", "2026-W39"]


def test_months_up_to_a_day_include_the_one_that_is_running() -> None:
    assert [m.label for m in months_of(day_of("2026-07-01"), day_of("2026-08-01"))] == ["2026-07", "2026-08"]
    assert months_of(day_of("2026-07-01"), day_of("2026-06-30")) == ()


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        ("2026-06-30", 0.0),
        ("2026-07-01", 1 / 92),
        ("2026-09-29", 91 / 92),
        ("2026-09-30", 1.0),
        ("2027-01-01", 1.0),
    ],
)
def test_elapsed_counts_the_as_of_day(as_of: str, share: float) -> None:
    assert elapsed(period_named("2026-Q3"), day_of(as_of)) == share


def test_the_as_of_day_is_at_most_the_last_day() -> None:
    quarter = period_named("2026-Q3")
    assert as_of_day(quarter, day_of("2026-12-01")) == quarter.end
    assert as_of_day(quarter, day_of("2026-08-01")) == day_of("2026-08-01")


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-09-30", "2025-10-01"),
        ("2024-02-29", "2023-03-01"),
        ("2025-02-28", "2024-02-29"),
        ("2024-02-28", "2023-03-01"),
        ("2025-03-01", "2024-03-02"),
    ],
)
def test_the_window_starts_the_day_after_the_same_date_a_year_earlier(day: str, first: str) -> None:
    assert date_of(window_start(day_of(day))).isoformat() == first


@given(DAYS)
def test_a_year_earlier_is_the_same_date_but_for_the_leap_day(day: int) -> None:
    on, then = date_of(day), date_of(year_earlier(day))
    leap = on.month == 2 and on.day == 29
    assert then == date(on.year - 1, on.month, 28 if leap else on.day)


@pytest.mark.parametrize(
    ("label", "earlier"),
    [
        ("2026-Q3", "2025-Q3"),
        ("2026", "2025"),
        ("2026-09", "2025-09"),
        ("2021-W01", "2020-W01"),
        ("2026-W53", "2025-W52"),
    ],
)
def test_the_prior_year_has_a_period_of_the_same_name(label: str, earlier: str) -> None:
    assert prior_year(period_named(label)).label == earlier


@pytest.mark.parametrize(
    ("label", "start", "name", "earlier"),
    [
        ("2026-Q3", 4, "2027-Q2", "2026-Q2"),
        ("2026-09", 4, "2026-09", "2025-09"),
        ("2026-Q3", 2, "days from 1 Jul 2026 to 30 Sep 2026", "days from 1 Jul 2025 to 30 Sep 2025"),
        ("2024-Q1", 3, "days from 1 Jan 2024 to 31 Mar 2024", "days from 1 Jan 2023 to 31 Mar 2023"),
    ],
)
def test_the_same_days_have_another_name_in_another_fiscal_year(
    label: str, start: int, name: str, earlier: str
) -> None:
    period = renamed(period_named(label), start)
    assert period == period_named(label)._replace(label=name)
    before = prior_year(period, start)
    assert before.label == earlier
    assert before[2:] == prior_year(period_named(label))[2:]


def test_months_before_are_counted_by_the_calendar_and_parts_of_one_in_days() -> None:
    first = day_of("2027-01-01")
    found = [date_of(months_before(first, months)).isoformat() for months in (0, 1, 6, 13, 0.5, 1.5)]
    assert found == ["2027-01-01", "2026-12-01", "2026-07-01", "2025-12-01", "2026-12-16", "2026-11-16"]


@given(DAYS, st.sampled_from(KINDS), STARTS, STARTS, DAYS)
def test_the_counterpart_in_another_fiscal_year_has_begun_where_the_period_had(
    day: int, kind: str, start: int, other: int, looked_from: int
) -> None:
    period = period_containing(day, kind, start)

    found = counterpart(period, looked_from, other)

    assert found == period_containing(found.start, kind, other)
    assert found.start <= period.end
    assert found.end >= period.start
    assert found.start <= max(looked_from, period.start)
    assert counterpart(period, looked_from, start) == period
