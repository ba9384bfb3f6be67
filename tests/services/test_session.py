"""A session over a real store: every change is a step, and facts follow it."""

import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from partnertracker.domain.errors import InvalidRowsError, NothingToUndoError, ReadOnlyError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.services import session as session_module
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session, end_of
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from tests.domain.test_facts import readable
from tests.storage.memory import open_memory
from tests.storage.test_known import DOINGS, Doing, do, moment

CLOCK = Clock(today=lambda: date(2026, 6, 1), now=lambda: "2026-06-01T08:00:00.000000Z")
DEAL: Row = {"name": "ERP", "customer": "C", "stage": "lead", "value": 5, "created_on": "2026-01-01"}


@pytest.fixture
def session() -> Iterator[Session]:
    store = open_memory(Settings(currency="EUR"))
    yield Session(store, CLOCK, "anna")
    store.close()


def add_deals(writer: Writer) -> None:
    acme, zeta = writer.insert("partners", [{"name": "Acme"}, {"name": "Zeta"}])
    writer.insert("deals", [{**DEAL, "source_partner": zeta["id"]}, {**DEAL, "source_partner": acme["id"]}])


def add_partner(writer: Writer, name: str) -> None:
    writer.insert("partners", [{"name": name}])


def same(facts: Facts, other: Facts) -> bool:
    return facts.version == other.version and all(
        np.array_equal(facts[table].keys, other[table].keys)
        and all(
            np.array_equal(
                facts[table][name], other[table][name], equal_nan=facts[table][name].dtype.kind == "f"
            )
            for name in facts[table].values
            if name not in facts[table].words
        )
        for table in facts.tables
    )


def test_what_is_done_has_a_name_a_person_and_a_time(session: Session) -> None:
    outcome = session.execute("Add deals", add_deals)
    assert (outcome.step.label, outcome.step.who, outcome.step.at) == ("Add deals", "anna", CLOCK.now())
    assert {table: tuple(each.inserted) for table, each in outcome.changes.items()} == {
        "partners": (1, 2),
        "deals": (1, 2),
    }


def test_facts_follow_edit_undo_and_redo(session: Session) -> None:
    assert len(session.load()["deals"]) == 0

    def change(writer: Writer) -> None:
        writer.update("deals", 1, {"value": 9, "stage": "proposal"})
        writer.delete("deals", [2])
        writer.delete("partners", [1])

    session.execute("Add deals", add_deals)
    session.execute("Change", change)
    assert session.facts["deals"]["value"].tolist() == [9]
    for step in (session.undo, session.undo, session.redo, session.redo, session.undo):
        step()
        assert same(session.facts, session.store.facts())
    assert session.facts["deals"]["source_partner"].tolist() == [1, 0]


def test_facts_follow_a_mass_change_by_loading_anew(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "_MANY_ROWS", 2)
    session.load()
    session.execute("Add deals", add_deals)
    assert same(session.facts, session.store.facts())


def test_a_change_of_settings_or_stages_reaches_facts_and_context(session: Session) -> None:
    session.load()
    session.execute("Set currency", lambda writer: writer.update("settings", 1, {"value": "CHF"}))
    session.execute("Rename stage", lambda writer: writer.update("stages", 1, {"label": "Idea"}))
    assert session.facts.settings.currency == session.context.currency == "CHF"
    assert session.facts.stages[0].label == session.context.stages["lead"].label == "Idea"
    assert session.context.today == "2026-06-01"


def test_an_operation_that_fails_changes_nothing(session: Session) -> None:
    session.execute("Add deals", add_deals)
    facts = session.load()
    with pytest.raises(InvalidRowsError):
        session.execute("Bad", lambda writer: writer.update("deals", 1, {"value": -1}))
    assert session.facts is facts
    assert session.store.last_step() == 1


def test_an_operation_that_changes_nothing_is_no_step(session: Session) -> None:
    session.execute("Add deals", add_deals)
    facts = session.load()
    outcome = session.execute("Same", lambda writer: writer.update("deals", 1, {"value": 5}))
    assert outcome.changes == {}
    assert session.facts is facts
    assert facts.version == session.store.last_step() == 1


def test_there_may_be_nothing_to_undo_or_redo(session: Session) -> None:
    with pytest.raises(NothingToUndoError, match="nothing to undo"):
        session.undo()
    with pytest.raises(NothingToUndoError, match="nothing to redo"):
        session.redo()


def test_a_file_that_only_reads_refuses_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "programme.sqlite3"
    create_file(path, Settings())
    store = open_file(path, read_only=True, backups=tmp_path / "backups")
    session = Session(store, CLOCK, "anna")
    with pytest.raises(ReadOnlyError, match="reading only"):
        session.execute("Add", add_deals)
    for change in (session.undo, session.redo):
        with pytest.raises(ReadOnlyError, match="reading only"):
            change()
    assert session.rows("partners", [1]) == []
    store.close()


def test_steps_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "programme.sqlite3"
    create_file(path, Settings())
    for number in range(3):
        store = open_file(path, backups=tmp_path / "backups")
        Session(store, CLOCK, "anna").execute(f"Add {number}", partial(add_partner, name=f"P{number}"))
        store.close()
    for left in (2, 1, 0):
        store = open_file(path, backups=tmp_path / "backups")
        assert Session(store, CLOCK, "bert").undo().step.label == f"Add {left}"
        assert store.count("partners") == left
        store.close()


def noon_of(day: date) -> Clock:
    return Clock(today=lambda: day, now=lambda: f"{day}T12:00:00.000000Z")


def test_the_file_as_it_was_known_on_a_day(session: Session) -> None:
    for day in (date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)):
        session.clock = noon_of(day)
        session.execute("Add partner", partial(add_partner, name=f"Partner {day}"))

    with session.known_on(date(2026, 6, 2)) as past:
        assert len(past.facts["partners"]) == past.facts.version == 2
        with pytest.raises(ReadOnlyError):
            past.execute("Add partner", partial(add_partner, name="Late"))
    for now in (None, date(2026, 6, 3), date(2030, 1, 1)):
        with session.known_on(now) as present:
            assert len(present.facts["partners"]) == 3
    with session.known_on(date(1970, 1, 1)) as past:
        assert len(past.facts["partners"]) == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(DOINGS)
def test_facts_of_a_past_moment_follow_from_those_of_now(doings: list[Doing]) -> None:
    store = open_memory(Settings())
    session = Session(store, CLOCK, "anna")
    for number, doing in enumerate(doings):
        do(store, doing, moment(number))
    session.load()

    for step in range(store.last_step() + 1):
        past = session.as_known(step)
        loaded = past.store.facts()
        assert past.facts.version == loaded.version == step
        assert (past.facts.settings, past.facts.stages) == (loaded.settings, loaded.stages)
        for table in loaded.tables:
            assert readable(past.facts, table) == readable(loaded, table)
        past.store.close()
    store.close()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one time zone for all programs")
@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("UTC", "2026-01-16T00:00:00.000000Z", "2026-07-16T00:00:00.000000Z"),
        ("Europe/Berlin", "2026-01-15T23:00:00.000000Z", "2026-07-15T22:00:00.000000Z"),
        ("America/New_York", "2026-01-16T05:00:00.000000Z", "2026-07-16T04:00:00.000000Z"),
    ],
)
def test_a_day_ends_at_local_midnight(
    monkeypatch: pytest.MonkeyPatch, zone: str, winter: str, summer: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert (end_of(date(2026, 1, 15)), end_of(date(2026, 7, 15))) == (winter, summer)
    finally:
        monkeypatch.undo()
        time.tzset()
