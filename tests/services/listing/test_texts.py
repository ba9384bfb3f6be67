from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.domain.texts import Texts
from partnertracker.services.editing import insert_rows
from partnertracker.services.listing.texts import followed_texts, kept_texts, load_texts
from partnertracker.services.ports import Clock, Outcome, Writer
from partnertracker.services.session import Operation, Session
from tests.made_up import inserted
from tests.storage.memory import open_memory


def fresh() -> Session:
    clock = Clock(today=lambda: date(2026, 11, 21), now=lambda: "2026-11-21T12:00:00.000000Z")
    return Session(open_memory(Settings()), clock, "AK")


@pytest.fixture
def session() -> Iterator[Session]:
    made = fresh()
    yield made
    made.store.close()


def deal(name: str, external: str | None = None) -> Row:
    row: Row = {"name": name, "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-01-01"}
    return {**row, "external_id": external}


def content(texts: Texts) -> dict[str, bytes]:
    return {"keys": texts.keys.tobytes(), **{name: column.blob for name, column in texts.columns.items()}}


def test_reads_the_texts_that_facts_do_not_hold(session: Session) -> None:
    session.execute(*insert_rows(session, "deals", [deal("ERP", "A-1"), deal("CRM")]))
    texts = load_texts(session.store, "deals")
    assert texts.columns["name"].containing("crm").tolist() == [1]
    assert texts.columns["external_id"].containing("a-1").tolist() == [0]
    assert set(load_texts(session.store, "partners").columns) == {
        "website",
        "contact_name",
        "contact_email",
        "contact_phone",
        "notes",
    }


NOTE: Row = {"date": "2026-01-01", "metric": "bookings", "text": "Said at the fair."}
ACTS = st.tuples(st.sampled_from(["add", "rename", "delete", "undo"]), st.integers(0, 9))


def do(session: Session, what: str, number: int, count: int) -> Outcome | None:
    keys = [int(str(row["key"])) for row in session.store.find("deals", {})]
    key = keys[number % len(keys)] if keys else 0

    def add(writer: Writer) -> None:
        writer.insert("deals", [deal(f"Deal {count} {i}", f"{count}-{i}") for i in range(number % 3 + 1)])

    def rename(writer: Writer) -> None:
        writer.update("deals", key, {"name": f"Renamed {count}"})

    def delete(writer: Writer) -> None:
        writer.delete("deals", [key])

    if what == "undo":
        return session.undo() if session.store.undoable() else None
    operations: dict[str, Operation] = {"add": add, "rename": rename, "delete": delete}
    return session.execute(what, operations[what]) if key or what == "add" else None


@settings(max_examples=30)
@given(st.lists(ACTS, max_size=12))
def test_following_each_step_equals_reading_anew(acts: list[tuple[str, int]]) -> None:
    session = fresh()
    try:
        texts = load_texts(session.store, "deals")
        for count, (what, number) in enumerate(acts):
            outcome = do(session, what, number, count)
            if outcome is not None and "deals" in outcome.changes:
                texts = followed_texts(texts, session.store, "deals", outcome.changes["deals"])
            assert content(texts) == content(load_texts(session.store, "deals"))
    finally:
        session.store.close()


@settings(max_examples=30)
@given(st.lists(ACTS, max_size=12))
def test_kept_texts_are_read_once_and_equal_reading_anew(acts: list[tuple[str, int]]) -> None:
    session = fresh()
    try:
        session.load()
        kept = kept_texts(session.facts, session.store, "deals")
        for count, (what, number) in enumerate(acts):
            do(session, what, number, count)
            kept = kept_texts(session.facts, session.store, "deals")
            assert content(kept) == content(load_texts(session.store, "deals"))
            assert kept_texts(session.facts, session.store, "deals") is kept
        inserted(session, "notes", NOTE)
        assert kept_texts(session.facts, session.store, "deals") is kept
    finally:
        session.store.close()
