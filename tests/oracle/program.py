"""The door to the program: made-up rows into a file, and out of it as CSV text and as figures."""

import io
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.settings import Settings
from partnertracker.services.exporting import export_table
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.oracle.exported import Exported, Stage, read
from tests.oracle.made_up import Made, Maker
from tests.storage.memory import open_memory

Change: TypeAlias = Callable[[str, Made], Made]
"""Gives the row of a table that stands in the place of a made-up one."""

_REFERENCES = {"source_partner": "partners", "partner": "partners", "deal": "deals"}


def session_of(maker: Maker, change: Change = lambda _table, row: row) -> Session:
    """Return a session over a file in memory that holds a made-up programme, each row changed like that."""
    today = maker.today
    now = f"{today}T12:00:00.000000Z"
    store = open_memory(Settings(currency=maker.currency))
    session = Session(store, Clock(today=lambda: today, now=lambda: now), "Anna")
    session.execute("Fill", lambda writer: _fill(writer, maker, change))
    return session


def exported(session: Session) -> Exported:
    """Export every table of a file and read the text."""
    texts = {}
    for entity in EXCHANGED:
        out = io.StringIO(newline="")
        export_table(session, entity.table, out)
        texts[entity.table] = out.getvalue()
    settings = {str(name): str(value) for name, value in session.store.each("settings", ("name", "value"))}
    columns = ("name", "position", "probability", "outcome")
    stages = [
        Stage(str(key), int(str(order)), Fraction(str(chance)), str(outcome))
        for key, order, chance, outcome in session.store.each("stages", columns)
    ]
    return read(texts, settings, stages)


def scopes_in(file: Exported) -> list[str]:
    """Return every scope that has a partner."""
    found = ["all", *(f"partner:{row['name']}" for row in file.rows("partners"))]
    for kind in ("manager", "tier"):
        names = {row[kind] for row in file.rows("partners")} - {None}
        found += [f"{kind}:{name}" for name in sorted(names)]
    return found


def _fill(writer: Writer, maker: Maker, change: Change) -> None:
    for name, value in maker.settings.items():
        (row,) = writer.find("settings", {"name": name})
        writer.update("settings", int(str(row["key"])), {"value": value})
    for name, chance in maker.chances.items():
        (row,) = writer.find("stages", {"name": name})
        writer.update("stages", int(str(row["key"])), {"probability": chance})
    writer.insert("stages", [_stage(place, *stage) for place, stage in enumerate(maker.stages, start=7)])
    ids: dict[str, list[str]] = {}
    for table, rows in maker.rows():
        stored = writer.insert(table, [_pointing(change(table, row), ids) for row in rows]) if rows else []
        ids[table] = [str(row["id"]) for row in stored]


def _stage(place: int, name: str, chance: int, outcome: str) -> Made:
    return {"name": name, "label": name, "position": place, "probability": chance, "outcome": outcome}


def _pointing(row: Made, ids: Mapping[str, Sequence[str]]) -> Made:
    """Put ids in the place of places."""
    whole = {
        name: ids[_REFERENCES[name]][value] if name in _REFERENCES and value is not None else value
        for name, value in row.items()
    }
    kind, _, place = str(row.get("scope", "")).partition(":")
    return whole | {"scope": f"partner:{ids['partners'][int(place)]}"} if kind == "partner" else whole
