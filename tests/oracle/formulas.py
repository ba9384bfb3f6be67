"""Metrics of the team's own, made of others by a formula: read as Python does, worked out in fractions."""

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction

from tests.oracle.exported import Exported
from tests.oracle.metrics import METRICS, Metric
from tests.oracle.question import Question, Reading

_SIGNS = str.maketrans("×÷−", "*/-")


class NothingError(Exception):
    """There is no number; says why."""


def metrics_of(file: Exported) -> Mapping[str, Metric]:
    """Return all metrics of a file by id; a formula comes after those that it is made of."""
    found = dict(METRICS)
    for row in file.rows("custom_metrics"):
        found[row["name"]] = _metric(
            ast.parse(row["formula"].translate(_SIGNS).strip(), mode="eval").body, found
        )
    return found


def _metric(formula: ast.expr, known: Mapping[str, Metric]) -> Metric:
    measures = [node.id for node in ast.walk(formula) if isinstance(node, ast.Name)]
    flow = _adds(formula, lambda name: known[name].kind == "flow")
    sums = _adds(formula, lambda name: not known[name].pooled)

    def read(q: Question) -> Reading:
        readings = {name: q.measure(name) for name in measures}
        n = min(reading.n for reading in readings.values())
        why = frozenset[str]().union(*(reading.why for reading in readings.values()))
        try:
            values = {name: reading.value for name, reading in readings.items()}
            return Reading(_worked_out(formula, values), n)
        except NothingError as nothing:
            return Reading(None, n, why | {str(nothing)})

    return Metric(read, "flow" if flow else "ratio", "custom_metrics", pooled=not sums)


def _worked_out(node: ast.expr, values: Mapping[str, Fraction | None]) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp):
        return -_worked_out(node.operand, values)
    if isinstance(node, ast.BinOp):
        left, right = (_worked_out(each, values) for each in (node.left, node.right))
        if isinstance(node.op, ast.Div) and not right:
            raise NothingError("no ")
        return _OPERATIONS[type(node.op)](left, right)
    value = values[node.id] if isinstance(node, ast.Name) else None
    if value is None:
        raise NothingError("no number of a metric")
    return value


_OPERATIONS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


def _adds(node: ast.expr, fits: Callable[[str], bool]) -> bool:
    """Tell whether a formula only adds up metrics that fit, each times or divided by constants at most."""
    if isinstance(node, ast.Name):
        return fits(node.id)
    if isinstance(node, ast.UnaryOp):
        return _adds(node.operand, fits)
    if not isinstance(node, ast.BinOp):
        return False
    left, right = (_adds(each, fits) for each in (node.left, node.right))
    if isinstance(node.op, ast.Div):
        return left and _is_constant(node.right)
    if isinstance(node.op, ast.Mult):
        return (left and _is_constant(node.right)) or (right and _is_constant(node.left))
    return left and right


def _is_constant(node: ast.expr) -> bool:
    return not any(isinstance(each, ast.Name) for each in ast.walk(node))
