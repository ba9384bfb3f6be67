"""What a number is made from: the rows behind it, what each adds, and to whom each is credited.

A metric's function returns ``Evidence`` for the whole programme. Value, count, reason, every scope, drill
rows and left-out rows all follow from it in one engine, so that they can't disagree.
"""

from enum import Enum
from typing import NamedTuple

from partnertracker.domain.columns import Array
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period


class Credit(Enum):
    """To whom a row counts when figures are asked for one partner or a set of partners."""

    NOBODY = "nobody"
    """The row counts in every scope (company revenue)."""
    SOURCE = "source"
    """A deal counts for its source partner."""
    INVOLVED = "involved"
    """A deal counts for its source partner and all influencing ones not dated after its close."""
    OWN = "own"
    """The row counts for the partner it names."""
    SELF = "self"
    """The row is the partner."""


class Form(Enum):
    """How rows become one number."""

    SUM = "sum"
    RATIO = "ratio"
    MEDIAN = "median"


class Moment(NamedTuple):
    """What a metric's function is asked: which period, seen from which day.

    Attributes:
        facts: the file's content.
        period: the period asked for.
        as_of: the last day that counts, never after the period's end.
    """

    facts: Facts
    period: Period
    as_of: int


class Part(NamedTuple):
    """Some rows of one table and what each adds.

    Attributes:
        table: the contract's table name.
        rows: positions in the table, each at most once.
        amounts: what each row adds: int64 (money in minor units of the reporting currency, ``NO_AMOUNT``
            where an exchange rate is missing) or float64; None: each adds 1.
        credit: to whom the rows count.
        shared_by: rows that name no partner are shared out among partners in proportion to these; None: they
            count for nobody but the programme.
        words: what stands after its number in a formula: ``won``; empty: what the rows are.
        rest: in a denominator that holds the rows of the numerator, what its other rows are: ``lost``.
        called: of rows that a formula counts, as they add one of few amounts: what they are, with the amount.
    """

    table: str
    rows: Array
    amounts: Array | None = None
    credit: Credit = Credit.SOURCE
    shared_by: "Part | None" = None
    words: str = ""
    rest: str = ""
    called: tuple[tuple[str, int], ...] = ()


class LeftOut(NamedTuple):
    """Rows that one would expect behind a number and that are not there.

    Attributes:
        table, rows, credit: as in ``Part``.
        why: the reason, a short phrase.
        lacking: whether the rows lack what is measured: where no other row is there, that is why there is no
            number.
        flawed: whether they are left out as something is wrong with them, not by what the metric means.
    """

    table: str
    rows: Array
    why: str
    credit: Credit = Credit.SOURCE
    lacking: bool = False
    flawed: bool = False


class Evidence(NamedTuple):
    """Everything behind one metric at one moment, for the whole programme.

    Attributes:
        numerator: the rows summed, or whose median is taken.
        denominator: what the sum is divided by; None unless ``form`` is a ratio.
        form: how the rows become a number.
        counts_numerator: whether n counts the numerator's rows though there is a denominator.
        left_out: rows left out, with the reason.
        missing: why there is no number in any scope; empty when nothing is missing.
        goal_of: a metric whose target (in the asked scope and period) is added to the denominator; the
            denominator's
            amounts are then usually negative: what has been reached of it.
        beside: further numerators over the same denominator, shown beside the value, by label.
        undivided: whether the number is about the whole programme and there is none for a part of it.
        margin: whether the ratio is a mean of answers, beside which its 95 % margin is shown.
    """

    numerator: Part
    denominator: Part | None = None
    form: Form = Form.SUM
    counts_numerator: bool = False
    left_out: tuple[LeftOut, ...] = ()
    missing: str = ""
    goal_of: str = ""
    beside: tuple[tuple[str, Part], ...] = ()
    undivided: bool = False
    margin: bool = False

    @property
    def counted(self) -> Part:
        """The part whose rows n counts."""
        if self.denominator is None or self.counts_numerator:
            return self.numerator
        return self.denominator
