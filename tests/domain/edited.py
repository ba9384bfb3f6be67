"""Programmes that are edited step by step: the changes of each step, and the facts loaded anew after it."""

from collections.abc import Mapping
from random import Random
from typing import Any, TypeAlias

from partnertracker.domain.columns import fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.following import ChangedRows, TableRows
from partnertracker.domain.settings import Settings
from tests.domain.programmes import facts_of
from tests.oracle.made_up import MAKERS, MadeUp, Maker

Row: TypeAlias = dict[str, Any]

_REFERENCES = {"source_partner": "partners", "partner": "partners", "deal": "deals"}
_PARTS = {"deals": ("deal_influences", "deal_stage_events")}
EDITED = ("partners", *MAKERS)
"""The tables whose rows are edited."""


class Edited:
    """A made-up programme with its rows by key; references are keys."""

    def __init__(self, made_up: MadeUp) -> None:
        self.maker = Maker(made_up)
        self.tables: dict[str, dict[int, Row]] = {}
        first = dict.fromkeys(_REFERENCES.values(), range(1, 1000))  # keys count from 1, places from 0
        for table, rows in self.maker.rows():
            if table != "targets":
                self.tables[table] = {place + 1: _pointing(row, first) for place, row in enumerate(rows)}

    @property
    def facts(self) -> Facts:
        """The facts loaded anew."""
        settings = Settings.of({"currency": self.maker.currency} | self.maker.settings)
        rows = {table: self._encoded(table, sorted(found)) for table, found in self.tables.items()}
        return facts_of(rows, settings)

    def changed(self, table: str, *keys: int) -> Mapping[str, ChangedRows]:
        """Return the change of some rows to what they are now."""
        return {table: ChangedRows(self._encoded(table, list(keys)))}

    def step(self, draw: Random, theme: str = "deals") -> Mapping[str, ChangedRows]:
        """Edit some rows at random, most of them of one table; return what changed, as storage tells it."""
        touched: dict[str, set[int]] = {}
        gone: dict[str, set[int]] = {}
        for _ in range(draw.choice([1, 1, 2, 5])):
            table = draw.choice([theme, draw.choice(EDITED)])
            act = draw.choice([self._add, self._alter, self._alter, self._alter, self._delete])
            act(draw, table, touched, gone)
        tables = touched.keys() | gone.keys()
        return {
            table: ChangedRows(
                self._encoded(table, sorted(touched.get(table, set()) & self.tables[table].keys())),
                sorted(gone.get(table, set()) - self.tables[table].keys()),
            )
            for table in tables
        }

    def _add(self, draw: Random, table: str, touched: dict[str, set[int]], _gone: object) -> None:
        row = self._made(draw, table)
        if row is not None:
            rows = self.tables[table]
            # in the middle, too: as when a deletion is undone
            free = [key for key in range(1, max(rows, default=0)) if key not in rows]
            key = draw.choice([max(rows, default=0) + 1, *free[:1]])
            rows[key] = row
            touched.setdefault(table, set()).add(key)

    def _alter(self, draw: Random, table: str, touched: dict[str, set[int]], _gone: object) -> None:
        rows = self.tables[table]
        row = self._made(draw, table)
        if rows and row is not None:
            key = draw.choice(sorted(rows))
            fields = draw.sample(sorted(row), draw.choice([1, 1, 2, len(row)]))
            rows[key] = rows[key] | {name: row[name] for name in fields}
            touched.setdefault(table, set()).add(key)

    def _delete(self, draw: Random, table: str, _touched: object, gone: dict[str, set[int]]) -> None:
        rows = self.tables[table]
        if not rows:
            return
        key = draw.choice(sorted(rows))
        if table == "partners" and key in self._partners_named:
            return
        del rows[key]
        gone.setdefault(table, set()).add(key)
        for part in _PARTS.get(table, ()):
            for each in [each for each, row in self.tables[part].items() if row["deal"] == key]:
                del self.tables[part][each]
                gone.setdefault(part, set()).add(each)

    @property
    def _partners_named(self) -> set[object]:
        """The partners that rows refer to."""
        rows = [row for found in self.tables.values() for row in found.values()]
        return {row.get(name) for row in rows for name in ("source_partner", "partner")}

    def _made(self, draw: Random, table: str) -> Row | None:
        if table == "partners":
            return self.maker.partner(draw, f"Partner {draw.random()}")
        keys = {name: sorted(rows) for name, rows in self.tables.items()}
        places = {name: {key: place for place, key in enumerate(found)} for name, found in keys.items()}
        made = {
            name: [_pointing(self.tables[name][key], places) for key in found] for name, found in keys.items()
        }
        row = MAKERS[table](self.maker, draw, made)
        return None if row is None else _pointing(row, keys)

    def _encoded(self, table: str, keys: list[int]) -> TableRows:
        names = [field.name for field in fact_fields(entity(table))]
        return [(key, *(self.tables[table][key].get(name) for name in names)) for key in keys]


def _pointing(row: Row, places: Mapping[str, Any]) -> Row:
    """Return a row whose references are what ``places`` has for them, by table."""
    return {
        name: places[_REFERENCES[name]][value] if name in _REFERENCES and value is not None else value
        for name, value in row.items()
    }
