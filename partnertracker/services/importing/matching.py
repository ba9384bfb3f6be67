"""Which rows of a file are there already: by id, else by the fields that make a row the same row."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Context, Entity, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.services.editing.checking import usual
from partnertracker.services.importing.binding import Binding
from partnertracker.services.importing.finding import Identity, KeyIndex
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.ports import Reader


def identity_for(binding: Binding, mapping: ImportMapping, asked: str) -> Identity | None:
    """Return by what rows are matched: as asked, as the mapping says, else as the table's rows are unique.

    A table without such fields matches rows that agree in all that the file says. None: by id alone.

    Raises:
        UnusableArgumentError: there is no such field, or the file doesn't fill it.
    """
    kind = binding.kind
    filled = {bound.field.name for bound in binding.bounds}
    wanted = tuple(each.strip() for each in (asked or mapping.match).split(",") if each.strip())
    for name in wanted:
        if name not in {"id", *(field.name for field in kind.fields)}:
            names = ", ".join(field.name for field in kind.fields)
            raise UnusableArgumentError(
                f"There is no column “{name}” in {kind.table}.", f"Choose one of {names}."
            )
        if name not in filled:
            raise UnusableArgumentError(f"Rows can't be matched by {name}: no column of the file fills it.")
    if wanted == ("id",):
        return None
    if wanted:
        return Identity(kind.table, wanted)
    if kind.unique:
        group = kind.unique[0]
        return Identity(kind.table, group) if filled.issuperset(group) else None
    told = tuple(field.name for field in kind.fields if field.name in filled)
    return Identity(kind.table, told, whole=True) if told else None


class Matcher:
    """Finds the stored row of each row of a file."""

    def __init__(self, reader: Reader, kind: Entity, identity: Identity | None) -> None:
        """Match rows of a table by id and, where that is not given or not found, by an identity."""
        self._reader = reader
        self._kind = kind
        self._identity = identity
        self._is_empty = reader.count(kind.table) == 0
        self._index = KeyIndex(reader, identity) if identity and not self._is_empty else None
        self._used: set[Value] = set()

    def match(
        self, columns: Mapping[str, Sequence[Value]], count: int
    ) -> tuple[dict[int, Row], dict[int, Problem]]:
        """Return, by place, the stored row of each row that has one, and the problem where there are many."""
        if self._is_empty:
            return {}, {}
        found = self._by_id(columns, count)
        if self._index is None or self._identity is None:
            return found, {}
        identities = self._identity.of_columns(columns)
        ids = columns.get("id")
        by_id_only = self._identity.whole or self._identity.fields not in self._kind.unique
        problems: dict[int, Problem] = {}
        for i, rows in self._index.find(identities).items():
            if i in found or (by_id_only and ids is not None and ids[i] is not None):
                continue
            if self._identity.whole:
                self._take_unused(found, i, rows)
            elif len(rows) > 1:
                problems[i] = self._many(columns, i)
            else:
                found[i] = rows[0]
        return found, problems

    def _by_id(self, columns: Mapping[str, Sequence[Value]], count: int) -> dict[int, Row]:
        ids = columns.get("id")
        if ids is None:
            return {}
        keys = self._reader.keys_of(self._kind.table, {str(each) for each in ids if each is not None})
        rows = {row["id"]: row for row in self._reader.rows(self._kind.table, sorted(keys.values()))}
        return {i: rows[ids[i]] for i in range(count) if ids[i] in rows}

    def _take_unused(self, found: dict[int, Row], at: int, rows: Sequence[Row]) -> None:
        """Match a row with a stored one that agrees, each once: two equal answers are two answers."""
        for row in rows:
            if row["id"] not in self._used:
                self._used.add(row["id"])
                found[at] = row
                return

    def _many(self, columns: Mapping[str, Sequence[Value]], at: int) -> Problem:
        identity = self._identity
        name = identity.fields[-1] if identity else "id"
        sentence = f"More than one {self._kind.singular.lower()} has this {name}; match by another column."
        return Problem(name, shown(columns[name][at]), sentence)


def completed_columns(
    kind: Entity, columns: Mapping[str, Sequence[Value]], count: int, context: Context
) -> dict[str, Sequence[Value]]:
    """Return every field's values for new rows: as the file says, else the default, else None."""
    whole: dict[str, Sequence[Value]] = {}
    for field in kind.fields:
        default = usual(kind, field, context)
        values = columns.get(field.name)
        if values is None:
            whole[field.name] = [default] * count
        elif default is not None and None in values:
            whole[field.name] = [default if value is None else value for value in values]
        else:
            whole[field.name] = values
    return whole
