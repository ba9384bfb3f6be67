"""Cells of a workbook that the reader tells otherwise than a spreadsheet shows them.

It says of errors, such as ``#N/A``, that they are empty, and of 50% that it is 0.5. So where there are any, a
copy is read in which they are texts. In XLSX (ECMA-376, part 1, 18.3.1.4) a cell with an error has the type
``e`` and its name as its value; in ODS as LibreOffice writes it, its text is said to be empty beside the
paragraph that is shown. Percentages are in ``percent_cells``.
"""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from partnertracker.services.percent_cells import Percentages, percentages_of

_AT_ONCE = 1 << 20
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_XLSX = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*\bt=)(["'])e\2""")
_ODS = re.compile(rb"""<table:table-cell\b[^<>]*\bcalcext:value-type=(["'])error\1[^<>]*>""")
_SAID_EMPTY = re.compile(rb"""\soffice:string-value=(?:""|'')""")
_MARKS = (b't="e"', b"t='e'", b'value-type="error"', b"value-type='error'")


@contextmanager
def readable(path: str) -> Iterator[str | IO[bytes]]:
    """Give what is to be read of a workbook: its path, or a copy in which errors and percentages are texts.

    Raises:
        OSError, zipfile.BadZipFile, zlib.error: it is damaged, or there is no room for the copy.
    """
    with zipfile.ZipFile(path) as archive:
        percentages = percentages_of(archive)
        told = {
            part.filename for part in archive.infolist() if _is_told_otherwise(archive, part, percentages)
        }
        if told:
            with tempfile.TemporaryFile() as copy:
                _write(archive, told, copy, lambda xml: percentages.as_texts(_errors_as_texts(xml)))
                copy.seek(0)
                yield copy
            return
    yield path


def _is_told_otherwise(archive: zipfile.ZipFile, part: zipfile.ZipInfo, percentages: Percentages) -> bool:
    if _SHEETS.fullmatch(part.filename) is None:
        return False
    with archive.open(part) as stream:
        return any(
            percentages.are_in(some) or any(mark in some for mark in _MARKS) for some in _whole_cells(stream)
        )


def _write(
    archive: zipfile.ZipFile, told: set[str], copy: IO[bytes], as_texts: Callable[[bytes], bytes]
) -> None:
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for part in archive.infolist():
            with archive.open(part) as stream, made.open(part.filename, "w", force_zip64=True) as out:
                if part.filename in told:
                    out.writelines(map(as_texts, _whole_cells(stream)))
                else:
                    shutil.copyfileobj(stream, out, _AT_ONCE)


def _whole_cells(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the stream in pieces of which none ends within a tag, nor within a number's cell of XLSX."""
    rest = b""
    while some := stream.read(_AT_ONCE):
        rest += some
        end = rest.rfind(b"<", 0, max(rest.rfind(b"<c "), rest.rfind(b":c ")) + 1)
        if end <= 0:
            end = rest.rfind(b"<")
        if end <= 0 and len(rest) > _AT_ONCE:
            end = len(rest)  # no tag is as long as that
        if end > 0:
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _errors_as_texts(xml: bytes) -> bytes:
    xml = _XLSX.sub(rb"\1\2str\2", xml)
    return _ODS.sub(lambda tag: _SAID_EMPTY.sub(b"", tag[0]), xml)
