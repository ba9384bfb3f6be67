"""What tells a file of ours and its version, known without loading the migrations.

Opening a file is part of every start, and sqlite-utils, which the migrations need, is a good part of one.
So the usual opening compares a fingerprint, and ``loaded`` brings the rest in to make a file, to bring one up
to date, and to name what is wrong with a schema.
"""

import hashlib
import json
import sqlite3
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

APPLICATION_ID = 0x5054726B
"""“PTrk”, in the header of every file of ours."""

FINGERPRINTS: tuple[str, ...] = (
    "2feeec81fc0da5d2598ba7c9671c71090086379c6a08ac8d5bab7ec01e531cd0",
    "adfa6849f08da2081c2a88a3ebeb706e8a8e15fbcee21cf253801830b4b5494a",
    "c1ee55f29433471e6741da70e12a59817041bbd32685d5b762faba6a8d9bc8b2",
)
"""Of the schema that each version has, number 1 first; a test holds them and the migrations together."""

NEWEST = len(FINGERPRINTS)
"""The schema version that this program writes."""

Schema: TypeAlias = frozenset[tuple[str, str, str, str | None]]
"""Every object of a schema: type, name, table and DDL (None for an index that SQLite makes by itself)."""


def schema_of(conn: sqlite3.Connection) -> Schema:
    """Return the schema that a database has."""
    return frozenset(conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def fingerprint(schema: Schema) -> str:
    """Return the SHA-256 of a schema's objects in order."""
    return hashlib.sha256(json.dumps(sorted(schema, key=repr)).encode()).hexdigest()


def loaded(module: str) -> ModuleType:
    """Return ``create``, ``past``, ``schema`` or ``migrating``, imported at the first call: the late door."""
    return import_module(f"partnertracker.storage.{module}")
