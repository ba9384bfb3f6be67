"""One table as immutable numpy columns: dates as days, references as positions, amounts as integers.

How a field's kind is held (``None`` on disk is the missing mark):

==================================  =======  =====================================  ===============
kind                                dtype    content                                missing
==================================  =======  =====================================  ===============
DATE, MONTH                         int32    days since 1970-01-01 (a month: its    ``NO_DAY``
                                             first day)
MONEY                               int64    minor units                            ``NO_AMOUNT``
NUMBER, PERCENT, WHOLE              float64  the number                             nan
YES_NO                              int8     0, 1                                   -1
TEXT (coded), CHOICE, STAGE,        int32    code: an index into ``words``          ``NO_CODE`` (-1)
CURRENCY, SCOPE
REFERENCE                           int32    position in the referenced table       ``NO_ROW`` (-1)
RECORD                              int64    key of the row                         ``NO_ROW`` (-1)
==================================  =======  =====================================  ===============

A text that is not coded and a LONG_TEXT have no column. A SCOPE names a partner by its key: ``partner:17``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from partnertracker.domain.fields import Entity, Field, Kind, Value
from partnertracker.domain.names import search_key
from partnertracker.domain.room import with_room
from partnertracker.domain.words import Words

Array: TypeAlias = npt.NDArray[Any]
Positions: TypeAlias = npt.NDArray[np.int64]

NO_DAY = int(np.iinfo(np.int32).min)
NO_AMOUNT = int(np.iinfo(np.int64).min)
NO_CODE = -1
NO_ROW = -1

_EPOCH = date(1970, 1, 1).toordinal()
_CODED = {Kind.TEXT, Kind.CHOICE, Kind.STAGE, Kind.CURRENCY, Kind.SCOPE}
_DAYS = {Kind.DATE, Kind.MONTH}
_MISSING: dict[Kind, float] = {
    Kind.MONEY: NO_AMOUNT,
    Kind.NUMBER: np.nan,
    Kind.PERCENT: np.nan,
    Kind.WHOLE: np.nan,
}
_FLOATS = {Kind.NUMBER, Kind.PERCENT, Kind.WHOLE}


def day_of(iso: str) -> int:
    """Return the days since 1970-01-01 of an ISO date, or of the first day of an ISO month (``YYYY-MM``)."""
    return date.fromisoformat(iso if len(iso) > len("YYYY-MM") else f"{iso}-01").toordinal() - _EPOCH


def date_of(day: int) -> date:
    """Return the calendar date of a day counted from 1970-01-01."""
    return date(1970, 1, 1) + timedelta(days=int(day))


def has_column(field: Field) -> bool:
    """Tell whether Facts hold this field as a column."""
    return field.kind is not Kind.LONG_TEXT and (field.coded or field.kind is not Kind.TEXT)


def is_coded(field: Field) -> bool:
    """Tell whether the field's column is an index into words."""
    return field.kind in _CODED and has_column(field)


def fact_fields(entity: Entity) -> tuple[Field, ...]:
    """Return the fields of an entity that Facts hold, in order."""
    return tuple(field for field in entity.fields if has_column(field))


@dataclass(frozen=True)
class Columns:
    """The rows of one table, ordered by key, as columns of equal length.

    Attributes:
        keys: int64, ascending; the integer key of each row on disk.
        values: by field name, one array each (see the module's table).
        words: by field name, the distinct texts of a coded field; ``values`` index into them.
    """

    keys: Positions
    values: Mapping[str, Array]
    words: Mapping[str, Words]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.keys)

    def __getitem__(self, name: str) -> Array:
        """Return the column of a field."""
        return self.values[name]

    def code(self, name: str, word: str) -> int:
        """Return the code of a word in a coded field; a word that never occurs gets a code no row has."""
        return self.words[name].codes.get(word, NO_CODE - 1)

    def text(self, name: str, position: int) -> str | None:
        """Return the word of a coded field in one row, or None when it is missing."""
        code = int(self.values[name][position])
        return None if code < 0 else self.words[name][code]

    def as_compared(self, name: str) -> tuple[Array, tuple[str, ...]]:
        """Return a coded field as people compare it: spellings that differ in case or space alone are one.

        Returns:
            For each row an index into the names (``NO_CODE`` where the text is missing), and the names, as
            ``names.search_key`` gives them.
        """
        keys = [search_key(word) for word in self.words[name]]
        names = tuple(dict.fromkeys(keys))
        places = {key: place for place, key in enumerate(names)}
        # A missing code is -1 and picks the last entry.
        return np.array([*(places[key] for key in keys), NO_CODE], dtype=np.int32)[self.values[name]], names

    def words_in_use(self, name: str) -> tuple[str, ...]:
        """Return the words that some row has in a coded field, in the order people expect."""
        used = np.zeros(len(self.words[name]) + 1, dtype=bool)  # np.unique would load numpy's masked arrays
        used[self.values[name]] = True  # NO_CODE marks the last place, which is no word's
        return tuple(
            sorted((self.words[name][code] for code in np.flatnonzero(used[:-1]).tolist()), key=str.casefold)
        )

    def positions_of(self, keys: npt.ArrayLike) -> Positions:
        """Return each key's position, ``NO_ROW`` for a key that is not here."""
        wanted = np.asarray(keys, dtype=np.int64)
        if not len(self.keys):
            return np.full(wanted.shape, NO_ROW, dtype=np.int64)
        found = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[found] == wanted, found, NO_ROW).astype(np.int64)


