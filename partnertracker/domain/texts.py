"""The texts of a table that Facts do not hold: built from its rows, and changed with them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Positions
from partnertracker.domain.search import TextColumn, blob_of, column_of


class Texts(NamedTuple):
    """The texts of one table that Facts do not hold, ordered by key.

    Attributes:
        keys: int64, ascending; the row that each text belongs to.
        columns: by field name.
    """

    keys: Positions
    columns: Mapping[str, TextColumn]

    def with_changes(self, rows: Iterable[Sequence[object]], gone: Iterable[int]) -> "Texts":
        """Return texts in which some rows are replaced, added or gone.

        Args:
            rows: the key, then one text or None for each of ``columns`` in order.
            gone: the keys of the rows deleted.
        """
        fresh: dict[int, tuple[object, ...] | None] = dict.fromkeys(gone)
        for key, *texts in rows:
            fresh[int(str(key))] = tuple(texts)
        touched = sorted(fresh)
        at = np.searchsorted(self.keys, touched)
        known = [i < len(self.keys) and int(self.keys[i]) == k for i, k in zip(at, touched, strict=True)]
        columns = {
            name: column.with_changes(
                [
                    (int(i), there, None if (new := fresh[key]) is None else str(new[n] or ""))
                    for i, there, key in zip(at, known, touched, strict=True)
                ],
            )
            for n, (name, column) in enumerate(self.columns.items())
        }
        stays = np.delete(self.keys, at[np.array(known, dtype=bool)])
        added = np.array([key for key in touched if fresh[key] is not None], dtype=np.int64)
        keys = np.concatenate([stays, added])
        keys.sort(kind="stable")
        return Texts(keys, columns)


class TextsBuilder:
    """Takes a table's texts chunk by chunk, ordered by key, and makes ``Texts``."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of the text fields, in the order in which ``add`` gets them."""
        self._keys: list[Positions] = []
        self._chunks: dict[str, list[bytes]] = {name: [] for name in names}

    def add(self, rows: Sequence[Sequence[object]]) -> None:
        """Add rows: the key, then a text or None for each name."""
        if not rows:
            return
        keys, *columns = zip(*rows, strict=True)
        self._keys.append(np.array(keys, dtype=np.int64))
        for chunks, texts in zip(self._chunks.values(), columns, strict=True):
            chunks.append(blob_of(texts))

    def texts(self) -> Texts:
        """Return everything added."""
        columns: dict[str, TextColumn] = {}
        for name in list(self._chunks):
            columns[name] = column_of(b"".join(self._chunks.pop(name)))
        return Texts(np.concatenate([np.empty(0, np.int64), *self._keys]), columns)
