"""Orders by day follow changes of their rows."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import NO_DAY
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.dated import Dated, dated
from partnertracker.domain.metrics.stages import open_deals
from tests.domain.edited import Edited
from tests.oracle.made_up import MadeUp

SIZES = {"partners": 4, "deals": 30, "deal_influences": 30, "deal_stage_events": 30, "exchange_rates": 6}


def test_days_and_rows_ascend_and_a_missing_day_is_left_out() -> None:
    order = dated(np.array([5, 3, NO_DAY, 5, 3], dtype=np.int32))
    assert (order.days.tolist(), order.rows.tolist()) == ([3, 3, 5, 5], [1, 4, 0, 3])
    assert order.between(4, 9).tolist() == [0, 3]


@given(st.integers(0, 2**32))
def test_every_order_follows_any_change(seed: int) -> None:
    edited, draw = Edited(MadeUp(seed, SIZES)), Random(seed)
    followed = edited.facts
    orders = (
        deals.won,
        deals.won_sourced,
        deals.lost_sourced,
        deals.won_involved,
        deals.qualified_sourced,
        deals.created_sourced,
        deals.late_influences,
    )
    for _ in range(3):
        anew = edited.facts
        for order in orders:
            same(order(followed), order(anew))
        for column in (deals.outcomes, deals.sourced, deals.influenced, deals.late):
            assert column(followed).tolist() == column(anew).tolist()
        day = int(anew["deals"]["created_on"].max(initial=0)) - draw.randrange(60)
        now, fresh = open_deals(followed, day), open_deals(anew, day)
        assert (now.rows.tolist(), now.ranks.tolist()) == (fresh.rows.tolist(), fresh.ranks.tolist())
        followed = followed.with_changes(edited.step(draw), followed.version + 1)


def same(one: Dated, other: Dated) -> None:
    assert one.days.tolist() == other.days.tolist()
    assert one.rows.tolist() == other.rows.tolist()


def test_an_order_that_a_change_leaves_as_it_is_is_not_copied() -> None:
    edited = Edited(MadeUp(7, SIZES))
    facts = edited.facts
    order = deals.won_sourced(facts)
    row = edited.tables["deals"][1]
    edited.tables["deals"][1] = row | {"value": row["value"] + 1}
    assert deals.won_sourced(facts.with_changes(edited.changed("deals", 1), 1)) is order
