"""Metrics made of metrics: their kind, their readings, and why there is none."""

from collections.abc import Sequence

import numpy as np
import pytest

from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.combining import (
    DEEPEST,
    Written,
    combined,
    leaves,
    own_metrics,
    uncapitalized,
)
from partnertracker.domain.metrics.evidence import Form
from partnertracker.domain.metrics.formula import Sum
from partnertracker.domain.metrics.metric import Formula, Metric
from partnertracker.domain.metrics.readings import Readings


def written(name: str, formula: str, unit: str = "count") -> Written:
    return Written(name, f"The {name}", formula, unit, "higher", "")


def made(*rows: Written) -> dict[str, Metric]:
    return own_metrics(rows, BUILT_IN_BY_ID)


def formula_of(metric: Metric) -> Formula:
    assert isinstance(metric.evidence, Formula)
    return metric.evidence


def readings(values: Sequence[float], counts: Sequence[int], form: Form = Form.SUM) -> Readings:
    missing = {group: "no deals yet" for group, value in enumerate(values) if np.isnan(value)}
    return Readings(np.array(values), np.array(counts), missing, form=form)


def of(formula: str, found: dict[str, Readings], count: int = 1) -> Readings:
    (metric,) = made(written("own", formula)).values()
    return combined(formula_of(metric), lambda each: found[each.id], count)


def test_a_metric_is_what_its_row_says() -> None:
    found = made(written("own", "bookings / (sqls + 1)", "money"))["own"]
    assert (found.id, found.label, found.group, found.unit) == ("own", "The own", "Your metrics", "money")
    assert found.definition == "Bookings ÷ (SQLs + 1)."
    assert made(written("own", "sqls")._replace(definition="Leads."))["own"].definition == "Leads."


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("bookings", "flow"),
        ("bookings + sourced_revenue - sqls", "flow"),
        ("bookings * 0.1", "flow"),
        ("2 × (bookings − sqls) ÷ 4", "flow"),
        ("-bookings", "flow"),
        ("bookings + 1", "ratio"),
        ("bookings * sqls", "ratio"),
        ("1 / bookings", "ratio"),
        ("bookings / sqls", "ratio"),
        ("bookings + pipeline", "ratio"),
        ("pipeline", "ratio"),
        ("win_rate", "ratio"),
    ],
)
def test_only_what_adds_up_flows_is_a_flow(formula: str, kind: str) -> None:
    assert made(written("own", formula))["own"].kind == kind


def test_a_flow_of_flows_is_a_flow() -> None:
    found = made(written("twice", "2 * half"), written("half", "bookings / 2"))

    assert [each.kind for each in found.values()] == ["flow", "flow"]
    assert list(found) == ["twice", "half"]


def test_all_groups_are_worked_out_at_once() -> None:
    found = of(
        "bookings / sqls", {"bookings": readings([10, 6], [5, 9]), "sqls": readings([4, 3], [4, 11])}, 2
    )

    assert found.values.tolist() == [2.5, 2]
    assert found.counts.tolist() == [4, 9]
    assert found.reasons == {}


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("bookings / sqls", "no SQLs"),
        ("bookings / (sqls * 2)", "no SQLs × 2"),
        ("pipeline / sqls", "Pipeline: no deals yet"),
        ("bookings + sqls / pipeline", "Pipeline: no deals yet"),
        ("bookings * 1000000000000000 * 1000000000000000", "the result is too large a number"),
        ("win_rate / sqls - win_rate / sqls", "no SQLs"),
    ],
)
def test_where_there_is_no_number_the_reason_names_what_is_missing(formula: str, reason: str) -> None:
    some = {
        "bookings": readings([1e300], [5]),
        "sqls": readings([0], [5]),
        "pipeline": readings([np.nan], [5]),
        "win_rate": readings([0.5], [5], Form.RATIO),
    }

    found = of(formula, some)

    assert np.isnan(found.values).all()
    assert found.reasons == {0: reason}


