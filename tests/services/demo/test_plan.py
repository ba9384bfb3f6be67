"""Ids and days of a plan."""

from datetime import date
from uuid import UUID

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.services.demo.plan import Calendar, Dice, Plan


def test_ids_are_version_7_of_the_plans_day_and_ascend() -> None:
    dice = Dice(Plan(date(2026, 11, 22)), "deals")

    ids = [dice.id() for _ in range(10_000)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 10_000
    first = UUID(ids[0])
    assert first.version == 7
    assert str(first) == ids[0]
    assert (first.int >> 80) == day_of("2026-11-22") * 86_400_000


def test_subjects_do_not_share_their_chance() -> None:
    plan = Plan(date(2026, 11, 22))

    assert Dice(plan, "deals").id() != Dice(plan, "partners").id()
    assert Dice(plan, "deals").id() == Dice(plan, "deals").id()


@pytest.mark.parametrize(
    "today", [date(2026, 11, 22), date(2024, 2, 29), date(1970, 1, 1), date(2199, 12, 31)]
)
def test_the_calendar_knows_its_days(today: date) -> None:
    plan = Plan(today)
    calendar = Calendar(plan)

    assert calendar.iso(plan.last) == today.isoformat()
    assert calendar.year(plan.last) == today.year
    months = calendar.months(plan.first, plan.last)
    assert all(calendar.iso(month).endswith("-01") for month in months)
    assert months[0] <= plan.first
    assert calendar.month_end(months[-1]) >= plan.last
    assert [calendar.month_end(a) + 1 for a in months[:-1]] == months[1:]
