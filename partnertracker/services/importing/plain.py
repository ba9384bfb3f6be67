"""Columns in which every cell is plain: told by their signs all together, not cell by cell."""

import re
from collections.abc import Sequence

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.fields import Value

_BETWEEN = "\n"
_BLANK, _POINT, _ZERO, _NINE = map(ord, " .09")
_LEADING = list(map(ord, "'#"))
"""Signs that a guarded text or an error of a spreadsheet begins with."""

_SHORTEST, _LONGEST = len("0.00"), len("999999999999999.00")
_AMOUNTS = re.compile(r"(?:[0-9]{1,15}(?:\.[0-9]{1,2})?\n)*")


def plain_texts(texts: Sequence[str], instead: Value) -> Sequence[Value] | None:
    """Return texts that need no more than the space around them taken off, or None where one needs more.

    Args:
        texts: the cells of a column, at least one.
        instead: what an empty one means.
    """
    found = _signs(texts)
    if found is None:
        return None
    signs, ends = found
    first, last = signs[ends[:-1] + 1], signs[ends[1:] - 1]
    if (signs < _BLANK).sum() > len(ends) or np.isin(first, _LEADING).any():
        return None
    if first.min() > _BLANK and last.min() > _BLANK:
        return texts
    return [text.strip() or instead for text in texts]


def plain_cents(texts: Sequence[str]) -> list[Value] | None:
    """Return amounts in hundredths if all are written with digits and a point at most, or None."""
    found = _signs(texts)
    if found is None:
        return None
    if _have_two_decimals(*found):
        together = _BETWEEN.join(texts).replace(".", "")
        return list(np.fromstring(together, np.int64, sep=_BETWEEN).tolist())
    if _AMOUNTS.fullmatch(_BETWEEN.join((*texts, ""))):
        return [int((part := text.partition("."))[0] + (part[2] + "00")[:2]) for text in texts]
    return None


def _have_two_decimals(signs: Array, ends: Array) -> bool:
    """Tell whether each text is an amount with two decimals."""
    lengths = np.diff(ends) - 1
    if lengths.min() < _SHORTEST or lengths.max() > _LONGEST or (signs[ends[1:] - 3] != _POINT).any():
        return False
    digits = (signs >= _ZERO) & (signs <= _NINE)
    return bool(digits.sum() + len(ends) + len(lengths) == len(signs))


def _signs(texts: Sequence[str]) -> tuple[Array, Array] | None:
    """Return the bytes of some ASCII texts and where each ends, counting an empty one before the first."""
    together = _BETWEEN.join(("", *texts, ""))
    if not together.isascii():
        return None
    signs = np.frombuffer(together.encode("ascii"), np.uint8)
    ends = np.flatnonzero(signs == ord(_BETWEEN))
    return (signs, ends) if len(ends) == len(texts) + 1 else None
