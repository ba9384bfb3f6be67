"""Cells of a workbook that show an error, such as ``#N/A``: the reader of workbooks says they are empty.

So where there are any, a copy is read in which they are texts. In XLSX (ECMA-376, part 1, 18.3.1.4) such a
cell has the type ``e`` and its name as its value; in ODS as LibreOffice writes it, its text is said to be
empty beside the paragraph that is shown.
"""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

_AT_ONCE = 1 << 20
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_XLSX = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*\bt=)(["'])e\2""")
_ODS = re.compile(rb"""<table:table-cell\b[^<>]*\bcalcext:value-type=(["'])error\1[^<>]*>""")
_SAID_EMPTY = re.compile(rb"""\soffice:string-value=(?:""|'')""")
_MARKS = (b't="e"', b"t='e'", b'value-type="error"', b"value-type='error'")


@contextmanager
def readable(path: str) -> Iterator[str | IO[bytes]]:
    """Give what is to be read of a workbook: its path, or a copy in which errors are texts.

    Raises:
        OSError, zipfile.BadZipFile, zlib.error: it is damaged, or there is no room for the copy.
    """
    with zipfile.ZipFile(path) as archive:
        faulty = {part.filename for part in archive.infolist() if _has_errors(archive, part)}
        if faulty:
            with tempfile.TemporaryFile() as copy:
                _write(archive, faulty, copy)
                copy.seek(0)
                yield copy
            return
    yield path


def _has_errors(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if _SHEETS.fullmatch(part.filename) is None:
        return False
    with archive.open(part) as stream:
        return any(mark in some for some in _whole_tags(stream) for mark in _MARKS)


def _write(archive: zipfile.ZipFile, faulty: set[str], copy: IO[bytes]) -> None:
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for part in archive.infolist():
            with archive.open(part) as stream, made.open(part.filename, "w", force_zip64=True) as out:
                if part.filename in faulty:
                    out.writelines(map(_told, _whole_tags(stream)))
                else:
                    shutil.copyfileobj(stream, out, _AT_ONCE)


def _whole_tags(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the stream in pieces of which none ends within a tag."""
    rest = b""
    while some := stream.read(_AT_ONCE):
        rest += some
        end = rest.rfind(b"<")
        if end <= 0 and len(rest) > _AT_ONCE:
            end = len(rest)  # no tag is as long as that
        if end > 0:
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _told(xml: bytes) -> bytes:
    xml = _XLSX.sub(rb"\1\2str\2", xml)
    return _ODS.sub(lambda tag: _SAID_EMPTY.sub(b"", tag[0]), xml)
