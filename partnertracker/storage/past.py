"""What ``services.past.Past`` asks for: reading the log page by page, and taking steps back."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Row, Value
from partnertracker.services.past import (
    Count,
    DeletedRow,
    Judge,
    NewStep,
    Outlook,
    TakingBack,
    TouchedRow,
    Wanted,
)
from partnertracker.services.ports import Outcome, Step
from partnertracker.storage import amounts, log, taking_back
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.obstacles import find_obstacles
from partnertracker.storage.stamping import new_step
from partnertracker.storage.standing import BELONGING, Standing
from partnertracker.storage.wholerows import from_json

_STEP = ", ".join(f"s.{name}" for name in log.STEP_COLUMNS.split(", "))


class SqlitePast:
    """The past of one open file."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        told: Callable[[], AbstractContextManager[None]],
        writing: Callable[[], AbstractContextManager[object]],
    ) -> None:
        """Take the connection, what turns SQLite's failures into words, and what opens a transaction."""
        self._conn = conn
        self._told = told
        self._writing = writing

    def steps(self, wanted: Wanted, limit: int) -> list[Step]:
        """Return steps, newest first, at most ``limit``."""
        found: list[Step] = []
        text = wanted.text.casefold()
        query = f"SELECT {_STEP} FROM steps AS s WHERE ?1 = 0 OR s.number < ?1 ORDER BY s.number DESC"  # noqa: S608
        with self._told():
            for row in self._conn.execute(query, (wanted.before,)):
                step = Step(*row)
                if text and text not in step.label.casefold() and text not in step.who.casefold():
                    continue
                if wanted.table and not self._touches(step.number, wanted.table):
                    continue
                found.append(step)
                if len(found) == limit:
                    break
        return found

    def step(self, number: int) -> Step | None:
        """Return a step by its number."""
        with self._told():
            row = self._conn.execute(
                f"SELECT {_STEP} FROM steps AS s WHERE s.number = ?",  # noqa: S608
                (number,),
            ).fetchone()
        return Step(*row) if row else None

    def taken_back_by(self, number: int) -> int:
        """Return the newest step that took (part of) a step back and stands; 0: none."""
        query = (
            "SELECT coalesce(max(number), 0) FROM steps"
            " WHERE kind = 'edit' AND state = 'applied' AND reverses = ?"
        )
        with self._told():
            return int(self._conn.execute(query, (number,)).fetchone()[0])

    def currency_after(self, number: int) -> str:
        """Return the file's currency as it was after a step."""
        with self._told():
            return amounts.currency_after(self._conn, number)

    def row(self, table: str, key: int) -> Row:
        """Return a row as it is, or as it was when it was deleted; empty: never heard of."""
        with self._told():
            return self._row(layout(table), key)

    def counts(self, number: int) -> list[Count]:
        """Return how many rows a step touched, by table."""
        logged = "SELECT table_name, what, count(DISTINCT row) FROM changes WHERE step = ? GROUP BY 1, 2"
        with self._told():
            found = {(table, what): rows for table, what, rows in self._conn.execute(logged, (number,))}
            for each in ENTITIES:
                query = f"SELECT count(*) FROM {each.table} WHERE created_step = ?"  # noqa: S608  # names of ours
                made = int(self._conn.execute(query, (number,)).fetchone()[0])
                if made:
                    found[each.table, "insert"] = found.get((each.table, "insert"), 0) + made
        order = {each.table: at for at, each in enumerate(ENTITIES)}
        counts = [Count(table, what, rows) for (table, what), rows in found.items()]
        return sorted(counts, key=lambda each: (order[each.table], each.what))

    def touched(self, number: int, count: Count, offset: int, limit: int) -> list[TouchedRow]:
        """Return some of the rows behind a count, by key."""
        place, what = layout(count.table), count.what
        keys = "SELECT DISTINCT row FROM changes WHERE step = ?1 AND table_name = ?2 AND what = ?3"
        if what == "insert":
            keys += f" UNION SELECT key FROM {place.table} WHERE created_step = ?1"  # noqa: S608
        with self._told():
            query = f"{keys} ORDER BY 1 LIMIT ?4 OFFSET ?5"
            found = self._conn.execute(query, (number, place.table, what, limit, offset)).fetchall()
            return [self._touched(number, place, key, what) for (key,) in found]

    def outlook(self, wanted: TakingBack) -> Outlook:
        """Return what taking a step back would do, and what is in the way."""
        with self._told():
            standing = Standing(self._conn, wanted.step, wanted.only)
            obstacles = find_obstacles(standing, wanted.too)
            effects = (Count(*each) for each in standing.effects())
            return Outlook(tuple(effects), tuple(obstacles))

    def deleted(self, table: str, before: int, limit: int) -> list[DeletedRow]:
        """Return rows that are deleted now, the last deleted first."""
        names = [table] if table else [e.table for e in ENTITIES if e.table not in BELONGING]
        query = (
            f"SELECT c.number, c.table_name, c.row, {_STEP} FROM steps AS s CROSS JOIN changes AS c"  # noqa: S608
            " ON c.step = s.number WHERE s.kind = 'edit' AND s.state = 'applied' AND c.what = 'delete'"
            " AND c.table_name IN (SELECT value FROM json_each(?1)) AND (?2 = 0 OR c.number < ?2)"
            " AND (?2 = 0 OR s.number <= (SELECT step FROM changes WHERE number = ?2))"
            f" AND {_last_deleted(names)} ORDER BY s.number DESC, c.number DESC LIMIT ?3"
        )
        with self._told():
            found = self._conn.execute(query, (json.dumps(names), before, limit)).fetchall()
            return [
                DeletedRow(number, Step(*step), name, key, self._gone(layout(name), key, step[0]))
                for number, name, key, *step in found
            ]

    def take_back(self, new: NewStep, wanted: Sequence[TakingBack], judge: Judge) -> Outcome:
        """Take steps back, one after the other, in one new step; rows in the way stay as they are."""
        with self._writing():
            step = new_step(self._conn, new.label, new.at, new.who)
            step = step._replace(reverses=wanted[0].step if len(wanted) == 1 else 0)
            return taking_back.take_back(self._conn, wanted, step, judge)

    def _touches(self, number: int, table: str) -> bool:
        place = layout(table)
        query = (
            f"SELECT EXISTS (SELECT 1 FROM changes WHERE step = ?1 AND table_name = ?2)"  # noqa: S608
            f" OR EXISTS (SELECT 1 FROM {place.table} WHERE created_step = ?1)"
        )
        return bool(self._conn.execute(query, (number, place.table)).fetchone()[0])

    def _touched(self, number: int, place: Layout, key: int, what: str) -> TouchedRow:
        row = self._gone(place, key, number) if what == "delete" else self._row(place, key)
        entries: list[tuple[str, Value, Value]] = []
        if what == "update":
            query = (
                "SELECT field, before, after FROM changes WHERE step = ? AND table_name = ? AND row = ?"
                " AND what = 'update' ORDER BY number"
            )
            entries = self._conn.execute(query, (number, place.table, key)).fetchall()
        return TouchedRow(place.table, key, what, row, tuple(entries))

    def _row(self, place: Layout, key: int) -> Row:
        found = self._conn.execute(f"{place.select} WHERE key = ?", (key,)).fetchone()
        return place.row(found) if found else self._gone(place, key, 0)

    def _gone(self, place: Layout, key: int, step: int) -> Row:
        """Return a deleted row as a step (0: the last one to do so) found it."""
        query = (
            f"SELECT {from_json(place)} FROM changes WHERE table_name = ?1 AND row = ?2 AND what = 'delete'"  # noqa: S608
            " AND (?3 = 0 OR step = ?3) ORDER BY number DESC LIMIT 1"
        )
        found = self._conn.execute(query, (place.table, key, step)).fetchone()
        return place.row(found[: len(place.entity.columns)]) if found else {}


def _last_deleted(names: Sequence[str]) -> str:
    """Return the condition that the row of an entry ``c`` is not there, by this entry's doing."""
    there = " ".join(f"WHEN '{name}' THEN EXISTS (SELECT 1 FROM {name} WHERE key = c.row)" for name in names)  # noqa: S608
    return (
        f"NOT CASE c.table_name {there} END"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM changes AS l JOIN steps AS t ON t.number = l.step"
        " AND t.kind = 'edit' AND t.state = 'applied' WHERE l.table_name = c.table_name AND l.row = c.row"
        " AND l.what = 'delete' AND l.number > c.number)"
    )
