"""The programme itself: targets, exchange rates, notes, stages and the file's settings."""

from partnertracker.domain.fields import (
    Context,
    Entity,
    Field,
    Kind,
    MetricTerms,
    Row,
    Rule,
    RuleCheck,
    choices,
)
from partnertracker.domain.notation import ALWAYS
from partnertracker.domain.settings import setting_problem

RELATIVE = frozenset({"growth", "growing"})
"""Comparisons of a target with earlier figures."""

_ALL_LOST = -100


def _value_of_target(row: Row, _context: Context) -> str:
    needs = row.get("comparison") not in {"growing", None}
    if needs and row.get("value") is None:
        return "Value is needed for this comparison."
    return ""


def _high_value_of_between(row: Row, _context: Context) -> str:
    low, high = row.get("value"), row.get("value_high")
    if row.get("comparison") != "between":
        return "" if high is None else "Upper value is only for the comparison between."
    if high is None or low is None or float(high) < float(low):
        return "Upper value must be given and not be below the value."
    return ""


def _no_amount_for_any_length(row: Row, context: Context) -> str:
    metric = _metric_of(row, context)
    if metric is None or metric.kind != "flow" or row.get("period") != ALWAYS:
        return ""
    if row.get("comparison") in RELATIVE:
        return ""
    return (
        "Period must be a year, a quarter, a month or a week: "
        f"what {metric.label} should come to depends on how long it is."
    )


def _reachable(name: str, words: str) -> RuleCheck:
    """Return the rule that a number of a target is one that the value of its metric can be."""

    def check(row: Row, context: Context) -> str:
        metric, value = _metric_of(row, context), row.get(name)
        if metric is None or value is None or row.get("comparison") in RELATIVE:
            return ""
        low, high = metric.lowest, metric.highest
        if (low is None or float(value) >= low) and (high is None or float(value) <= high):
            return ""
        if metric.is_part:
            return f"{words} must be from 0% to 100% (0 to 1), as {metric.label} is part of a whole."
        if high is None:
            return f"{words} must be {low:g} or more: {metric.label} can't go below that."
        if low is None:
            return f"{words} must be {high:g} or less: {metric.label} can't go above that."
        return f"{words} must be from {low:g} to {high:g}: {metric.label} can't go beyond that."

    return check


def _no_growth_below_nothing(row: Row, _context: Context) -> str:
    value = row.get("value")
    if row.get("comparison") != "growth" or value is None or float(value) >= _ALL_LOST:
        return ""
    return f"Value must be {_ALL_LOST}% or more: growth of {_ALL_LOST}% leaves nothing."


def _metric_of(row: Row, context: Context) -> MetricTerms | None:
    return None if context.metrics is None else context.metrics.get(str(row.get("metric")))


def _red_not_above_yellow(row: Row, _context: Context) -> str:
    yellow, red = row.get("yellow_at"), row.get("red_below")
    if yellow is None or red is None or float(red) <= float(yellow):
        return ""
    return "Red below must not be above yellow at."


def _partner_or_metric(row: Row, _context: Context) -> str:
    if (row.get("partner") is None) == (row.get("metric") is None):
        return "A note belongs to a partner or to a metric: give one of the two."
    return ""


def _rate_above_zero(row: Row, _context: Context) -> str:
    rate = row.get("rate")
    return "" if rate is None or float(rate) > 0 else "Rate must be above 0."


def _another_currency(row: Row, context: Context) -> str:
    if row.get("currency") != context.currency:
        return ""
    return f"Currency must be another one than the file's own, {context.currency}, whose rate is always 1."


def _readable_setting(row: Row, context: Context) -> str:
    name, value = row.get("name"), row.get("value")
    if name == "pipeline_stage" and value is not None and value not in context.stages:
        return f"The setting pipeline_stage must be one of {', '.join(context.stages)}."
    return "" if name is None or value is None else setting_problem(str(name), str(value))


