"""Periods as people read them."""

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import last_year_to, period_named
from partnertracker.domain.titles import short_title, title


@pytest.mark.parametrize(
    ("label", "words", "short"),
    [
        ("2026-Q4", "FY26 Q4", "Q4"),
        ("2026", "FY26", "FY26"),
        ("2026-11", "Nov 2026", "Nov"),
        ("2026-W08", "Week 8, 2026", "W08"),
    ],
)
def test_titles_read_as_people_write_them(label: str, words: str, short: str) -> None:
    period = period_named(label)
    assert title(period) == words
    assert short_title(period) == short
    assert title(period, period.end) == words
    assert title(period, period.start).startswith(f"{words} · to ")


def test_a_running_period_says_up_to_which_day_it_goes() -> None:
    assert title(period_named("2026-Q4"), day_of("2026-11-21")) == "FY26 Q4 · to 21 Nov"


def test_a_stretch_without_a_label_of_its_own_is_called_what_it_is() -> None:
    assert title(last_year_to(day_of("2026-11-21"))) == "last 12 months"
