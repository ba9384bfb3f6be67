"""Formulas are read as people write them; what is wrong is named with its position."""

from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.metrics.formula import (
    DEEPEST,
    LONGEST,
    Constant,
    Expression,
    FormulaFault,
    Measure,
    Product,
    Sum,
    measures_in,
    parsed,
    words_of,
)

KNOWN = {"bookings": 7.0, "pipeline": 5.0, "sqls": 3.0, "win_rate": 0.25}
Case: TypeAlias = tuple[str, float]


def value(expression: Expression) -> float:
    """Work an expression out, in the order in which it is written."""
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, Measure):
        return KNOWN[expression.id]
    if isinstance(expression, Sum):
        return sum(-value(term) if minus else value(term) for minus, term in expression.terms)
    result = 1.0
    for divides, factor in expression.factors:
        result = result / value(factor) if divides else result * value(factor)
    return result


def read(text: str) -> Expression:
    found = parsed(text, KNOWN)
    assert not isinstance(found, FormulaFault), found
    return found


def fault(text: str) -> FormulaFault:
    found = parsed(text, KNOWN)
    assert isinstance(found, FormulaFault)
    return found


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("bookings", 7),
        ("bookings+pipeline", 12),
        (" bookings \n -\tpipeline ", 2),
        ("bookings - pipeline - sqls", -1),
        ("bookings − pipeline × sqls", -8),
        ("(bookings - pipeline) * sqls", 6),
        ("bookings ÷ 2 / 2", 1.75),
        ("bookings / (2 × 2)", 1.75),
        ("-bookings", -7),
        ("--bookings", 7),
        ("2 * -bookings", -14),
        ("pipeline - -bookings", 12),
        ("win_rate × .5", 0.125),
        ("100.25 * win_rate", 25.0625),
        ("((bookings))", 7),
    ],
)
def test_signs_bind_as_at_school(text: str, result: float) -> None:
    assert value(read(text)) == result


@pytest.mark.parametrize(
    ("text", "start", "sentence"),
    [
        ("", 0, "A metric, a number or a bracket is expected."),
        ("   ", 3, "A metric, a number or a bracket is expected."),
        ("bookings +", 10, "A metric, a number or a bracket is expected at the end."),
        ("bookings + × 2", 11, "A metric, a number or a bracket is expected at position 12, not “×”."),
        ("bookings pipeline", 9, "One of + − × ÷ is expected at position 10, before “pipeline”."),
        ("2 bookings", 2, "One of + − × ÷ is expected at position 3, before “bookings”."),
        ("(bookings pipeline)", 10, "One of + − × ÷ or ) is expected at position 11, before “pipeline”."),
        ("(bookings + 2", 0, "The bracket at position 1 is not closed."),
        ("bookings) + 2", 8, "The bracket at position 9 closes none; take it away."),
        ("()", 1, "A metric, a number or a bracket is expected at position 2, not “)”."),
        ("bokings / 2", 0, "There is no metric “bokings” at position 1; did you mean bookings?"),
        ("2 * Bookings", 4, "There is no metric “Bookings” at position 5; did you mean bookings?"),
        ("zzz", 0, "There is no metric “zzz” at position 1."),
        ("bookings / 0", 11, "Nothing can be divided by 0, as at position 12."),
        ("bookings & 2", 9, "“&” at position 10 is not understood: only metrics, numbers, + − × ÷ ( )."),
        (
            "bookings * 0,5",
            12,
            "“,” at position 13 is not understood: write numbers with a point, such as 0.5.",
        ),
        ("2 + 2", 5, "A formula must name a metric, such as bookings."),
        ("bookings * 9999999999999999999", 11, "The number at position 12 is too large."),
        ("__import__('os')", 0, "There is no metric “__import__” at position 1."),
    ],
)
def test_what_is_wrong_is_said_with_its_position(text: str, start: int, sentence: str) -> None:
    found = fault(text)

    assert (found.start, found.sentence) == (start, sentence)


def test_without_a_list_of_metrics_any_id_will_do() -> None:
    assert parsed("whatever / 2") == Product(((False, Measure("whatever")), (True, Constant(2.0, "2"))))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("(" * (DEEPEST + 1) + "bookings" + ")" * (DEEPEST + 1), DEEPEST),
        ("(" * LONGEST, DEEPEST),
        ("bookings" + " + 1" * LONGEST, LONGEST),
    ],
)
def test_no_formula_is_too_deep_or_too_long_for_the_program(text: str, start: int) -> None:
    found = fault(text)

    assert found.start == start
    assert str(DEEPEST) in found.sentence or f"{LONGEST:,}" in found.sentence


def test_many_terms_and_signs_in_a_row_are_no_depth() -> None:
    assert value(read("bookings" + "+1" * 400)) == 407
    assert value(read("-" * 900 + "bookings")) == 7
    assert value(read("(" * DEEPEST + "bookings" + ")" * DEEPEST)) == 7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pipeline/sqls", "PIPELINE ÷ SQLS"),
        ("pipeline - (sqls - 2)", "PIPELINE − (SQLS − 2)"),
        ("pipeline / (sqls * 2)", "PIPELINE ÷ (SQLS × 2)"),
        ("(pipeline + sqls) * 2.50", "(PIPELINE + SQLS) × 2.50"),
        ("(pipeline * sqls) + 2", "PIPELINE × SQLS + 2"),
        ("-pipeline", "−PIPELINE"),
        ("2 * -pipeline", "2 × (−PIPELINE)"),
        ("-(pipeline + 2)", "−(PIPELINE + 2)"),
    ],
)
def test_words_have_the_brackets_that_are_needed(text: str, words: str) -> None:
    assert words_of(read(text), str.upper) == words


def test_each_metric_is_named_once() -> None:
    assert measures_in(read("sqls + bookings / (sqls - 2 * pipeline)")) == ("sqls", "bookings", "pipeline")


def formulas() -> st.SearchStrategy[Case]:
    """Draw a formula as text together with its value, worked out while it is made."""
    numbers = st.integers(1, 99).map(lambda n: (str(n), float(n)))
    metrics = st.sampled_from(sorted(KNOWN.items()))

    def larger(inner: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
        def joined(left: Case, sign: str, right: Case) -> Case:
            (a, x), (b, y) = left, right
            done = {"+": x + y, "−": x - y, "×": x * y, "÷": x / y if y else x + y}[sign]
            return f"({a} {sign if y or sign != '÷' else '+'} {b})", done

        return st.builds(joined, inner, st.sampled_from("+−×÷"), inner)

    return st.recursive(metrics | numbers, larger, max_leaves=12)


@given(formulas())
def test_a_formula_has_the_value_it_was_made_with_and_its_words_mean_the_same(case: Case) -> None:
    text, result = case
    found = parsed(f"0 × sqls + {text}", KNOWN)

    assert not isinstance(found, FormulaFault)
    assert value(found) == pytest.approx(result)
    assert value(read(words_of(found, lambda name: name))) == pytest.approx(result)


@given(st.text(alphabet="bokings_ 0123456789.,+-−*×/÷()&é\n\u0661", max_size=60))
def test_any_text_is_a_formula_or_a_sentence_about_a_place_in_it(text: str) -> None:
    found = parsed(text, KNOWN)

    if isinstance(found, FormulaFault):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.sentence.endswith((".", "?"))