def test_few_rows_matter_for_shares_and_not_for_sums() -> None:
    some = {
        "bookings": readings([1], [3]),
        "pipeline": readings([1], [2]),
        "win_rate": readings([0.5], [2], Form.RATIO),
    }

    assert of("bookings - 2 * pipeline", some).form is Form.SUM
    assert of("bookings / pipeline", some).form is Form.RATIO
    assert of("win_rate * 2", some).form is Form.RATIO


def test_a_formula_without_meaning_has_no_reading_and_says_why() -> None:
    metric = made(written("own", "bookings / banana"))["own"]

    found = combined(formula_of(metric), lambda _: readings([1], [1]), 2)

    assert np.isnan(found.values).all()
    assert found.counts.tolist() == [0, 0]
    assert found.reasons[1] == "There is no metric “banana” at position 12"


def test_what_uses_a_formula_without_meaning_has_its_reason() -> None:
    found = made(written("own", "2 * other"), written("other", "bookings +"))

    assert formula_of(found["own"]).problem == ""
    assert formula_of(found["other"]).problem != ""


@pytest.mark.parametrize(
    ("formulas", "circle"),
    [
        ({"a": "a + 1"}, "a → a"),
        ({"a": "b + 1", "b": "a / 2"}, "a → b → a"),
        ({"a": "bookings + b", "b": "c", "c": "b"}, "b → c → b"),
    ],
)
def test_a_formula_must_not_lead_back_to_itself(formulas: dict[str, str], circle: str) -> None:
    found = made(*(written(name, formula) for name, formula in formulas.items()))

    assert formula_of(found["a"]).problem == f"The formula leads back to itself: {circle}."
    assert formula_of(found["a"]).expression is None


def test_formulas_build_on_each_other_so_many_times_and_no_more() -> None:
    rows = [written("m0", "bookings"), *(written(f"m{n}", f"m{n - 1} + 1") for n in range(1, 1_000))]

    found = made(*rows)

    problems = [formula_of(each).problem for each in found.values()]
    assert problems[:DEEPEST] == [""] * DEEPEST
    assert f"{DEEPEST} times in a row at most; “m{DEEPEST}” goes further" in problems[DEEPEST]
    assert all(problems[DEEPEST:])


def test_an_id_of_the_program_stays_that_of_the_program() -> None:
    assert made(written("bookings", "sqls"), written("own", "sqls")).keys() == {"own"}


def test_the_metrics_it_is_made_of_come_once_each() -> None:
    rows = [written("m0", "bookings + sqls")]
    rows += [written(f"m{n}", " + ".join(f"m{k}" for k in range(n))) for n in range(1, DEEPEST)]

    found = made(*rows)

    assert [each.id for each in leaves(found[f"m{DEEPEST - 1}"])] == ["bookings", "sqls"]
    assert leaves(BUILT_IN_BY_ID["bookings"]) == (BUILT_IN_BY_ID["bookings"],)


def test_a_minus_at_the_head_is_a_sum_of_one_term() -> None:
    assert isinstance(formula_of(made(written("own", "-bookings"))["own"]).expression, Sum)


@pytest.mark.parametrize(
    ("label", "words"), [("Active partners", "active partners"), ("SQLs", "SQLs"), ("", "")]
)
def test_a_label_inside_a_sentence(label: str, words: str) -> None:
    assert uncapitalized(label) == words


def test_what_cancels_out_is_nothing_to_divide_by() -> None:
    found = {
        "bookings": readings([0.1, 0.1], [5, 5]),
        "pipeline": readings([0.2, 0.2], [5, 5]),
        "sourced_revenue": readings([0.3, 0.31], [5, 5]),
    }
    result = of("bookings / (bookings + pipeline - sourced_revenue)", found, 2)
    assert np.isnan(result.values[0])
    assert result.reasons == {0: "no bookings + pipeline − partner-sourced revenue"}
    assert result.values[1] == pytest.approx(-10)
