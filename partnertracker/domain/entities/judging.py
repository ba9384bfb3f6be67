"""What figures are judged and forecast by: capacities, scorecards, the team's own metrics, closed periods."""

import re

from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Rule, choices
from partnertracker.domain.metrics.formula import FormulaFault, parsed

UNITS = choices(
    "money", "share", "days", "count", "people", "points", "times", people="People", times="Times (×)"
)
"""What a metric is counted in."""

DIMENSIONS = ("revenue", "pipeline", "engagement", "certification", "satisfaction")
"""What a scorecard weighs, each a field of its own."""

_LONGEST_NAME = 60
_METRIC_ID = re.compile("[a-z][a-z0-9_]{1,59}")


def _above_zero(name: str, words: str) -> Rule:
    """Return the rule that a number, where given, is more than 0."""

    def check(row: Row, _context: Context) -> str:
        value = row.get(name)
        return "" if value is None or float(value) > 0 else f"{words} must be above 0, or empty."

    return Rule(name, check, (name,))


def _some_weight(row: Row, _context: Context) -> str:
    if any(float(row.get(name) or 0) > 0 for name in DIMENSIONS):
        return ""
    return "Revenue, or another dimension, must have a weight above 0."


def _yellow_below_green(row: Row, _context: Context) -> str:
    green, yellow = row.get("green_from"), row.get("yellow_from")
    if green is None or yellow is None or float(yellow) < float(green):
        return ""
    return "Yellow from must be below Green from."


def _readable_id(row: Row, _context: Context) -> str:
    name = row.get("name")
    if name is None or _METRIC_ID.fullmatch(str(name)):
        return ""
    return "Id must be small letters, digits and _ and start with a letter, such as deals_per_person."


def _short_name(row: Row, _context: Context) -> str:
    if len(str(row.get("label") or "")) <= _LONGEST_NAME:
        return ""
    return f"Name must have at most {_LONGEST_NAME} letters."


def _readable_formula(row: Row, _context: Context) -> str:
    formula = row.get("formula")
    meaning = parsed(str(formula)) if formula is not None else None
    return meaning.sentence if isinstance(meaning, FormulaFault) else ""


CAPACITIES = Entity(
    "capacities",
    "Capacity",
    "Capacities",
    (
        Field("role", "Role", required=True, completes=True),
        Field("people", "People now", Kind.NUMBER, low=0, help="Empty: those in the costs of that name."),
        Field("partners_per_person", "Partners per person", Kind.NUMBER),
        Field(
            "bookings_per_person",
            "Bookings per person",
            Kind.NUMBER,
            help="In a quarter, in the file's currency.",
        ),
        Field("onboardings_per_person", "Onboardings per person", Kind.NUMBER, help="In a quarter."),
        Field("ramp_up_months", "Ramp-up months", Kind.NUMBER, low=0, high=60, default=0),
        Field("reason", "Reason", coded=False),
        Field("effective_on", "Holds since", Kind.DATE, help="Written by the program."),
    ),
    rules=(
        _above_zero("partners_per_person", "Partners per person"),
        _above_zero("bookings_per_person", "Bookings per person"),
        _above_zero("onboardings_per_person", "Onboardings per person"),
    ),
    name_fields=("role",),
    unique=(("role", "effective_on"),),
    since="effective_on",
)

SCORECARDS = Entity(
    "scorecards",
    "Scorecard",
    "Scorecards",
    (
        *(
            Field(name, name.capitalize(), Kind.NUMBER, required=True, low=0, high=1000)
            for name in DIMENSIONS
        ),
        Field("green_from", "Green from", Kind.NUMBER, required=True, low=0, high=100),
        Field("yellow_from", "Yellow from", Kind.NUMBER, required=True, low=0, high=100),
        Field("reason", "Reason", coded=False),
        Field("effective_on", "Holds since", Kind.DATE, help="Written by the program."),
    ),
    rules=(
        Rule("revenue", _some_weight, DIMENSIONS),
        Rule("yellow_from", _yellow_below_green, ("green_from", "yellow_from")),
    ),
    name_fields=("effective_on",),
    unique=(("effective_on",),),
    since="effective_on",
)

CUSTOM_METRICS = Entity(
    "custom_metrics",
    "Custom metric",
    "Custom metrics",
    (
        Field("name", "Id", required=True, help="Small letters, digits and _; it never changes."),
        Field("label", "Name", required=True),
        Field("formula", "Formula", required=True, help="Metric ids, numbers, + − × ÷ and brackets."),
        Field("unit", "Unit", Kind.CHOICE, required=True, choices=UNITS, default="count"),
        Field(
            "direction",
            "Better when",
            Kind.CHOICE,
            required=True,
            choices=choices("higher", "lower"),
            default="higher",
        ),
        Field("definition", "Definition", help="One sentence; empty: the formula in words."),
    ),
    rules=(
        Rule("name", _readable_id, ("name",)),
        Rule("label", _short_name, ("label",)),
        Rule("formula", _readable_formula, ("formula",)),
    ),
    name_fields=("label",),
    unique=(("name",),),
)

CLOSED_PERIODS = Entity(
    "closed_periods",
    "Closed period",
    "Closed periods",
    (
        Field("period", "Period", required=True),
        Field("label", "Label", required=True),
        Field("closed_on", "Closed on", Kind.DATE, required=True),
        Field("moment", "Moment", required=True, coded=False, help="What was known by then is frozen."),
        Field("notes", "Notes", Kind.LONG_TEXT),
    ),
    name_fields=("label",),
    unique=(("period",),),
    exchanged=False,
)
