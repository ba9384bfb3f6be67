"""Where cells from the clipboard go in a table on screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Entity
from partnertracker.domain.names import word_key
from partnertracker.services.editing.blocks import Block
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.listing.columns import Column
from partnertracker.services.synonyms import SYNONYMS

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
    half of which or more is names of columns, ours or other programs', says where the others go, which are
    new rows; what stands under its other words is left out. So is the name of a single column above its cells
    where they go into that very column.

    Raises:
        UnusableArgumentError: the block is empty, or wider than the columns that are left.
    """
    if not clips:
        raise UnusableArgumentError("There are no cells to paste on the clipboard.", "Copy some cells first.")
    head = _head(kind, clips[0], place.every) if len(clips) > 1 else None
    if head is not None:
        rows = clips[1:]
        block = Block(place.table, head.columns, (None,) * len(rows), rows, unknown=head.unknown)
        return block._replace(worked_out=_worked_out(kind, head.shown, rows))
    if _names_its_column(kind, clips, place):
        return placed(kind, clips[1:], place)._replace(head=clips[0][0].text.strip())
    height, width = len(clips), len(clips[0])
    across, down = len(place.marked), len(place.chosen)
    if down and across and down % height == 0 and across % width == 0:
        columns = tuple(fields_in(kind, column) for column in place.marked)
        rows = tuple(clips[row % height] * (across // width) for row in range(down))
        passed = _worked_out(kind, place.marked, rows)
        return Block(place.table, columns, tuple(place.chosen), rows, worked_out=passed)
    if width > len(place.right):
        raise UnusableArgumentError(
            f"The cells to paste are {width} columns wide, and there are {len(place.right)} from here on.",
            "Choose a cell further left, show more columns, or copy the names of the columns with them.",
        )
    columns = tuple(fields_in(kind, column) for column in place.right[:width])
    there = place.below[:height]
    keys = (*there, *[None] * (height - len(there)))
    return Block(place.table, columns, keys, clips, worked_out=_worked_out(kind, place.right, clips))


def _worked_out(kind: Entity, columns: Sequence[Column | None], rows: Clips) -> tuple[str, ...]:
    """Return the labels of the columns that nothing can be put into, and that rows hold something for."""
    return tuple(
        column.label
        for at, column in enumerate(columns[: len(rows[0])])
        if column is not None and not fields_in(kind, column) and any(row[at].text.strip() for row in rows)
    )


def _names_its_column(kind: Entity, clips: Clips, place: Place) -> bool:
    """Tell whether one column is pasted with its own name above: ours, or that of another program."""
    column = (*place.marked, *place.right)[0]
    if len(clips) == 1 or len(clips[0]) > 1 or len(place.marked) > 1:
        return False
    fields = fields_in(kind, column)
    theirs = SYNONYMS.get(kind.table, {})
    names = {column.label, *fields, *(kind.field(name).label for name in fields)}
    names.update(*(theirs.get(name, ()) for name in fields))
    return bool(fields) and word_key(clips[0][0].text) in map(word_key, names)


class _Head(NamedTuple):
    columns: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    shown: tuple[Column | None, ...]


def _head(kind: Entity, cells: Sequence[Clip], every: Sequence[Column]) -> _Head | None:
    """Return what a row of names of columns means; None where it is no such row.

    A word that stands twice means nothing, and of two for the same field only one does: ours before others.
    """
    ours: Mapping[str, tuple[str, ...]] = {
        **{word_key(column.label): fields_in(kind, column) for column in every},
        **{word_key(word): (field.name,) for field in kind.fields for word in (field.name, field.label)},
    }
    synonyms = SYNONYMS.get(kind.table, {}).items()
    theirs = {word_key(word): (name,) for name, words in synonyms for word in words}
    found = [word_key(cell.text) for cell in cells]
    once = [word for word, times in Counter(found).items() if word and times == 1]
    meant: dict[str, tuple[str, ...]] = {}
    for names in (ours, theirs):
        for word in once:
            fields = names.get(word)
            if fields is not None and word not in meant and (not fields or fields not in meant.values()):
                meant[word] = fields
    if len(meant) < _FEWEST_HEADS or 2 * len(meant) < len(list(filter(None, found))):
        return None
    unknown = (cell.text.strip() for cell, word in zip(cells, found, strict=True) if word not in meant)
    by_label = {word_key(column.label): column for column in every}
    shown = (by_label.get(word) if word in meant else None for word in found)
    return _Head(tuple(meant.get(word, ()) for word in found), tuple(filter(None, unknown)), tuple(shown))
