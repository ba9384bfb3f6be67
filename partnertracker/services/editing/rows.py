"""Insert, change, delete and duplicate, for every table."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.fields import Value
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session


def insert_row(session: Session, table: str, values: Mapping[str, Value]) -> Edit:
    """Add a row (disk values by field name; absent ones get their defaults): “Add partner “Litware””."""
    raise NotImplementedError


def insert_rows(session: Session, table: str, rows: Sequence[Mapping[str, Value]]) -> Edit:
    """Add rows in one step: “Add 3 partners”."""
    raise NotImplementedError


def change_row(session: Session, table: str, key: int, values: Mapping[str, Value]) -> Edit:
    """Give a row new values: “Edit deal “ERP rollout””. A target that changes becomes a new row from today on."""
    raise NotImplementedError


def change_rows(session: Session, table: str, changes: Mapping[int, Mapping[str, Value]]) -> Edit:
    """Give rows new values in one step, by key: “Edit 3 deals”."""
    raise NotImplementedError


def delete_rows(session: Session, table: str, keys: Sequence[int]) -> Edit:
    """Delete rows: “Delete 3 partners”. A deal takes its influences and stage changes with it."""
    raise NotImplementedError


def duplicate_rows(session: Session, table: str, keys: Sequence[int]) -> Edit:
    """Add copies of rows; what must be unique is emptied or marked as a copy."""
    raise NotImplementedError
