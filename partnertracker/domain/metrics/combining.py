"""Metrics made of metrics: which there are, what kind each is, and their readings.

A metric of the team's own is a flow when it adds up flows, each times a constant at most: then its targets
are spread and paced as theirs are. Every other one is a ratio: its whole target holds at any time.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.metrics.evidence import Form
from partnertracker.domain.metrics.formula import (
    Constant,
    Expression,
    FormulaFault,
    Measure,
    Product,
    measures_in,
    parsed,
    words_of,
)
from partnertracker.domain.metrics.metric import Formula, Metric
from partnertracker.domain.metrics.readings import Readings

GROUP = "Your metrics"
"""The heading they stand under."""

DEEPEST = 8
"""Formulas build on each other at most so many times in a row."""

_ROUNDING = 1e-12
_TOO_LARGE = "the result is too large a number"


class Written(NamedTuple):
    """A metric of the team's own as it lies in the file; ``name`` is its id."""

    name: str
    label: str
    formula: str
    unit: str
    direction: str
    definition: str


def own_metrics(written: Iterable[Written], built_in: Mapping[str, Metric]) -> dict[str, Metric]:
    """Return the team's metrics by id, in their order.

    One whose formula means nothing is there, too: its ``Formula`` says why. One that has the id of a metric
    of the program is left out.

    Args:
        written: as they lie in the file.
        built_in: the metrics of the program, by id.
    """
    rows = {row.name: row for row in written if row.name not in built_in}
    known = built_in.keys() | rows.keys()
    meanings = {row.name: parsed(row.formula, known) for row in rows.values()}
    made: dict[str, Metric] = {
        name: _metric(rows[name], Formula(rows[name].formula, None, {}, meaning.sentence))
        for name, meaning in meanings.items()
        if isinstance(meaning, FormulaFault)
    }
    waiting = {name: each for name, each in meanings.items() if not isinstance(each, FormulaFault)}
    for _ in range(DEEPEST):
        ready = {**built_in, **made}
        can = {name: each for name, each in waiting.items() if ready.keys() >= set(measures_in(each))}
        for name, each in can.items():
            measures = {id_: ready[id_] for id_ in measures_in(each)}
            made[name] = _metric(rows[name], Formula(rows[name].formula, each, measures))
            del waiting[name]
    for name in waiting:
        made[name] = _metric(rows[name], Formula(rows[name].formula, None, {}, _endless(name, waiting)))
    return {name: made[name] for name in rows}


def is_own(metric: Metric) -> bool:
    """Tell whether a metric is the team's own."""
    return isinstance(metric.evidence, Formula)


def leaves(metric: Metric) -> tuple[Metric, ...]:
    """Return the metrics of the program that a metric is made of, each once; one of those is its only one."""
    found: dict[str, Metric] = {}
    seen, coming = {metric.id}, [metric]
    while coming:
        each = coming.pop(0)
        if not isinstance(each.evidence, Formula):
            found[each.id] = each
            continue
        coming += [measure for name, measure in each.evidence.measures.items() if name not in seen]
        seen.update(each.evidence.measures)
    return tuple(found.values())


def combined(formula: Formula, reading: Callable[[Metric], Readings], count: int) -> Readings:
    """Return the readings of a metric made of others.

    There is none where one of its measures has none, or where it would divide by 0; the reason names which.
    n is that of the measure with the fewest.

    Args:
        formula: how it is made.
        reading: gives the readings of each of its measures.
        count: the number of groups.
    """
    if formula.expression is None:
        nothing, counts = np.full(count, np.nan), np.zeros(count, np.int64)
        return Readings(nothing, counts, dict.fromkeys(range(count), formula.problem.rstrip(".")))
    found = {name: reading(metric) for name, metric in formula.measures.items()}
    work = _Work(formula, found, count)
    with np.errstate(all="ignore"):  # what is too large, or divided by 0, is found by what it gives
        values = work.values(formula.expression)
    for group in np.flatnonzero(np.isinf(values)).tolist():
        work.reasons.setdefault(group, _TOO_LARGE)
    values = np.where(np.isfinite(values), values, np.nan)
    for group in np.flatnonzero(np.isnan(values)).tolist():
        work.reasons.setdefault(group, _TOO_LARGE)
    counts = np.minimum.reduce([each.counts for each in found.values()])
    linear = all(each.form is Form.SUM for each in found.values()) and _adds(formula.expression, _always)
    return Readings(values, counts, work.reasons, form=Form.SUM if linear else Form.RATIO)


