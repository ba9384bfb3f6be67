"""A total and its parts."""

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.periods import period_named
from partnertracker.domain.spreading import EVENLY, MONTHS, Gap, Spread, apportioned

YEAR = period_named("2026")
SHARES = st.lists(st.floats(0, 1000), min_size=MONTHS, max_size=MONTHS)
TOTALS = st.integers(0, 10**12).map(float)


@given(TOTALS, SHARES)
def test_parts_make_the_total_exactly_and_are_near_their_share(total: float, shares: list[float]) -> None:
    parts = apportioned(total, shares, 1.0)
    assert fsum(parts) == total
    assert all(part == round(part) and part >= 0 for part in parts)
    whole = fsum(shares)
    exact = [total * share / whole if whole else total / MONTHS for share in shares]
    assert all(abs(part - each) <= 1 + 1e-9 * total for part, each in zip(parts, exact, strict=True))


@given(TOTALS, SHARES, st.sampled_from((1, 4, 10)))
def test_a_year_without_parts_of_its_own_has_no_gap(total: float, shares: list[float], start: int) -> None:
    whole = fsum(shares)
    spread = Spread(
        period_named("2026", start),
        total,
        {},
        [each / whole for each in shares] if whole else EVENLY,
        1.0,
        start,
    )
    assert spread.gaps() == ()
    values = spread.values()
    assert len(values) == 16
    assert fsum(values[quarter.label] for quarter, _ in spread.quarters) == total


@given(TOTALS, st.integers(0, 10**9).map(float))
def test_months_follow_the_quarter_that_was_set(total: float, quarter: float) -> None:
    spread = Spread(YEAR, total, {"2026-Q2": quarter})
    values = spread.values()
    assert values["2026-04"] + values["2026-05"] + values["2026-06"] == quarter
    assert all(gap.kind == "quarter" for gap in spread.gaps())


def test_quarters_that_miss_the_year_are_a_gap() -> None:
    own = {"2026-Q1": 200_000.0, "2026-Q2": 250_000.0, "2026-Q3": 250_000.0, "2026-Q4": 250_000.0}
    assert Spread(YEAR, 1_000_000.0, own).gaps() == (Gap("2026", "quarter", 1_000_000.0, 950_000.0),)


def test_months_that_miss_their_quarter_are_a_gap() -> None:
    gaps = Spread(YEAR, 1_200.0, {"2026-01": 150.0}).gaps()
    assert gaps == (Gap("2026-Q1", "month", 300.0, 350.0),)


@pytest.mark.parametrize(("total", "step"), [(1000.5, 0.01), (7.0, 1.0)])
def test_what_does_not_divide_evenly_still_adds_up(total: float, step: float) -> None:
    assert fsum(apportioned(total, EVENLY, step)) == pytest.approx(total, abs=1e-9)
