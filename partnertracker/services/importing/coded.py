"""Columns of few different values: each value once, and for every row the number of its value.

Such a column is checked by its different values and kept in four bytes a row.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import overload

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.fields import Value

NUMBER = np.dtype("<i4")
"""How a value's number is kept."""

_NOTHING, _USUAL = 0, 1


class Different:
    """The different values of a column as far as it was read. Each keeps its number; None has 0.

    Attributes:
        values: by number; the first is None and the second what a row holds that says nothing.
    """

    def __init__(self, *values: Value) -> None:
        """Start with some values."""
        self.values: list[Value] = [*values]
        self._objects: Array = np.empty(0, object)
        self._days: Array = np.empty(0, "M8[D]")

    def number_of(self, value: Value) -> int:
        """Return the number of a value that may be new."""
        if value is None:
            return _NOTHING
        if value == self.values[_USUAL]:
            return _USUAL
        self.values.append(value)
        return len(self.values) - 1

    def objects(self, numbers: Array) -> list[Value]:
        """Return the values with these numbers."""
        new = self.values[len(self._objects) :]
        if new:
            self._objects = np.concatenate((self._objects, np.array(new, object)))
        return list(self._objects[numbers].tolist())

    def days(self, numbers: Array) -> Array:
        """Return the dates with these numbers as days."""
        new = self.values[len(self._days) :]
        if new:
            self._days = np.concatenate((self._days, _days(new)))
        return self._days[numbers]


class Coded(Sequence[Value]):
    """A column of some rows, as numbers of values."""

    def __init__(self, different: Different, numbers: Array) -> None:
        """Take the values and, for each row, the number of its value."""
        self.different = different
        self.numbers = numbers

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Value: ...

    @overload
    def __getitem__(self, at: slice) -> "Coded": ...

    def __getitem__(self, at: int | slice) -> "Value | Coded":
        """Return the value of one row."""
        if isinstance(at, slice):
            return Coded(self.different, self.numbers[at])
        number: int = self.numbers[at]
        return self.different.values[number]

    def __iter__(self) -> Iterator[Value]:
        """Yield the value of each row."""
        return iter(self.different.objects(self.numbers))

    def __contains__(self, value: object) -> bool:
        """Tell whether a row has a value."""
        if value is None:
            return bool((self.numbers == _NOTHING).any())
        return value in self.found()

    def found(self) -> list[Value]:
        """Return the different values that the rows have."""
        return [self.different.values[number] for number in np.unique(self.numbers)]

    def filled(self) -> "Coded":
        """Return the column with what is usual in place of None."""
        return Coded(self.different, np.where(self.numbers == _NOTHING, _USUAL, self.numbers).astype(NUMBER))


def filled(values: Sequence[Value], usual: Value) -> Sequence[Value]:
    """Return a column with what is usual in place of None."""
    if isinstance(values, Coded):
        return values.filled()
    return [usual if value is None else value for value in values]


def taken(values: Sequence[Value], places: Sequence[int]) -> Sequence[Value]:
    """Return the values of the rows at these places."""
    if isinstance(values, Coded):
        return Coded(values.different, values.numbers[np.asarray(places, np.intp)])
    return [values[at] for at in places]


def different_in(values: Sequence[Value]) -> Collection[Value]:
    """Return the different values of a column."""
    return values.found() if isinstance(values, Coded) else set(values)


def days_in(values: Sequence[Value]) -> Array:
    """Return a column of ISO dates as days; None is no time, which is neither before nor after another."""
    return values.different.days(values.numbers) if isinstance(values, Coded) else _days(values)


def combinations(columns: Sequence[Sequence[Value]]) -> Sequence[Hashable]:
    """Return for each row what stands for its values in these columns: equal only where these are equal.

    Every call for the same columns of a file gives the same for the same values, or something else.
    """
    coded = [each.numbers for each in columns if isinstance(each, Coded)]
    if len(coded) < len(columns) or len(coded) > 2:  # noqa: PLR2004  # two numbers fit into one
        return list(zip(*columns, strict=True))
    together: list[int] = (coded[0].astype(np.int64) << 32 | coded[-1]).tolist()
    return together


def _days(values: Sequence[Value]) -> Array:
    return np.array(["NaT" if value is None else value for value in values], "M8[D]")
