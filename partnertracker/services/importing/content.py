"""The bytes of a file to import: where they come from, and which encoding they are in."""

import codecs
import os
import shutil
import stat
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.questions import Answer, Question, UndecidedError

BLOCK = 1 << 20
_LONGEST_LINE = 64 * BLOCK
_IN_MEMORY = 16 * BLOCK
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_MOSTLY = 0.4
_CODECS = {"utf-8": "utf-8-sig", "windows-1252": "cp1252"}
_SHOWN = 60


class NoTextError(UnusableInputError):
    """What should be read as text is none."""


class Bytes:
    """Bytes that can be read from the start as often as needed."""

    def __init__(self, file: Path | BinaryIO, name: str) -> None:
        """Take a file's path, or a stream, which is copied aside.

        Raises:
            UnusableInputError: it can't be read.
        """
        self.name = name
        self._closed: weakref.finalize[..., Bytes] | None = None
        self.path = file if isinstance(file, Path) and _is_ordinary(file, name) else None
        self._copy = None if self.path else self._copied(file)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open at the start; what the file system reports becomes UnusableInputError."""
        try:
            if self._copy is not None:
                self._copy.seek(0)
                yield self._copy
            elif self.path is not None:
                with self.path.open("rb") as stream:
                    yield stream
        except FileNotFoundError:
            raise UnusableInputError(f"There is no file {self.name}.", "Check the path.") from None
        except OSError as error:
            raise _unreadable(self.name, error) from error

    @contextmanager
    def lying(self) -> Iterator[Path]:
        """Give a path at which the bytes lie; a stream's are laid down for as long as the ``with`` takes."""
        if self.path is not None:
            yield self.path.absolute()
            return
        with tempfile.TemporaryDirectory() as folder, self.open() as stream:
            path = Path(folder) / "copy"
            with path.open("wb") as copy:
                shutil.copyfileobj(stream, copy, BLOCK)
            yield path

    def size(self) -> int:
        """Return the number of bytes."""
        with self.open() as stream:
            return stream.seek(0, os.SEEK_END)

    def _copied(self, file: Path | BinaryIO) -> BinaryIO:
        copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # closed by close
        self._closed = weakref.finalize(self, copy.close)
        try:
            if isinstance(file, Path):
                with file.open("rb") as stream:
                    self._copy_lines(stream, copy)
            else:
                self._copy_lines(file, copy)
        except UnusableInputError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise _unreadable(self.name, error) from error
        return copy  # type: ignore[return-value]  # it has every method that BinaryIO needs here

    def _copy_lines(self, stream: BinaryIO, copy: "tempfile.SpooledTemporaryFile[bytes]") -> None:
        """Copy a stream that may have no end, as long as it has lines."""
        lines = _Lines(self.name)
        while block := stream.read(BLOCK):
            lines.take(block)
            copy.write(block)

    def close(self) -> None:
        """Let go of a stream's copy; closing twice is no error."""
        if self._closed is not None:
            self._closed()


class _Lines:
    """Watches that bytes have lines no longer than a table's can be."""

    def __init__(self, name: str) -> None:
        """Remember what the bytes are called."""
        self._name = name
        self._since_break = 0

    def take(self, block: bytes) -> None:
        """Take the next bytes; raises UnusableInputError when the line that they are in is too long."""
        at = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._since_break = len(block) - at if at >= 0 else self._since_break + len(block)
        if self._since_break > _LONGEST_LINE:
            raise UnusableInputError(f"{self._name} has a line that is too long to be one of a table.")


def python_codec(encoding: str) -> str:
    """Return the codec that reads an encoding of ours."""
    return _CODECS.get(encoding, encoding)


def encoding_of(content: Bytes, given: str) -> str:
    """Return the encoding of all the bytes: by their mark, as given, UTF-8 if they are that, or ask.

    Args:
        content: the bytes.
        given: the encoding that the mapping gives; empty: detect it. A mark goes before it.

    Raises:
        UndecidedError: they may be Windows-1252.
        NoTextError: they are no text in that encoding, or no text at all.
    """
    with content.open() as stream:
        start = stream.read(_SAMPLE)
    marked = next((name for mark, name in _BOMS if start.startswith(mark)), "")
    encoding = marked or given or _without_mark(start)
    fault = _fault_in(content, encoding)
    if fault is None:
        return encoding
    if not given and not marked and encoding == "utf-8" and _fault_in(content, "windows-1252") is None:
        raise UndecidedError(_question(content, fault))
    raise NoTextError(f"{content.name} is not text in {encoding}.", "Export it again as UTF-8.")


def _is_ordinary(path: Path, name: str) -> bool:
    """Tell a file that can be read again from a pipe, which has to be copied; what is neither is refused."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return True  # opening it says what is the matter
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise UnusableInputError(f"{name} is no ordinary file.", "Choose a CSV file.")
    return not stat.S_ISFIFO(mode)


def _unreadable(name: str, error: OSError) -> UnusableInputError:
    return UnusableInputError(f"{name} can't be read: {error.strerror or 'no access'}.", "Check the file.")


def _without_mark(start: bytes) -> str:
    """Return the encoding of bytes without a mark: in UTF-16 every second byte of plain text is NUL."""
    pairs = max(1, len(start) // 2)
    if start[1::2].count(0) > _MOSTLY * pairs and not start[::2].count(0):
        return "utf-16-le"
    if start[::2].count(0) > _MOSTLY * pairs and not start[1::2].count(0):
        return "utf-16-be"
    return "utf-8"


def _fault_in(content: Bytes, encoding: str) -> int | None:
    """Return about where the bytes stop being text in an encoding, or None when they are throughout."""
    decoder = codecs.getincrementaldecoder(python_codec(encoding))(errors="strict")
    done = 0
    lines = _Lines(content.name)
    with content.open() as stream:
        while block := stream.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                return max(0, done + error.start)
            done += len(block)
            lines.take(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _question(content: Bytes, fault: int) -> Question:
    with content.open() as stream:
        stream.seek(max(0, fault - _SHOWN))
        around = stream.read(2 * _SHOWN).decode("cp1252", errors="replace")
    lines = [line for line in around.splitlines() if not line.isascii()] or [around]
    sentence = (
        f"{content.name} is not UTF-8; read as Windows-1252 it says “{lines[0].strip()}”. Is that right?"
    )
    return Question("encoding", "", sentence, (Answer("windows-1252", "Windows-1252"),))
