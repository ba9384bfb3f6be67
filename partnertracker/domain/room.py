"""Columns with room behind their end, so that a row more does not mean to copy all of them."""

from typing import Any

import numpy as np
import numpy.typing as npt

_SPARE = 64
"""There is room for one in so many rows more, and at least for so many."""


class _Room(np.ndarray):
    """The memory behind a column; ``used`` is how much of it has been given away."""

    used: int


def with_room(size: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """Return a column of a length, to be filled in, that can be appended to without being copied."""
    return _start_of(_room(size, dtype), size)


def copied(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return a copy that can be appended to without being copied again."""
    copy = with_room(len(column), column.dtype)
    copy[:] = column
    return copy


def appended(column: npt.NDArray[Any], values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return a column with some values after its own.

    Where there is room it shares memory with the one given: the new values go where nobody looks, behind that
    one's end. Only the longest column in a room may grow there, so that two that start alike can go on
    differently; any other is copied.
    """
    end, now = len(column), len(column) + len(values)
    room = column.base
    if not isinstance(room, _Room) or room.used != end or len(room) < now:
        room = _room(now, column.dtype)
        room[:end] = column
    room[end:now] = values
    room.used = now
    return _start_of(room, now)


def _room(size: int, dtype: npt.DTypeLike) -> _Room:
    room = _Room((size + max(_SPARE, size // _SPARE),), dtype=dtype)
    room.used = size
    return room


def _start_of(room: _Room, size: int) -> npt.NDArray[Any]:
    # made this way its base is the room itself, not a view of it
    return np.ndarray((size,), room.dtype, buffer=room)
