"""Which sign separates the columns of a file, judged by many of its lines."""

import csv
from collections.abc import Sequence
from contextlib import suppress

from partnertracker.services.importing.headers import header_at
from partnertracker.services.importing.questions import Answer, Question, UndecidedError

_CANDIDATES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_NEARLY_ALL = 0.9
_SHOWN = 3


def delimiter_of(name: str, sample: Sequence[str], *, whole: bool) -> str:
    """Return the delimiter of a file.

    Args:
        name: the file's name.
        sample: its first lines, each with its line end.
        whole: whether the sample is the whole file; else its last row may be cut.

    Raises:
        UndecidedError: two delimiters give equally good tables.
    """
    fits: dict[str, tuple[float, list[str]]] = {}
    for delimiter in _CANDIDATES:
        rows = _rows(sample, delimiter, whole=whole)
        header = rows[header_at(rows)] if rows else []
        if len(header) > 1:
            fits[delimiter] = (sum(len(row) == len(header) for row in rows) / len(rows), header)
    if not fits:
        return ","
    best = max(share for share, _ in fits.values())
    good = [each for each, (share, _) in fits.items() if share == best or share >= _NEARLY_ALL]
    if len(good) > 1:
        answers = tuple(Answer(each, f"{_CANDIDATES[each]}: {_shown(fits[each][1])}") for each in good)
        words = " or ".join(_CANDIDATES[each] for each in good)
        raise UndecidedError(
            Question("delimiter", "", f"Are the columns of {name} separated by {words}?", answers)
        )
    return good[0]


def _rows(sample: Sequence[str], delimiter: str, *, whole: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(
        csv.Error
    ):  # what was read before a fault tells enough; reading the file will name the fault
        rows.extend(row for row in csv.reader(sample, delimiter=delimiter, strict=True) if row)
    return rows if whole or len(rows) == 1 else rows[:-1]


def _shown(header: list[str]) -> str:
    return f"{len(header)} columns ({', '.join(header[:_SHOWN])}{' …' if len(header) > _SHOWN else ''})"
