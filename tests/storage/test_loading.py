"""From a file to facts."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.errors import UnusableFileError
from partnertracker.domain.fields import Row
from partnertracker.storage import loading
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"


def fill(store: SqliteStore, deal: Callable[..., Row]) -> None:
    with store.step("Fill", AT, "anna") as step:
        acme, zeta = step.insert("partners", [{"name": "Acme"}, {"name": "Zeta", "tier": "Gold"}])
        made = step.insert(
            "deals", [deal(source_partner=zeta["id"]), deal(), deal(source_partner=acme["id"], value=7)]
        )
        events = [{"deal": row["id"], "stage": "lead", "entered_on": "2026-03-01"} for row in reversed(made)]
        step.insert("deal_stage_events", events)


def test_references_become_positions(store: SqliteStore, deal: Callable[..., Row]) -> None:
    fill(store, deal)
    facts = store.facts()
    assert facts["deals"]["source_partner"].tolist() == [1, NO_ROW, 0]
    assert facts["deal_stage_events"]["deal"].tolist() == [2, 1, 0]
    assert facts["partners"].text("tier", 1) == "Gold"
    assert (facts.settings.currency, len(facts.stages), facts.version) == ("EUR", 6, 1)
    assert {"stages", "settings"}.isdisjoint(facts.tables)


def test_progress_goes_up_to_all(store: SqliteStore, deal: Callable[..., Row]) -> None:
    fill(store, deal)
    told: list[float] = []
    store.facts(told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_changed_rows_are_those_that_are_there_now(store: SqliteStore, deal: Callable[..., Row]) -> None:
    fill(store, deal)
    with store.step("Edit", AT, "anna") as step:
        step.update("deals", 1, {"value": 9, "source_partner": None})
        step.delete("deal_stage_events", [1])
        step.delete("deals", [3])
    changed = store.changed_rows(step.outcome.changes)
    assert set(changed) == {"deals", "deal_stage_events"}
    assert [row[0] for row in changed["deals"].rows] == [1]
    assert list(changed["deals"].gone) == [3]
    assert list(changed["deal_stage_events"].gone) == [1]


def test_chunks_make_no_difference(store: SqliteStore) -> None:
    with store.step("Fill", AT, "anna") as step:
        rows = [(f"D{n}", "C", "lead", n, "2026-01-01") for n in range(loading.CHUNK + 5)]
        step.insert_many("deals", ["name", "customer", "stage", "value", "created_on"], rows)
    facts = store.facts()
    assert facts["deals"]["value"].tolist() == list(range(loading.CHUNK + 5))


def test_a_custom_value_is_found_at_its_record(store: SqliteStore, deal: Callable[..., Row]) -> None:
    fill(store, deal)
    with store.step("Fields", AT, "anna") as step:
        names = [("partners", "segment"), ("deals", "contract_no")]
        of_partner, of_deal = step.insert(
            "custom_fields",
            [{"table_name": table, "name": name, "label": name, "kind": "text"} for table, name in names],
        )
        zeta, third = step.rows("partners", [2])[0], step.rows("deals", [3])[0]
        values = [(of_deal, third, "C-3"), (of_partner, zeta, "Retail")]
        step.insert(
            "custom_values",
            [{"field": field["id"], "record": row["id"], "value": value} for field, row, value in values],
        )
    facts = store.facts()
    assert facts["custom_values"]["record"].tolist() == [3, 2]
    assert facts["custom_values"]["field"].tolist() == [1, 0]
    assert facts["custom_values"].text("value", 1) == "Retail"


def test_a_value_that_another_program_wrote_wrongly_is_told_in_one_sentence(
    path: Path, opened: Callable[..., SqliteStore], deal: Callable[..., Row]
) -> None:
    store = opened()
    fill(store, deal)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute("UPDATE deals SET created_on = '2026-02-30' WHERE key = 1")
    with pytest.raises(UnusableFileError, match="none of its kind") as caught:
        opened(read_only=True).facts()
    assert "check" in str(caught.value)
