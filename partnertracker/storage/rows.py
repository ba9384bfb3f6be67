"""Reading rows through the one connection."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from partnertracker.domain.custom import held
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.names import search_key
from partnertracker.storage import customs
from partnertracker.storage.layout import key_list, layout
from partnertracker.storage.wholerows import from_json


class RowReader:
    """Reads the rows of any table; sees what the connection sees, so inside a step the step's own changes."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Read through this connection."""
        self._conn = conn

    def rows(self, table: str, keys: Sequence[int]) -> list[Row]:
        """Return the rows with these keys in the order of the keys; a key without a row is left out."""
        place = layout(table)
        names = ", ".join(f"{table}.{column}" for column in place.entity.columns)
        query = (
            f"SELECT {names} FROM json_each(?) AS wanted"  # noqa: S608  # names of ours
            f" CROSS JOIN {table} ON {table}.key = wanted.value ORDER BY wanted.key"
        )
        columns = place.columns  # as place.row does for one row; called for each of many it takes its time
        found = [
            dict(zip(columns, values, strict=True)) for values in self._conn.execute(query, (key_list(keys),))
        ]
        return customs.with_values(self._conn, self.custom_fields(table), found)

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the row with that id, or None."""
        found = self.find(table, {"id": row_id})
        return found[0] if found else None

    def gone(self, table: str, row_id: str) -> Row | None:
        """Return a row as it was when it was last deleted; None: the log tells of none."""
        place = layout(table)
        query = (
            f"SELECT {from_json(place)} FROM changes WHERE table_name = ? AND what = 'delete'"  # noqa: S608
            " AND json_extract(before, '$.id') = ? ORDER BY number DESC LIMIT 1"
        )
        found = self._conn.execute(query, (table, row_id)).fetchone()
        return dict(zip(place.physical, found, strict=True)) if found else None

    def find(self, table: str, values: Mapping[str, Value]) -> list[Row]:
        """Return every row that has all these values, ordered by key; names of partners without case."""
        place = layout(table)
        place.checked(values)
        wanted: Row = dict(values)
        if place.searched and isinstance(wanted.get(place.searched), str):
            wanted["search_key"] = search_key(str(wanted.pop(place.searched)))
        # "IS ?" would look at every row where an index leaves missing values out
        tests = (f"{name} IS NULL" if value is None else f"{name} = ?" for name, value in wanted.items())
        conditions = " AND ".join(tests) or "1"
        given = tuple(value for value in wanted.values() if value is not None)
        found = self._conn.execute(f"{place.select} WHERE {conditions} ORDER BY key", given)
        rows = [place.row(each) for each in found]
        return customs.with_values(self._conn, self.custom_fields(table), rows)

    def find_among(self, table: str, column: str, values: Iterable[Value]) -> list[Row]:
        """Return every row that has one of these values in a column, ordered by key."""
        place = layout(table)
        place.checked([column])
        among = f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608  # checked
        found = self._conn.execute(f"{place.select} WHERE {among} ORDER BY key", (json.dumps(list(values)),))
        return customs.with_values(self._conn, self.custom_fields(table), [place.row(each) for each in found])

    def each(self, table: str, columns: Sequence[str]) -> Iterable[tuple[Value, ...]]:
        """Yield these columns of every row, ordered by key, without holding all rows in memory."""
        own = {field.name: field for field in self.custom_fields(table)}
        layout(table).checked([name for name in columns if name not in own])
        selected = (customs.expression(table) if name in own else name for name in columns)
        read = [own.get(name) for name in columns]
        bound = [field.custom for field in read if field is not None]
        rows = self._conn.execute(f"SELECT {', '.join(selected)} FROM {table} ORDER BY key", bound)  # noqa: S608
        if not bound:
            yield from rows
            return
        for row in rows:
            pairs = zip(read, row, strict=True)
            yield tuple(value if field is None else held(field, value) for field, value in pairs)

    def custom_fields(self, table: str) -> tuple[Field, ...]:
        """Return the custom fields of a table in their order."""
        return customs.fields_of(self._conn, table)

    def count(self, table: str) -> int:
        """Return the number of rows."""
        query = f"SELECT count(*) FROM {layout(table).table}"  # noqa: S608  # names of ours
        return int(self._conn.execute(query).fetchone()[0])

    def keys_of(self, table: str, ids: Iterable[str]) -> dict[str, int]:
        """Return the key for each id that exists."""
        query = (
            f"SELECT own.id, own.key FROM json_each(?) AS wanted"  # noqa: S608  # names of ours
            f" CROSS JOIN {layout(table).table} AS own ON own.id = wanted.value"  # json_each has an id, too
        )
        return dict(self._conn.execute(query, (json.dumps(list(ids)),)))
