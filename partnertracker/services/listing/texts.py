"""Reading a table's texts into memory, and following its changes."""

from itertools import islice

from partnertracker.domain.fields import Kind
from partnertracker.domain.search import Texts, TextsBuilder
from partnertracker.services.listing.columns import columns_of
from partnertracker.services.ports import Reader, TableChanges

_AT_ONCE = 5_000
_PIECEWISE = 5_000


def load_texts(reader: Reader, table: str) -> Texts:
    """Read every searchable text that Facts do not hold; takes about 2 s for 1,000,000 deals."""
    names = _names(table)
    builder = TextsBuilder(names)
    rows = iter(reader.each(table, ("key", *names)))
    while chunk := list(islice(rows, _AT_ONCE)):
        builder.add(chunk)
    return builder.texts()


def followed_texts(texts: Texts, reader: Reader, table: str, changes: TableChanges) -> Texts:
    """Return the texts after a step, from the rows that it touched alone."""
    if len(changes.touched) + len(changes.deleted) > _PIECEWISE:
        return load_texts(reader, table)
    names = _names(table)
    rows = reader.rows(table, changes.touched)
    return texts.with_changes(([row["key"], *(row[name] for name in names)] for row in rows), changes.deleted)


def _names(table: str) -> tuple[str, ...]:
    return tuple(each.name for each in columns_of(table) if each.stored and each.kind is not Kind.LONG_TEXT)
