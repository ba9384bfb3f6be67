"""Rows of one file that are the same row: the second one is never written over the first in silence.

Keeping every row's identity would take memory with the size of the file. So a first reading notes hashes
only, and if some occur twice, a second reading looks at exactly those.
"""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.fields import Entity, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.sentences import listed
from partnertracker.domain.validation import shown
from partnertracker.services.importing.binding import ID
from partnertracker.services.importing.finding import Identity, hashes_of


class Repeats:
    """Finds the rows of a file that repeat an earlier one."""

    def __init__(
        self, kind: Entity, identities: Sequence[Identity], suspects: Sequence[frozenset[int]] = ()
    ) -> None:
        """Watch some identities.

        Args:
            kind: the table of the rows, with the fields of the team.
            identities: each one that no two rows may share.
            suspects: what ``suspects`` returned after a first reading; without it rows are only noted.
        """
        self._kind = kind
        self._identities = identities
        self._suspects = suspects
        self._noted: list[list[Array]] = [[] for _ in identities]
        self._first: list[dict[Hashable, tuple[int, tuple[Value, ...]]]] = [{} for _ in identities]

    def take(
        self,
        lines: Sequence[int],
        columns: Mapping[str, Sequence[Value]],
        wrong: Mapping[int, object],
        told: Sequence[str],
    ) -> tuple[set[int], dict[int, Problem]]:
        """Look at some rows, in the order of the file.

        Args:
            lines: where each row stands in the file.
            columns: the values by field.
            wrong: the places of rows that are rejected anyway.
            told: the fields that the file fills: rows that agree in these are the same.

        Returns:
            The places of rows that say what an earlier one says, and the problems of those that don't.
        """
        same: set[int] = set()
        conflicts: dict[int, Problem] = {}
        for which, identity in enumerate(self._identities):
            each = identity.of_columns(columns)
            hashes = hashes_of(each)
            if identity.alone and self._suspects:
                continue  # rows may share it
            if not self._suspects:
                there = [i for i, value in enumerate(each) if value is not None] if None in each else None
                self._noted[which].append(hashes if there is None else hashes[there])
                continue
            suspects = self._suspects[which]
            for i in (i for i, found in enumerate(hashes.tolist()) if found in suspects):
                if each[i] is None or i in wrong or i in same or i in conflicts:
                    continue
                values = tuple(columns[name][i] for name in told)
                line, before = self._first[which].setdefault(each[i], (lines[i], values))
                if line == lines[i]:
                    continue
                if before == values:
                    same.add(i)
                else:
                    conflicts[i] = _conflict(self._kind, identity, line, columns, i)
        return same, conflicts

    def sharing(self, identity: Identity | None, columns: Mapping[str, Sequence[Value]]) -> set[int]:
        """Return the places of rows whose identity another row of the file has too, as far as known."""
        if identity is None or not self._suspects or identity not in self._identities:
            return set()
        suspects = self._suspects[self._identities.index(identity)]
        hashes = hashes_of(identity.of_columns(columns)).tolist()
        return {i for i, found in enumerate(hashes) if found in suspects}

    def suspects(self) -> tuple[frozenset[int], ...] | None:
        """Return, for each identity, the hashes that occurred more than once; None when there are none."""
        found = []
        for noted in self._noted:
            every = np.sort(np.concatenate([np.empty(0, np.int64), *noted]))
            found.append(frozenset(every[1:][every[1:] == every[:-1]].tolist()))
        return tuple(found) if any(found) else None


def _conflict(
    kind: Entity, identity: Identity, line: int, columns: Mapping[str, Sequence[Value]], at: int
) -> Problem:
    name = identity.fields[-1]
    words = listed((ID if each == "id" else kind.field(each)).label.lower() for each in identity.fields)
    sentence = f"Row {line} has the same {words} and other values; keep one of the two."
    return Problem(name, shown(columns[name][at]), sentence)
