"""Cells of a workbook that show a number as a percentage: 0.5 as 50%.

In XLSX (ECMA-376, part 1, 18.8.10, 18.8.30 and 18.3.1.4) a cell names one of the styles of the workbook, and
that a number format, which is one of percentages where it has a percent sign outside quotes. In ODS
(OpenDocument 1.3, ``office:value-type``) a cell says itself that its value is one.
"""

import re
import zipfile
from decimal import Decimal
from html import unescape

_STYLES = "xl/styles.xml"
_MOST_STYLES = 1 << 24
"""Bytes: many times what a workbook takes for all of its styles; one that takes more is read without them."""

_BUILT_IN = frozenset({b"9", b"10"})  # 0% and 0.00%
_PRECISION = 15  # digits that count, as every spreadsheet shows them
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^<>]*>")
_FORMATS_OF_CELLS = re.compile(rb"<((?:\w+:)?)cellXfs\b[^<>]*>(.*?)</\1cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^<>]*>")
_NUMBER_FORMAT = re.compile(rb"""\bnumFmtId=(["'])(\d+)\1""")
_CODE = re.compile(rb"""\bformatCode=(["'])(.*?)\1""")
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')
_CELL = re.compile(
    rb"<((?:\w+:)?)c\b([^<>]*[^<>/])>((?:<\1f\b[^<>]*/>|<\1f\b[^<>]*>[^<]*</\1f>)?)<\1v>([^<]*)</\1v>"
)
_STYLE_OF_CELL = re.compile(rb"""\ss=(["'])(\d+)\1""")
_TYPE_OF_CELL = re.compile(rb"""\st=(["'])(\w+)\1""")
_ODS = re.compile(rb"""<table:table-cell\b[^<>]*\boffice:value-type=(["'])percentage\1[^<>]*>""")
_ODS_TYPE = re.compile(rb"""\b((?:office|calcext):value-type=)(["'])percentage\2""")
_ODS_VALUE = re.compile(rb"""\boffice:value=(["'])([^"'<>]*)\1""")
_ODS_MARKS = (b'value-type="percentage"', b"value-type='percentage'")


class Percentages:
    """Tells percentages in the XML of a sheet, and writes them as texts."""

    def __init__(self, styles: frozenset[bytes]) -> None:
        """Take the numbers of the XLSX styles that show percentages."""
        self._styles = styles
        self._marks = (
            *_ODS_MARKS,
            *(mark for style in styles for mark in (b's="%s"' % style, b"s='%s'" % style)),
        )

    def are_in(self, xml: bytes) -> bool:
        """Tell whether there may be some."""
        return any(mark in xml for mark in self._marks)

    def as_texts(self, xml: bytes) -> bytes:
        """Return the XML with percentages as texts such as 50%; no cell is cut off at either end of it."""
        if self._styles:
            xml = _CELL.sub(self._told, xml)
        return _ODS.sub(_told_in_ods, xml)

    def _told(self, cell: re.Match[bytes]) -> bytes:
        prefix, said, formula, value = cell.groups()
        style, kind = _STYLE_OF_CELL.search(said), _TYPE_OF_CELL.search(said)
        text = _text(value)
        if (
            style is None
            or style[2] not in self._styles
            or (kind is not None and kind[2] != b"n")
            or not text
        ):
            return cell[0]
        said = _TYPE_OF_CELL.sub(b"", said)
        return b'<%sc%s t="str">%s<%sv>%s</%sv>' % (prefix, said, formula, prefix, text, prefix)


def percentages_of(archive: zipfile.ZipFile) -> Percentages:
    """Return what tells the percentages of a workbook; raises as reading one of its parts does."""
    if _STYLES not in archive.namelist() or archive.getinfo(_STYLES).file_size > _MOST_STYLES:
        return Percentages(frozenset())
    with archive.open(_STYLES) as stream:
        xml = stream.read(_MOST_STYLES)
    formats = set(_BUILT_IN)
    for tag in _FORMAT.findall(xml):
        number, code = _NUMBER_FORMAT.search(tag), _CODE.search(tag)
        if number is not None and code is not None and "%" in _shown(code[2]):
            formats.add(number[2])
    found = _FORMATS_OF_CELLS.search(xml)
    used = [_NUMBER_FORMAT.search(tag) for tag in _STYLE.findall(found[2] if found is not None else b"")]
    return Percentages(
        frozenset(b"%d" % at for at, each in enumerate(used) if each is not None and each[2] in formats)
    )


def _shown(code: bytes) -> str:
    """Return a number format without what it shows as it stands."""
    return _LITERAL.sub("", unescape(code.decode("utf-8", "replace")))


def _told_in_ods(tag: re.Match[bytes]) -> bytes:
    value = _ODS_VALUE.search(tag[0])
    text = _text(value[2]) if value is not None else b""
    if not text:
        return tag[0]
    said = _ODS_TYPE.sub(rb"\1\2string\2", tag[0])
    return _ODS_VALUE.sub(b'office:string-value="%s"' % text, said)


def _text(value: bytes) -> bytes:
    """Return a number as a percentage that has one reading, or nothing where it is no number.

    It never has just three decimals: a point before three digits may be read as one between thousands.
    """
    try:
        number = float(value)
        text = format(Decimal(f"{number * 100:.{_PRECISION}g}"), "f")
    except (ValueError, OverflowError):
        return b""
    if not text.lstrip("-")[:1].isdigit():  # not a number, or without end
        return b""
    return f"{text}0%".encode() if text[-4:-3] == "." else f"{text}%".encode()