class _Work:
    """Works out one expression for all groups, noting why a group has no number: the first reason stays."""

    def __init__(self, formula: Formula, found: Mapping[str, Readings], count: int) -> None:
        self._formula = formula
        self._found = found
        self._count = count
        self.reasons: dict[int, str] = {}

    def values(self, expression: Expression) -> Array:
        """Return the values of an expression, nan where there is none."""
        if isinstance(expression, Constant):
            return np.full(self._count, expression.value)
        if isinstance(expression, Measure):
            return self._measured(expression.id)
        if isinstance(expression, Product):
            return self._multiplied(expression)
        total, largest = np.zeros(self._count), np.zeros(self._count)
        for minus, term in expression.terms:
            values = self.values(term)
            total = total - values if minus else total + values
            largest = np.maximum(largest, np.abs(values))
        # 0.1 + 0.2 − 0.3 leaves a hair in floats: it is nothing, and nothing divides by it.
        return np.where(np.abs(total) <= _ROUNDING * largest, 0.0, total)

    def _measured(self, name: str) -> Array:
        readings, label = self._found[name], self._formula.measures[name].label
        for group, reason in readings.reasons.items():
            self.reasons.setdefault(group, f"{label}: {reason}")
        return readings.values

    def _multiplied(self, product: Product) -> Array:
        result = np.ones(self._count)
        for divides, factor in product.factors:
            values = self.values(factor)
            if not divides:
                result = result * values
                continue
            empty = np.flatnonzero(values == 0).tolist()
            if empty:
                nothing = (
                    f"no {words_of(factor, lambda name: uncapitalized(self._formula.measures[name].label))}"
                )
                for group in empty:
                    self.reasons.setdefault(group, nothing)
            result = np.where(values == 0, np.nan, result / values)
        return result


def uncapitalized(label: str) -> str:
    """Return a label as it stands inside a sentence: ``active partners``, and ``SQLs`` as it is."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _metric(row: Written, formula: Formula) -> Metric:
    first = next(iter(formula.measures.values()), None)
    words = formula.text
    if formula.expression is not None:
        words = words_of(formula.expression, lambda name: formula.measures[name].label)
    return Metric(
        row.name,
        row.label,
        GROUP,
        _kind(formula),
        row.unit,
        row.direction,
        row.definition or f"{words}.",
        formula,
        reads=first.reads if first else "custom_metrics",
        counts_partners=isinstance(formula.expression, Measure)
        and first is not None
        and first.counts_partners,
    )


def _kind(formula: Formula) -> str:
    flows = formula.expression is not None and _adds(
        formula.expression, lambda name: formula.measures[name].kind == "flow"
    )
    return "flow" if flows else "ratio"


def _adds(expression: Expression, fits: Callable[[str], bool]) -> bool:
    """Tell whether an expression only adds up metrics that fit, each times or divided by constants."""
    if isinstance(expression, Constant):
        return False
    if isinstance(expression, Measure):
        return fits(expression.id)
    if isinstance(expression, Product):
        varying = [(divides, each) for divides, each in expression.factors if measures_in(each)]
        return len(varying) == 1 and not varying[0][0] and _adds(varying[0][1], fits)
    return all(_adds(term, fits) for _, term in expression.terms)


def _always(_name: str) -> bool:
    return True


def _endless(name: str, waiting: Mapping[str, Expression]) -> str:
    """Return why a formula never comes to an end: it leads to itself, or through too many others."""
    path = [name]
    while path[-1] in waiting and len(path) <= DEEPEST + 1:
        following = next((each for each in measures_in(waiting[path[-1]]) if each in waiting), "")
        if following in path:
            circle = " → ".join([*path[path.index(following) :], following])
            return f"The formula leads back to itself: {circle}."
        path.append(following)
    return f"Formulas build on each other {DEEPEST} times in a row at most; “{name}” goes further."
