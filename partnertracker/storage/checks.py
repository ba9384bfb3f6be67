"""Faults of the file itself, each in one sentence."""

import sqlite3

from partnertracker.domain.entities import ENTITIES
from partnertracker.storage.version import FINGERPRINTS, Schema, fingerprint, loaded, schema_of

_MOST = 100


def faults(conn: sqlite3.Connection) -> list[str]:
    """Return a sentence for each fault in pages, references, schema and log, at most a hundred of a kind."""
    return [
        *page_faults(conn, "integrity_check"),
        *reference_faults(conn),
        *schema_faults(conn),
        *_log_faults(conn),
    ]


def page_faults(conn: sqlite3.Connection, pragma: str) -> list[str]:
    """Return what ``quick_check`` or ``integrity_check`` finds, in a sentence.

    SQLite's own words are about trees, pages and cells, which nobody can do anything with. A file whose pages
    are so broken that the check itself fails is told in the same way.
    """
    try:
        count = sum(row[0] != "ok" for row in conn.execute(f"PRAGMA {pragma}({_MOST})"))
    except sqlite3.DatabaseError:
        return ["Some of the file's pages can't be read at all."]
    places = "one place" if count == 1 else f"{count} places"
    return [f"The file's pages are not as they were written, in {places}."] if count else []


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
            found.append(f"{count:,} rows of {each.table} come from a step that is not in the log.")
    return found
