"""What a figure is made of, as far as a bridge can lead to it."""

from fractions import Fraction

import pytest

from partnertracker.domain.bridge.makeup import makeup
from partnertracker.domain.metrics.catalogue import BUILT_IN, BUILT_IN_BY_ID
from partnertracker.domain.metrics.combining import Written, own_metrics
from partnertracker.domain.metrics.metric import Metric


def own(formula: str, unit: str = "money") -> Metric:
    return own_metrics([Written("mine", "Mine", formula, unit, "higher", "")], BUILT_IN_BY_ID)["mine"]


def told(metric: Metric) -> tuple[list[tuple[str, Fraction]], list[tuple[str, Fraction]]]:
    found = makeup(metric)
    assert found is not None
    above, below = (
        [(term.metric.id, term.times) for term in terms] for terms in (found.numerator, found.denominator)
    )
    return above, below


def test_every_metric_of_money_counts_or_people_is_made_of_sums() -> None:
    for metric in BUILT_IN:
        assert (makeup(metric) is not None) == (metric.unit in {"money", "count", "people"}), metric.id


def test_a_formula_is_taken_apart_to_its_sums() -> None:
    assert told(own("(sourced_revenue - bookings) * 0.1 / 2")) == (
        [("sourced_revenue", Fraction(1, 20)), ("bookings", Fraction(-1, 20))],
        [],
    )
    assert told(own("bookings / (sqls - 2 * red_partners)")) == (
        [("bookings", Fraction(1))],
        [("sqls", Fraction(1)), ("red_partners", Fraction(-2))],
    )
    assert told(own("average_deal_size * 12"))[1] == [("average_deal_size", Fraction(1))]


@pytest.mark.parametrize(
    "formula",
    [
        "bookings * win_rate",
        "bookings * sqls",
        "bookings + 100",
        "1000 / sqls",
        "bookings / sqls / red_partners",
        "average_deal_size + bookings",
        "bookings / average_deal_size",
    ],
)
def test_what_no_rows_add_up_to_is_made_of_no_sums(formula: str) -> None:
    assert makeup(own(formula)) is None


def test_a_share_is_no_money_whatever_it_is_made_of() -> None:
    assert makeup(own("bookings / sourced_revenue", "share")) is None
