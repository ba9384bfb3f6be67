"""Whole numbers stay whole, whatever figures are divided by."""

from fractions import Fraction

import numpy as np

from partnertracker.domain.bridge.adding import Piece, joined
from partnertracker.domain.bridge.bar import Bridge, Changes
from partnertracker.domain.bridge.standing import Standing
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.periods import period_named
from tests.domain.programmes import facts_of

MADE = Bridge(BUILT_IN_BY_ID["average_deal_size"], "all", (0, 1), "USD", None, None)


def counting(*amounts: int) -> Standing:
    keys, values = np.arange(1, len(amounts) + 1), np.array(amounts, dtype=np.int64)
    moment = Moment(facts_of({}), period_named("2026-Q3"), 1)
    return Standing(moment, "deals", keys, values, np.ones(len(keys), dtype=bool))


def change(amount: int, kind: int = 2) -> Changes:
    return Changes(np.array([9]), np.array([amount]), np.array([kind]), np.array([False]))


def test_thirds_of_a_cent_add_up() -> None:
    made = joined(
        MADE,
        [(counting(100, 50), Fraction(1, 300))],
        [(counting(100, 50, 1), Fraction(1, 300))],
        [Piece("deals", change(1), Fraction(1, 300))],
    )
    assert made.unit_size == 300
    assert [bar.amount for bar in made.all_bars] == [150, 1, 151]


def test_numbers_beyond_64_bits_are_exact() -> None:
    huge = Fraction(1, 100 * (2**61 - 1))
    made = joined(
        MADE,
        [(counting(10**9), huge)],
        [(counting(10**9), Fraction(1, 7))],
        [Piece("deals", change(3), huge)],
    )
    assert made.start is not None
    assert made.end is not None
    assert Fraction(made.start.amount, made.unit_size) == 10**9 * huge
    assert Fraction(made.end.amount, made.unit_size) == Fraction(10**9, 7)
    assert Fraction(made.bars[0].amount, made.unit_size) == 3 * huge


def test_what_one_deal_did_above_and_below_the_line_stands_in_one_bar() -> None:
    pieces = [Piece("deals", change(900), Fraction(1, 100)), Piece("deals", change(1), Fraction(-4))]
    made = joined(MADE, [(counting(1), Fraction(1, 100))], [(counting(1), Fraction(1, 100))], pieces)
    assert [(bar.kind, bar.keys.tolist(), bar.amount) for bar in made.bars] == [("won", [9], 500)]
