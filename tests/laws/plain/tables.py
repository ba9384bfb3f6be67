"""The tables of a file as plain dictionaries of texts, as its CSV export says them.

Nothing here is the program's: it is written from the contract of the tables alone.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import TypeAlias

Texts: TypeAlias = dict[str, str]
"""A row: texts by column. A reference holds the id of the other row; the row's own id is no column."""

REFERENCES: Mapping[str, str] = {"source_partner": "partners", "partner": "partners", "deal": "deals"}
"""The columns that name a row of another table."""

OF_PARTNER = "partner:"
_AMOUNTS = frozenset({"value", "value_high", "amount", "score", "rate", "people", "probability"})
_FORMULA = re.compile("'*[=+\\-@\t\r]")


@dataclass(frozen=True)
class CustomField:
    """A field that a team added to a table; ``since`` tells it from one that was deleted."""

    table: str
    name: str
    label: str
    kind: str
    choices: str = ""
    since: int = 0


@dataclass
class Plain:
    """The tables of one file.

    Attributes:
        columns: the columns of each table, in order.
        rows: by table, the rows by id.
        born: in what order rows were added, by id.
        fields: the team's own fields, table by table in their order.
        apart: the pairs of partners, by id, that are told apart.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, dict[str, Texts]] = field(default_factory=dict)
    born: dict[str, int] = field(default_factory=dict)
    fields: list[CustomField] = field(default_factory=list)
    apart: frozenset[frozenset[str]] = frozenset()

    def copied(self) -> "Plain":
        """Return tables that can be changed while these stay; rows are never changed, only replaced."""
        other = copy(self)
        other.columns = {table: list(names) for table, names in self.columns.items()}
        other.rows = {table: dict(rows) for table, rows in self.rows.items()}
        other.born, other.fields = dict(self.born), list(self.fields)
        return other

    def add(self, table: str, texts: Mapping[str, str]) -> str:
        """Add a row under an id that stands for the one which the program will make."""
        row_id = f"new {len(self.born)}"
        self.born[row_id] = max(self.born.values(), default=0) + 1
        self.rows[table][row_id] = {name: texts.get(name, "") for name in self.columns[table]}
        return row_id

    def put(self, table: str, row_id: str, texts: Mapping[str, str]) -> None:
        """Give a row new texts."""
        self.rows[table][row_id] = {**self.rows[table][row_id], **texts}

    def where(self, table: str, **texts: str) -> list[str]:
        """Return the ids of the rows that have all these texts, in order."""
        found = self.rows[table].items()
        ids = [row_id for row_id, row in found if all(row[name] == text for name, text in texts.items())]
        return sorted(ids, key=self.born.__getitem__)

    def naming(self, table: str, row_id: str) -> Iterator[tuple[str, str, str]]:
        """Yield table, id and column wherever a row is referred to."""
        for child, rows in self.rows.items():
            for name in [name for name in self.columns[child] if REFERENCES.get(name) == table]:
                yield from ((child, each, name) for each, row in rows.items() if row[name] == row_id)
        if table == "partners":
            scoped = self.where("targets", scope=f"{OF_PARTNER}{row_id}")
            yield from (("targets", each, "scope") for each in scoped)

    def named(self, ids: Mapping[str, str]) -> None:
        """Put the ids that the program made in the place of those that stood for them."""
        for table, rows in self.rows.items():
            self.rows[table] = {
                ids.get(row_id, row_id): _with_ids(row, ids) if ids else row for row_id, row in rows.items()
            }
        self.born = {ids.get(row_id, row_id): born for row_id, born in self.born.items()}

    def new(self, table: str) -> list[str]:
        """Return the ids that stand for those to be made, in order."""
        return [row_id for row_id in self.where(table) if row_id.startswith("new ")]

    def texts(self, table: str) -> list[Texts]:
        """Return a table as its export says it, row by row."""
        rows = self.rows[table]
        return [self._as_exported(table, row_id, rows[row_id]) for row_id in self.where(table)]

    def _as_exported(self, table: str, row_id: str, row: Texts) -> Texts:
        found = {"id": row_id}
        amounts = _AMOUNTS | {each.name for each in self.fields if each.kind == "number"}
        for name in self.columns[table]:
            text = row[name]
            if name in REFERENCES:
                found[name] = guarded(self.rows[REFERENCES[name]][text]["name"]) if text else ""
                found[f"{name}_id"] = text
            elif name == "scope" and text.startswith(OF_PARTNER):
                found[name] = OF_PARTNER + self.rows["partners"][text.removeprefix(OF_PARTNER)]["name"]
            else:
                found[name] = text if name in amounts else guarded(text)
        return found


def guarded(text: str) -> str:
    """Return a text as it stands in a file that a spreadsheet may open."""
    return f"'{text}" if _FORMULA.match(text) else text


def read(exports: Mapping[str, str]) -> Plain:
    """Return the tables that a file's exports tell; no own fields, and no pairs told apart."""
    plain = Plain()
    for table, text in exports.items():
        rows = exported_rows(text)
        header = next(csv.reader(io.StringIO(text, newline="")))
        beside = {f"{name}_id" for name in REFERENCES}
        plain.columns[table] = [name for name in header if name != "id" and name not in beside]
        plain.rows[table] = {row["id"]: _understood(row) for row in rows}
        plain.born |= {row["id"]: len(plain.born) + place for place, row in enumerate(rows)}
    partners = {row["name"]: row_id for row_id, row in plain.rows["partners"].items()}
    for row_id, row in plain.rows["targets"].items():
        if row["scope"].startswith(OF_PARTNER):
            whose = partners[row["scope"].removeprefix(OF_PARTNER)]
            plain.put("targets", row_id, {"scope": f"{OF_PARTNER}{whose}"})
    return plain


def exported_rows(text: str) -> list[Texts]:
    """Return the rows of one export as they stand there."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _understood(row: Texts) -> Texts:
    found = {}
    for name, text in row.items():
        if name in REFERENCES:
            found[name] = row[f"{name}_id"]
        elif name != "id" and name.removesuffix("_id") not in REFERENCES:
            found[name] = text[1:] if text.startswith("'") and _FORMULA.match(text) else text
    return found


def _with_ids(row: Texts, ids: Mapping[str, str]) -> Texts:
    changed = {name: ids[row[name]] for name in REFERENCES if row.get(name) in ids}
    scope = row.get("scope", "").removeprefix(OF_PARTNER)
    if scope in ids:
        changed["scope"] = f"{OF_PARTNER}{ids[scope]}"
    return {**row, **changed} if changed else row
