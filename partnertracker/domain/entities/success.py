"""What customers say and how far they have come with a partner."""

from partnertracker.domain.entities.rules import not_before
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Rule, choices

SCALES: dict[str, tuple[int, int]] = {"nps": (0, 10), "support": (1, 5)}
"""The lowest and highest score of a kind of survey where a row gives no scale of its own."""


def _score_inside_scale(row: Row, _context: Context) -> str:
    score = row.get("score")
    usual_low, usual_high = SCALES.get(str(row.get("kind")), (0, 10))
    low, high = (
        usual if given is None else float(given)
        for given, usual in ((row.get("scale_min"), usual_low), (row.get("scale_max"), usual_high))
    )
    if score is None or low <= float(score) <= high:
        return ""
    return f"Score must lie between {low:g} and {high:g}."


def _scale_goes_up(row: Row, _context: Context) -> str:
    low, high = row.get("scale_min"), row.get("scale_max")
    if low is None or high is None or float(low) < float(high):
        return ""
    return "Highest score must be above the lowest score."


def _nps_scale(row: Row, _context: Context) -> str:
    if row.get("kind") != "nps":
        return ""
    if (row.get("scale_min"), row.get("scale_max")) in {(None, None), (0, 10), (0, None), (None, 10)}:
        return ""
    return "An NPS answer is on the scale from 0 to 10."


SURVEYS = Entity(
    "surveys",
    "Survey answer",
    "Survey answers",
    (
        Field("partner", "Partner", Kind.REFERENCE, required=True, references="partners"),
        Field("kind", "Kind", Kind.CHOICE, required=True, choices=choices("nps", "support", nps="NPS")),
        Field("score", "Score", Kind.NUMBER, required=True),
        Field("scale_min", "Lowest score", Kind.NUMBER, listed=False),
        Field("scale_max", "Highest score", Kind.NUMBER, listed=False),
        Field("answered_on", "Answered on", Kind.DATE, required=True),
        Field("respondent", "Respondent", completes=True),
        Field("comment", "Comment", Kind.LONG_TEXT),
    ),
    rules=(
        Rule("scale_max", _scale_goes_up, ("scale_min", "scale_max")),
        Rule("scale_max", _nps_scale, ("kind", "scale_min", "scale_max")),
        Rule("score", _score_inside_scale, ("kind", "score", "scale_min", "scale_max")),
    ),
    name_fields=("partner", "kind", "answered_on"),
    about=("partner", "kind", "answered_on"),
)

_STARTED = Field("started_on", "Started on", Kind.DATE, required=True)
_FINISHED = Field("finished_on", "Finished on", Kind.DATE)


def _outcome_when_finished(row: Row, _context: Context) -> str:
    finished, outcome = row.get("finished_on"), row.get("outcome")
    if finished is not None and outcome is None:
        return "Outcome is needed when the stage is finished."
    if finished is None and outcome is not None:
        return "Outcome must be empty until the stage is finished."
    return ""


CUSTOMER_STAGES = Entity(
    "customer_stages",
    "Customer stage",
    "Customer stages",
    (
        Field("customer", "Customer", required=True, completes=True),
        Field("partner", "Partner", Kind.REFERENCE, required=True, references="partners"),
        Field(
            "stage",
            "Stage",
            Kind.CHOICE,
            required=True,
            choices=choices("onboarding", "implementation", "early_adoption"),
        ),
        _STARTED,
        Field("planned_days", "Planned days", Kind.WHOLE, low=0),
        _FINISHED,
        Field("outcome", "Outcome", Kind.CHOICE, choices=choices("succeeded", "failed", "abandoned")),
        Field("notes", "Notes", Kind.LONG_TEXT, listed=False),
    ),
    rules=(
        not_before(_FINISHED, _STARTED),
        Rule("outcome", _outcome_when_finished, ("finished_on", "outcome")),
    ),
    name_fields=("customer", "stage"),
    about=("customer", "partner", "stage"),
)
