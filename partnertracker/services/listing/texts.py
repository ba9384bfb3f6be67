"""Reading a table's texts into memory, and following its changes."""

from collections.abc import Sequence
from itertools import islice

from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.fields import Field, Kind, Row, Value
from partnertracker.domain.texts import Texts, TextsBuilder
from partnertracker.services.listing.columns import columns_of, is_read
from partnertracker.services.ports import Reader, TableChanges

_AT_ONCE = 5_000
_PIECEWISE = 5_000


def load_texts(reader: Reader, table: str, names: Sequence[str] = ()) -> Texts:
    """Read every searchable text that Facts do not hold; takes about 2 s for 1,000,000 deals.

    Args:
        reader: the file.
        table: the table's name.
        names: the columns to read instead.
    """
    names = names or _names(table)
    builder = TextsBuilder(names)
    rows = iter(reader.each(table, ("key", *names)))
    while chunk := list(islice(rows, _AT_ONCE)):
        builder.add(_by_name(reader, table, ("key", *names), chunk))
    return builder.texts()


def followed_texts(
    texts: Texts, reader: Reader, table: str, changes: TableChanges, names: Sequence[str] = ()
) -> Texts:
    """Return the texts after a step, from the rows that it touched alone; ``names`` as they were loaded."""
    if len(changes.touched) + len(changes.deleted) > _PIECEWISE:
        return load_texts(reader, table, names)
    names = ("key", *(names or _names(table)))
    rows = [tuple(row[name] for name in names) for row in reader.rows(table, changes.touched)]
    return texts.with_changes(_by_name(reader, table, names, rows), changes.deleted)


def kept_texts(facts: Facts, reader: Reader, table: str) -> Texts:
    """Return a table's texts as they are now: read once, then following the changes that the facts tell of.

    Args:
        facts: of the file as the reader has it.
        reader: the file.
        table: the table's name.
    """

    def follow(texts: Texts, change: Change) -> Texts:
        if table not in change.splices:
            return texts
        before, after = (each[table].keys.tolist() for each in (change.before, change.after))
        gone = sorted({*before} - {*after})
        return followed_texts(texts, reader, table, TableChanges(updated=after, deleted=gone))

    return facts.derived(f"listing.texts.{table}", lambda _: load_texts(reader, table), follow=follow)


def texts_of_rows(reader: Reader, table: str, keys: Sequence[int]) -> list[Row]:
    """Return the key and the texts that Facts do not hold of some rows; a key without a row is left out."""
    names = ("key", *(each.name for each in columns_of(table) if each.stored))
    rows = [tuple(row[name] for name in names) for row in reader.rows(table, keys)]
    return [dict(zip(names, row, strict=True)) for row in _by_name(reader, table, names, rows)]


def named_elsewhere(table: str) -> frozenset[str]:
    """Return the tables whose names stand among the texts of this one."""
    return frozenset(field.references for field in _references(table))


def _by_name(
    reader: Reader, table: str, names: Sequence[str], rows: Sequence[Sequence[Value]]
) -> Sequence[Sequence[Value]]:
    """Return rows with the names of the rows they refer to, where the id of one stands."""
    for field in _references(table):
        if field.name in names:
            at = names.index(field.name)
            called = _names_by_id(reader, field, {str(row[at]) for row in rows})
            rows = [(*row[:at], called.get(str(row[at])), *row[at + 1 :]) for row in rows]
    return rows


def _names_by_id(reader: Reader, field: Field, ids: set[str]) -> dict[str, Value]:
    name = entity(field.references).name_fields[0]
    keys = list(reader.keys_of(field.references, ids).values())
    return {str(row["id"]): row[name] for row in reader.rows(field.references, keys)}


def _references(table: str) -> tuple[Field, ...]:
    return tuple(field for field in entity(table).fields if field.kind is Kind.REFERENCE and is_read(field))


def _names(table: str) -> tuple[str, ...]:
    """Return the columns to search."""
    return tuple(each.name for each in columns_of(table) if each.stored)
