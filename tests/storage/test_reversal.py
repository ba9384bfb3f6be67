"""Undo and redo give back what was there, whatever was done in whatever order, across restarts too."""

import tempfile
from contextlib import suppress
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
from partnertracker.services.past import NewStep, TakingBack
from partnertracker.services.ports import Writer
from partnertracker.storage.create import create_file
from partnertracker.storage.layout import layout
from partnertracker.storage.opening import open_file
from partnertracker.storage.store import SqliteStore

AT = "2026-01-01T00:00:00.000000Z"
KINDS = ["new partner", "rename", "merge", "new deal", "many deals", "edit", "influence", "delete", "rates"]
CHANGE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "pick": st.integers(min_value=0, max_value=5),
        "name": st.sampled_from(["Acme", "Böse", "Straße", "Zeta", "Ω"]),
        "days": st.tuples(*[st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"])] * 2),
        "code": st.sampled_from([None, "X1", "X2", "X3"]),
        "share": st.none() | st.floats(min_value=0, max_value=100),
    }
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


class Person:
    """Does in a step what people do; what there is to do it to is picked by number."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def do(self, change: dict[str, Any]) -> None:
        """Do one thing, so that it breaks no rule: what stands in the way of a unique value gives it up."""
        kind, pick, name = change["kind"], change["pick"], change["name"]
        partners, deals = self.writer.find("partners", {}), self.writer.find("deals", {})
        partner = partners[pick % len(partners)] if partners else {}
        deal = deals[pick % len(deals)] if deals else {}
        if kind == "new partner":
            self.free_name(name)
            self.writer.insert("partners", [{"name": name, "tier": name}])
        elif kind == "rates":
            self.writer.delete("exchange_rates", keys(self.writer.find("exchange_rates", {})))
            rate = {"currency": "EUR", "from_date": change["days"][0], "rate": (change["share"] or 0) + 0.1}
            self.writer.insert("exchange_rates", [rate])
        elif kind in {"new deal", "many deals"}:
            self.add_deals(kind, partner, change)
        elif kind == "rename" and partner:
            self.free_name(name)
            self.writer.update("partners", key_of(partner), {"name": name})
        elif kind == "merge" and len(partners) > 1:
            self.merge(partner, partners[pick % len(partners) - 1])
        elif deal:
            self.change_a_deal(kind, deal, partner, change)

    def free_name(self, name: str) -> None:
        for other in self.writer.find("partners", {"name": name}):
            self.writer.update("partners", key_of(other), {"name": f"{name} {other['key']}"})

    def free_code(self, code: str | None) -> None:
        for other in self.writer.find("deals", {"external_id": code}) if code else []:
            self.writer.update("deals", key_of(other), {"external_id": None})

    def add_deals(self, kind: str, partner: Row, change: dict[str, Any]) -> None:
        made = deal_of(partner, change)
        if kind == "many deals":
            self.writer.insert_many("deals", tuple(made), [tuple(made.values())] * 3)
        else:
            self.free_code(change["code"])
            self.writer.insert("deals", [{**made, "external_id": change["code"]}])

    def merge(self, gone: Row, stays: Row) -> None:
        for deal in self.writer.find("deals", {"source_partner": gone["id"]}):
            self.writer.update("deals", key_of(deal), {"source_partner": stays["id"]})
        self.writer.delete(
            "deal_influences", keys(self.writer.find("deal_influences", {"partner": gone["id"]}))
        )
        self.writer.delete("partners", keys([gone]))
        self.writer.insert("partners", [{"name": str(gone["name"]), "tier": "again"}])

    def change_a_deal(self, kind: str, deal: Row, partner: Row, change: dict[str, Any]) -> None:
        influences = self.writer.find("deal_influences", {"deal": deal["id"]})
        if kind == "edit":
            self.free_code(change["code"])
            self.writer.update(
                "deals", key_of(deal), {**deal_of(partner, change), "external_id": change["code"]}
            )
        elif kind == "influence" and partner and not influences:
            self.writer.insert("deal_influences", [{"deal": deal["id"], "partner": partner["id"]}])
        elif kind == "delete":
            self.writer.update("deals", key_of(deal), {"value": 99, "probability": 0.1 + 0.2})
            self.writer.delete("deal_influences", keys(influences))
            self.writer.delete("deals", keys([deal]))


def deal_of(partner: Row, change: dict[str, Any]) -> Row:
    return {
        "name": change["name"],
        "customer": "C",
        "stage": "lead",
        "value": change["pick"],
        "probability": change["share"],
        "created_on": min(change["days"]),
        "closed_on": max(change["days"]),
        "source_partner": partner.get("id"),
    }


def key_of(row: Row) -> int:
    return int(row["key"] or 0)


def keys(rows: list[Row]) -> list[int]:
    return [key_of(row) for row in rows]


class Programme(RuleBasedStateMachine):
    """A file that is edited, undone, redone, closed and opened again, beside a list of what it held."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "programme.sqlite3"
        create_file(self.path, Settings())
        self.store = self.open()
        with self.store.step("Begin", AT, "anna") as step:
            acme, zeta = step.insert("partners", [{"name": "Acme"}, {"name": "Zeta"}])
            change = {"name": "D", "pick": 1, "share": 0.7, "days": ("2026-01-01", "2026-02-01")}
            step.insert("deals", [deal_of(acme, change), deal_of(zeta, change), deal_of({}, change)])
        self.held: list[Content] = [content_of(self.store)]
        self.now = 0

    def open(self) -> SqliteStore:
        return open_file(self.path, backups=Path(self.folder.name) / "backups")

    @rule(changes=st.lists(CHANGE, min_size=1, max_size=6))
    def edit(self, changes: list[dict[str, Any]]) -> None:
        before = self.store.last_step()
        with self.store.step("Edit", AT, "anna") as step:
            for change in changes:
                Person(step).do(change)
        if self.store.last_step() > before:
            self.now += 1
            self.held[self.now :] = [content_of(self.store)]

    @rule()
    def undo(self) -> None:
        if self.now == 0:
            return  # what there was at the beginning stays
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

    @rule(pick=st.integers(min_value=0, max_value=20))
    def take_back(self, pick: int) -> None:
        edits = [each for each in self.store.steps() if each.state == "applied" and each.kind == "edit"]
        number = edits[pick % len(edits)].number
        if number == 1:
            return  # what there was at the beginning stays
        new = NewStep("Take back", AT, "bert")
        with suppress(InvalidRowsError):
            self.store.past.take_back(new, [TakingBack(number)], lambda _obstacles: None)
            self.now += 1
            self.held[self.now :] = [content_of(self.store)]

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
