"""Blocks of cells as they lie on the clipboard: tabs and lines, or an HTML table, from any spreadsheet."""

import csv
import io
import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple, TypeAlias

from partnertracker.domain.dates import is_iso_date
from partnertracker.domain.parsing import guarded

_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WIDEST = 1_000
_SHEETS_NUMBER = 3

CURRENCY = "data-currency"
"""The attribute of a cell that tells the currency of its amount: no other program reads or writes it."""


class Clip(NamedTuple):
    """One cell.

    Attributes:
        text: as the spreadsheet shows it.
        number: the exact number behind the text, with a point; empty where the clipboard tells none. For a
            date it is the days since 30 December 1899, as all spreadsheets count.
        currency: of an amount that was copied here and whose text names none; else empty.
    """

    text: str
    number: str = ""
    currency: str = ""


Clips: TypeAlias = tuple[tuple[Clip, ...], ...]
"""Rows of cells, all of the same length."""


def to_text(clips: Sequence[Sequence[Clip]]) -> str:
    """Return cells as text between tabs, which every spreadsheet takes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows([guarded_clip(clip) for clip in row] for row in clips)
    return out.getvalue()


def to_html(clips: Sequence[Sequence[Clip]]) -> str:
    """Return cells as an HTML table with the exact numbers beside the texts."""
    rows = ("".join(map(_cell, row)) for row in clips)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table>\n{body}\n</table></body></html>'


def guarded_clip(clip: Clip) -> str:
    """Return a cell's text, made harmless where a spreadsheet would take it for a formula."""
    return clip.text if clip.number else guarded(clip.text)


def _cell(clip: Clip) -> str:
    words = escape(guarded_clip(clip)).replace("\n", "<br>")
    if not clip.number:
        # as text: 00123 is no number
        return f"""<td sdnum="1033;0;@" style='mso-number-format:"\\@"'>{words}</td>"""
    form = ' sdnum="1033;0;YYYY-MM-DD"' if is_iso_date(clip.text) else ""
    currency = f' {CURRENCY}="{escape(clip.currency)}"' if clip.currency else ""
    return f'<td sdval="{clip.number}"{form}{currency}>{words}</td>'
