"""The other process that reads a workbook (XLSX or ODS): what is wrong with one can harm nothing else.

The reader is a fast library in Rust that ends its process where a file asks for more memory than there is. So
it is asked in a process of its own, which is told on its standard input and sends messages.
"""

import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from itertools import islice
from threading import Event, Lock, Thread
from typing import Literal, TypeAlias, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from partnertracker.services.second_process import received, send
from partnertracker.services.shown_cells import readable

MOST_COLUMNS = 500
MOST_UNPACKED = 1 << 30
"""Bytes of a workbook's content: many times what a million rows of deals take."""

_MOST_MEMORY = 4 << 30
_ROWS_AT_ONCE = 4096
_SECONDS_BETWEEN_SIGNS = 0.2
_PRECISION = 15  # digits that count, as every spreadsheet shows them: 0.1 + 0.2 is 0.3
_KNOWN_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

Errand: TypeAlias = tuple[str, str]
"""The workbook's path, and the name of the sheet; empty: the only one with anything in it."""

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
Block: TypeAlias = tuple[int, list[Sequence[str]]]
"""The number of its first row, that of a sheet's first row being 1, and its columns; all rows are there."""

Fault: TypeAlias = Literal["broken", "password", "large", "wide", "no sheet"]
Message: TypeAlias = (
    tuple[Literal["reading"], None]
    | tuple[Literal["fault"], Fault]
    | tuple[Literal["sheets"], list[str]]
    | tuple[Literal["choose"], list[tuple[str, int, int]]]
    | tuple[Literal["sheet"], tuple[str, int]]
    | tuple[Literal["block"], Block]
    | tuple[Literal["done"], None]
)
"""A sign of life; what is wrong; the names of all sheets; those with anything in them, with rows and columns,
to choose from; the one that is read, with its rows; its rows; the last word."""

Tell: TypeAlias = Callable[[Message], int]
"""Sends a message and returns its size in bytes."""


def run() -> int:
    """Be the other process: standard input tells the workbook's path, and the sheet."""
    _bound_memory()
    path, wanted = cast("Errand", next(received(sys.stdin.buffer)))
    with _signs_of_life() as tell:
        try:
            fault = _fault_in(path)
            if fault is None:
                _read(path, wanted, tell)
            else:
                tell(("fault", fault))
        except PasswordError:
            tell(("fault", "password"))
        except (CalamineError, OSError, EOFError, zipfile.BadZipFile, zlib.error):
            tell(("fault", "broken"))
    return 0


@contextmanager
def _signs_of_life() -> Iterator[Tell]:
    """Give what sends messages; while there is nothing to say, a sign of life is sent every now and then."""
    lock, ended = Lock(), Event()

    def tell(message: Message) -> int:
        with lock:
            return send(sys.stdout.buffer, message)

    def beat() -> None:
        while not ended.wait(_SECONDS_BETWEEN_SIGNS):
            try:
                tell(("reading", None))
            except OSError:
                os._exit(1)  # nobody listens any more, and the reader doesn't stop by itself

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield tell
    finally:
        ended.set()
        thread.join()


def _bound_memory() -> None:
    """Let a hostile workbook end this process instead of filling the computer's memory, where that can be."""
    with suppress(ImportError, ValueError, OSError):
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _fault_in(path: str) -> Fault | None:
    """Return what forbids to read a workbook any further, going by its list of parts."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "broken"
    if any(part.flag_bits & 1 for part in parts):
        return "password"
    if any(part.compress_type not in _KNOWN_PACKINGS for part in parts):
        return "broken"
    return "large" if sum(part.file_size for part in parts) > MOST_UNPACKED else None


def _read(path: str, wanted: str, tell: Tell) -> None:
    with readable(path) as content, CalamineWorkbook.from_object(content) as book:
        sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        shown = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
        names = [each.name for each in sheets]
        tell(("sheets", shown or names))
        if wanted and wanted not in names:
            tell(("fault", "no sheet"))
            return
        found: dict[str, CalamineSheet] = {}
        for name in [wanted] if wanted else shown or names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height or wanted:
                found[name] = sheet
    if len(found) > 1:
        tell(("choose", [(name, sheet.height, sheet.width) for name, sheet in found.items()]))
    for name, sheet in islice(found.items(), len(found) == 1):
        if sheet.width > MOST_COLUMNS:
            tell(("fault", "wide"))
            return
        tell(("sheet", (name, sheet.total_height)))
        sent = 0
        for block in blocks_of(sheet.iter_rows()):
            sent += tell(("block", block))
            if sent > MOST_UNPACKED:
                tell(("fault", "large"))
                return
    tell(("done", None))


def blocks_of(rows: Iterator[Sequence[Cell]]) -> Iterator[Block]:
    """Yield some thousand rows at a time as columns of texts; all rows have the same width, at least 1."""
    number = 1
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield number, [texts_of(column) for column in zip(*some, strict=True)]
        number += len(some)


def texts_of(column: Sequence[Cell]) -> Sequence[str]:
    """Return cells as texts that have one reading: days as ISO, numbers plain with a point, yes and no.

    A number never has just three decimals (0.125 is 0.1250), for a point before three digits may be read as
    one between thousands, where other cells of the column are texts and written so.
    """
    kinds = set(map(type, column))
    if kinds == {str}:
        return column  # type: ignore[return-value]  # just seen
    if len(kinds) == 1:
        return list(map(_WRITERS[kinds.pop()], column))
    return [_WRITERS[type(cell)](cell) for cell in column]


def _number(number: float) -> str:
    text = f"{number:.{_PRECISION}g}"
    if "e" in text:
        text = format(Decimal(text), "f")
    return f"{text}0" if text[-4:-3] == "." else text


def _moment(moment: datetime) -> str:
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "seconds")


_WRITERS: dict[type, Callable[..., str]] = {
    str: str,
    float: _number,
    int: str,
    bool: {True: "yes", False: "no"}.__getitem__,
    date: date.isoformat,
    datetime: _moment,
    time: time.isoformat,
    timedelta: str,
}
