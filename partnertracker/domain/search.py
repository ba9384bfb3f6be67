"""Searching and ordering texts in memory: a column is one run of bytes, looked through as one types."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from partnertracker.domain.columns import NO_CODE, Array, Positions

_MARKS = re.compile("[\u0300-\u036f]+")
_END = b"\0"  # no stored text holds it
_STRIDE = 4 << 20  # looked through at one go: bytes.find keeps every other Python thread waiting
_FEW = 20_000  # from here on comparing all bytes at once is quicker than finding one after another
_WORD = 8
_SAMPLE = 1 << 16


def folded(text: str) -> str:
    """Return a text as it is compared: without case and without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", plain))


@dataclass(frozen=True)
class TextColumn:
    """One text per row, folded.

    Attributes:
        blob: every text as UTF-8, each followed by a NUL.
        ends: where the NULs stand, int64, one per row.
    """

    blob: bytes
    ends: Positions

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.ends)

    def containing(self, needle: str) -> Positions:
        """Return the positions of the rows whose text contains the needle, ascending; an empty one: all."""
        wanted = folded(needle).encode()
        if not wanted:
            return np.arange(len(self), dtype=np.int64)
        if _END in wanted or not self.blob:
            return np.empty(0, np.int64)
        rows = np.searchsorted(self.ends, self._hits(wanted))
        first = np.ones(len(rows), dtype=bool)
        first[1:] = rows[1:] != rows[:-1]
        return rows[first].astype(np.int64)

    def newest(self, needle: str, most: int, *, beginning: bool = False) -> list[int]:
        """Return the last few rows whose text contains the needle, or begins with it, the last one first.

        It looks from the end and stops when it has enough; an empty needle stands nowhere.
        """
        wanted = folded(needle).encode()
        if not wanted or _END in wanted:
            return []
        sought = _END + wanted if beginning else wanted
        found: list[int] = []
        end = len(self.blob)
        low = max(0, end - _STRIDE)
        while len(found) < most:
            at = self.blob.rfind(sought, low, end)
            if at >= 0:
                row = int(np.searchsorted(self.ends, at + beginning))
                found.append(row)
                end = int(self.ends[row - 1]) + beginning if row else 0
            elif low > 0:
                end = min(end, low + len(sought) - 1)
                low = max(0, low - _STRIDE)
            else:
                break
        if beginning and len(found) < most and self.blob.startswith(wanted):
            found.append(0)
        return found

    def begins(self, row: int, needle: str) -> bool:
        """Tell whether the text of one row begins with the needle."""
        start = int(self.ends[row - 1]) + 1 if row else 0
        return self.blob.startswith(folded(needle).encode(), start)

    def beginning(self, needle: str) -> Array:
        """Tell for each row whether its text begins with the needle."""
        wanted = np.frombuffer(folded(needle).encode(), np.uint8)
        begins = self.ends - self.starts() >= len(wanted)
        data = np.frombuffer(self.blob, np.uint8)
        rows = np.flatnonzero(begins)
        for i, byte in enumerate(wanted):
            rows = rows[data[self.starts()[rows] + i] == byte]
        begins[:] = False
        begins[rows] = True
        return begins

    def equal(self, needle: str) -> Positions:
        """Return the positions of the rows whose text is the needle, ascending."""
        length = len(folded(needle).encode())
        return np.flatnonzero(self.beginning(needle) & (self.ends - self.starts() == length))

    @property
    def empty(self) -> Array:
        """Tell for each row whether its text is empty."""
        none: Array = self.ends == self.starts()
        return none

    @cached_property
    def ranks(self) -> Array:
        """Each row's place (int32, equal for equal texts) in the order of the folded texts.

        An empty text has ``NO_CODE``.
        """
        starts = self.starts()
        ranks = np.zeros(len(self), dtype=np.int64)
        padded = self.blob + bytes(_WORD)
        words = np.ndarray((len(self.blob) + 1,), ">u8", padded, strides=(1,))
        tied = np.arange(len(self))
        depth = 0
        while len(tied):
            at = starts[tied] + depth
            left = np.clip(self.ends[tied] - at, 0, _WORD).astype(np.uint64)
            word = words[np.minimum(at, len(self.blob))].astype(np.uint64)
            # bytes of the next row are shifted out, so that a shorter text comes first
            gone = (np.uint64(_WORD) - left) * np.uint64(8)
            word = np.where(
                left == 0, np.uint64(0), (word >> (gone % np.uint64(64))) << (gone % np.uint64(64))
            )
            tied = _refined(ranks, tied, word)
            depth += _WORD
            tied = tied[self.ends[tied] - starts[tied] > depth]
        places = np.unique(ranks, return_inverse=True)[1].astype(np.int32)
        return np.where(self.empty, np.int32(NO_CODE), places)

    def with_changes(self, changes: Sequence[tuple[int, bool, str | None]]) -> "TextColumn":
        """Return the column with rows changed: (position, whether the row is there now, its new text)."""
        pieces: list[bytes | memoryview] = []
        blob = memoryview(self.blob)
        cursor = 0
        for position, there, text in changes:
            start = int(self.ends[position - 1]) + 1 if position else 0
            pieces.append(blob[cursor:start])
            cursor = int(self.ends[position]) + 1 if there else start
            if text is not None:
                pieces.append(blob_of([text]))
        pieces.append(blob[cursor:])
        return column_of(b"".join(pieces))

    def starts(self) -> Positions:
        """Return where each row's text begins."""
        starts = np.zeros_like(self.ends)
        starts[1:] = self.ends[:-1] + 1
        return starts

    def _hits(self, wanted: bytes) -> Positions:
        """Return where in the blob the bytes occur, ascending."""
        found: list[int] = []
        for begin in range(0, len(self.blob), _STRIDE):
            end = begin + _STRIDE + len(wanted) - 1
            at = self.blob.find(wanted, begin, end)
            while at >= 0:
                found.append(at)
                if len(found) >= _FEW:
                    return np.concatenate([np.array(found, np.int64), self._all_hits(wanted, at + 1)])
                at = self.blob.find(wanted, at + 1, end)
        return np.array(found, np.int64)

    def _all_hits(self, wanted: bytes, begin: int) -> Positions:
        """Return where the bytes occur from ``begin`` on, starting from the rarest of them."""
        data = np.frombuffer(self.blob, np.uint8)
        often = np.bincount(data[:_SAMPLE], minlength=256)
        rarest = min(range(len(wanted)), key=lambda i: int(often[wanted[i]]))
        last = len(data) - len(wanted) + 1
        if begin >= last:
            return np.empty(0, np.int64)
        hits = np.flatnonzero(data[begin + rarest : last + rarest] == wanted[rarest]) + begin
        for i, byte in enumerate(wanted):
            if i != rarest:
                hits = hits[data[hits + i] == byte]
        return hits.astype(np.int64)


