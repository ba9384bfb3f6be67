"""A table as it stood: only what had come about by the day is told."""

import pytest

from partnertracker.domain.as_of import as_it_stood
from partnertracker.domain.columns import NO_DAY, day_of, fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from tests.domain.programmes import facts_of

RENEWAL: Row = {
    "key": 1,
    "created_on": "2026-01-10",
    "qualified_on": "2026-02-01",
    "registered_on": "2026-02-10",
    "registration_status": "approved",
    "closed_on": "2026-05-20",
    "lost_reason": "Price",
    "stage": "lost",
}


def facts(**tables: list[Row]) -> Facts:
    def as_lines(table: str, rows: list[Row]) -> list[tuple[object, ...]]:
        names = ("key", *(field.name for field in fact_fields(entity(table))))
        return [tuple(row.get(name) for name in names) for row in rows]

    return facts_of({table: as_lines(table, rows) for table, rows in tables.items()})  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-01-09", None),
        ("2026-01-10", "lead"),
        ("2026-02-01", "qualified"),
        ("2026-03-14", "qualified"),
        ("2026-03-15", "proposal"),
        ("2026-05-19", "proposal"),
        ("2026-05-20", "lost"),
    ],
)
def test_a_deal_stands_at_the_stage_of_its_dates_and_events(day: str, stage: str | None) -> None:
    events: list[Row] = [{"key": 1, "deal": 1, "stage": "proposal", "entered_on": "2026-03-15"}]
    known = facts(deals=[RENEWAL], deal_stage_events=events)

    assert as_it_stood(known, "deals", day_of(day))["deals"].text("stage", 0) == stage


def test_what_came_about_later_is_not_told_yet() -> None:
    before = as_it_stood(facts(deals=[RENEWAL]), "deals", day_of("2026-01-31"))["deals"]

    assert [before[name][0] for name in ("qualified_on", "registered_on", "closed_on")] == [NO_DAY] * 3
    assert [before.text(name, 0) for name in ("registration_status", "lost_reason")] == [None, None]
    after = as_it_stood(facts(deals=[RENEWAL]), "deals", day_of("2026-05-20"))["deals"]
    assert (after.text("registration_status", 0), after.text("lost_reason", 0)) == ("approved", "Price")


def test_an_influence_counts_from_its_day_and_an_undated_one_always() -> None:
    influences: list[Row] = [
        {"key": 1, "deal": 1, "partner": 1, "influenced_on": "2026-03-01"},
        {"key": 2, "deal": 1, "partner": 2},
    ]
    known = facts(partners=[{"key": 1, "name": "Contoso"}, {"key": 2, "name": "Litware"}],
                  deals=[RENEWAL], deal_influences=influences)  # fmt: skip

    def keys(day: str) -> list[int]:
        stood = as_it_stood(known, "deals", day_of(day))
        return [int(key) for key in stood["deal_influences"].keys]

    assert (keys("2026-02-28"), keys("2026-03-01")) == ([2], [1, 2])


def test_a_partner_offboarded_later_is_not_called_so() -> None:
    known = facts(
        partners=[{"key": 1, "name": "Contoso", "stage": "offboarded", "offboarded_on": "2026-06-30"}]
    )

    assert as_it_stood(known, "partners", day_of("2026-06-29"))["partners"].text("stage", 0) is None
    assert as_it_stood(known, "partners", day_of("2026-06-30"))["partners"].text("stage", 0) == "offboarded"


def test_a_table_without_such_dates_is_the_same_on_every_day() -> None:
    known = facts(deals=[RENEWAL])
    assert as_it_stood(known, "costs", day_of("2026-01-01")) is known
