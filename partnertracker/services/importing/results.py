"""What judging a file gives: counts, and every row kept for showing and writing."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

import numpy as np

from partnertracker.domain.fields import Entity, Field, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.importing.coded import NUMBER, Coded, Different, different_in, taken
from partnertracker.services.importing.spool import Spool

Added: TypeAlias = tuple[list[Value] | None, list[list[Value]]]
"""The ids of some new rows, where the file gives any, and a column for each of ``Results.names``."""

_Packed: TypeAlias = list[Value] | str | bytes
"""A column for the spool: texts as one text, put away and taken out in a third of the time; or numbers."""

_BETWEEN = "\0"  # no stored text holds it

Changed: TypeAlias = tuple[int, str, Row, Row]
"""The line in the file, the row's name, the row as it is stored, and what would change."""

Rejected: TypeAlias = tuple[int, list[str], list[tuple[str, str, str]]]
"""The line in the file, its cells, and for each problem column, value and sentence."""


class Results:
    """The judged rows of one file."""

    def __init__(self, header: Sequence[str], names: Sequence[str], created: Mapping[str, str]) -> None:
        """Start empty.

        Args:
            header: the file's, to know its width.
            names: the fields that new rows are given; all others hold what a new row holds anyway.
            created: by id, the names of partners that are not there yet; grows while the file is read.
        """
        self.header = tuple(header)
        self.names = tuple(names)
        self.new = self.changed = self.same = self.rejected = 0
        self.used: set[str] = set()
        """The ids among ``created`` that rows to be written refer to."""
        self._created = created
        self._added: Spool[tuple[list[Value] | None, list[_Packed]]] = Spool()
        self._different: dict[str, Different] = {}
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
        packed = [self._packed(name, values) for name, values in every.items()]
        self._added.append((None if ids is None else list(ids), packed))

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

    def added(self) -> Iterator[Added]:
        """Yield the new rows, a chunk at a time."""
        for ids, columns in self._added:
            named = zip(self.names, columns, strict=True)
            yield ids, [self._unpacked(name, column) for name, column in named]

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

    def close(self) -> None:
        """Let go of what was kept; closing twice is no error."""
        for spool in (self._added, self._changes, self._rejects, self._same):
            spool.close()

    def _use(self, field: Field, values: Sequence[Value]) -> None:
        """Note which of the partners to be added are referred to."""
        if not self._created:
            return
        if field.references == "partners":
            self.used.update(self._created.keys() & different_in(values))
        elif field.kind is Kind.SCOPE:
            named = {str(value).removeprefix(OF_PARTNER) for value in different_in(values)}
            self.used.update(self._created.keys() & named)

    def _packed(self, name: str, values: Sequence[Value]) -> _Packed:
        if isinstance(values, Coded):
            self._different[name] = values.different
            return values.numbers.tobytes()
        return _joined(values)

    def _unpacked(self, name: str, column: _Packed) -> list[Value]:
        if isinstance(column, bytes):
            return self._different[name].objects(np.frombuffer(column, NUMBER))
        return [*column.split(_BETWEEN)] if isinstance(column, str) else column


def _joined(values: Sequence[Value]) -> str | list[Value]:
    try:
        text = _BETWEEN.join(values)  # type: ignore[arg-type]  # what is no text raises
    except TypeError:
        return list(values)
    return text if text.count(_BETWEEN) == len(values) - 1 else list(values)
