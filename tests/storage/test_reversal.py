"""Undo and redo give back what was there, whatever was done in whatever order, across restarts too."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import InvalidRowsError, NothingToUndoError
from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import Writer
from partnertracker.storage.create import create_file
from partnertracker.storage.layout import layout
from partnertracker.storage.opening import open_file
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"
NAMES = st.sampled_from(["Acme", "ACME", "Böse", "Straße", "Zeta"])
DAYS = st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"])
CODES = st.sampled_from([None, "X1", "X2", "X3"])
SHARES = st.none() | st.floats(min_value=0, max_value=100)
PICK = st.integers(min_value=0, max_value=5)
CHANGE = st.tuples(
    st.sampled_from(
        [
            "new partner",
            "rename",
            "new deal",
            "many deals",
            "edit deal",
            "move deal",
            "influence",
            "delete",
            "rate",
        ]
    ),
    PICK,
    NAMES,
    DAYS,
    DAYS,
    CODES,
    SHARES,
)

Content = dict[str, list[tuple[Any, ...]]]


def content_of(store: SqliteStore) -> Content:
    """Return every row of every table as it lies on disk, derived columns too."""
    return {
        each.table: store._conn.execute(
            f"SELECT {', '.join(layout(each.table).physical)} FROM {each.table} ORDER BY key"  # noqa: S608
        ).fetchall()
        for each in ENTITIES
    }


def change(writer: Writer, kind: str, pick: int, name: str, rest: tuple[Any, ...]) -> None:
    """Do one of the things that people do; what there is to do it to is picked by number."""
    first, second, code, share = rest
    partners = writer.find("partners", {})
    deals = writer.find("deals", {})
    partner = partners[pick % len(partners)]["id"] if partners and pick else None
    made: Row = {
        "name": name,
        "customer": "C",
        "stage": "lead",
        "value": pick,
        "probability": share,
        "created_on": min(first, second),
        "closed_on": max(first, second),
        "source_partner": partner,
    }
    if kind == "new partner":
        writer.insert("partners", [{"name": name, "tier": name}])
    elif kind == "new deal":
        writer.insert("deals", [{**made, "external_id": code}])
    elif kind == "many deals":
        writer.insert_many("deals", tuple(made), [tuple(made.values())] * 3)
    elif kind == "rate":
        for row in writer.find("exchange_rates", {}):
            writer.delete("exchange_rates", [int(row["key"] or 0)])
        writer.insert("exchange_rates", [{"currency": "EUR", "from_date": first, "rate": (share or 0) + 0.1}])
    elif kind == "rename" and partners:
        writer.update("partners", int(partners[pick % len(partners)]["key"] or 0), {"name": name})
    elif deals:
        _change_a_deal(writer, kind, deals[pick % len(deals)], made, code)


def _change_a_deal(writer: Writer, kind: str, deal: Row, made: Row, code: str | None) -> None:
    key = int(deal["key"] or 0)
    if kind == "edit deal":
        writer.update("deals", key, {**made, "external_id": code})
    elif kind == "move deal":
        writer.update("deals", key, {"external_id": code})
    elif kind == "influence" and made["source_partner"]:
        writer.insert("deal_influences", [{"deal": deal["id"], "partner": made["source_partner"]}])
    elif kind == "delete":
        if deal["source_partner"]:
            writer.update("deals", key, {"source_partner": None, "probability": 0.1 + 0.2})
        for influence in writer.find("deal_influences", {"deal": deal["id"]}):
            writer.delete("deal_influences", [int(influence["key"] or 0)])
        writer.delete("deals", [key])


class Programme(RuleBasedStateMachine):
    """A file that is edited, undone, redone, closed and opened again, beside a list of what it held."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "programme.sqlite3"
        create_file(self.path, Settings())
        self.store = self.open()
        self.held: list[Content] = [content_of(self.store)]
        self.now = 0

    def open(self) -> SqliteStore:
        return open_file(self.path, backups=Path(self.folder.name) / "backups")

    @rule(changes=st.lists(CHANGE, min_size=1, max_size=6))
    def edit(self, changes: list[tuple[Any, ...]]) -> None:
        before = self.store.last_step()
        try:
            with self.store.step("Edit", AT, "anna") as step:
                for kind, pick, name, *rest in changes:
                    change(step, kind, pick, name, tuple(rest))
        except InvalidRowsError:
            assert self.store.last_step() == before
            return
        if self.store.last_step() > before:
            self.now += 1
            self.held[self.now :] = [content_of(self.store)]

    @rule()
    def undo(self) -> None:
        if self.now == 0:
            with pytest.raises(NothingToUndoError):
                self.store.undo(AT, "anna")
            return
        self.store.undo(AT, "bert")
        self.now -= 1

    @rule()
    def redo(self) -> None:
        if self.now == len(self.held) - 1:
            with pytest.raises(NothingToUndoError):
                self.store.redo(AT, "anna")
            return
        self.store.redo(AT, "bert")
        self.now += 1

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = self.open()

    @invariant()
    def the_file_holds_what_it_held(self) -> None:
        assert content_of(self.store) == self.held[self.now]

    def teardown(self) -> None:
        while self.now:
            self.undo()
        assert content_of(self.store) == self.held[0]
        while self.now < len(self.held) - 1:
            self.redo()
        assert content_of(self.store) == self.held[-1]
        assert self.store.check() == []
        self.store.close()
        self.folder.cleanup()


TestProgramme = Programme.TestCase
TestProgramme.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
