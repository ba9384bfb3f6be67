"""Many rows seen as one: what they have in common, and the same new values for all of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from partnertracker.domain.fields import Entity, Field, Kind, Value
from partnertracker.services.editing.blocks import Block
from partnertracker.services.editing.checking import those_existing
from partnertracker.services.editing.clips import Clip
from partnertracker.services.naming import text_of
from partnertracker.services.session import Session

_NAMED = frozenset({Kind.REFERENCE, Kind.SCOPE})


class Common(NamedTuple):
    """What some rows hold.

    Attributes:
        kind: their table.
        held: the value of each field that all rows agree in; a reference as the name of its row.
        mixed: the fields in which they differ.
        currency: that of all rows, empty where they differ or name none.
    """

    kind: Entity
    held: Mapping[str, Value]
    mixed: frozenset[str]
    currency: str


def shared_fields(kind: Entity) -> list[Field]:
    """Return the fields that many rows can share: all but those that no two rows share."""
    alone = {group[0] for group in kind.unique if len(group) == 1}
    return [field for field in kind.fields if field.name not in alone]


def in_common(session: Session, table: str, keys: Sequence[int]) -> Common:
    """Return what rows have in common; raises UnusableArgumentError when one of them is gone."""
    kind = session.kind(table)
    rows = those_existing(session.store, kind, keys)
    held: dict[str, Value] = {}
    mixed = set()
    for field in shared_fields(kind):
        values = {row[field.name] for row in rows}
        if len(values) > 1:
            mixed.add(field.name)
            continue
        (value,) = values
        named = value is not None and field.kind in _NAMED
        held[field.name] = text_of(session.store, field, value) if named else value
    return Common(kind, held, frozenset(mixed), str(held.get("currency") or ""))


def same_for_all(table: str, keys: Sequence[int], texts: Mapping[str, str]) -> Block:
    """Return the block that gives rows the same new texts, by field name."""
    columns = tuple((name,) for name in texts)
    return Block(table, columns, tuple(keys), (tuple(Clip(text) for text in texts.values()),) * len(keys))
