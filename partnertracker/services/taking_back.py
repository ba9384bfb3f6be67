"""Taking any step back, not only the last one: what is in the way, in words, and doing it in one new step."""

from collections.abc import Sequence
from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.problems import Problem
from partnertracker.services.configuring import has_money
from partnertracker.services.history import title
from partnertracker.services.naming import name_of
from partnertracker.services.origin import MADE_UP
from partnertracker.services.past import (
    BROKEN,
    EDITED,
    MISSING,
    REFERRED,
    TAKEN,
    UNFIT,
    Count,
    DeletedRow,
    Obstacle,
    RowKey,
    TakingBack,
)
from partnertracker.services.ports import Outcome, Step
from partnertracker.services.session import Session

_TOLD = 5
_NAMED = 500
"""So many rows in the way are named; of more, only the number is told."""

_WHY = {
    EDITED: "was changed",
    REFERRED: "is referred to by {by}",
    MISSING: "needs a row that is gone",
    TAKEN: "can't get its {says} back: {by} has it",
    UNFIT: "got another currency",
    BROKEN: "can't be as it was: {says}",
}

_NEXT = {
    EDITED: "",
    REFERRED: " Take that back first, or let it stay.",
    MISSING: " Bring that back first.",
    TAKEN: " Change that of the other one first.",
    BROKEN: " Take that back first, or let it stay.",
    UNFIT: " The amount of then has too many decimals for it: change the currency first.",
}


class InTheWay(NamedTuple):
    """A row that was touched by what came later.

    Attributes:
        obstacle: the row and why.
        name: what a person calls it.
        later: the step that came later; None when the log does not say, or none did.
        by: what refers to the row or has what is taken, as in “deal “ERP””; empty for another reason.
    """

    obstacle: Obstacle
    name: str
    later: Step | None
    by: str = ""

    @property
    def row(self) -> RowKey:
        """Its table and key."""
        return self.obstacle.table, self.obstacle.key

    @property
    def optional(self) -> bool:
        """Whether it can be taken back nevertheless."""
        return self.obstacle.why == EDITED

    @property
    def sentence(self) -> str:
        """What is in the way, as a sentence."""
        what = _called(self.obstacle.table, self.name)
        why, is_broken = self.obstacle.why, self.obstacle.why == BROKEN
        says = _WHY[why].format(by=self.by, says=self.obstacle.says.removesuffix("."))
        if why == REFERRED and self.later is None:
            return f"{what} {says} of the same step, which stays."
        unlike = f" then, unlike in {self.by}" if is_broken and self.by else ""
        by = f" ({title(self.later)}, {self.later.who})" if self.later else ""
        return f"{what} {says}{unlike}{by}.{_NEXT[why] if self.later or not is_broken else ''}"


class Prospect(NamedTuple):
    """What taking a step back would mean.

    Attributes:
        step: the step.
        effects: how many rows that would insert, update and delete.
        in_the_way: the rows that later steps touched, at most 500.
        others: how many more there are.
        refusal: why it can't be taken back at all; empty when it can, at least in part.
    """

    step: Step
    effects: tuple[Count, ...] = ()
    in_the_way: tuple[InTheWay, ...] = ()
    others: int = 0
    refusal: str = ""

    @property
    def free(self) -> bool:
        """Whether nothing later depends on it."""
        return not self.refusal and not self.in_the_way


def prospect(session: Session, number: int) -> Prospect:
    """Return what taking a step back would mean; raises UnusableArgumentError when there is no such step."""
    step = _step(session, number)
    refusal = _refusal(session, step)
    if refusal:
        return Prospect(step, refusal=refusal)
    effects, obstacles = session.store.past.outlook(TakingBack(number))
    if not effects and not obstacles:
        return Prospect(step, refusal="Nothing of it is left that could be taken back.")
    named = tuple(_named(session, each, number) for each in obstacles[:_NAMED])
    return Prospect(step, effects, named, len(obstacles) - len(named))


