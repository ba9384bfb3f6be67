"""Reading what the clipboard holds, as text or as an HTML table, into cells."""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from partnertracker.domain.parsing import unguarded
from partnertracker.services.editing.clips import CURRENCY, Clip, Clips

_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WIDEST = 1_000
_LONGEST_SPAN = 6
_SHEETS_NUMBER = 3
_CELL = re.compile(r'(?:"([^"]*+(?:""[^"]*+)*+)"(?=[\t\n])|([^\t\n]*+))([\t\n])')
"""A cell of a text, and what ends it. A quote counts only where it opens the cell and another closes it: 6"
and a deal called "Big" rollout keep theirs, and one left open takes no lines after it."""


def read_clips(text: str, html: str = "") -> Clips:
    """Return the cells on the clipboard: of the HTML table if there is one, else of the text.

    Args:
        text: cells between tabs, rows between line ends; a cell with either is quoted.
        html: as LibreOffice, Excel and Google Sheets put beside the text; it may tell exact numbers.
    """
    rows = _of_html(html) if "<t" in html.casefold() else []
    return _even(rows or _of_text(text))


def _of_text(text: str) -> list[list[Clip]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n") + "\n"
    rows: list[list[Clip]] = [[]]
    for quoted, plain, end in _CELL.findall(lines):
        rows[-1].append(Clip(unguarded(quoted.replace('""', '"') or plain)))
        if end == "\n":
            rows.append([])
    return rows


def _of_html(html: str) -> list[list[Clip]]:
    table = _Table()
    table.feed(html)
    table.close()
    return [row for row in table.rows if row]


def _even(rows: Sequence[Sequence[Clip]]) -> Clips:
    """Return rows of one length, without the empty ones at the end."""
    last = max((at for at, row in enumerate(rows) if any(clip.text for clip in row)), default=-1)
    kept = rows[: last + 1]
    width = max((len(row) for row in kept), default=0)
    return tuple((*row, *[Clip("")] * (width - len(row))) for row in kept)


class _Table(HTMLParser):
    """Takes the cells of the first table; what spans several cells stands in the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Clip]] = []
        self._words: list[str] | None = None
        self._number = self._currency = ""
        self._wide = self._high = 1
        self._covered: dict[int, int] = {}
        """By column, how many of the rows to come a cell above reaches into."""
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._pass_covered()
        elif tag in {"td", "th"} and self.rows:
            self._end_cell()
            told = {name: value or "" for name, value in attrs}
            self._words, self._number, self._currency = [], _number_in(told), told.get(CURRENCY, "")
            self._wide, self._high = _span(told.get("colspan", "")), _span(told.get("rowspan", ""))
        elif tag == "br" and self._words is not None:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        self._done = self._done or tag == "table"

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(_SPACE.sub(" ", data))

    def _end_cell(self) -> None:
        if self._words is None:
            return
        lines = "".join(self._words).replace("\u00a0", " ").split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        row = self.rows[-1]
        if self._high > 1:
            self._covered |= dict.fromkeys(range(len(row), len(row) + self._wide), self._high - 1)
        row += [Clip(unguarded(text), self._number, self._currency), *[Clip("")] * (self._wide - 1)]
        self._words = None
        self._pass_covered()

    def _pass_covered(self) -> None:
        """Leave the places empty into which a cell above reaches."""
        row = self.rows[-1]
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append(Clip(""))


def _span(text: str) -> int:
    """Return over how many columns or rows a cell reaches."""
    counts = text.isascii() and text.isdigit() and len(text) <= _LONGEST_SPAN
    return min(int(text), _WIDEST) if counts and int(text) else 1


def _number_in(told: dict[str, str]) -> str:
    """Return the exact number that a cell's attributes tell."""
    found = told.get("sdval") or told.get("x:num") or ""
    if "data-sheets-value" in told:
        try:
            value = json.loads(told["data-sheets-value"])
        except ValueError:
            value = None
        if isinstance(value, dict) and value.get("1") == _SHEETS_NUMBER:
            found = str(value.get("3", ""))
    return found if _NUMBER.fullmatch(found) else ""
