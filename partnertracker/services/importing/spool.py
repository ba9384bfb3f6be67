"""What a plan remembers from reading a file: in memory while it is small, else in a temporary file."""

import marshal
import struct
import tempfile
import weakref
from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar, cast

T = TypeVar("T")

_IN_MEMORY = 32 << 20
_LENGTH = struct.Struct("<Q")


class Keeper(Protocol[T]):
    """What takes items from front to back and gives them again."""

    def append(self, item: T) -> None:
        """Add one item."""

    def __iter__(self) -> Iterator[T]:
        """Yield the items in order."""

    def close(self) -> None:
        """Let go of what was kept."""


class Spool(Generic[T]):
    """A list that is written once from front to back and read as often as needed.

    Holds tuples, lists, dicts, texts and numbers. The temporary file has no name and goes with the process.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # closed by close
        self._closed = weakref.finalize(self, self._file.close)

    def append(self, item: T) -> None:
        """Add one item, best a few thousand rows at once."""
        content = marshal.dumps(item)  # type: ignore[arg-type]  # T is what the class says
        self._file.write(_LENGTH.pack(len(content)))
        self._file.write(content)

    def __iter__(self) -> Iterator[T]:
        """Yield the items in order; nothing may be added meanwhile."""
        at = 0
        while True:
            self._file.seek(at)
            head = self._file.read(_LENGTH.size)
            if not head:
                return
            content = self._file.read(_LENGTH.unpack(head)[0])
            at += len(head) + len(content)
            yield cast("T", marshal.loads(content))  # noqa: S302  # only what append wrote a moment ago

    def close(self) -> None:
        """Let go of what was kept; closing twice is no error."""
        self._closed()
