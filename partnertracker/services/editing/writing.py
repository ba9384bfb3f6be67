"""Writing what was found to be right, with what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from partnertracker.domain.fields import Context, Entity, Row
from partnertracker.domain.problems import Problem
from partnertracker.services.editing import stage_events
from partnertracker.services.editing.checking import SYSTEM
from partnertracker.services.following_names import partners_renamed
from partnertracker.services.ports import Writer

_OF_STAGES = frozenset({"stage", "closed_on"})


@dataclass(frozen=True)
class Change:
    """A row as it is stored, and new values for some of its fields.

    Attributes:
        before: the row.
        new: the values, by field name.
        unfit: a problem for each amount that the row's new currency has too few decimals for.
    """

    before: Row
    new: Row
    unfit: tuple[Problem, ...] = ()

    @property
    def after(self) -> Row:
        """The whole row as it is to be."""
        return {**self.before, **self.new}

    @cached_property
    def differing(self) -> Row:
        """Those of the new values that the row does not hold already."""
        before = self.before
        return {name: value for name, value in self.new.items() if before[name] != value}


def write_change(writer: Writer, kind: Entity, change: Change, context: Context) -> None:
    """Give one row new values that were found to be right, with what follows from them."""
    write_changes(writer, kind, [change], context)


def write_changes(writer: Writer, kind: Entity, changes: Sequence[Change], context: Context) -> None:
    """Give rows new values that were found to be right, with what follows from them.

    Args:
        writer: the step under way.
        kind: the rows' table.
        changes: no row twice.
        context: the day, the currency and the stages.
    """
    differing = {int(each.before["key"] or 0): each.differing for each in changes}
    if kind.since:
        for (key, new), each in zip([*differing.items()], changes, strict=True):
            if new and each.before[kind.since] != context.today and kind.since not in new:
                del differing[key]
                rest = {name: value for name, value in each.after.items() if name not in SYSTEM}
                _succeed(writer, kind, {**rest, "reason": new.get("reason"), kind.since: context.today})
    if kind.table == "partners":
        named = [(each.before, each.new) for each in changes if "name" in each.differing]
        partners_renamed(writer, {str(before["name"]): str(new["name"]) for before, new in named})
    writer.update_many(kind.table, differing)
    if kind.table == "deals":
        noted = [each for each in changes if _OF_STAGES & each.new.keys()]
        stage_events.note_changes(writer, [(each.before, each.after) for each in noted], context)


def _succeed(writer: Writer, kind: Entity, successor: Row) -> None:
    """Let a row hold from its day on; one that is set for that day already gives way."""
    there = writer.find(kind.table, {name: successor[name] for name in kind.unique[0]})
    if there:
        writer.update(kind.table, int(there[0]["key"] or 0), successor)
    else:
        writer.insert(kind.table, [successor])
