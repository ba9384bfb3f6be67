"""What judging a file gives: counts, and every row kept for showing and writing."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from partnertracker.domain.fields import Entity, Field, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.importing.coded import different_in, taken
from partnertracker.services.importing.packing import Added, Packed, Packing, Unpacking
from partnertracker.services.importing.spool import Keeper, Spool

Changed: TypeAlias = tuple[int, str, Row, Row]
"""The line in the file, the row's name, the row as it is stored, and what would change."""

Rejected: TypeAlias = tuple[int, list[str], list[tuple[str, str, str]]]
"""The line in the file, its cells, and for each problem column, value and sentence."""


class Results:
    """The judged rows of one file."""

    def __init__(
        self,
        header: Sequence[str],
        names: Sequence[str],
        created: Mapping[str, str],
        added: Keeper[Packed],
    ) -> None:
        """Start empty.

        Args:
            header: the file's, to know its width.
            names: the fields that new rows are given; all others hold what a new row holds anyway.
            created: by id, the names of partners that are not there yet; grows while the file is read.
            added: keeps the new rows.
        """
        self.header = tuple(header)
        self.names = tuple(names)
        self.new = self.changed = self.same = self.rejected = self.unsure = self.rounded = 0
        self._used: set[str] = set()
        self._created = created
        self._packing = Packing()
        self._added = added
        self._changes: Spool[list[Changed]] = Spool()
        self._rejects: Spool[list[Rejected]] = Spool()
        self._same: Spool[list[int]] = Spool()
        self._changes_held: list[Changed] = []
        self._rejects_held: list[Rejected] = []

    def add(
        self,
        kind: Entity,
        columns: Mapping[str, Sequence[Value]],
        ids: Sequence[Value] | None,
        left: Sequence[int],
    ) -> None:
        """Take the new rows of a chunk: those at the places ``left``."""
        if not left:
            return
        self.new += len(left)
        every = {name: columns[name] for name in self.names}
        if len(left) < len(next(iter(every.values()))):
            every = {name: taken(values, left) for name, values in every.items()}
            ids = [ids[i] for i in left] if ids is not None else None
        for name, values in every.items():
            self._use(kind.field(name), values)
        self._added.append(self._packing.pack(ids, every))

    def keep(self, lines: Sequence[int]) -> None:
        """Take the rows of a chunk that are here already, by their lines in order."""
        if lines:
            self.same += len(lines)
            self._same.append(list(lines))

    def change(self, kind: Entity, change: Changed) -> None:
        """Take a row that would change."""
        self.changed += 1
        self._changes_held.append(change)
        for name, value in change[-1].items():
            self._use(kind.field(name), [value])

    def reject(self, line: int, cells: Sequence[str], problems: Sequence[Problem]) -> None:
        """Take a row that can't be imported."""
        self.rejected += 1
        told = [(problem.column, problem.value, problem.sentence) for problem in problems]
        self._rejects_held.append((line, list(cells), told))

    def end_chunk(self) -> None:
        """Put away what was held of a chunk, in the order of the file."""
        if self._changes_held:
            self._changes.append(sorted(self._changes_held, key=itemgetter(0)))
        if self._rejects_held:
            self._rejects.append(sorted(self._rejects_held, key=itemgetter(0)))
        self._changes_held, self._rejects_held = [], []

    def partners(self) -> dict[str, str]:
        """Return, by id, the names of the partners to add: those that rows to be written refer to."""
        return {row_id: name for row_id, name in self._created.items() if row_id in self._used}

    def added(self) -> Iterator[Added]:
        """Yield the new rows, a chunk at a time."""
        yield from map(Unpacking(len(self.names)).unpack, self._added)

    def changes(self) -> Iterator[Changed]:
        """Yield the rows that would change, in the order of the file."""
        for held in self._changes:
            yield from held

    def same_lines(self) -> Iterator[int]:
        """Yield the lines of the rows that are here already, in the order of the file."""
        for held in self._same:
            yield from held

    def rejects(self) -> Iterator[Rejected]:
        """Yield the rejected rows, in the order of the file."""
        for held in self._rejects:
            yield from held

    def rejects_by_chunk(self) -> Iterator[list[Rejected]]:
        """Yield the rejected rows of each chunk that has some."""
        yield from self._rejects

    def put_rejects(self, rejects: list[Rejected]) -> None:
        """Take the rejected rows of a chunk that was judged elsewhere; they are counted there."""
        self._rejects.append(rejects)

    def close(self) -> None:
        """Let go of what was kept; closing twice is no error."""
        for spool in (self._added, self._changes, self._rejects, self._same):
            spool.close()

    def _use(self, field: Field, values: Sequence[Value]) -> None:
        """Note which of the partners to be added are referred to."""
        if not self._created:
            return
        if field.references == "partners":
            self._used.update(self._created.keys() & different_in(values))
        elif field.kind is Kind.SCOPE:
            named = {str(value).removeprefix(OF_PARTNER) for value in different_in(values)}
            self._used.update(self._created.keys() & named)
