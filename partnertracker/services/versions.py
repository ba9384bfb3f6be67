"""What held before: the rows of a table that hold since a day, with who set them."""

from collections.abc import Mapping
from dataclasses import dataclass

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Row, Value
from partnertracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Version:
    """One row that held or holds.

    Attributes:
        row: its values on disk.
        since: the ISO day since which it holds; empty: since ever.
        set_by: who wrote it last; empty when the log does not say.
    """

    row: Row
    since: str
    set_by: str


def versions(session: Session, table: str, place: Mapping[str, Value]) -> tuple[Version, ...]:
    """Return every row of a table that has these values, the newest first."""
    since = entity(table).since
    rows = session.store.find(table, place)
    rows.sort(key=lambda row: (str(row[since] or ""), int(row["key"] or 0)), reverse=True)
    return tuple(_version(session, table, row, str(row[since] or "")) for row in rows)


def _version(session: Session, table: str, row: Row, since: str) -> Version:
    history = session.store.history(table, str(row["id"]))
    return Version(row, since, history[-1].step.who if history else "")
