"""The one write path: every change of a row goes through a step, which logs it in the same transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from partnertracker.domain.custom import split, written
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.identifiers import new_ids
from partnertracker.services.ports import Outcome, Step
from partnertracker.storage import customs, log, updating, wholerows
from partnertracker.storage.bulk import insert_chunks, insert_columns, insert_from, mass_change, next_key
from partnertracker.storage.layout import Layout, key_list, layout
from partnertracker.storage.references import refuse_when_referred_to
from partnertracker.storage.rows import RowReader
from partnertracker.storage.texts import stored


class OpenStep(RowReader):
    """The writer of one open step; the store begins and ends the transaction around it."""

    outcome: Outcome

    def __init__(self, conn: sqlite3.Connection, step: Step) -> None:
        """Write the step's row; after a new edit, what was undone before can't be redone any more."""
        super().__init__(conn)
        self._step = step
        self._inserted_into: set[str] = set()
        self._updated: set[str] = set()
        self._deleted_from: set[str] = set()
        self._half_done = False
        self.outcome = Outcome(step, {})
        begin_edit(conn, step)

    def insert(self, table: str, rows: Sequence[Row]) -> list[Row]:
        """Insert rows (fields only; an ``id`` may be given) and return them with key and id."""
        place = layout(table)
        custom = self.custom_fields(table)
        parts = [split(custom, row) for row in rows]
        defaults: Row = {each.name: each.default for each in place.entity.fields}
        made: list[Row] = []
        fresh = new_ids(len(rows))
        for key, (row, _) in enumerate(parts, next_key(self._conn, table)):
            place.checked(row)
            given = {name: stored(name, value) for name, value in row.items() if name in defaults}
            row_id = row.get("id") or fresh[len(made)]
            made.append({"key": key, "id": row_id, "created_step": self._step.number, **defaults, **given})
        values = [tuple(place.derived(row).values()) for row in made]
        with self._all_or_nothing():
            self._conn.executemany(place.insert(place.physical), values)
        self._inserted_into.add(table)
        beside = (values for _, values in parts)
        self._set_custom(custom, {str(row["id"]): each for row, each in zip(made, beside, strict=True)})
        return customs.with_values(self._conn, custom, made)

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
        """Insert a great many rows; ``columns`` are field names (and ``id``, when given). Return how many."""
        place = layout(table)
        gathered = customs.Gathered(self.custom_fields(table), columns)
        place.checked(gathered.own)
        self._inserted_into.add(table)
        with self._all_or_nothing():
            rows = gathered.from_rows(rows)
            count = insert_chunks(self._conn, place, self._step.number, gathered.own, rows)
            self._insert_custom(gathered)
            return count

    def insert_columns(
        self,
        table: str,
        columns: Sequence[str],
        chunks: Iterable[Sequence[Sequence[Value]]],
        expected: int,
    ) -> int:
        """Insert a great many rows that are at hand as columns, some thousand at a time. Return how many."""
        place = layout(table)
        gathered = customs.Gathered(self.custom_fields(table), columns)
        place.checked(gathered.own)
        self._inserted_into.add(table)
        with self._all_or_nothing():
            with mass_change(self._conn, table, expected):
                own = gathered.from_columns(chunks)
                count = insert_columns(self._conn, place, self._step.number, gathered.own, own)
            self._insert_custom(gathered)
            return count

    def insert_from(
        self,
        table: str,
        source: str,
        columns: Mapping[str, tuple[str, Value]],
        unless: tuple[str, Value],
        expected: int,
    ) -> int:
        """Insert a row for each row that this step has inserted into another table. Return how many."""
        place, origin = layout(table), layout(source)
        place.checked(columns)
        origin.checked((unless[0], *(theirs for theirs, _ in columns.values())))
        self._inserted_into.add(table)
        with self._all_or_nothing(), mass_change(self._conn, table, expected):
            return insert_from(self._conn, place, self._step.number, origin, columns, unless)

    def update(self, table: str, key: int, values: Mapping[str, Value]) -> None:
        """Give a row new values; those that are equal to the old ones are not logged."""
        self.update_many(table, {key: values})

    def update_many(self, table: str, changes: Mapping[int, Mapping[str, Value]]) -> None:
        """Give rows new values by key, as ``update`` does, in one go."""
        place = layout(table)
        custom = self.custom_fields(table)
        own = changes
        if custom:
            parts = {key: split(custom, values) for key, values in changes.items()}
            own = {key: values for key, (values, _) in parts.items()}
            ids = updating.ids_of(self._conn, place, list(changes))
            self._set_custom(custom, {ids[key]: beside for key, (_, beside) in parts.items()})
        with self._all_or_nothing():
            if updating.update_and_log(self._conn, place, self._step.number, own):
                self._updated.add(table)

    def delete(self, table: str, keys: Sequence[int]) -> None:
        """Delete rows; raises InvalidRowsError naming what still refers to one of them."""
        place = layout(table)
        wanted = key_list(keys)
        refuse_when_referred_to(self._conn, place, wanted)
        self._delete_custom(table, wanted)
        self._deleted_from.add(table)
        wholerows.log_and_delete(self._conn, place, self._step.number, wholerows.AMONG, (wanted,))
        if table in self._updated:
            self._forget_updates(place, wanted)

    def rename(self, label: str) -> None:
        """Give the step another name."""
        self._step = self._step._replace(label=label)
        self._conn.execute("UPDATE steps SET label = ? WHERE number = ?", (label, self._step.number))

    def finish(self) -> bool:
        """Work out the outcome; tells whether the step changed anything.

        Raises:
            RuntimeError: an operation went on after a write that failed half-way; that must not be kept.
        """
        if self._half_done:
            raise RuntimeError("An operation went on after a write that had failed.")
        gapless = self._inserted_into - self._deleted_from  # keys follow one another
        changes = log.changes_of(self._conn, self._step.number, self._inserted_into, gapless)
        self.outcome = Outcome(self._step, changes)
        return bool(changes)

    def _set_custom(self, fields: Sequence[Field], values: Mapping[str, Mapping[str, Value]]) -> None:
        """Give records, by id, the values of some custom fields, all in one go; an empty one is no row."""
        if not any(values.values()):
            return
        kept = customs.kept(self._conn, fields, list(values))
        changed: dict[int, Row] = {}
        gone: list[int] = []
        fresh: list[Row] = []
        for record, beside in values.items():
            for field in (each for each in fields if each.name in beside):
                text, key = written(field, beside[field.name]), kept.get((field.custom, record))
                if text is None and key is not None:
                    gone.append(key)
                elif text is not None and key is not None:
                    changed[key] = {"value": text}
                elif text is not None:
                    fresh.append({"field": field.custom, "record": record, "value": text})
        if gone:
            self.delete("custom_values", gone)
        if changed:
            self.update_many("custom_values", changed)
        if fresh:
            self.insert("custom_values", fresh)

    def _insert_custom(self, gathered: customs.Gathered) -> None:
        """Insert the custom values of a great many new rows."""
        if gathered.rows:
            self._inserted_into.add("custom_values")
            place = layout("custom_values")
            insert_chunks(self._conn, place, self._step.number, customs.VALUE_COLUMNS, gathered.rows)

    def _delete_custom(self, table: str, wanted: str) -> None:
        """Delete the custom values of rows that are about to go."""
        if not self.custom_fields(table):
            return
        query = (
            f"SELECT own.key FROM custom_values AS own JOIN {table} AS gone ON gone.id = own.record"  # noqa: S608
            " WHERE gone.key IN (SELECT value FROM json_each(?))"
        )
        keys = [key for (key,) in self._conn.execute(query, (wanted,))]
        if keys:
            self.delete("custom_values", keys)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Note a write of many rows that ends in the middle."""
        self._half_done, before = True, self._half_done
        yield
        self._half_done = before

    def _forget_updates(self, place: Layout, wanted: str) -> None:
        """Let rows that this step first changed and then deleted be logged as they were before it."""
        mine = "step = ? AND table_name = ? AND row IN (SELECT value FROM json_each(?))"
        values = (self._step.number, place.table, wanted)
        updates = self._conn.execute(
            f"SELECT row, field, before FROM changes"  # noqa: S608  # names of ours
            f" WHERE {mine} AND what = 'update' ORDER BY number DESC",
            values,
        ).fetchall()
        for row, field, before in updates:
            for name, value in place.derived({field: before}).items():
                exact = repr(value) if isinstance(value, float) else value
                self._conn.execute(
                    "UPDATE changes SET before = json_set(before, ?, ?)"
                    " WHERE step = ? AND table_name = ? AND row = ? AND what = 'delete'",
                    (f"$.{name}", exact, self._step.number, place.table, row),
                )
        self._conn.execute(f"DELETE FROM changes WHERE {mine} AND what = 'update'", values)  # noqa: S608


def begin_edit(conn: sqlite3.Connection, step: Step) -> None:
    """Write the row of an edit that begins; what was undone before can't be redone any more."""
    conn.execute("UPDATE steps SET state = 'abandoned' WHERE kind = 'edit' AND state = 'undone'")
    write_step(conn, step)


def write_step(conn: sqlite3.Connection, step: Step) -> None:
    """Write the row of a step that begins."""
    conn.execute(
        f"INSERT INTO steps ({log.STEP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (
            *(step.number, step.id, step.label, step.who, step.device, step.at),
            *(step.kind, step.reverses, step.state),
        ),
    )