def words_containing(words: Sequence[str], needle: str) -> Array:
    """Tell for each word whether it contains the needle, with one False more, which ``NO_CODE`` finds."""
    wanted = folded(needle)
    return np.array([*(wanted in folded(word) for word in words), False], dtype=bool)


def ranks_of(words: Sequence[str]) -> Array:
    """Return each word's place in the order that people expect, with ``NO_CODE`` last for missing ones."""
    order = sorted(range(len(words)), key=lambda code: (folded(words[code]), words[code]))
    ranks = np.full(len(words) + 1, NO_CODE, dtype=np.int32)
    ranks[order] = np.arange(len(words), dtype=np.int32)
    return ranks


def text_column(texts: Iterable[str | None]) -> TextColumn:
    """Return texts in a form that can be looked through quickly."""
    listed = list(texts)
    return column_of(blob_of(listed) if listed else b"")


def blob_of(texts: Iterable[object]) -> bytes:
    """Return texts as they stand in the blob of a column; None is an empty one. There is at least one."""
    joined = "\0".join("" if text is None else str(text) for text in texts)
    return folded(joined).encode() + _END


def column_of(blob: bytes) -> TextColumn:
    """Return the column of a blob, which may be several put together."""
    return TextColumn(blob, np.flatnonzero(np.frombuffer(blob, np.uint8) == 0).astype(np.int64))


def _refined(ranks: Positions, tied: Positions, word: Array) -> Positions:
    """Order tied rows by their next word; write their new ranks and return those that are tied still.

    A rank is the place of the first row of its group among all rows, so that a group can be split in place.
    """
    order = np.lexsort((word, ranks[tied]))
    rows, old, new = tied[order], ranks[tied][order], word[order]
    group = np.ones(len(rows), dtype=bool)
    group[1:] = old[1:] != old[:-1]
    split = group.copy()
    split[1:] |= new[1:] != new[:-1]
    here = np.arange(len(rows))
    first_of_group = np.maximum.accumulate(np.where(group, here, 0))
    first_of_split = np.maximum.accumulate(np.where(split, here, 0))
    ranks[rows] = old + first_of_split - first_of_group
    split[:-1] &= split[1:]  # now: who is alone
    return np.sort(rows[~split])
