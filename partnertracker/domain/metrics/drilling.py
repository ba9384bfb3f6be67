"""The rows behind a number, and those left out of it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, Array
from partnertracker.domain.metrics.combining import leaves
from partnertracker.domain.metrics.evidence import Credit, LeftOut, Moment, Part
from partnertracker.domain.metrics.figure import Drill, DrillPart, DrillRow, LeftOutRow
from partnertracker.domain.metrics.metric import Finding, Formula, Goal, Metric
from partnertracker.domain.metrics.scopes import Grouping, credited
from partnertracker.domain.metrics.totals import names_no_partner, portions, unpriced
from partnertracker.domain.money import digits
from partnertracker.domain.periods import Period

Held = Callable[[str, Period, int], tuple[Goal, float] | None]
"""Gives the target of another metric in a period seen from a day: as set, and its amount."""

PART_OF = "."
"""What stands between the id of a metric and which part of it a row belongs to."""

_OF_MONEY = frozenset({"money", "share", "times"})
"""Units of metrics whose amounts are money."""


def drilled(moment: Moment, metric: Metric, grouping: Grouping, held: Held) -> Drill:
    """Return the rows behind a metric's number for the one scope of a grouping.

    Of a metric made of others they are the rows of those, each part named by its metric (and by numerator or
    denominator, if that is a ratio: ``win_rate.numerator``), so that they add up to that metric's number.

    Args:
        moment: the facts, period and as-of day.
        metric: what is measured.
        grouping: one scope.
        held: where the target comes from that a metric such as coverage divides by.
    """
    if not isinstance(metric.evidence, Formula):
        return _Driller(moment, grouping, held).drilled(metric, metric.evidence)
    found = [(each.id, drilled(moment, each, grouping, held)) for each in leaves(metric)]
    return Drill(
        tuple(row._replace(part=_named(name, row.part)) for name, drill in found for row in drill.rows),
        tuple(dict.fromkeys(left for _, drill in found for left in drill.left_out)),
        tuple(replace(part, part=_named(name, part.part)) for name, drill in found for part in drill.parts),
    )


def by_measure(metric: Metric, drill: Drill) -> tuple[tuple[Metric, Drill], ...]:
    """Return the rows of each metric that a metric is made of, as of that one alone; nothing is left out."""
    if not isinstance(metric.evidence, Formula):
        return ((metric, Drill(drill.rows, (), drill.parts)),)
    return tuple(
        (
            each,
            Drill(
                tuple(row._replace(part=_within(row.part)) for row in drill.rows if _of(row.part) == each.id),
                (),
                tuple(
                    replace(part, part=_within(part.part))
                    for part in drill.parts
                    if _of(part.part) == each.id
                ),
            ),
        )
        for each in leaves(metric)
    )


class _Driller:
    """Lists what is behind one metric of the program in one scope."""

    def __init__(self, moment: Moment, grouping: Grouping, held: Held) -> None:
        self._moment = moment
        self._grouping = grouping
        self._held = held
        self._rows: list[DrillRow] = []
        self._left_out: list[LeftOutRow] = []
        self._parts: list[DrillPart] = []

    def drilled(self, metric: Metric, find: Finding) -> Drill:
        """Return everything, part by part."""
        evidence = find(self._moment)
        if evidence.undivided and self._grouping.of_partner is not None:
            return Drill()
        for each in evidence.left_out:
            keys = _keys(self._moment, each.table, _chosen(self._moment, each, self._grouping))
            self._left_out += [LeftOutRow(each.table, key, each.why) for key in keys]
        upper, lower = evidence.numerator, evidence.denominator
        if lower is None:
            self._list("", upper, metric.unit)
            return self._found()
        self._list("numerator", upper, metric.unit)
        target = self._target(evidence.goal_of) if evidence.goal_of else ()
        self._list("denominator", lower, metric.unit, upper.rows if lower.rest else None, upper.words)
        self._rows += target
        return self._found()

    def _found(self) -> Drill:
        left_out = dict.fromkeys(self._left_out)
        return Drill(tuple(self._rows), tuple(left_out), tuple(self._parts))

    def _list(
        self, name: str, part: Part, unit: str, above: Array | None = None, words_above: str = ""
    ) -> None:
        """List a part; rows that are ``above`` the line as well make a term of their own."""
        moment = self._moment
        chosen, amounts = _amounts(moment, part, self._grouping)
        priced = amounts != NO_AMOUNT
        self._leave_out(part, chosen[~priced])
        by = part.shared_by
        if by is not None and by.amounts is not None and self._shares(part):
            self._leave_out(by, by.rows[by.amounts == NO_AMOUNT])
        rows, amounts = chosen[priced], amounts[priced]
        counted_in = "count" if part.amounts is None else "money" if unit in _OF_MONEY else unit
        scale = 10 ** digits(moment.facts.settings.currency) if counted_in == "money" else 1
        for key, amount in zip(_keys(moment, part.table, rows), amounts.tolist(), strict=True):
            self._rows.append(DrillRow(part.table, key, amount / scale, counted_in, name))
        every = np.ones(len(rows), dtype=bool)
        both = every if above is None else np.isin(rows, above)
        terms = [(part.words, every, 1)]
        if above is not None:
            terms = [(words_above, both, 1), (part.rest, ~both, 1)]
        elif part.called:
            terms = [(words, amounts == each, each) for words, each in part.called]
        for words, which, each in terms:
            total = amounts[which].sum().item() / scale
            self._parts.append(DrillPart(name, words, part.table, total, counted_in, int(which.sum()), each))

    def _shares(self, part: Part) -> bool:
        """Tell whether the scope has its portion of rows that name no partner."""
        return self._grouping.of_partner is not None and bool(names_no_partner(self._moment, part).any())

    def _leave_out(self, part: Part, rows: Array) -> None:
        """Note rows that have no amount, with the rate that is missing."""
        keys = _keys(self._moment, part.table, rows)
        for key, row in zip(keys, rows.tolist(), strict=True):
            self._left_out.append(LeftOutRow(part.table, key, unpriced(self._moment, part, row)))

    def _target(self, metric_id: str) -> tuple[DrillRow, ...]:
        """Return the target of a metric that the denominator begins with."""
        goal = self._held(metric_id, self._moment.period, self._moment.as_of)
        total = None if goal is None else goal[1]
        count = int(goal is not None)
        self._parts.append(DrillPart("denominator", "target", "targets", total, "money", count))
        if goal is None:
            return ()
        return (DrillRow("targets", goal[0].key, goal[1], "money", "denominator"),)


def _of(part: str) -> str:
    return part.partition(PART_OF)[0]


def _within(part: str) -> str:
    return part.partition(PART_OF)[2]


def _named(metric_id: str, part: str) -> str:
    return f"{metric_id}{PART_OF}{part}" if part else metric_id


def _chosen(moment: Moment, part: "Part | LeftOut", grouping: Grouping) -> Array:
    """Return the rows of a part that count in the scope."""
    return part.rows[_which(moment, part, grouping)]


def _amounts(moment: Moment, part: Part, grouping: Grouping) -> tuple[Array, Array]:
    """Return the rows that count in the scope, and what each adds there."""
    which = _which(moment, part, grouping)
    amounts = np.ones(len(part.rows), dtype=np.int64) if part.amounts is None else part.amounts
    if part.shared_by is None or grouping.of_partner is None:
        return part.rows[which], amounts[which]
    shared = names_no_partner(moment, part)
    portion = float(np.nan_to_num(portions(moment, part.shared_by, grouping)[0]))
    common = np.where(amounts[shared] == NO_AMOUNT, NO_AMOUNT, amounts[shared] * portion)
    return np.concatenate([part.rows[which], part.rows[shared]]), np.concatenate([amounts[which], common])


def _which(moment: Moment, part: "Part | LeftOut", grouping: Grouping) -> Array:
    if grouping.of_partner is None or part.credit is Credit.NOBODY:
        return np.arange(len(part.rows))
    which, _ = credited(moment.facts, part.table, part.rows, part.credit, grouping.of_partner)
    return which


def _keys(moment: Moment, table: str, rows: Array) -> list[int]:
    keys: list[int] = moment.facts[table].keys[rows].tolist()
    return keys
