"""What taking a step back out of its turn does to the tables, and bringing rows back from the bin."""

from collections.abc import Iterator, Sequence

from tests.laws.plain.rules import REQUIRED, RefusedError, check
from tests.laws.plain.tables import REFERENCES, Plain

Place = tuple[str, str]
"""A row: its table and its id."""


def rows_in(before: Plain, after: Plain) -> set[Place]:
    """Return the rows that differ between two states."""
    found = set()
    for table in before.rows:
        one, other = before.rows[table], after.rows[table]
        found |= {(table, each) for each in one.keys() | other.keys() if one.get(each) != other.get(each)}
    return found


def take_back(plain: Plain, before: Plain, after: Plain) -> None:
    """Let what a step did be undone; raises RefusedError where a later one changed the same."""
    for table, row_id in rows_in(before, after):
        was, made, now = (each.rows[table].get(row_id) for each in (before, after, plain))
        if was is None:
            if now not in (None, made):
                raise RefusedError("a row that the step made was changed")
            plain.rows[table].pop(row_id, None)
        elif made is None:
            if now is None:
                plain.rows[table][row_id] = was
        elif now is not None:
            fields = [name for name in was if was[name] != made.get(name)]
            if any(now.get(name) != made.get(name) for name in fields):
                raise RefusedError("a field that the step changed was changed again")
            plain.put(table, row_id, {name: was[name] for name in fields})
    plain.apart = (plain.apart - (after.apart - before.apart)) | (before.apart - after.apart)


def restore(plain: Plain, before: Plain, after: Plain, wanted: Sequence[Place]) -> None:
    """Bring back rows that a step deleted, with their influences and stage events that went with them."""
    for table, row_id in wanted:
        for child, each in [(table, row_id), *_belongings(before, after, row_id)]:
            plain.rows[child][each] = before.rows[child][each]


def _belongings(before: Plain, after: Plain, deal: str) -> Iterator[Place]:
    for child in ("deal_influences", "deal_stage_events"):
        for each in before.where(child, deal=deal):
            if each not in after.rows[child]:
                yield child, each


def check_all(plain: Plain, places: set[Place], today: str) -> None:
    """Raise RefusedError where one of some rows, or one that refers to one that is gone, breaks a rule."""
    for table, row_id in places:
        row = plain.rows[table].get(row_id)
        if row is not None and table in REQUIRED:
            check(plain, table, row_id, row, today)
        if row is None and any(plain.naming(table, row_id)):
            raise RefusedError("it is referred to")


def around(plain: Plain, places: set[Place]) -> set[Place]:
    """Return rows with those that they refer to and those that refer to them."""
    found = set(places)
    for table, row_id in places:
        row = plain.rows[table].get(row_id, {})
        found |= {(of, row[name]) for name, of in REFERENCES.items() if row.get(name)}
        found |= {(child, each) for child, each, _ in plain.naming(table, row_id)}
    return found
