"""What a chart shows, as values: compared, described in words and written to CSV without drawing."""

from typing import NamedTuple

from partnertracker.domain.parsing import guarded
from partnertracker.gui import formats

BARS, LINE = "bars", "line"
"""The forms of a chart: bars for flows, a line for stocks and ratios."""


class Point(NamedTuple):
    """One period in a chart.

    Attributes:
        key: what is handed on when the point is clicked: the period's label.
        label: the short name on the axis (``Nov``).
        title: the name in the read-out (``Nov 2026``).
        value: in the unit of the chart; None leaves a gap.
        line: the height of the second line there, usually the target; None where there is none.
        running: whether the period is not over: its bar is paler.
        note: a sentence for the read-out.
        year: the year it falls into, told below the first name of each year; empty: the name says it.
    """

    key: str
    label: str
    title: str
    value: float | None
    line: float | None = None
    running: bool = False
    note: str = ""
    year: str = ""


class ChartData(NamedTuple):
    """A chart.

    Attributes:
        title: names the chart, its files and what a screen reader says.
        form: ``BARS`` or ``LINE``.
        unit: as of a metric.
        currency: of money.
        points: evenly spaced in time, oldest first.
        value_label, line_label: the words for the two in the read-out and in CSV.
    """

    title: str
    form: str
    unit: str
    currency: str
    points: tuple[Point, ...]
    value_label: str = "Value"
    line_label: str = "Target"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.value is None and point.line is None for point in self.points)

    def read_out(self, index: int) -> str:
        """Return what a point says, one line each: its period, value, target and note."""
        point = self.points[index]
        running = " (running)" if point.running else ""
        lines = [
            f"{point.title}{running}",
            f"{self.value_label} {formats.in_unit(point.value, self.unit, self.currency)}",
        ]
        if point.line is not None:
            lines.append(f"{self.line_label} {formats.in_unit(point.line, self.unit, self.currency)}")
        return "\n".join([*lines, point.note] if point.note else lines)

    def described(self) -> str:
        """Return the chart in words, for those who can't see it."""
        if self.empty:
            return "No data"
        return "; ".join(
            f"{point.title} {formats.in_unit(point.value, self.unit, self.currency)}" for point in self.points
        )

    def table(self) -> list[list[str]]:
        """Return the numbers as rows of text for CSV, a header first; a note never becomes a formula."""
        rows = [["period", self.value_label.lower(), self.line_label.lower(), "note"]]
        rows += [[p.key, _plain(p.value), _plain(p.line), guarded(p.note)] for p in self.points]
        return rows


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
