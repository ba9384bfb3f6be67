"""A sheet of a workbook, read by another process so that what is wrong with a file can do no harm here."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import IO, cast

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing.content import Bytes
from partnertracker.services.importing.grid import Block, Grid
from partnertracker.services.importing.mapping import FileFormat, with_part
from partnertracker.services.importing.questions import Answer, Question, UndecidedError
from partnertracker.services.second_process import received, second_process, send
from partnertracker.services.starts import READ_WORKBOOK
from partnertracker.services.workbook import MOST_COLUMNS, MOST_UNPACKED, Fault, Message

_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_CSV = "Open it in your spreadsheet program and save it as CSV."


def is_workbook(content: Bytes) -> bool:
    """Tell a workbook from a text file.

    Raises:
        UnusableInputError: it is one in Excel's old format, which is that of protected ones too.
    """
    with content.open() as stream:
        start = stream.read(len(_OLD))
    if start == _OLD:
        sentence = f"{content.name} is protected by a password, or in the format of Excel 2003."
        raise UnusableInputError(sentence, "Save it as XLSX without a password.")
    return start.startswith(_ZIP)


def damaged(name: str) -> UnusableInputError:
    """Return the error for a workbook that is none."""
    return UnusableInputError(
        f"{name} can't be read as a workbook: it is damaged, or no XLSX or ODS file.", _AS_CSV
    )


def read_workbook(content: Bytes, known: FileFormat, progress: Callable[[float], None]) -> Grid:
    """Read one sheet: the one that ``known`` names, or the only one with anything in it.

    Args:
        content: a file that ``is_workbook`` says is one.
        known: ``sheet`` and ``header`` as far as they are known.
        progress: told the share done, 0 to 1, several times a second; what it raises ends the reading.

    Raises:
        UndecidedError: more than one sheet has anything in it.
        UnusableInputError: there is no such sheet, or the file is protected, broken, empty or too large.
    """
    with ExitStack() as running:
        try:
            process = running.enter_context(second_process(READ_WORKBOOK))
        except OSError as error:
            raise UnusableInputError(f"{content.name} can't be read now.", _AS_CSV) from error
        path = running.enter_context(content.lying())
        with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as told:
            send(told, (str(path), known.sheet))
        messages = cast("Iterator[Message]", received(process.stdout))
        grid = _Reading(content.name, messages, progress).grid(known)
    content.close()
    return grid


class _Reading:
    """Understands what the other process sends."""

    def __init__(self, name: str, messages: Iterator[Message], progress: Callable[[float], None]) -> None:
        self._name = name
        self._messages = messages
        self._progress = progress
        self._share = 0.0
        self._sheets: list[str] = []

    def grid(self, known: FileFormat) -> Grid:
        """Return the sheet."""
        for message in self._messages:
            if message[0] == "sheets":
                self._sheets = message[1]
            elif message[0] == "sheet":
                name, rows = message[1]
                known = with_part(known, "sheet", name)
                grid = Grid(self._name, self._blocks(), rows, known, self._tell)
                grid.sheets = tuple(self._sheets)
                return grid
            elif message[0] == "done":
                raise UnusableInputError(f"{self._name} is empty.", "Choose one with a header and rows.")
            self._understand(message)
        raise self._broken()

    def _blocks(self) -> Iterator[Block]:
        for message in self._messages:
            if message[0] == "block":
                yield message[1]
            elif message[0] == "done":
                return
            self._understand(message)
        raise self._broken()

    def _understand(self, message: Message) -> None:
        """Take a sign of life, a fault or a choice."""
        self._progress(self._share)
        if message[0] == "fault":
            raise self._fault(message[1])
        if message[0] == "choose":
            raise UndecidedError(_which(self._name, message[1]))

    def _tell(self, share: float) -> None:
        self._share = share
        self._progress(share)

    def _broken(self) -> UnusableInputError:
        return damaged(self._name)

    def _fault(self, fault: Fault) -> UnusableInputError:
        name = self._name
        if fault == "broken":
            return damaged(name)
        said = {
            "password": (f"{name} is protected by a password.", "Save it without a password."),
            "large": (f"{name} holds more than {MOST_UNPACKED >> 30} GB when it is unpacked.", _AS_CSV),
            "wide": (f"{name} has more than {MOST_COLUMNS} columns.", "Delete those that are not needed."),
            "no sheet": (
                f"{name} has no such sheet.",
                f"Its sheets are {', '.join(self._sheets)}.",
            ),
        }
        return UnusableInputError(*said[fault])


def _which(name: str, sheets: list[tuple[str, int, int]]) -> Question:
    answers = (
        Answer(sheet, f"{sheet}: {_counted(rows, 'row')}, {_counted(columns, 'column')}")
        for sheet, rows, columns in sheets
    )
    return Question("sheet", "", f"Which sheet of {name} is to be imported?", tuple(answers))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else noun + 's'}"
