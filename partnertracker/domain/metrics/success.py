"""Customer success: what customers say, and how far they come with a partner."""

from collections.abc import Callable

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.entities.success import SCALES
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.metrics.sources import Source
from partnertracker.domain.periods import window_start

_GROUP = "Customer success"
_STAGES = (
    ("onboarding", "Onboarding"),
    ("implementation", "Implementation"),
    ("early_adoption", "Early adoption"),
)
_BY_START = Source("customer_stages", ("started_on",), apart=True)
_BY_END = Source("customer_stages", ("finished_on",), apart=True)
_PROMOTER, _DETRACTOR = 9, 6
_WHOLE = 100
"""A score is as many points as there are percent."""
_CALLED = (("promoters", _WHOLE), ("detractors", -_WHOLE), ("passives", 0))
_SCALE = 4
"""From 1 to 5 it is four steps."""


def partner_nps(moment: Moment) -> Evidence:
    """% of answers 9–10 − % of answers 0–6, the latest of each respondent and partner in the window."""
    table = moment.facts["surveys"]
    answers = _answers(moment, "nps")
    rows = answers[_latest(moment.facts, answers)]
    score = table["score"][rows]
    points = _WHOLE * ((score >= _PROMOTER).astype(np.int64) - (score <= _DETRACTOR))
    earlier = np.setdiff1d(answers, rows)
    return Evidence(
        Part("surveys", rows, points, Credit.OWN, called=_CALLED),
        Part("surveys", rows, credit=Credit.OWN, words="answers"),
        Form.RATIO,
        left_out=(LeftOut("surveys", earlier, "a later answer of the same person counts", Credit.OWN),),
        margin=True,
    )


def support_satisfaction(moment: Moment) -> Evidence:
    """Mean of all support ratings in the window, each rescaled to 1–5 from its own scale."""
    table = moment.facts["surveys"]
    rows = _answers(moment, "support")
    low, high = (
        np.where(np.isnan(given), usual, given)
        for given, usual in zip(
            (table["scale_min"][rows], table["scale_max"][rows]), SCALES["support"], strict=True
        )
    )
    rating = 1 + _SCALE * (table["score"][rows] - low) / (high - low)
    return Evidence(
        Part("surveys", rows, rating, Credit.OWN, words="points"),
        Part("surveys", rows, credit=Credit.OWN, words="ratings"),
        Form.RATIO,
        margin=True,
    )


def implementation_success(moment: Moment) -> Evidence:
    """Implementation stages that ended in the period succeeded ÷ all that ended in it."""
    ended = _stages(moment, "implementation", "finished_on")
    return Evidence(
        Part("customer_stages", ended[_succeeded(moment, ended)], credit=Credit.OWN, words="succeeded"),
        Part("customer_stages", ended, credit=Credit.OWN, words="ended"),
        Form.RATIO,
    )


def days_of(stage: str) -> Callable[[Moment], Evidence]:
    """Return the metric of the median days that a customers' stage took, if it ended well in the period."""

    def days(moment: Moment) -> Evidence:
        table = moment.facts["customer_stages"]
        ended = _stages(moment, stage, "finished_on")
        well = _succeeded(moment, ended)
        rows = ended[well]
        taken = table["finished_on"][rows].astype(np.int64) - table["started_on"][rows]
        return Evidence(
            Part("customer_stages", rows, taken, Credit.OWN),
            form=Form.MEDIAN,
            left_out=(LeftOut("customer_stages", ended[~well], "did not succeed", Credit.OWN),),
        )

    return days


def completion_of(stage: str) -> Callable[[Moment], Evidence]:
    """Return the metric of the share of customers' stages started in the period that have succeeded."""

    def completion(moment: Moment) -> Evidence:
        started = _stages(moment, stage, "started_on")
        return Evidence(
            Part(
                "customer_stages",
                started[_succeeded(moment, started)],
                credit=Credit.OWN,
                words="succeeded",
            ),
            Part("customer_stages", started, credit=Credit.OWN, words="started"),
            Form.RATIO,
        )

    return completion


