"""Cells copied in a spreadsheet, as a list to import."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import isfinite
from typing import NamedTuple

from partnertracker.domain.dates import FORMATS, date_reader
from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.numerals import read_number
from partnertracker.services.editing.clip_reading import read_clips
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.importing.detection import COMMA, POINT
from partnertracker.services.importing.grid import Block, Grid
from partnertracker.services.importing.mapping import FileFormat
from partnertracker.services.workbook import texts_of

_FIRST_DAY = date(1899, 12, 30)
_LAST_DAY = 2_958_465
_NEAR = 0.01
_CURRENCIES = "$€£¥ \u00a0"


class Copied(NamedTuple):
    """What the clipboard holds.

    Attributes:
        text: cells between tabs, rows between line ends.
        html: the same as an HTML table, which may tell exact numbers; empty when there is none.
    """

    text: str
    html: str = ""


def read_copied(name: str, copied: Copied, known: FileFormat) -> Grid:
    """Read copied cells; raises UnusableInputError when there are none."""
    clips = read_clips(copied.text, copied.html)
    if not clips or (len(clips) == 1 and len(clips[0]) == 1):
        raise UnusableInputError("The clipboard holds no table.", "Copy cells with their column names first.")
    return Grid(name, _blocks(clips), len(clips), known, lambda _share: None)


def _blocks(clips: Clips) -> Iterator[Block]:
    yield 1, [[_exact(clip) for clip in column] for column in zip(*clips, strict=True)]


def _exact(clip: Clip) -> str:
    """Return the number or the day behind a cell, where what it shows is that: it may show less of it."""
    if not clip.number or not isfinite(number := float(clip.number)):
        return clip.text
    for notation in (POINT, COMMA):
        seen = read_number(clip.text.strip(_CURRENCIES), notation)
        if seen is not None and abs(float(seen) - number) <= max(1.0, abs(number)) * _NEAR:
            return texts_of([number])[0]
    if number.is_integer() and 0 < number <= _LAST_DAY:
        day = (_FIRST_DAY + timedelta(days=number)).isoformat()
        if any(date_reader(form)(clip.text) == day for form in FORMATS):
            return day
    return clip.text
