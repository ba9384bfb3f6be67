"""A made-up deal goes forward through the stages and never beyond today."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.services.demo.courses import course, lost_instead, pulled

ORDER = ["qualified", "proposal", "negotiation", "won"]


@given(
    seed=st.integers(), created=st.integers(18_000, 20_000), age=st.integers(0, 900), winning=st.floats(0, 1)
)
def test_every_course_is_in_order(seed: int, created: int, age: int, winning: float) -> None:
    random, today = Random(seed), created + age

    made = pulled(random, course(random, created, today, winning), today, today)

    days = [day for _, day in made.events]
    assert days == sorted(days)
    assert all(created <= day <= today for day in days)
    assert made.stage == (made.events[-1][0] if made.events else "lead")
    assert (made.closed is not None) == (made.stage in {"won", "lost"})
    assert made.closed is None or made.closed == days[-1]
    stages = [stage for stage, _ in made.events if stage != "lost"]
    assert stages == ORDER[: len(stages)]
    assert (made.qualified is not None) == ("qualified" in stages)


@given(seed=st.integers())
def test_a_win_that_is_turned_into_a_loss_closes_on_the_same_day(seed: int) -> None:
    made = course(Random(seed), 18_000, 20_000, 1.0)

    turned = lost_instead(made)

    assert turned.stage == "lost"
    assert turned.closed == made.closed
    assert turned.events[-1] == ("lost", made.closed)
    assert turned.events[:-1] == made.events[:-1]
