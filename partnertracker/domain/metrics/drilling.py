"""The rows behind a number, and those left out of it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, Array
from partnertracker.domain.metrics.combining import leaves
from partnertracker.domain.metrics.engine import names_no_partner, portions, unpriced
from partnertracker.domain.metrics.evidence import Credit, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.figure import Drill, DrillRow, LeftOutRow
from partnertracker.domain.metrics.metric import Finding, Formula, Goal, Metric
from partnertracker.domain.metrics.scopes import Grouping, credited
from partnertracker.domain.money import digits
from partnertracker.domain.periods import Period

Held = Callable[[str, Period, int], tuple[Goal, float] | None]
"""Gives the target of another metric in a period seen from a day: as set, and its amount."""

PART_OF = "."
"""What stands between the id of a metric and which part of it a row belongs to."""


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
        return _drilled(moment, metric, metric.evidence, grouping, held)
    rows: list[DrillRow] = []
    left_out: list[LeftOutRow] = []
    for each in leaves(metric):
        found = drilled(moment, each, grouping, held)
        rows += [
            replace(row, part=f"{each.id}{PART_OF}{row.part}" if row.part else each.id) for row in found.rows
        ]
        left_out += found.left_out
    return Drill(tuple(rows), tuple(dict.fromkeys(left_out)))


def _drilled(moment: Moment, metric: Metric, find: Finding, grouping: Grouping, held: Held) -> Drill:
    evidence = find(moment)
    if evidence.undivided and grouping.of_partner is not None:
        return Drill((), ())
    ratio = evidence.form is Form.RATIO
    rows: list[DrillRow] = []
    left_out = [
        LeftOutRow(each.table, key, each.why)
        for each in evidence.left_out
        for key in _keys(moment, each.table, _chosen(moment, each, grouping))
    ]
    money = metric.unit in {"money", "share", "times"}
    parts = (("numerator" if ratio else "", evidence.numerator), ("denominator", evidence.denominator))
    for name, part in parts:
        if part is None:
            continue
        chosen, amounts = _amounts(moment, part, grouping)
        priced = amounts != NO_AMOUNT
        scale = 10 ** digits(moment.facts.settings.currency) if money and part.amounts is not None else 1
        for key, amount in zip(
            _keys(moment, part.table, chosen[priced]), amounts[priced].tolist(), strict=True
        ):
            rows.append(DrillRow(part.table, key, amount / scale, name))
        left_out += [
            LeftOutRow(part.table, key, unpriced(moment, part, row))
            for key, row in zip(
                _keys(moment, part.table, chosen[~priced]), chosen[~priced].tolist(), strict=True
            )
        ]
    if evidence.goal_of:
        goal = held(evidence.goal_of, moment.period, moment.as_of)
        if goal is not None:
            rows.append(DrillRow("targets", goal[0].key, goal[1], "denominator"))
    return Drill(tuple(rows), tuple(left_out))


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
