"""Where the lines of a value axis stand: round numbers that people can read between."""

from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LINES = 5
_NEAR_ZERO = 0.5


def ticks(low: float, high: float, *, whole: bool = False) -> tuple[float, ...]:
    """Return evenly spaced round numbers that take in a range.

    An axis starts at zero unless all values lie far from it and close together.

    Args:
        low: the smallest value shown.
        high: the largest.
        whole: whether only whole numbers make sense, as for counts.

    Returns:
        At least two numbers, ascending; the first is at most ``low``, the last at least ``high``.
    """
    if low > 0 and low < _NEAR_ZERO * high:
        low = 0.0
    if high < 0 and high > _NEAR_ZERO * low:
        high = 0.0
    if high <= low:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        return (0.0, 1.0)
    step = _step((high - low) / _LINES, whole=whole)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(float(f"{index * step:.12g}") for index in range(first, last + 1))


def _step(rough: float, *, whole: bool) -> float:
    scale = 10.0 ** floor(log10(rough))
    step = next(candidate * scale for candidate in _STEPS if candidate * scale >= rough * (1 - 1e-9))
    return float(max(1, ceil(step))) if whole else step
