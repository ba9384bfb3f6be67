"""The words for a figure: how it stands, its target, its forecast, and what to do where there is none."""

import re
from datetime import date

from partnertracker.domain.entities.programme import RELATIVE
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Goal
from partnertracker.domain.periods import Period, elapsed_days, period_named, previous
from partnertracker.domain.titles import short_title, title
from partnertracker.gui import formats

_LOWER = frozenset({"at_most", "less_than"})
_SPOKEN = {"yellow", "red"}
_KINDS = {"week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}
_NEXT_STEPS = {
    "deals": ("Add deals…", "show_deals"),
    "health_reviews": ("Review partners…", "show_health"),
    "company_revenue": ("Import company revenue…", "import"),
    "certifications": ("Import certifications…", "import"),
    "surveys": ("Import surveys…", "import"),
    "customer_stages": ("Import customer stages…", "import"),
    "costs": ("Import costs…", "import"),
    "capacities": ("Enter capacities…", "show_settings"),
}
_LONGEST_REASON = 20
_MONTH = re.compile(r"\b\d{4}-\d{2}\b(?!-)")


def value_of(figure: Figure, currency: str) -> str:
    """Return the value as it stands in the table."""
    return formats.in_unit(figure.value, figure.metric.unit, currency)


def target_of(figure: Figure, currency: str, number: formats.InUnit = formats.in_unit) -> str:
    """Return the target as it stands in the table: the goal as it was set, spread over the period.

    Args:
        figure: what is held against it.
        currency: that of money.
        number: how numbers are written.
    """
    goal = figure.goal
    if goal is None or figure.comparison is None:
        return formats.MISSING
    if goal.comparison in RELATIVE or lacks_period(figure):
        return goal_words(goal, figure.metric.unit, currency)
    return formats.target(
        figure.comparison, figure.target, figure.target_high, figure.metric.unit, currency, number
    )


def goal_words(goal: Goal, unit: str, currency: str) -> str:
    """Return a goal as it was set."""
    return formats.target(goal.comparison, goal.value, goal.value_high, unit, currency)


def lacks_period(figure: Figure) -> bool:
    """Tell whether a figure can't be judged because its target is an amount for periods of any length."""
    goal = figure.goal
    return goal is not None and figure.target is None and goal.comparison not in RELATIVE


def running(figure: Figure) -> bool:
    """Tell whether a figure is judged by its pace inside a period that is not over."""
    return figure.pace is not None and figure.pace.elapsed < 1


def status_words(figure: Figure, currency: str) -> str:
    """Return how a figure stands: ``On pace``, ``Met``, ``Behind 4%``, ``Over by 11 d``, ``No target``."""
    if figure.status == "green":
        return "On pace" if running(figure) and figure.comparison not in _LOWER else "Met"
    if figure.status in _SPOKEN:
        return _distance(figure, currency)
    if figure.status == "no_data":
        reason = _why(figure)
        return reason if 0 < len(reason) <= _LONGEST_REASON else "No data"
    if figure.status == "too_few":
        return f"Too few ({formats.count(figure.n)})"
    if figure.status == "no_target" and figure.comparison is not None:
        return "Needs a period" if lacks_period(figure) else "No earlier figure"
    return {"no_target": "No target", "too_early": "Too early"}.get(figure.status, "")


def status_help(figure: Figure, currency: str) -> str:
    """Return the sentence behind a status, for a tooltip."""
    if figure.status == "no_data":
        why = _why(figure)
        return f"No figure: {why[:1].lower()}{why[1:]}." if why else "No figure."
    if figure.status == "too_few":
        return "Fewer than 5 items: too few to judge."
    if figure.status == "too_early":
        return "Less than 15% of the period has passed: too early to judge."
    if figure.status == "no_target":
        return _why_no_target(figure, currency)
    against = expected(figure)
    if against is None:
        return ""
    words = formats.in_unit(against, figure.metric.unit, currency)
    return f"{words} expected by now." if running(figure) else f"Target {target_of(figure, currency)}."


def expected(figure: Figure) -> float | None:
    """Return what the value is held against now: the share of the target due by now, or all of it."""
    if running(figure) and figure.pace is not None and figure.pace.expected is not None:
        return figure.pace.expected
    if figure.comparison == "between" and figure.target_high is not None and figure.value is not None:
        return figure.target_high if figure.value > figure.target_high else figure.target
    return figure.target


def change_of(figure: Figure) -> str:
    """Return the change from the period before."""
    return formats.change(figure.value, figure.previous, figure.metric.unit)


def forecast(figure: Figure, currency: str) -> str:
    """Return the line beside the big figure: ``forecast $1.08M · target $1.05M``."""
    unit = figure.metric.unit
    parts = []
    if running(figure) and figure.pace is not None and figure.pace.projection is not None:
        parts.append(f"forecast {formats.short_in_unit(figure.pace.projection, unit, currency)}")
    if figure.target is not None and figure.comparison != "between":
        parts.append(f"target {formats.short_in_unit(figure.target, unit, currency)}")
    elif figure.comparison is not None:
        no_period = ", which needs a period" if lacks_period(figure) else ""
        parts.append(f"target {target_of(figure, currency)}{no_period}")
    if figure.attainment is not None:
        parts.append(f"{formats.share(round(figure.attainment, 2))} reached")
    return " · ".join(parts)


def counted(figure: Figure, currency: str) -> str:
    """Return the line of small print: n, what stands beside the value, the reason where there is none."""
    parts = []
    if figure.reason:
        parts.append(_why(figure))
    if figure.n or not figure.reason:
        parts.append(f"n = {formats.count(figure.n)}")
    parts += [
        f"{beside.label} {formats.in_unit(beside.value, beside.unit, currency)}" for beside in figure.beside
    ]
    if running(figure) and figure.pace is not None and figure.pace.needed_per_day:
        needed = formats.short_in_unit(figure.pace.needed_per_day, figure.metric.unit, currency)
        parts.append(f"{needed} a day needed")
    return " · ".join(parts)


def next_step(figure: Figure) -> tuple[str, str]:
    """Return what would give a figure its missing data, and the window's command for that."""
    if figure.value is not None or not figure.reason:
        return "", ""
    if "company revenue" in figure.reason:
        return _NEXT_STEPS["company_revenue"]
    if figure.reason.startswith("no ") and figure.reason.endswith(" yet"):
        return _NEXT_STEPS.get(figure.metric.reads, ("", ""))
    return "", ""


def short_step(figure: Figure) -> str:
    """Return the next step where there is room for one word: ``Import…``."""
    words = next_step(figure)[0]
    return f"{words.split()[0]}…" if words else ""


def header(period: Period, as_of: int, fiscal_year_start: int) -> str:
    """Return the line at the head of the page: ``FY26 Q4, day 52 of 92 · compared with FY26 Q3``."""
    before = title(previous(period, fiscal_year_start))
    day = elapsed_days(period, as_of)
    when = f", day {day} of {period.days}" if 0 < day < period.days else ""
    return f"{title(period)}{when} · compared with {before}"


def compared(period: Period, fiscal_year_start: int) -> str:
    """Return the head of the column of changes: ``vs Q3``."""
    return f"vs {short_title(previous(period, fiscal_year_start))}"


def trend_words(period: Period, count: int = 12) -> str:
    """Return the head of the column of sparklines: ``12 quarters``."""
    return f"{count} {_KINDS[period.kind]}"


def dated(day: int | str, today: date) -> str:
    """Return a day for a sentence."""
    return formats.short_date(day, today)


def _why(figure: Figure) -> str:
    """Return why there is no figure, its months in words; empty when nothing is known."""
    reason = _MONTH.sub(
        lambda found: title(period_named(found[0])), formats.with_spoken_days(figure.reason or "")
    )
    return reason[:1].upper() + reason[1:]


def _why_no_target(figure: Figure, currency: str) -> str:
    if figure.comparison is None:
        return "No target is set for this metric."
    goal = target_of(figure, currency)
    if lacks_period(figure):
        return (
            f"The target is {goal} whatever the period, and what this metric should come to depends on how "
            "long that is. Set it for a year, a quarter, a month or a week."
        )
    return f"The target is {goal}, and there is no earlier figure to hold this one against."


def _distance(figure: Figure, currency: str) -> str:
    against, value, unit = expected(figure), figure.value, figure.metric.unit
    if figure.comparison == "growing":
        return "Not growing"
    if against is None or value is None:
        return figure.status.capitalize()
    over = value > against
    amount = _amount(abs(value - against), against, unit, currency)
    if amount is None:
        return "Just over" if over else "Just behind"
    return f"Over by {amount}" if over else f"Behind {amount}"


def _amount(distance: float, against: float, unit: str, currency: str) -> str | None:
    """Return a distance in words: in percent for money and large counts; None where it reads 0."""
    if unit == "share":
        text = f"{formats.number(distance * 100, 1)} pt"
    elif unit == "money" or (unit == "count" and against >= 10):  # noqa: PLR2004  below, percentages only shout
        text = (
            f"{formats.number(distance / against * 100, 0)}%"
            if against
            else formats.in_unit(distance, unit, currency)
        )
    else:
        text = formats.in_unit(distance, unit, currency)
    return None if text.split()[0].rstrip("%×") == "0" else text