def take_back(
    session: Session, number: int, *, partly: bool = False, too: frozenset[RowKey] = frozenset()
) -> Outcome:
    """Take a step back in one new step: “Take back “Import deals””.

    Args:
        session: the open file.
        number: the step.
        partly: whether rows that later steps touched may stay as they are.
        too: of those, the ones edited since that are taken back nevertheless.

    Raises:
        InvalidRowsError: something later depends on it and may not stay, or one of ``too`` can't be as it
            was; a sentence for each, at most five.
        UnusableArgumentError: there is no such step, or it is none to be taken back.
    """
    step = _step(session, number)
    refusal = _refusal(session, step)
    if refusal:
        raise UnusableArgumentError(refusal)
    return session.take_back(
        f"Take back “{step.label}”",
        [TakingBack(number, too)],
        lambda found: _refuse(session, [each for each in found if not partly or _row(each) in too], number),
    )


def restore(session: Session, rows: Sequence[DeletedRow]) -> Outcome:
    """Bring rows back from the bin, with what was deleted along with them, in one step.

    Raises:
        InvalidRowsError: a reference is gone or a unique name is taken; nothing was stored.
    """
    by_step: dict[int, set[RowKey]] = {}
    for each in rows:
        by_step.setdefault(each.step.number, set()).add((each.table, each.key))
    # a row may refer to one that was deleted later, which then comes back first
    wanted = [TakingBack(number, only=frozenset(by_step[number])) for number in sorted(by_step, reverse=True)]
    return session.take_back(_restoring(session, rows), wanted, lambda found: _refuse(session, found))


def _restoring(session: Session, rows: Sequence[DeletedRow]) -> str:
    kinds = {entity(each.table) for each in rows}
    if len(rows) == 1:
        return (
            f"Restore {kinds.pop().singular.lower()} “{name_of(session.store, rows[0].table, rows[0].row)}”"
        )
    return f"Restore {len(rows):,} {kinds.pop().plural.lower() if len(kinds) == 1 else 'rows'}"


def _step(session: Session, number: int) -> Step:
    step = session.store.past.step(number)
    if step is None:
        raise UnusableArgumentError(f"There is no step {number}.")
    return step


def _refusal(session: Session, step: Step) -> str:
    if step.kind != "edit":
        return "This is an undo or redo: take back the step that it is about."
    if step.state != "applied":
        return "This step is undone already."
    if step.label == MADE_UP:
        return "The demo is made of this step."
    settings = session.store.past.touched(step.number, Count("settings", "update", 1), 0, 1)
    if any(each.row["name"] == "currency" for each in settings) and has_money(session.facts):
        return "There are amounts by now, so the file keeps its currency."
    return ""


def _refuse(session: Session, obstacles: Sequence[Obstacle], number: int = 0) -> None:
    named = [_named(session, each, number) for each in obstacles[:_TOLD]]
    if named:
        raise InvalidRowsError(tuple(Problem("", each.name, each.sentence) for each in named))


def _named(session: Session, obstacle: Obstacle, number: int) -> InTheWay:
    """Return an obstacle to taking a step back in words; a row of that very step is nothing later."""
    later = session.store.past.step(obstacle.step) if obstacle.step > number else None
    name = _name(session, (obstacle.table, obstacle.key))
    if obstacle.by is None:
        return InTheWay(obstacle, name, later)
    called = _called(obstacle.by[0], _name(session, obstacle.by))
    return InTheWay(obstacle, name, later, f"{called[0].lower()}{called[1:]}")


def _name(session: Session, row: RowKey) -> str:
    found = session.store.past.row(*row)
    return name_of(session.store, row[0], found) if found else ""


def _row(obstacle: Obstacle) -> RowKey:
    return obstacle.table, obstacle.key


def _called(table: str, name: str) -> str:
    kind = entity(table).singular
    return f"{kind} “{name}”" if name else kind
