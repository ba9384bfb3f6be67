"""Which sign separates the columns of a file, judged by many of its lines."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from partnertracker.services.importing.headers import header_at
from partnertracker.services.importing.questions import Answer, Question, UndecidedError

_CANDIDATES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_NEARLY_ALL = 0.9
_SHOWN = 3


class _Fit(NamedTuple):
    """How well a delimiter fits: the share of rows as wide as the header, the header, and which row it is."""

    share: float
    header: list[str]
    at: int


def delimiter_of(name: str, sample: Sequence[str], *, whole: bool) -> str:
    """Return the delimiter of a file.

    Args:
        name: the file's name.
        sample: its first lines, each with its line end.
        whole: whether the sample is the whole file; else its last row may be cut.

    Raises:
        UndecidedError: two delimiters give equally good tables.
    """
    fits: dict[str, _Fit] = {}
    for delimiter in _CANDIDATES:
        rows = _rows(sample, delimiter, whole=whole)
        at = header_at(rows)
        header = rows[at] if rows else []
        if len(header) > 1:
            share = sum(len(row) == len(header) for row in rows) / len(rows)
            fits[delimiter] = _Fit(share, header, at)
    if not fits:
        return ","
    best = max(fit.share for fit in fits.values())
    good = [each for each, fit in fits.items() if fit.share == best or fit.share >= _NEARLY_ALL]
    good = [each for each in good if not any(_stands_in_cells(each, fits[each], fits[b]) for b in good)]
    if len(good) > 1:
        answers = tuple(Answer(each, f"{_CANDIDATES[each]}: {_shown(fits[each].header)}") for each in good)
        words = " or ".join(_CANDIDATES[each] for each in good)
        raise UndecidedError(
            Question("delimiter", "", f"Are the columns of {name} separated by {words}?", answers)
        )
    return good[0]


def _stands_in_cells(delimiter: str, fit: _Fit, other: _Fit) -> bool:
    """Tell whether a delimiter is only met below the header of a wider table: a comma before decimals."""
    is_above = other.at < fit.at and len(other.header) > len(fit.header)
    return is_above and not any(delimiter in name for name in other.header)


def _rows(sample: Sequence[str], delimiter: str, *, whole: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(
        csv.Error
    ):  # what was read before a fault tells enough; reading the file will name the fault
        rows.extend(row for row in csv.reader(sample, delimiter=delimiter, strict=True) if row)
    return rows if whole or len(rows) == 1 else rows[:-1]


def _shown(header: list[str]) -> str:
    return f"{len(header)} columns ({', '.join(header[:_SHOWN])}{' …' if len(header) > _SHOWN else ''})"
