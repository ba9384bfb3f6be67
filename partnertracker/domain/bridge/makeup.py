"""What a figure that a bridge leads to is made of: sums of rows, added up, and divided by other such sums."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from partnertracker.domain.metrics.evidence import Evidence, Moment
from partnertracker.domain.metrics.formula import Constant, Expression, Measure, Product, Sum
from partnertracker.domain.metrics.metric import Finding, Formula, Metric
from partnertracker.domain.money import digits

_PLAIN = {"flow", "stock", "window"}
_UNITS = {"money", "count", "people"}

PARTS_OF_A_PERSON = 10**6
"""People are counted in such parts: there are part-time ones."""


class Term(NamedTuple):
    """One sum of rows.

    Attributes:
        times: what it is multiplied with; below 0 where it is taken away.
        metric: whose rows they are.
        find: finds them, as the numerator of its evidence.
        unit: what they are counted in: ``money``, ``count`` or ``people``.
    """

    times: Fraction
    metric: Metric
    find: Finding
    unit: str

    def worth(self, currency: str) -> Fraction:
        """Return what 1 of the rows' whole numbers adds to the sum, in the terms of figures."""
        sizes = {"money": 10 ** digits(currency), "people": PARTS_OF_A_PERSON}
        return self.times * Fraction(1, sizes.get(self.unit, 1))


class Makeup(NamedTuple):
    """Terms that are added up, and those that their sum is divided by; none of these: it is not divided."""

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All of them."""
        return (*self.numerator, *self.denominator)


def makeup(metric: Metric) -> Makeup | None:
    """Return what a figure of money, a count or of people is made of; None where it is no such figure."""
    return _of_metric(metric) if metric.unit in _UNITS else None


def _of_metric(metric: Metric) -> Makeup | None:
    if isinstance(metric.evidence, Formula):
        formula = metric.evidence
        return None if formula.expression is None else _of(formula.expression, formula)
    if metric.unit not in _UNITS:
        return None
    upper = Term(Fraction(1), metric, metric.evidence, metric.unit)
    if metric.kind in _PLAIN:
        return Makeup((upper,))
    if metric.kind == "ratio":
        return Makeup((upper,), (Term(Fraction(1), metric, _below(metric.evidence), "count"),))
    return None


def _below(find: Finding) -> Finding:
    """Return what finds the rows that the number is divided by."""

    def found(moment: Moment) -> Evidence:
        evidence = find(moment)
        if evidence.denominator is None:
            raise ValueError("A ratio has a denominator.")
        return Evidence(evidence.denominator, missing=evidence.missing)

    return found


def _of(expression: Expression, formula: Formula) -> Makeup | None:
    if isinstance(expression, Measure):
        return _of_metric(formula.measures[expression.id])
    if isinstance(expression, Sum):
        return _added([(minus, _of(term, formula)) for minus, term in expression.terms])
    if isinstance(expression, Product):
        return _multiplied(expression, formula)
    return None  # a constant has no rows


def _added(terms: list[tuple[bool, Makeup | None]]) -> Makeup | None:
    found: list[Term] = []
    for minus, each in terms:
        if each is None or each.denominator:
            return None
        found += _scaled(each.numerator, Fraction(-1 if minus else 1))
    return Makeup(tuple(found))


def _multiplied(product: Product, formula: Formula) -> Makeup | None:
    """Return what is one makeup, divided by at most one other, times and divided by constants."""
    times = Fraction(1)
    above: list[Makeup | None] = []
    below: list[Makeup | None] = []
    for divides, factor in product.factors:
        if not isinstance(factor, Constant):
            (below if divides else above).append(_of(factor, formula))
            continue
        value = Fraction(Decimal(repr(factor.value)))
        if not value:
            return None
        times = times / value if divides else times * value
    if len(above) != 1 or above[0] is None:
        return None
    upper = _scaled(above[0].numerator, times)
    if not below:
        return Makeup(upper, above[0].denominator)
    if len(below) > 1 or below[0] is None or below[0].denominator or above[0].denominator:
        return None
    return Makeup(upper, below[0].numerator)


def _scaled(terms: tuple[Term, ...], by: Fraction) -> tuple[Term, ...]:
    return tuple(term._replace(times=term.times * by) for term in terms)
