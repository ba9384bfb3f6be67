"""Every number is made of the rows behind it, exactly."""

from collections import Counter
from fractions import Fraction
from statistics import median

import pytest

from partnertracker.domain.metrics.figure import Drill, Figure
from partnertracker.domain.money import digits
from tests.laws.asking import questions
from tests.oracle.made_up import MadeUp
from tests.oracle.running import over_programmes


def in_minor_units(value: float, currency: str) -> Fraction:
    """Return a float of money as what it stands for: whole minor units."""
    scale = 10 ** digits(currency)
    minor = round(value * scale)
    assert value == minor / scale
    return Fraction(minor, scale)


def added_up(figure: Figure, behind: Drill, currency: str) -> Fraction | float:
    upper = [row for row in behind.rows if row.part != "denominator"]
    lower = [row for row in behind.rows if row.part == "denominator"]
    if figure.metric.kind == "distribution":
        return median(row.value for row in upper)
    if not lower and figure.metric.unit == "money":
        return sum((in_minor_units(row.value, currency) for row in upper), Fraction(0))
    total = sum((Fraction(row.value) for row in upper), Fraction(0))
    return total / sum(Fraction(row.value) for row in lower) if lower else total


@over_programmes(8)
def test_the_rows_add_up_to_the_number(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        currency = asked.facts.settings.currency
        for figure in asked.figures(asked.scopes()):
            behind = asked.behind(figure)
            if figure.value is None:
                continue
            total = added_up(figure, behind, currency)
            if isinstance(total, Fraction) and all(row.part == "" for row in behind.rows):
                assert figure.value == float(total), (figure.metric.id, figure.scope)
            assert figure.value == pytest.approx(float(total), rel=1e-12, abs=1e-12)
            parts = Counter(row.part for row in behind.rows)
            assert figure.n in {parts[""], parts["numerator"], parts["denominator"]}


@over_programmes(6)
def test_no_row_is_both_behind_a_number_and_left_out(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        for figure in asked.figures(asked.scopes()):
            behind = asked.behind(figure)
            rows = [(row.table, row.key, row.part) for row in behind.rows]
            assert len(set(rows)) == len(rows), (figure.metric.id, figure.scope)
            left_out = {(row.table, row.key) for row in behind.left_out}
            if figure.value is not None:
                assert not left_out & {(table, key) for table, key, _ in rows}
            assert all(row.why for row in behind.left_out)


@over_programmes(6)
def test_a_missing_rate_is_named_by_a_row_left_out(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        for figure in asked.figures(asked.scopes()):
            if figure.reason and figure.reason.startswith("no exchange rate"):
                why = {row.why for row in asked.behind(figure).left_out}
                assert figure.reason in why, (figure.metric.id, figure.scope, why)


@over_programmes(6)
def test_the_terms_of_a_formula_add_up_to_their_rows(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        for figure in asked.figures(asked.scopes()):
            behind = asked.behind(figure)
            for part in {row.part for row in behind.rows}:
                rows = [row.value for row in behind.rows if row.part == part]
                terms = [term for term in behind.parts if term.part == part]
                assert sum(term.count for term in terms) == len(rows)
                assert sum(term.total or 0 for term in terms) == pytest.approx(sum(rows), rel=1e-12, abs=1e-6)