TARGETS = Entity(
    "targets",
    "Target",
    "Targets",
    (
        Field("metric", "Metric", required=True, completes=True),
        Field("scope", "Scope", Kind.SCOPE, default="all"),
        Field("period", "Period", required=True, help="2026, 2026-Q3, 2026-09, 2026-W38 or always."),
        Field(
            "comparison",
            "Comparison",
            Kind.CHOICE,
            required=True,
            choices=choices("at_least", "more_than", "at_most", "less_than", "between", "growth", "growing"),
        ),
        Field(
            "value", "Value", Kind.NUMBER, help="Money in major units, shares from 0 to 1, growth in percent."
        ),
        Field("value_high", "Upper value", Kind.NUMBER, listed=False),
        Field(
            "yellow_at",
            "Yellow at",
            Kind.NUMBER,
            low=0,
            listed=False,
            help="Attainment from which a missed target is Yellow; empty: 0.9.",
        ),
        Field(
            "red_below",
            "Red below",
            Kind.NUMBER,
            low=0,
            listed=False,
            help="Attainment below which it is Red; empty: that of Yellow at.",
        ),
        Field(
            "spread",
            "Spread",
            Kind.CHOICE,
            choices=choices("evenly", "last_year"),
            default="evenly",
            listed=False,
        ),
        Field("reason", "Reason", coded=False),
        Field("effective_on", "Holds since", Kind.DATE, help="Written by the program."),
    ),
    rules=(
        Rule("period", _no_amount_for_any_length, ("metric", "period", "comparison")),
        Rule("value", _value_of_target, ("comparison", "value")),
        Rule("value", _no_growth_below_nothing, ("comparison", "value")),
        Rule("value", _reachable("value", "Value"), ("metric", "comparison", "value")),
        Rule("value_high", _high_value_of_between, ("comparison", "value", "value_high")),
        Rule(
            "value_high",
            _reachable("value_high", "Upper value"),
            ("metric", "comparison", "value_high"),
        ),
        Rule("red_below", _red_not_above_yellow, ("yellow_at", "red_below")),
    ),
    name_fields=("metric", "scope", "period"),
    unique=(("metric", "scope", "period", "effective_on"),),
    since="effective_on",
)

EXCHANGE_RATES = Entity(
    "exchange_rates",
    "Exchange rate",
    "Exchange rates",
    (
        Field("currency", "Currency", Kind.CURRENCY, required=True),
        Field("from_date", "From", Kind.DATE, required=True),
        Field(
            "rate",
            "Rate",
            Kind.NUMBER,
            required=True,
            help="Units of the file's currency for one unit of this currency.",
        ),
    ),
    rules=(
        Rule("rate", _rate_above_zero, ("rate",)),
        Rule("currency", _another_currency, ("currency",)),
    ),
    name_fields=("currency", "from_date"),
    unique=(("currency", "from_date"),),
)

NOTES = Entity(
    "notes",
    "Note",
    "Notes",
    (
        Field("date", "Date", Kind.DATE, required=True),
        Field("partner", "Partner", Kind.REFERENCE, references="partners"),
        Field("metric", "Metric", completes=True),
        Field("text", "Text", Kind.LONG_TEXT, required=True),
    ),
    rules=(Rule("partner", _partner_or_metric, ("partner", "metric")),),
    name_fields=("date",),
    about=("date", "partner", "metric"),
)

STAGES = Entity(
    "stages",
    "Stage",
    "Stages",
    (
        Field("name", "Key", required=True),
        Field("label", "Label", required=True),
        Field("position", "Order", Kind.WHOLE, required=True, low=1),
        Field("probability", "Probability", Kind.PERCENT, required=True, low=0, high=100),
        Field("outcome", "Outcome", Kind.CHOICE, required=True, choices=choices("open", "won", "lost")),
    ),
    name_fields=("label",),
    unique=(("name",),),
    exchanged=False,
)

SETTINGS = Entity(
    "settings",
    "Setting",
    "Settings",
    (
        Field("name", "Name", required=True),
        Field("value", "Value", required=True),
    ),
    rules=(Rule("value", _readable_setting, ("name", "value")),),
    unique=(("name",),),
    exchanged=False,
)
