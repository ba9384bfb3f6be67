"""A figure's formula with its numbers in it: ``1,254 won ÷ (1,254 won + 788 lost) = 61.4%``."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.combining import uncapitalized
from partnertracker.domain.metrics.figure import Drill, DrillPart, Figure
from partnertracker.domain.metrics.formula import words_of
from partnertracker.domain.metrics.metric import Formula
from partnertracker.services.measuring import figures

Number: TypeAlias = Callable[[float | None, str], str]
"""Writes a number in a unit."""

_DENOMINATOR = "denominator"


def formula_words(facts: Facts, figure: Figure, drill: Drill, number: Number) -> str:
    """Return how a figure came about from the rows behind it, as one line.

    Where there is no figure, the line ends with the reason: ``12 won ÷ 0 closed: no deals closed``.

    Args:
        facts: the file's content.
        figure: any figure.
        drill: the rows behind it.
        number: how numbers are written.
    """
    metric = figure.metric
    if isinstance(metric.evidence, Formula):
        return _ending(_measures(facts, figure, metric.evidence, number), figure, number)
    if not drill.parts:
        return figure.reason or ""
    upper = [part for part in drill.parts if part.part != _DENOMINATOR and part.each]
    lower = [part for part in drill.parts if part.part == _DENOMINATOR]
    if lower and figure.value is None and figure.reason != metric.nothing and not any(p.count for p in lower):
        return f"{_sum(upper, number)}: {figure.reason}"  # nobody entered the 0 that would stand below
    if lower:
        times = f" × {number(upper[0].each, 'count')}" if upper[0].each > 1 else ""
        return _ending(f"{_sum(upper, number)} ÷ {_sum(lower, number)}{times}", figure, number)
    words = _middle(drill, number) if metric.kind == "distribution" else _counted(upper[0], number)
    if figure.value is None:
        return f"{words}: {figure.reason}"
    return f"{number(figure.value, metric.unit)} = {words}"


def noun(table: str, count: int) -> str:
    """Return what rows of a table are called: ``deal``, ``deals``."""
    if table == "company_revenue":
        return f"{'month' if count == 1 else 'months'} of company revenue"
    each = entity(table)
    return (each.singular if count == 1 else each.plural).lower()


def _called(part: DrillPart, amount: float | None) -> str:
    return _in_number(part.words, amount) if part.words else noun(part.table, part.count)


_ONE = {each.plural.lower(): each.singular.lower() for each in ENTITIES} | {
    "answers": "answer",
    "detractors": "detractor",
    "points": "point",
    "promoters": "promoter",
    "ratings": "rating",
}


def _in_number(words: str, amount: float | None) -> str:
    """Return words as they stand behind an amount: ``active partner`` behind 1, ``active partners`` else."""
    last = words.rpartition(" ")[2]
    singular = _ONE.get(last)
    return f"{words.removesuffix(last)}{singular}" if singular and amount == 1 else words


def _measures(facts: Facts, figure: Figure, formula: Formula, number: Number) -> str:
    """Return the formula of a metric made of others with the figure of each in its place."""
    if formula.expression is None:
        return formula.text
    found = figures(
        facts, figure.period, figure.as_of, scopes=[figure.scope], metrics=[*formula.measures], trend=False
    )
    words = {
        each.metric.id: f"{number(each.value, each.metric.unit)} "
        f"{_in_number(uncapitalized(each.metric.label), each.value)}"
        for each in found
    }
    return words_of(formula.expression, words.__getitem__)


def _ending(words: str, figure: Figure, number: Number) -> str:
    if figure.value is None:
        return f"{words}: {figure.reason}"
    return f"{words} = {number(figure.value, figure.metric.unit)}"


def _counted(part: DrillPart, number: Number) -> str:
    """Return what a sum is of: ``Σ of 61 deals``; of rows that count one by one ``count of 61 deals``."""
    rows = f"{number(part.count, 'count')} {_called(part, part.count)}"
    return f"count of {rows}" if part.unit == "count" else f"Σ of {rows}"


def _middle(drill: Drill, number: Number) -> str:
    """Return what a median is the middle of: ``middle of 61 values, 12 d to 160 d``."""
    values = [row.value for row in drill.rows]
    if not values:
        return "middle of 0 values"
    low, high = (number(value, drill.rows[0].unit) for value in (min(values), max(values)))
    if len(values) == 1:
        return "the only value"
    return f"middle of {number(len(values), 'count')} values, {low} to {high}"


def _sum(parts: Sequence[DrillPart], number: Number) -> str:
    """Return terms added up: ``(1,254 won + 788 lost)``; a negative one is taken away."""
    text = ""
    for place, part in enumerate(parts):
        counted = part.each != 1
        minus = part.each < 0 if counted else part.total is not None and part.total < 0
        amount = float(part.count) if counted else None if part.total is None else abs(part.total)
        words = f"{number(amount, 'count' if counted else part.unit)} {_called(part, amount)}"
        sign = "− " if minus else "+ "
        text += f" {sign}{words}" if place else f"{'−' if minus else ''}{words}"
    return f"({text})" if len(parts) > 1 else text
