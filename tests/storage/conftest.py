"""Stores to test with: real SQLite, in memory or in a file."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from partnertracker.storage.store import SqliteStore
from tests.storage.memory import open_memory

Open = Callable[..., SqliteStore]


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    store = open_memory(Settings(currency="EUR"))
    yield store
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "programme.sqlite3"
    create_file(path, Settings(currency="EUR"))
    return path


@pytest.fixture
def opened(path: Path, tmp_path: Path) -> Iterator[Callable[..., SqliteStore]]:
    """Open the file of this test, or another one; everything is closed at the end."""
    stores: list[SqliteStore] = []

    def open_it(other: Path | None = None, *, read_only: bool = False) -> SqliteStore:
        stores.append(open_file(other or path, read_only=read_only, backups=tmp_path / "backups"))
        return stores[-1]

    yield open_it
    for each in stores:
        with suppress(Exception):
            each.close()


@pytest.fixture
def deal() -> Callable[..., Row]:
    """Make the fields of a deal that can be stored."""

    def make(**fields: object) -> Row:
        usual = {"name": "ERP rollout", "customer": "Contoso", "stage": "lead", "value": 100_00}
        return {**usual, "created_on": "2026-03-01", **fields}  # type: ignore[dict-item]

    return make


def tamper(path: Path, *statements: str) -> None:
    """Change a closed file the way another program would."""
    conn = sqlite3.connect(path)
    for statement in statements:
        conn.execute(statement)
    conn.commit()
    conn.close()


def add_partner(store: SqliteStore, name: str = "Acme") -> None:
    """Store a partner in a step of its own."""
    with store.step("Add", "2026-01-01T00:00:00.000000Z", "anna") as step:
        step.insert("partners", [{"name": name}])
