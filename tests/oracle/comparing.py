"""A figure of the program beside what plain loops find: whatever differs, in words."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest

from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Formula
from tests.oracle.exported import decimals
from tests.oracle.judging import Judged
from tests.oracle.question import Reading

_ROUNDING = 1e-11
_OF_FORMULAS = 1e-8
"""Where terms all but cancel out, the rounding of each weighs more."""

_EXACT = 2**53


def differences(figure: Figure, judged: Judged, currency: str) -> Iterator[str]:
    """Yield a sentence for each part of a figure that differs."""
    bar, reading = judged.bar, judged.reading
    pairs = {
        "value": (figure.value, reading.value),
        "target": (figure.target, bar.amount if bar else None),
        "target_high": (figure.target_high, bar.high if bar else None),
        "attainment": (figure.attainment, judged.attainment),
        "previous": (figure.previous, judged.previous),
        "projection": (figure.pace.projection if figure.pace else None, judged.projection),
        "needed per day": (figure.pace.needed_per_day if figure.pace else None, judged.needed_per_day),
    }
    if figure.pace:
        pairs["expected"] = (figure.pace.expected, bar.expected if bar else None)
    rounding = _OF_FORMULAS if isinstance(figure.metric.evidence, Formula) else _ROUNDING
    for name, (found, right) in pairs.items():
        if not same(found, right, rounding):
            yield f"{name} is {found}, not {right if right is None else float(right)}"
    if figure.metric.unit == "money" and not exact(figure.value, reading, currency):
        yield f"value is {figure.value!r}, which is not to the minor unit {reading.value}"
    for what, text, word in (
        ("n", figure.n, reading.n),
        ("status", figure.status, judged.status),
        ("comparison", figure.comparison, bar.goal.comparison if bar else None),
    ):
        if text != word:
            yield f"{what} is {text}, not {word}"
    beside = {each.label: each.value for each in figure.beside}
    if beside != pytest.approx(reading.beside, rel=1e-9, abs=1e-6):
        yield f"beside it stand {beside}, not {reading.beside}"
    if not names(figure.reason, reading):
        yield f"reason is {figure.reason}, not one of {sorted(reading.why)}"


def same(found: float | None, right: Fraction | None, rounding: float = _OF_FORMULAS) -> bool:
    """Tell whether a float is an exact number but for the rounding of floats."""
    if found is None or right is None:
        return found is None and right is None
    return abs(found - right) <= rounding * max(abs(float(right)), 1e-3)


def exact(found: float | None, reading: Reading, currency: str) -> bool:
    """Tell whether a sum of money is right to the minor unit, as far as floats can say it."""
    if found is None or reading.value is None:
        return True
    minor = reading.value * 10 ** decimals(currency)
    whole = minor.denominator == 1 and abs(minor) < _EXACT
    return not whole or round(found * 10 ** decimals(currency)) == minor


def names(reason: str | None, reading: Reading) -> bool:
    """Tell whether a reason stands where a value is missing, and says what the oracle can account for."""
    if reading.value is not None or reason is None:
        return (reason is None) == (reading.value is not None)
    return any(words in reason for words in reading.why)


def trend_differs(figure: Figure, right: Sequence[tuple[str, Fraction | None, Fraction | None]]) -> str:
    """Return what differs between a figure's trend and the right labels, values and targets."""
    for point, (label, value, target) in zip(figure.trend, right, strict=True):
        if point.period.label != label or not same(point.value, value) or not same(point.target, target):
            return f"trend holds {point}, not {label} {value} {target}"
    return ""
