"""Eight times the money is eight times every figure in money, and leaves all others as they are."""

from collections.abc import Callable

from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.money import digits
from tests.laws.asking import questions
from tests.oracle.made_up import Made, MadeUp
from tests.oracle.made_up_targets import MONEY
from tests.oracle.running import over_programmes

FINE = 10**5
"""So many minor units leave every percentage of up to three decimals whole."""

MOST = 10**9
"""Larger amounts could not be multiplied."""


def times(factor: int, *, foreign: bool) -> Callable[[str, Made], Made]:
    """Return the change of rows that multiplies all money, in the file's currency alone unless foreign."""

    def change(table: str, row: Made) -> Made:
        changed = row if foreign or "currency" not in row or "rate" in row else {**row, "currency": None}
        for name in ("value", "value_high", "amount", "bookings_per_person"):
            in_money = table != "targets" or (row["metric"] in MONEY and row["comparison"] != "growth")
            if changed.get(name) is not None and in_money and table != "surveys":
                changed = {**changed, name: min(changed[name], MOST) * factor}
        return changed

    return change


def numbers(figure: Figure, factor: int) -> list[float | None]:
    """Return the values of a figure and of its trend, multiplied; by a power of 2 that is exact."""
    values = [figure.value, figure.previous, *(point.value for point in figure.trend)]
    return [None if value is None else value * factor for value in values]


@over_programmes(6)
def test_money_scales_and_nothing_else_does(made_up: MadeUp) -> None:
    once, more = times(FINE, foreign=False), times(FINE * 8, foreign=False)
    for before, after in zip(questions(made_up, once), questions(made_up, more), strict=True):
        smaller = before.figures(before.scopes(), trend=True)
        larger = after.figures(after.scopes(), trend=True)
        for small, large in zip(smaller, larger, strict=True):
            where = small.metric.id, small.scope
            in_money = small.metric.unit == "money"
            assert numbers(large, 1) == numbers(small, 8 if in_money else 1), where
            assert (large.n, large.reason) == (small.n, small.reason), where
            usual = small.goal is not None and not small.goal.key
            if not (usual and in_money):  # the usual target of revenue per partner stays what it is
                assert large.status == small.status, where


@over_programmes(6)
def test_foreign_money_scales_but_for_the_rounding_of_each_row(made_up: MadeUp) -> None:
    once, more = times(1, foreign=True), times(8, foreign=True)
    metrics = ["bookings", "sourced_revenue", "pipeline"]
    for before, after in zip(questions(made_up, once), questions(made_up, more), strict=True):
        minor = 10 ** digits(before.facts.settings.currency)
        for small, large in zip(
            before.figures(before.scopes(), metrics), after.figures(after.scopes(), metrics), strict=True
        ):
            assert (large.n, large.reason) == (small.n, small.reason)
            if small.value is not None and large.value is not None:
                assert abs(large.value - 8 * small.value) * minor <= 4.5 * small.n + 0.01
