"""Figures as a person reads them in a terminal."""

from partnertracker.domain.metrics.figure import Figure

FIGURE_WORDS = ("Metric", "Scope", "Value", "Target", "Attainment", "Status", "Before", "n", "Note")
"""What the parts of ``figure_words`` are."""

RIGHT = ("Value", "Target", "Attainment", "Before", "n")
"""Those of them that stand to the right of their column."""

MISSING = "–"
"""What stands where there is no value."""

_SHAPES = {"green": "▲ green", "yellow": "◆ yellow", "red": "▼ red"}
_ENDINGS = {"share": " %", "days": " d", "times": "×"}
_COMPARISONS = {"at_most": "≤ ", "less_than": "< ", "more_than": "> "}


def figure_words(figure: Figure, currency: str) -> tuple[str, ...]:
    """Return a figure as the texts of ``FIGURE_WORDS``."""
    unit = figure.metric.unit
    target = number_words(figure.target, unit, currency)
    if figure.target_high is not None:
        target = f"{target} to {number_words(figure.target_high, unit, currency)}"
    return (
        figure.metric.label,
        figure.scope,
        number_words(figure.value, unit, currency),
        _COMPARISONS.get(figure.comparison or "", "") + target,
        number_words(figure.attainment, "share", currency),
        _SHAPES.get(figure.status, figure.status.replace("_", " ")),
        number_words(figure.previous, unit, currency),
        f"{figure.n:,}",
        figure.reason or _beside(figure, currency),
    )


def _beside(figure: Figure, currency: str) -> str:
    """Return what stands beside a figure: ``Still open 12.0 %``."""
    return ", ".join(
        f"{each.label} {number_words(each.value, each.unit, currency)}" for each in figure.beside
    )


def number_words(value: float | None, unit: str, currency: str) -> str:
    """Return a number with its unit, with separators and no more decimals than are of use."""
    if value is None:
        return MISSING
    if unit == "money":
        return f"{value:,.0f} {currency}"
    if unit == "share":
        return f"{100 * value:.1f} %"
    decimals = 0 if value == round(value) else 1
    return f"{value:,.{decimals}f}{_ENDINGS.get(unit, '')}"