def _answers(moment: Moment, kind: str) -> Array:
    """Return the answers of a kind given in the window."""
    table = moment.facts["surveys"]
    on = table["answered_on"]
    asked = table["kind"] == table.code("kind", kind)
    return np.flatnonzero(asked & (on >= window_start(moment.as_of)) & (on <= moment.as_of))


def _respondents(facts: Facts) -> Array:
    """Return who gave each answer, as people compare names; ``NO_CODE`` for an unsigned one."""
    table = facts["surveys"]
    return facts.derived(
        "success.respondents", lambda _: table.as_compared("respondent")[0], table["respondent"]
    )


def _latest(facts: Facts, rows: Array) -> Array:
    """Return the places in ``rows`` of each person's latest answer about a partner, and of unsigned ones."""
    table, respondent = facts["surveys"], _respondents(facts)[rows]
    partner = table["partner"][rows]
    order = np.lexsort((rows, table["answered_on"][rows], respondent, partner))
    partner, respondent = partner[order], respondent[order]
    last = np.ones(len(rows), dtype=bool)
    last[:-1] = (partner[1:] != partner[:-1]) | (respondent[1:] != respondent[:-1]) | (respondent[:-1] < 0)
    return np.sort(order[last])


def _stages(moment: Moment, stage: str, dated_by: str) -> Array:
    """Return the customers' stages of a name that have a date in the period, up to the as-of day."""
    table = moment.facts["customer_stages"]
    on = table[dated_by]
    named = table["stage"] == table.code("stage", stage)
    return np.flatnonzero(named & (on >= moment.period.start) & (on <= moment.as_of))


def _succeeded(moment: Moment, rows: Array) -> Array:
    """Tell for each of these stages whether it has succeeded by the as-of day."""
    table = moment.facts["customer_stages"]
    finished = table["finished_on"][rows]
    well = table["outcome"][rows] == table.code("outcome", "succeeded")
    by_now: Array = well & (finished != NO_DAY) & (finished <= moment.as_of)
    return by_now


METRICS: tuple[Metric, ...] = (
    Metric(
        "partner_nps",
        "Partner NPS",
        _GROUP,
        "window",
        "points",
        "higher",
        "Share of answers 9–10 minus share of answers 0–6 in the last 12 months, the latest of each person.",
        partner_nps,
        reads="surveys",
        nothing="no NPS answers",
        default_target=Goal("at_least", 50),
        lowest=-100,
        highest=100,
        sources=(Source("surveys", ("answered_on",)),),
    ),
    Metric(
        "implementation_success",
        "Implementation success",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Of the implementations that ended in the period, the share that succeeded.",
        implementation_success,
        reads="customer_stages",
        nothing="no implementations ended",
        lowest=0,
        highest=1,
        default_target=Goal("more_than", 0.9),
        sources=(_BY_END,),
    ),
    Metric(
        "support_satisfaction",
        "Support satisfaction",
        _GROUP,
        "window",
        "points",
        "higher",
        "Average of all support ratings of the last 12 months, on a scale from 1 to 5.",
        support_satisfaction,
        reads="surveys",
        nothing="no support ratings",
        default_target=Goal("more_than", 4),
        lowest=1,
        highest=5,
        sources=(Source("surveys", ("answered_on",)),),
    ),
    *(
        Metric(
            f"{stage}_days",
            f"{label} time",
            _GROUP,
            "distribution",
            "days",
            "lower",
            f"Median of the days that {label.lower()} took, for customers who ended it well in the period.",
            days_of(stage),
            reads="customer_stages",
            nothing=f"no {label.lower()} ended well",
            lowest=0,
            sources=(_BY_END,),
        )
        for stage, label in _STAGES
    ),
    *(
        Metric(
            f"{stage}_completion",
            f"{label} completion",
            _GROUP,
            "ratio",
            "share",
            "higher",
            f"Of the customers who started {label.lower()} in the period, the share that have succeeded.",
            completion_of(stage),
            reads="customer_stages",
            nothing=f"no {label.lower()} started",
            lowest=0,
            highest=1,
            sources=(_BY_START,),
        )
        for stage, label in _STAGES
    ),
)
"""The entries of this group."""
