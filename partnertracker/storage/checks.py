"""Faults of the file itself, each in one sentence."""

import re
import sqlite3
from collections import Counter
from typing import NamedTuple

from partnertracker.domain.entities import ENTITIES
from partnertracker.storage.version import FINGERPRINTS, Schema, fingerprint, loaded, schema_of

_MOST = 100
_VALUE = re.compile(r"(?:CHECK constraint failed|\S+ value) in (\w+)")
"""What SQLite says of a row that breaks a rule of its table, or has a value of another type."""


class Content(NamedTuple):
    """What is wrong with what a file holds, each in a sentence.

    Attributes:
        pages: damage: the file is not what was written.
        values: rows with a value that their table doesn't allow, from another program or by damage.
    """

    pages: list[str]
    values: list[str]


def faults(conn: sqlite3.Connection) -> list[str]:
    """Return a sentence for each fault in content, references, schema and log, at most a hundred each."""
    content = content_faults(conn, "integrity_check")
    return [
        *content.pages,
        *content.values,
        *reference_faults(conn),
        *schema_faults(conn),
        *_log_faults(conn),
    ]


def content_faults(conn: sqlite3.Connection, pragma: str) -> Content:
    """Return what ``quick_check`` or ``integrity_check`` finds.

    SQLite's own words are about trees, pages and cells, which nobody can do anything with. A file whose pages
    are so broken that the check itself fails is told in the same way. Values are looked at only where the
    file may be written: otherwise SQLite leaves the rules of the tables out.
    """
    try:
        found = [str(row[0]) for row in conn.execute(f"PRAGMA {pragma}({_MOST})") if row[0] != "ok"]
    except sqlite3.DatabaseError:
        return Content(["Some of the file's pages can't be read at all."], [])
    told = [_VALUE.match(each) for each in found]
    tables = Counter(each[1] for each in told if each)
    count = told.count(None)
    places = "one place" if count == 1 else f"{count} places"
    pages = [f"The file's pages are not as they were written, in {places}."] if count else []
    return Content(pages, [_value_fault(table, rows) for table, rows in tables.items()])


def _value_fault(table: str, rows: int) -> str:
    hold = "1 row holds" if rows == 1 else f"{'at least ' * (rows >= _MOST)}{rows} rows hold"
    return f"In {table}, {hold} a value that this program never stores, such as a date that no calendar has."


def reference_faults(conn: sqlite3.Connection) -> list[str]:
    """Return the references that lead nowhere."""
    found = conn.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
    return [
        f"Row {row} of {table} refers to a row of {parent} that is not there."
        for table, row, parent, _ in found
    ]


def schema_faults(conn: sqlite3.Connection) -> list[str]:
    """Return what the schema has too much, or lacks, against what the migrations give."""
    version = int(conn.execute("PRAGMA user_version").fetchone()[0])
    found = schema_of(conn)
    if FINGERPRINTS[version - 1] == fingerprint(found):
        return []
    expected: Schema = loaded("schema").expected_schema(version)
    surplus = [f"The {_named(found, name)} is none of this program's." for name in _names(found - expected)]
    missing = _names(expected - found) - _names(found - expected)
    return [*sorted(surplus), *sorted(f"The {_named(expected, name)} is missing." for name in missing)]


def _names(schema: Schema) -> set[str]:
    return {name for _, name, _, _ in schema}


def _named(schema: Schema, wanted: str) -> str:
    kind = next(kind for kind, name, _, _ in schema if name == wanted)
    return f"{kind} “{wanted}”"


def _log_faults(conn: sqlite3.Connection) -> list[str]:
    found = []
    for each in ENTITIES:
        query = (
            f"SELECT count(*) FROM {each.table} WHERE created_step <> 0"  # noqa: S608  # names of ours
            " AND created_step NOT IN (SELECT number FROM steps)"
        )
        count = conn.execute(query).fetchone()[0]
        if count:
            rows = f"1 row of {each.table} comes" if count == 1 else f"{count:,} rows of {each.table} come"
            found.append(f"{rows} from a step that is not in the log.")
    return found
