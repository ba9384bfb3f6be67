"""What of a step still stands: the conditions by which its rows are found when it is taken back.

Only edits that are applied count: what was undone is as if it had never been. An edit that takes another one
back and that one come to nothing together, entry by entry.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Value
from partnertracker.services.past import RowKey
from partnertracker.storage.layout import Layout, layout

BELONGING: dict[str, tuple[tuple[str, ...], str]] = {
    "deal_influences": (("deals",), "deal"),
    "deal_stage_events": (("deals",), "deal"),
    "custom_values": (
        tuple(each.table for each in ENTITIES if not each.table.startswith("custom_")),
        "record",
    ),
}
"""Rows that come and go with another one: by table, the tables of that one, and the field that names it."""

LATER = (
    "JOIN steps AS s ON s.number = l.step AND s.kind = 'edit' AND s.state = 'applied'"
    " AND l.step > :step AND l.number NOT IN (SELECT value FROM json_each(:void))"
)
"""Joins to entries ``l`` of the log the later edits that stand."""


class Standing:
    """What of one step still stands.

    Attributes:
        stays: by table, the keys of rows that are left as they are.
        fields: by table, the fields of which the step changed values.
    """

    def __init__(self, conn: sqlite3.Connection, step: int, only: frozenset[RowKey] | None = None) -> None:
        """Take the step; ``only`` as in ``TakingBack``."""
        self.conn = conn
        self.step = step
        self.only = None if only is None else _with_belongings(conn, step, only)
        self.stays: dict[str, set[int]] = {}
        self._void = json.dumps(sorted(_void(conn, step)))
        self.fields: dict[str, set[str]] = {}
        query = "SELECT DISTINCT table_name, field FROM changes WHERE step = ? AND what = 'update'"
        for table, field in conn.execute(query, (step,)):
            self.fields.setdefault(table, set()).add(field)

    def bound(self, table: str) -> dict[str, Value]:
        """Return what the conditions about a table bind: ``:step``, ``:void``, ``:stays`` and ``:only``."""
        only = () if self.only is None else self.only.get(table, ())
        lists = {"stays": self.stays.get(table, ()), "only": only}
        found: dict[str, Value] = {name: json.dumps(sorted(keys)) for name, keys in lists.items()}
        return {"step": self.step, "void": self._void, **found}

    def made(self, place: Layout) -> str:
        """Return the condition of rows that are in the file because of the step."""
        if self.only is not None:
            return "0"
        table = place.table
        brought = f"SELECT row FROM changes WHERE step = :step AND table_name = '{table}' AND what = 'insert'"  # noqa: S608
        mine = f"({table}.created_step = :step OR {table}.key IN ({brought}))"
        return f"{mine} AND {table}.key NOT IN (SELECT value FROM json_each(:stays))"  # noqa: S608

    def changed(self, place: Layout) -> str:
        """Return the condition of entries whose rows get a value back."""
        if self.only is not None:
            return "0"
        return (
            f"changes.step = :step AND changes.table_name = '{place.table}' AND changes.what = 'update'"  # noqa: S608
            " AND changes.number NOT IN (SELECT value FROM json_each(:void))"
            f" AND changes.row IN (SELECT key FROM {place.table})"  # names of ours
            " AND changes.row NOT IN (SELECT value FROM json_each(:stays))"
        )

    def gone(self, place: Layout) -> str:
        """Return the condition of entries whose rows come back.

        A row that came back since and went again is no longer gone because of the step, unless its coming
        back was taken back.
        """
        table = place.table
        condition = (
            f"changes.step = :step AND changes.table_name = '{table}' AND changes.what = 'delete'"  # noqa: S608
            f" AND changes.row NOT IN (SELECT key FROM {table})"  # names of ours
            f" AND NOT EXISTS (SELECT 1 FROM changes AS l JOIN steps AS s ON s.number = l.step"
            f" AND s.kind = 'edit' AND s.state = 'applied' WHERE l.table_name = '{table}'"
            " AND l.row = changes.row AND l.what = 'insert' AND l.step > :step AND NOT EXISTS"
            " (SELECT 1 FROM changes AS t JOIN steps AS r ON r.number = t.step AND r.reverses = l.step"
            " AND r.kind = 'edit' AND r.state = 'applied' WHERE t.table_name = l.table_name"
            " AND t.row = l.row AND t.what = 'delete'))"
            " AND changes.row NOT IN (SELECT value FROM json_each(:stays))"
        )
        return condition if self.only is None else f"{condition} AND {among('changes.row', 'only')}"

    def effects(self) -> Iterator[tuple[str, str, int]]:
        """Yield how many rows of a table are inserted, updated or deleted by taking the step back."""
        for place in (layout(each.table) for each in ENTITIES):
            for what, query in (
                ("delete", f"SELECT count(*) FROM {place.table} WHERE {self.made(place)}"),  # noqa: S608
                ("update", f"SELECT count(DISTINCT row) FROM changes WHERE {self.changed(place)}"),  # noqa: S608
                ("insert", f"SELECT count(*) FROM changes WHERE {self.gone(place)}"),  # noqa: S608
            ):
                rows = int(self.conn.execute(query, self.bound(place.table)).fetchone()[0])
                if rows:
                    yield place.table, what, rows


def among(column: str, name: str) -> str:
    """Return the condition that a column's value is in the JSON list bound by that name."""
    return f"{column} IN (SELECT value FROM json_each(:{name}))"  # noqa: S608


def _void(conn: sqlite3.Connection, step: int) -> set[int]:
    """Return the entries that come to nothing: taken back, or taking back what is later than the step."""
    takings = conn.execute(
        "SELECT number, reverses FROM steps WHERE kind = 'edit' AND state = 'applied'"
        " AND number > ?1 AND reverses >= ?1 ORDER BY number DESC",
        (step,),
    ).fetchall()
    void: set[int] = set()
    for taking, taken in takings:
        pairs = conn.execute(
            "SELECT t.number, r.number FROM changes AS t JOIN changes AS r ON r.step = ?"
            " AND r.what = 'update' AND r.table_name = t.table_name AND r.row = t.row AND r.field = t.field"
            " WHERE t.step = ? AND t.what = 'update'",
            (taken, taking),
        )
        void.update(number for pair in pairs.fetchall() if pair[0] not in void for number in pair)
    return void


def _with_belongings(conn: sqlite3.Connection, step: int, rows: Iterable[RowKey]) -> dict[str, set[int]]:
    """Return rows that a step deleted by table, with what it deleted along with them."""
    found: dict[str, set[int]] = {}
    for table, key in rows:
        found.setdefault(table, set()).add(key)
    logged = "FROM changes WHERE step = ? AND table_name = ? AND what = 'delete'"
    for belonging, (owners, field) in BELONGING.items():
        ids: set[str] = set()
        for table in owners:
            query = (
                f"SELECT json_extract(before, '$.id') {logged} AND row IN (SELECT value FROM json_each(?))"  # noqa: S608
            )
            keys = json.dumps(sorted(found.get(table, ())))
            ids.update(row_id for (row_id,) in conn.execute(query, (step, table, keys)))
        query = (
            f"SELECT row {logged} AND json_extract(before, '$.{field}') IN (SELECT value FROM json_each(?))"  # noqa: S608
        )
        values = (step, belonging, json.dumps(sorted(ids)))
        found.setdefault(belonging, set()).update(key for (key,) in conn.execute(query, values))
    return found
