"""Rows that hold several words, each in one of their fields: “rollout acme” in a deal's name and customer."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Array, Positions
from partnertracker.domain.search import TextColumn, folded

_BLOCK = 1 << 16
"""Rows looked at in one go, from the newest on: what is found often is found in the first."""

_SAMPLE = 1 << 16
_FEW = 500  # up to here looking into one row after another is quicker than into the block


class Coded(NamedTuple):
    """A field whose rows hold one of certain words.

    Attributes:
        codes: for each row an index into the words; below zero: none.
        holding: tells of each of the words whether it holds a text, with one False more for none.
    """

    codes: Array
    holding: Callable[[str], Array]


class Places(NamedTuple):
    """Where words are looked for in the rows of a table.

    Attributes:
        texts: fields with a text of its own in each row.
        coded: fields whose texts are those of few words; of as many rows.
    """

    texts: Sequence[TextColumn]
    coded: Sequence[Coded] = ()


class _Sought(NamedTuple):
    """A word, and the coded fields that hold it somewhere, each with which of its words do."""

    word: str
    held: tuple[tuple[Array, Array], ...]


class _Block(NamedTuple):
    """Rows from ``low`` to before ``high``."""

    low: int
    high: int


def words_in(query: str) -> tuple[str, ...]:
    """Return the different words of a query as they are compared."""
    return tuple(dict.fromkeys(folded(query).split()))


def newest_holding(words: Sequence[str], places: Places, most: int) -> list[int]:
    """Return the last few rows of which every word stands in one of the fields, the last one first.

    The rarest word is looked for first, the others only in the rows that hold it. No words stand nowhere.
    """
    if len(words) == 1 and not places.coded:
        found = {row for column in places.texts for row in column.newest(words[0], most)}
        return sorted(found, reverse=True)[:most]
    high = len(places.texts[0])
    if not words or not high:
        return []
    sought = sorted(
        (_Sought(word, _held(word, places.coded)) for word in words),
        key=lambda each: _often(each, places.texts),
    )
    kept: list[int] = []
    while high > 0 and len(kept) < most:
        block = _Block(max(0, high - _BLOCK), high)
        rows = np.arange(*block, dtype=np.int64)
        for each in sought:
            if len(rows):
                rows = rows[_holding(each, places.texts, rows, block)]
        kept += rows[::-1].tolist()
        high = block.low
    return kept[:most]


def _held(word: str, coded: Sequence[Coded]) -> tuple[tuple[Array, Array], ...]:
    each = ((field.codes, field.holding(word)) for field in coded)
    return tuple((codes, holds) for codes, holds in each if holds.any())


def _often(sought: _Sought, texts: Sequence[TextColumn]) -> float:
    """Return about how many of the newest rows hold a word."""
    often = 0.0
    for column in texts:
        start = max(0, len(column.blob) - _SAMPLE)
        rows = len(column) - int(np.searchsorted(column.ends, start))
        often += column.blob.count(sought.word.encode(), start) / max(rows, 1)
    return often + sum(float(np.mean(holds[codes[-_FEW:]])) for codes, holds in sought.held)


def _holding(sought: _Sought, texts: Sequence[TextColumn], rows: Positions, block: _Block) -> Array:
    """Tell which of some rows of a block hold a word."""
    holds = np.zeros(len(rows), dtype=bool)
    for codes, held in sought.held:
        holds |= held[codes[rows]]
    wanted = sought.word.encode()
    for column in texts:
        start = int(column.ends[block.low - 1]) + 1 if block.low else 0
        end = int(column.ends[block.high - 1]) + 1
        if len(rows) <= _FEW:
            starts = np.where(rows > 0, column.ends[rows - 1] + 1, 0).tolist()
            bounds = zip(starts, column.ends[rows].tolist(), strict=True)
            found = (column.blob.find(wanted, *bound) >= 0 for bound in bounds)
            holds |= np.fromiter(found, dtype=bool, count=len(rows))
        elif column.blob.rfind(wanted, start, end) >= 0:  # three times as quick as to look forward
            here = TextColumn(column.blob[start:end], column.ends[block.low : block.high] - start)
            within = np.zeros(len(here), dtype=bool)
            within[here.containing(sought.word)] = True
            holds |= within[rows - block.low]
    return holds