class Encoder:
    """Turns rows as they lie on disk into ``Columns``, chunk by chunk, growing lists of words as it goes.

    A row is a tuple: the key, then one value for each of ``fact_fields(entity)`` in order; a REFERENCE comes
    as the integer key of the row referred to (or None), as storage can look that up where the id lies.
    """

    def __init__(self, entity: Entity, words: Mapping[str, Words] | None = None, size: int = 0) -> None:
        """Start empty.

        Args:
            entity: the table.
            words: the words of an earlier ``Columns``, so that its codes stay valid.
            size: how many rows will come; with it the columns are made once, without it they grow.
        """
        self._fields = fact_fields(entity)
        given = words or {}
        self._words = {f.name: _Coding(given.get(f.name, Words())) for f in self._fields if is_coded(f)}
        self._days: dict[Value, int] = {None: NO_DAY}
        self._count = 0
        self._keys: Positions = with_room(size, np.int64)
        self._columns: dict[str, Array] = {f.name: with_room(size, _raw_dtype_of(f)) for f in self._fields}

    def add(self, rows: Sequence[tuple[Value, ...]]) -> None:
        """Encode some rows after those added before."""
        if not rows:
            return
        keys, *columns = zip(*rows, strict=True)
        start, self._count = self._count, self._count + len(rows)
        if self._count > len(self._keys):
            self._grow(max(self._count, 2 * start))
        self._keys[start : self._count] = keys
        for field, values in zip(self._fields, columns, strict=True):
            self._columns[field.name][start : self._count] = self._encoded(field, values)

    def columns(self, references: Mapping[str, Columns]) -> Columns:
        """Return everything added so far, ordered by key; the encoder is used up by that.

        Args:
            references: the tables that REFERENCE fields point at, by name; keys become positions in them.
        """
        if self._count < len(self._keys):
            self._grow(self._count)
        keys = self._keys
        order = None if np.all(keys[1:] > keys[:-1]) else np.argsort(keys, kind="stable")
        values: dict[str, Array] = {}
        for field in self._fields:
            column = self._columns.pop(field.name)
            if field.kind is Kind.REFERENCE:
                positions = references[field.references].positions_of(column)
                column = with_room(len(positions), np.int32)
                column[:] = positions
            values[field.name] = column if order is None else column[order]
        words = {name: coding.words() for name, coding in self._words.items()}
        return Columns(keys if order is None else keys[order], values, words)

    def _grow(self, size: int) -> None:
        """Give the columns room for so many rows, or take the room that is left over."""
        self._keys = _sized(self._keys, size)
        for name in self._columns:
            self._columns[name] = _sized(self._columns[name], size)

    def _encoded(self, field: Field, values: tuple[Value, ...]) -> Array:
        if field.kind in _DAYS:
            return _looked_up(self._days, values, lambda value: day_of(str(value)))
        if is_coded(field):
            return _looked_up(self._words[field.name].codes, values, self._words[field.name].code)
        missing = _MISSING.get(field.kind, NO_ROW)
        whole = [missing if value is None else value for value in values] if None in values else values
        return np.array(whole, dtype=_raw_dtype_of(field))


class _Coding:
    """The codes of one field's words, growing with the words that come."""

    def __init__(self, known: Words) -> None:
        self.codes: dict[Value, int] = {None: NO_CODE}
        self._known = known
        self._fresh: list[str] = []

    def code(self, value: Value) -> int:
        """Return the code of a word that did not come before."""
        code = self._known.codes.get(str(value), NO_CODE)
        if not 0 <= code < len(self._known):
            code = len(self._known) + len(self._fresh)
            self._fresh.append(str(value))
        return code

    def words(self) -> Words:
        """Return the words in the order of their codes; those given, if no other came."""
        return self._known.and_also(self._fresh)


def _raw_dtype_of(field: Field) -> np.dtype[Any]:
    """Return the dtype of a column whose references are still keys."""
    return np.dtype(np.int64) if field.kind is Kind.REFERENCE else dtype_of(field)


def _sized(column: Array, size: int) -> Array:
    """Return a column of another length that starts with the same values."""
    made = with_room(size, column.dtype)
    kept = min(size, len(column))
    made[:kept] = column[:kept]
    return made


def _looked_up(known: dict[Value, int], values: tuple[Value, ...], number: Callable[[Value], int]) -> Array:
    """Return each value's number; only a value that was never seen before is worked out."""
    for value in dict.fromkeys(values):
        if value not in known:
            known[value] = number(value)
    return np.fromiter(map(known.__getitem__, values), dtype=np.int32, count=len(values))


def dtype_of(field: Field) -> np.dtype[Any]:
    """Return the dtype of the field's column."""
    if field.kind in {Kind.MONEY, Kind.RECORD}:
        return np.dtype(np.int64)
    if field.kind in _FLOATS:
        return np.dtype(np.float64)
    return np.dtype(np.int8 if field.kind is Kind.YES_NO else np.int32)
