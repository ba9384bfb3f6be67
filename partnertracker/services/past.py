"""What taking back needs of a file: its steps, what one did and what is in the way, and what was deleted.

Storage implements it as ``store.past``; like all reading it holds nothing but what was asked for.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from partnertracker.domain.fields import Row, Value
from partnertracker.services.ports import Outcome, Step

RowKey: TypeAlias = tuple[str, int]
"""A row: its table and its key."""

EDITED, REFERRED, MISSING, TAKEN, UNFIT, BROKEN = "edited", "referred", "missing", "taken", "unfit", "broken"


class Wanted(NamedTuple):
    """Which steps are looked for, newest first.

    Attributes:
        text: stands in what was done or in who did it, whatever the case; empty: any.
        table: only steps that touched rows of it; empty: any.
        before: only steps with smaller numbers; 0: all.
    """

    text: str = ""
    table: str = ""
    before: int = 0


class Obstacle(NamedTuple):
    """A row that can't simply be as it was before a step.

    Attributes:
        table, key: the row. What belongs to a row (influences, stage events, own fields) counts as the row.
        why: ``edited`` since (it can be taken back nevertheless), ``referred`` to by a row that stays,
            ``missing`` a row that it would refer to, ``taken``: another row has what must be unique,
            ``unfit``: its currency was changed and has too few decimals for the amount of then, or
            ``broken``: it would break a rule.
        step: the newest step behind that; 0 when the log does not say.
        by: the row that refers to it since that step, or has what is taken.
        says: the rule's sentence, or the words for what is taken.
    """

    table: str
    key: int
    why: str
    step: int = 0
    by: RowKey | None = None
    says: str = ""


class Count(NamedTuple):
    """How many rows of a table a step inserted, updated or deleted."""

    table: str
    what: str
    rows: int


class Outlook(NamedTuple):
    """What taking a step back would do.

    Attributes:
        effects: how many rows it would insert, update and delete.
        obstacles: the rows in the way, which stay as they are; none when nothing later depends on the step.
    """

    effects: tuple[Count, ...]
    obstacles: tuple[Obstacle, ...]


class TouchedRow(NamedTuple):
    """One row that a step touched.

    Attributes:
        table, key: the row.
        what: ``insert``, ``update`` or ``delete``.
        row: it as it is, or as it was last; empty when neither is known.
        fields: of an update: name, value before and after.
    """

    table: str
    key: int
    what: str
    row: Row
    fields: tuple[tuple[str, Value, Value], ...] = ()


class DeletedRow(NamedTuple):
    """A row in the bin.

    Attributes:
        number: its place in the log; the bin is read downwards from it.
        step: the step that deleted it.
        table, key: the row.
        row: its values when it was deleted, without own fields.
    """

    number: int
    step: Step
    table: str
    key: int
    row: Row


class TakingBack(NamedTuple):
    """A step to be taken back, as far as nothing is in the way.

    Attributes:
        step: its number.
        too: of the rows edited since, those that are taken back nevertheless.
        only: of the rows it deleted, those that come back while all else stays; None: all that it did.
    """

    step: int
    too: frozenset[RowKey] = frozenset()
    only: frozenset[RowKey] | None = None


class NewStep(NamedTuple):
    """A step to be made: what is done, when (UTC, ISO) and by whom."""

    label: str
    at: str
    who: str


Judge: TypeAlias = Callable[[Sequence[Obstacle]], None]


class Past(Protocol):
    """What was done to a file."""

    def steps(self, wanted: Wanted, limit: int) -> list[Step]:
        """Return steps, newest first, at most ``limit``."""

    def step(self, number: int) -> Step | None:
        """Return a step by its number."""

    def taken_back_by(self, number: int) -> int:
        """Return the newest step that took (part of) a step back and stands; 0: none."""

    def currency_after(self, number: int) -> str:
        """Return the file's currency as it was after a step."""

    def row(self, table: str, key: int) -> Row:
        """Return a row as it is, or as it was when it was deleted, without own fields; else empty."""

    def counts(self, number: int) -> list[Count]:
        """Return how many rows a step touched, by table."""

    def touched(self, number: int, count: Count, offset: int, limit: int) -> list[TouchedRow]:
        """Return some of the rows behind a count, by key."""

    def outlook(self, wanted: TakingBack) -> Outlook:
        """Return what taking a step back would do, and what is in the way."""

    def deleted(self, table: str, before: int, limit: int) -> list[DeletedRow]:
        """Return rows that are deleted now, the last deleted first.

        Args:
            table: of this table; empty: of all, without what belongs to another row.
            before: only with smaller ``number``; 0: all.
            limit: at most so many.
        """

    def take_back(self, new: NewStep, wanted: Sequence[TakingBack], judge: Judge) -> Outcome:
        """Take steps back, one after the other, in one new step; rows in the way stay as they are.

        Args:
            new: the step that does it.
            wanted: the steps to be taken back.
            judge: is told what is in the way of each, and raises where that may not stay.

        Raises:
            InvalidRowsError: nothing is left to be taken back, or the file's rules don't allow it.
                Nothing was stored then.
        """
