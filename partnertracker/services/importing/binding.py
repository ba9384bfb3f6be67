"""A mapping laid over the header of a file: which cell of a row fills which field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.domain.fields import Entity, Field, Kind
from partnertracker.domain.names import search_key, word_key
from partnertracker.services.importing.mapping import ImportMapping, accepted_names
from partnertracker.services.importing.source import Source

ID = Field("id", "Id", coded=False)
"""The row's own id, which is no field of any entity."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One field of ours and where its text comes from.

    Attributes:
        field: ours.
        at: the index of its cell, or -1 when the file has none.
        id_at: for a REFERENCE, the index of the cell with the id of the row referred to, or -1.
        default: the text where the cell is empty or absent.
        header: what the file calls the column; ours where the file has none.
        words: by ``search_key`` of theirs, ours.
    """

    field: Field
    at: int
    id_at: int
    default: str
    header: str
    words: Mapping[str, str]

    @property
    def reads_file(self) -> bool:
        """Whether the file says anything about the field."""
        return self.at >= 0 or self.id_at >= 0


@dataclass(frozen=True, slots=True)
class Binding:
    """A mapping laid over a header.

    Attributes:
        kind: the table.
        bounds: the fields that are filled, in the table's order, ``id`` first.
        ignored: the headers that fill nothing.
    """

    kind: Entity
    bounds: tuple[Bound, ...]
    ignored: tuple[str, ...]

    def bound(self, name: str) -> Bound | None:
        """Return what fills a field, or None."""
        return next((each for each in self.bounds if each.field.name == name), None)


def bind(source: Source, mapping: ImportMapping, kind: Entity) -> Binding:
    """Lay a mapping over a file's header.

    Args:
        source: the file.
        mapping: its columns.
        kind: the mapping's table, with the custom fields of the open file.

    Raises:
        UnusableInputError: a mapped column is not in the file or stands in it twice, or nothing is mapped.
        UnusableArgumentError: there is no such field.
    """
    names = accepted_names(kind)
    for ours in (*mapping.columns, *mapping.defaults, *mapping.values):
        if ours not in names:
            sentence = f"There is no column “{ours}” in {kind.table}."
            raise UnusableArgumentError(sentence, f"Its columns are {', '.join(names)}.")
    at = {ours: _index(source, mapping, ours, theirs) for ours, theirs in mapping.columns.items()}
    if not any(index >= 0 for index in at.values()):
        refuse_doubled(source, kind, names)
        sentence = f"No column of {source.name} has the name of a column of {kind.table}."
        raise UnusableInputError(sentence, f"Give a mapping; the columns are {', '.join(names)}.")
    bounds = [_bound(field, source, mapping, at) for field in (ID, *kind.fields)]
    filled = tuple(each for each in bounds if each.reads_file or each.default or "" in each.words)
    ignored = tuple(h for index, h in enumerate(source.header) if h and index not in at.values())
    return Binding(kind, filled, ignored)


def refuse_doubled(source: Source, kind: Entity, names: Collection[str]) -> None:
    """Refuse a file in which the name of a column stands twice: neither is taken then.

    Args:
        source: the file.
        kind: the table.
        names: the fields that are needed.

    Raises:
        UnusableInputError: with that name.
    """
    words = {
        word_key(text) for field in kind.fields if field.name in names for text in (field.name, field.label)
    }
    seen: set[str] = set()
    for header in source.header:
        key = word_key(header)
        if key in seen and key in words:
            raise _doubled(source, header)
        seen.add(key)


def _doubled(source: Source, header: str) -> UnusableInputError:
    return UnusableInputError(f"{source.name} has more than one column “{header}”.", "Rename all but one.")


def _bound(field: Field, source: Source, mapping: ImportMapping, at: Mapping[str, int]) -> Bound:
    index = at.get(field.name, -1)
    id_index = at.get(f"{field.name}_id", -1) if field.kind is Kind.REFERENCE else -1
    shown = index if index >= 0 else id_index
    words = {search_key(theirs): ours for theirs, ours in mapping.values.get(field.name, {}).items()}
    default = mapping.defaults.get(field.name, "").strip()
    return Bound(field, index, id_index, default, source.header[shown] if shown >= 0 else field.name, words)


def _index(source: Source, mapping: ImportMapping, ours: str, theirs: str) -> int:
    exact = [index for index, header in enumerate(source.header) if header == theirs.strip()]
    loose = [index for index, header in enumerate(source.header) if search_key(header) == search_key(theirs)]
    found = exact or loose
    if len(found) > 1:
        raise _doubled(source, theirs)
    if found:
        return found[0]
    if mapping.defaults.get(ours):
        return -1
    raise UnusableInputError(
        f"{source.name} has no column “{theirs}”, which the mapping uses for {ours}.",
        f"Its columns are {', '.join(header for header in source.header if header)}.",
    )
