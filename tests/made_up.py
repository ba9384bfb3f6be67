"""The made-up programme in memory, for tests that need a whole file."""

from datetime import date

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.settings import Settings
from partnertracker.services.demo.plan import Plan
from partnertracker.services.demo.programme import fill
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.storage.memory import open_memory

TODAY = date(2026, 11, 22)


def clock() -> Clock:
    return Clock(today=lambda: TODAY, now=lambda: "2026-11-22T09:30:00.000000Z")


def empty_session(currency: str = "USD") -> Session:
    return Session(open_memory(Settings(currency)), clock(), "Anna")


def demo_session(partners: int = 100, deals: int = 1200, seed: int = 1, today: date = TODAY) -> Session:
    session = empty_session()
    fill(session, Plan(today, partners, deals, seed))
    return session


def inserted(session: Session, table: str, *rows: Row) -> list[Row]:
    """Insert rows in one step named Add, and return them as they are stored."""
    made: list[Row] = []

    def insert(writer: Writer) -> None:
        made.extend(writer.insert(table, rows))

    session.execute("Add", insert)
    return made


def content(session: Session) -> dict[str, list[tuple[str, list[tuple[str, Value]]]]]:
    """Return every row by what it says: own fields with their record, keys left out."""
    found: dict[str, list[tuple[str, list[tuple[str, Value]]]]] = {}
    for each in ENTITIES:
        if each.table not in {"custom_fields", "custom_values", "stages", "settings"}:
            rows = session.store.find(each.table, {})
            found[each.table] = sorted(
                (str(row["id"]), [(k, v) for k, v in row.items() if k not in {"key", "created_step"}])
                for row in rows
            )
    return found
