"""How a table is arranged, and how a saved view keeps that in the file."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.fields import Value
from partnertracker.services.listing.queries import NEWEST_FIRST


class Arrangement(NamedTuple):
    """How a table is arranged.

    Attributes:
        text: filters and words as one types them, numbers and dates in the plain notation.
        preset: the name of a ``Preset``.
        sort: the column's name and whether the largest comes first.
        columns: the names of the columns shown, in order; none: as they are.
    """

    text: str = ""
    preset: str = ""
    sort: tuple[str, bool] = NEWEST_FIRST
    columns: tuple[str, ...] = ()


def kept(arrangement: Arrangement) -> str:
    """Return the text by which a saved view keeps an arrangement."""
    return json.dumps(arrangement._asdict(), ensure_ascii=False)


def arrangement_of(definition: Value) -> Arrangement:
    """Return what a kept text says; what can't be read in a tampered one is as at the start."""
    try:
        found = json.loads(str(definition))
    except ValueError:
        found = None
    if not isinstance(found, Mapping):
        return Arrangement()
    wanted, preset, sort, columns = (found.get(name) for name in Arrangement._fields)
    fits = isinstance(sort, list) and [type(each) for each in sort] == [str, bool]
    listed = isinstance(columns, list) and all(isinstance(each, str) for each in columns)
    return Arrangement(
        wanted if isinstance(wanted, str) else "",
        preset if isinstance(preset, str) else "",
        (sort[0], sort[1]) if fits and isinstance(sort, list) else NEWEST_FIRST,
        tuple(columns) if listed and isinstance(columns, list) else (),
    )
