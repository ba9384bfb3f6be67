"""How a figure is written down: beside its rival, with the bar it has to beat."""

import math
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure.

    Attributes:
        what: what was measured, in words.
        ours: the program's figure with its unit.
        beside: what it was compared with, and that one's figure; empty for an absolute bar.
        result: the ratio or figure that the bar is for, in words ("3.1x").
        bar: the bar, in words ("at most 6x").
        held: whether the bar was beaten.
    """

    what: str
    ours: str
    beside: str
    result: str
    bar: str
    held: bool


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = [
        ("What", "Partner Tracker", "Beside it", "Result", "Bar", "Held"),
        ("---", "---", "---", "---", "---", "---"),
        *(
            (each.what, each.ours, each.beside, each.result, each.bar, "yes" if each.held else "NO")
            for each in lines
        ),
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def timed(command: Sequence[str | Path], *, stdin: str = "") -> float:
    """Run a whole process and return its wall time in seconds; raises CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, input=stdin)
    return time.perf_counter() - start


def middle(values: Sequence[float]) -> float:
    """Return the median (the lower one of two in the middle)."""
    return sorted(values)[(len(values) - 1) // 2]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def resident() -> tuple[float, float]:
    """Return this process's memory now and at its highest, in MB."""
    if sys.platform == "linux":
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return float(status["VmRSS"].split()[0]) / 1024, float(status["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return peak, peak


def ratio(what: str, ours: float, beside: str, rival: float, *, at_most: float) -> Line:
    """Return a line about what takes so many seconds against what a rival takes."""
    times = ours / rival
    return Line(what, f"{ours:.2f} s", beside, f"{times:.2f}x", f"at most {at_most:g}x", times <= at_most)


def late(what: str, times: list[float], beside: tuple[str, float], *, share: float, limit: float) -> Line:
    """Return a line about how long one waits, most of the time."""
    words, rival = beside
    worst = percentile(times, share)
    ours = f"p{share * 100:.0f} {worst * 1000:.1f} ms, median {middle(times) * 1000:.1f} ms"
    bar = f"at most {limit * 1000:g} ms"
    return Line(what, ours, f"{words} {rival * 1000:.1f} ms", f"{worst / rival:.1f}x", bar, worst <= limit)
