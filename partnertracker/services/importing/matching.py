"""Which rows of a file are there already: by id, else by the fields that make a row the same row."""

from collections.abc import Collection, Hashable, Mapping, Sequence

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Context, Entity, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.services.editing.checking import usual
from partnertracker.services.importing.binding import Binding
from partnertracker.services.importing.coded import filled
from partnertracker.services.importing.finding import Identity, KeyIndex
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.ports import Reader


def identity_for(binding: Binding, mapping: ImportMapping, asked: str, context: Context) -> Identity | None:
    """Return by what rows are matched: as asked, as the mapping says, else as is usual. None: by id alone.

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
    read = {bound.field.name for bound in binding.bounds if bound.reads_file}
    return usual_identity(kind, filled, read, context) or whole_identity(binding, context)


def usual_identity(
    kind: Entity, filled: Collection[str], read: Collection[str], context: Context
) -> Identity | None:
    """Return by what rows are matched when nobody says it: as they are unique, else as they are recognised.

    Args:
        kind: the table.
        filled: the fields that the file or the mapping fills.
        read: those of them that a column of the file fills.
        context: tells what is usual.

    Returns:
        None where the file says neither: then rows match that agree in all that it says.
    """
    if kind.unique and said_of_new_rows(kind, filled, context).issuperset(kind.unique[0]):
        return Identity(kind.table, kind.unique[0])
    if kind.recognised_by and kind.recognised_by[0] in read:
        told = tuple(name for name in kind.recognised_by if name in read)
        return Identity(kind.table, told, alone=True)
    return None


def whole_identity(binding: Binding, context: Context) -> Identity | None:
    """Return the identity of rows that agree in all that the file says; None when that is the id alone.

    A row that names no currency agrees with one that names the file's own.
    """
    kind, filled = binding.kind, {bound.field.name for bound in binding.bounds}
    told = tuple(field for field in kind.fields if field.name in filled)
    own = tuple((f.name, usual(kind, f, context)) for f in told if f.kind is Kind.CURRENCY and not f.required)
    return Identity(kind.table, tuple(f.name for f in told), whole=True, usual=own) if told else None


def said_of_new_rows(kind: Entity, filled: Collection[str], context: Context) -> set[str]:
    """Return the fields that a new row holds something in: as the file says, else as is usual."""
    return {*filled, *(field.name for field in kind.fields if usual(kind, field, context) is not None)}


class Matcher:
    """Finds the stored row of each row of a file."""

    def __init__(self, reader: Reader, binding: Binding, identity: Identity | None, context: Context) -> None:
        """Match rows of a table by id and, where that is not given or not found, by an identity.

        A row that says nothing of the identity, or shares one by which it is not alone, is matched with a
        stored one that agrees in all it says.
        """
        self._reader = reader
        self._kind = binding.kind
        self._identity = identity
        self._is_empty = reader.count(binding.kind.table) == 0
        self.since = self._kind.since if identity and self._kind.since in identity.fields else ""
        """The date from which a row replaces the one before it, when rows are matched by it."""
        may_be_missing = identity is not None and _may_be_missing(self._kind, identity)
        self._whole = whole_identity(binding, context) if may_be_missing else None
        self.unsure: set[int] = set()
        """The places of rows, of those matched last, that may be a stored row all the same."""
        self._indexes: dict[Identity, KeyIndex] = {}
        self._used: set[Value] = set()

    def match(
        self, columns: Mapping[str, Sequence[Value]], count: int, shared: Collection[int] = ()
    ) -> tuple[dict[int, Row], dict[int, Problem]]:
        """Return, by place, the stored row of each row that has one, and the problem where there are many.

        Args:
            columns: every field's values.
            count: how many rows these are.
            shared: the places of rows whose identity another row of the file has too.
        """
        self.unsure = set()
        if self._is_empty:
            return {}, {}
        found = self._by_id(columns, count)
        problems: dict[int, Problem] = {}
        ids = columns.get("id")
        identity = self._identity
        if identity is None:
            return found, problems
        if identity.whole:
            self._agreeing(identity, columns, range(count), found)
            self._note_changed(columns, [i for i in range(count) if i not in found])
            return found, problems
        identities = identity.of_columns(columns)
        by_id_only = identity.fields not in self._kind.unique
        for i, rows in self._candidates(identity, columns, identities).items():
            if i in found or (by_id_only and ids is not None and ids[i] is not None):
                continue
            if identity.alone and (len(rows) > 1 or i in shared):
                self.unsure.add(i)
            elif len(rows) > 1:
                problems[i] = self._many(columns, i)
            else:
                found[i] = rows[0]
        left = sorted(self.unsure.union(i for i, each in enumerate(identities) if each is None))
        if self._whole is not None and left:
            self._agreeing(self._whole, columns, left, found)
            self.unsure -= found.keys()
        return found, problems

    def _candidates(
        self, identity: Identity, columns: Mapping[str, Sequence[Value]], identities: Sequence[Hashable]
    ) -> dict[int, list[Row]]:
        """Return, by place, the stored rows that each may be; of those that replace each other, one."""
        if not self.since:
            return self._index(identity).find(identities)
        places = Identity(identity.table, tuple(name for name in identity.fields if name != self.since))
        days = columns[self.since]
        held: dict[int, list[Row]] = {}
        for i, rows in self._index(places).find(places.of_columns(columns)).items():
            by_then = [row for row in rows if str(row[self.since] or "") <= str(days[i] or "")]
            if by_then:
                held[i] = [max(by_then, key=lambda row: str(row[self.since] or ""))]
        return held

    def _agreeing(
        self,
        whole: Identity,
        columns: Mapping[str, Sequence[Value]],
        places: Sequence[int],
        found: dict[int, Row],
    ) -> None:
        """Match rows without an id of their own with stored ones that agree in all that the file says."""
        ids = columns.get("id")
        left = [i for i in places if i not in found and (ids is None or ids[i] is None)]
        told = {name: [columns[name][i] for i in left] for name in whole.fields}
        for at, rows in self._index(whole).find(whole.of_columns(told)).items():
            self._take_unused(found, left[at], rows)

    def _note_changed(self, columns: Mapping[str, Sequence[Value]], left: Sequence[int]) -> None:
        """Note the rows that may be a stored one with another value: about the same, and not in the file."""
        about = self._kind.about
        if not about or not left:
            return
        nothing = [None] * len(left)  # a note of a metric says nothing of a partner
        told = {name: [columns[name][i] for i in left] if name in columns else nothing for name in about}
        identity = Identity(self._kind.table, about, whole=True)
        for at, rows in self._index(identity).find(identity.of_columns(told)).items():
            if any(row["id"] not in self._used for row in rows):
                self.unsure.add(left[at])

    def _index(self, identity: Identity) -> KeyIndex:
        if identity not in self._indexes:
            self._indexes[identity] = KeyIndex(self._reader, identity)
        return self._indexes[identity]

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


def _may_be_missing(kind: Entity, identity: Identity) -> bool:
    """Tell whether a row may say nothing of the fields that make it the same row, or not enough."""
    return identity.alone or (
        not identity.whole and not all(kind.field(name).required for name in identity.fields)
    )


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
            whole[field.name] = filled(values, default)
        else:
            whole[field.name] = values
    return whole
