"""The made-up programme keeps every rule, is the same each time, and shows something in every view."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.periods import period_named
from partnertracker.services.checking import faults
from partnertracker.services.demo.plan import Plan
from partnertracker.services.demo.programme import fill
from partnertracker.services.measuring import figures
from partnertracker.services.review import board
from partnertracker.services.session import Session
from tests.made_up import TODAY, demo_session, empty_session


@pytest.fixture(scope="module")
def demo() -> Iterator[Session]:
    session = demo_session()
    yield session
    session.store.close()


def content(session: Session) -> dict[str, list[tuple[object, ...]]]:
    return {
        entity.table: list(session.store.each(entity.table, ("id", *(field.name for field in entity.fields))))
        for entity in EXCHANGED
    }


def test_every_table_is_filled(demo: Session) -> None:
    counts = {entity.table: demo.store.count(entity.table) for entity in EXCHANGED}

    assert counts["partners"] == 100
    assert counts["deals"] == 1200
    assert [table for table, count in counts.items() if not count] == []


def test_nothing_sets_no_targets_of_nothing() -> None:
    session = demo_session(0, 0)
    found = list(session.store.each("targets", ("metric", "comparison", "value")))
    assert [metric for metric, comparison, value in found if comparison == "at_least" and not value] == []
    assert "bookings" not in {metric for metric, _, _ in found}
    session.store.close()


def test_no_target_follows_the_shape_of_a_year_that_is_known_in_part(demo: Session) -> None:
    day = day_of(TODAY.isoformat())
    quarter = period_named("2026-Q4")
    (found,) = figures(demo.facts, quarter, day, metrics=["bookings"])
    assert all(point.target for point in found.trend if point.target is not None)
    assert found.trend[-1].target


def test_it_keeps_every_rule(demo: Session) -> None:
    assert list(faults(demo)) == []
    assert demo.store.check() == []


@pytest.mark.parametrize(
    ("partners", "deals", "seed", "today"),
    [
        (0, 0, 1, TODAY),
        (0, 30, 1, TODAY),
        (3, 0, 2, TODAY),
        (13, 400, 7, date(2024, 2, 29)),
        (40, 300, 3, date(2026, 1, 1)),
        (40, 300, 4, date(2025, 12, 31)),
    ],
)
def test_any_size_and_day_keeps_every_rule(partners: int, deals: int, seed: int, today: date) -> None:
    session = demo_session(partners, deals, seed, today)

    assert list(faults(session)) == []
    assert session.store.check() == []
    assert session.store.count("partners") == partners
    assert session.store.count("deals") == deals


def test_the_same_plan_gives_the_same_rows_with_their_ids(demo: Session) -> None:
    assert content(demo_session()) == content(demo)


def test_another_seed_gives_another_programme(demo: Session) -> None:
    other = content(demo_session(seed=2))

    assert other["deals"] != content(demo)["deals"]


def test_nothing_happens_after_its_day() -> None:
    today = date(2025, 5, 5)
    session = demo_session(30, 300, 5, today)
    deals = session.facts["deals"]

    for column in ("created_on", "qualified_on", "closed_on", "registered_on"):
        assert deals[column].max() <= day_of(today.isoformat())
    assert session.facts["health_reviews"]["reviewed_on"].max() <= day_of(today.isoformat())


def test_one_undo_takes_it_all_back() -> None:
    session = demo_session(20, 100)

    session.undo()

    assert all(session.store.count(entity.table) == 0 for entity in EXCHANGED)


def test_the_board_has_all_columns(demo: Session) -> None:
    found = board(demo.facts, day_of(TODAY.isoformat()))

    assert len(found.red) == 8
    assert len(found.yellow) == 25
    assert len(found.green) == 60
    assert len(found.unrated) == 4
    assert any(card.overdue for card in found.yellow)
    assert {card.name for card in found.red} >= {"Northwind Systems", "Tailspin Resellers", "Wingtip"}


def test_who_is_said_to_bring_no_revenue_brings_none(demo: Session) -> None:
    tailspin = next(
        card for card in board(demo.facts, day_of(TODAY.isoformat())).red if card.name == "Tailspin Resellers"
    )

    assert sum(value or 0 for value in tailspin.revenue[-11:]) == 0


def test_the_figures_look_alive(demo: Session) -> None:
    quarter = period_named("2026-Q4")
    found = {f.metric.id: f for f in figures(demo.facts, quarter, day_of(TODAY.isoformat()), trend=False)}
    values = {name: figure.value or 0.0 for name, figure in found.items()}
    statuses = Counter(figure.status for figure in found.values())

    assert 500_000 < values["bookings"] < 2_000_000
    assert 0.25 < values["win_rate"] < 0.45
    assert 0.5 < values["deal_registration"] < 0.7
    assert 0.65 < values["certified_partners"] < 0.85
    assert 45 < values["active_partners"] < 85
    assert 55 < values["sales_cycle"] < 90
    assert min(statuses["green"], statuses["yellow"], statuses["red"]) >= 1


def test_progress_is_told_up_to_the_end() -> None:
    told: list[float] = []
    session = empty_session()

    fill(session, Plan(TODAY, partners=5, deals=20), told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0
