"""New rows packed to be put away or sent: a column as one text, or as the numbers of its values."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from partnertracker.domain.fields import Value
from partnertracker.services.importing.coded import NUMBER, Coded, Different

Added: TypeAlias = tuple[list[Value] | None, list[list[Value]]]
"""The ids of some new rows, where the file gives any, and their columns."""

_Column: TypeAlias = list[Value] | str | tuple[bytes, list[Value]]
"""Values; or texts as one text; or the numbers of values, with the values that were not among them so far."""

Packed: TypeAlias = tuple[list[Value] | None, list[_Column]]
"""The same packed: tuples, lists, texts, bytes and numbers. Each is unpacked after those before it."""

_BETWEEN = "\0"  # no stored text holds it


class Packing:
    """Packs the new rows of one file, chunk by chunk."""

    def __init__(self) -> None:
        """Start at the first chunk."""
        self._told: dict[str, int] = {}

    def pack(self, ids: Sequence[Value] | None, columns: Mapping[str, Sequence[Value]]) -> Packed:
        """Pack the next rows."""
        packed = [self._column(name, values) for name, values in columns.items()]
        return None if ids is None else list(ids), packed

    def _column(self, name: str, values: Sequence[Value]) -> _Column:
        if not isinstance(values, Coded):
            return _joined(values)
        told, self._told[name] = self._told.get(name, 0), len(values.different.values)
        return values.numbers.tobytes(), values.different.values[told:]


class Unpacking:
    """Unpacks what one ``Packing`` packed, in the same order."""

    def __init__(self, columns: int) -> None:
        """Start at the first chunk of rows with so many columns."""
        self._different = [Different() for _ in range(columns)]

    def unpack(self, packed: Packed) -> Added:
        """Unpack the next rows."""
        ids, columns = packed
        each = zip(self._different, columns, strict=True)
        return ids, [_values(different, column) for different, column in each]


def _values(different: Different, column: _Column) -> list[Value]:
    if isinstance(column, tuple):
        numbers, new = column
        different.values += new
        return different.objects(np.frombuffer(numbers, NUMBER))
    return [*column.split(_BETWEEN)] if isinstance(column, str) else column


def _joined(values: Sequence[Value]) -> str | list[Value]:
    try:
        text = _BETWEEN.join(values)  # type: ignore[arg-type]  # what is no text raises
    except TypeError:
        return list(values)
    return text if text.count(_BETWEEN) == len(values) - 1 else list(values)
