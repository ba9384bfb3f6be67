"""Where cells from the clipboard go in a table on screen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Entity
from partnertracker.domain.names import word_key
from partnertracker.services.editing.blocks import Block
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.listing.columns import Column

_FEWEST_HEADS = 2


class Place(NamedTuple):
    """Where something is pasted.

    Attributes:
        table: the table on screen.
        chosen: the keys of the rows with a chosen cell, in the order on screen.
        below: the keys from the first of them to the last on screen.
        marked: the columns with a chosen cell, from left to right.
        right: the columns from the first of them to the last on screen; with nothing chosen, all of them.
        every: all columns that the table has.
    """

    table: str
    chosen: Sequence[int]
    below: Sequence[int]
    marked: Sequence[Column]
    right: Sequence[Column]
    every: Sequence[Column]


def fields_in(kind: Entity, column: Column) -> tuple[str, ...]:
    """Return the fields that a column shows and can be pasted into; none where it is worked out."""
    if column.edits:
        return column.edits
    return (column.name,) if any(field.name == column.name for field in kind.fields) else ()


def placed(kind: Entity, clips: Clips, place: Place) -> Block:
    """Return the block that clips make at a place.

    One cell, or a block that fits into the chosen cells so many times over, fills all of them. Else it begins
    at the first chosen cell; rows past the end are new, and so is every row with nothing chosen. A first row
    that consists of the names of columns says where the others go, which are new rows.

    Raises:
        UnusableArgumentError: the block is empty, or wider than the columns that are left.
    """
    if not clips:
        raise UnusableArgumentError("There are no cells to paste on the clipboard.", "Copy some cells first.")
    named = _named(kind, clips[0], place.every) if len(clips) > 1 else ()
    if named:
        rows = clips[1:]
        return Block(place.table, named, (None,) * len(rows), rows)
    height, width = len(clips), len(clips[0])
    across, down = len(place.marked), len(place.chosen)
    if down and across and down % height == 0 and across % width == 0:
        columns = tuple(fields_in(kind, column) for column in place.marked)
        rows = tuple(clips[row % height] * (across // width) for row in range(down))
        return Block(place.table, columns, tuple(place.chosen), rows)
    if width > len(place.right):
        raise UnusableArgumentError(
            f"The cells to paste are {width} columns wide, and there are {len(place.right)} from here on.",
            "Choose a cell further left, show more columns, or copy the names of the columns with them.",
        )
    columns = tuple(fields_in(kind, column) for column in place.right[:width])
    there = place.below[:height]
    return Block(place.table, columns, (*there, *[None] * (height - len(there))), clips)


def _named(kind: Entity, heads: Sequence[Clip], every: Sequence[Column]) -> tuple[tuple[str, ...], ...]:
    """Return the fields that a row of names of columns means; none where it is no such row."""
    names: Mapping[str, tuple[str, ...]] = {
        **{word_key(column.label): fields_in(kind, column) for column in every},
        **{word_key(word): (field.name,) for field in kind.fields for word in (field.name, field.label)},
    }
    found = [word_key(head.text) for head in heads]
    told = [word for word in found if word]
    if len(told) < _FEWEST_HEADS or len(set(told)) < len(told) or not all(word in names for word in told):
        return ()
    return tuple(names.get(word, ()) for word in found)
