"""Pipeline and funnel: what may still be won, and how deals move."""

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.exchange import in_reporting_currency, share_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.evidence import Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.metrics.revenue import bookings
from partnertracker.domain.metrics.sources import BY_CLOSE, BY_CREATION, BY_QUALIFICATION, RATES, WHILE_OPEN
from partnertracker.domain.metrics.stages import OpenDeals, open_deals, rank_of

_GROUP = "Pipeline and funnel"


def pipeline(moment: Moment) -> Evidence:
    """Σ value of source-partner deals open at the as-of day at or beyond the stage where value counts."""
    found, before = _pipeline(moment)
    amounts = in_reporting_currency(moment.facts, "deals", found.rows, moment.as_of)
    return Evidence(Part("deals", found.rows, amounts), left_out=before)


def weighted_pipeline(moment: Moment) -> Evidence:
    """The same, each deal times its own probability or that of its stage."""
    found, before = _pipeline(moment)
    return Evidence(Part("deals", found.rows, weighted(moment.facts, found, moment.as_of)), left_out=before)


def pipeline_coverage(moment: Moment) -> Evidence:
    """Pipeline ÷ what is left of the period's bookings target."""
    booked, whole = bookings(moment).numerator, pipeline(moment)
    return Evidence(
        whole.numerator._replace(words="pipeline"),
        Part("deals", booked.rows, None if booked.amounts is None else -booked.amounts, words="booked"),
        Form.RATIO,
        counts_numerator=True,
        left_out=whole.left_out,
        goal_of="bookings",
    )


def sqls(moment: Moment) -> Evidence:
    """Source-partner deals qualified in the period."""
    return Evidence(Part("deals", _qualified(moment)))


def sales_cycle(moment: Moment) -> Evidence:
    """Days from qualification to close of source-partner deals won in the period."""
    table = moment.facts["deals"]
    rows = deals.won_sourced(moment.facts).between(moment.period.start, moment.as_of)
    qualified, closed = table["qualified_on"][rows], table["closed_on"][rows]
    dated = qualified != NO_DAY
    counts = dated & (closed >= qualified)
    days = closed[counts].astype(np.int64) - qualified[counts]
    return Evidence(
        Part("deals", rows[counts], days),
        form=Form.MEDIAN,
        left_out=(
            LeftOut("deals", rows[~dated], "no date of qualification", lacking=True, flawed=True),
            LeftOut("deals", rows[dated & ~counts], "closed before it was qualified", flawed=True),
        ),
    )


def win_rate(moment: Moment) -> Evidence:
    """Won ÷ (won + lost), source-partner deals closed in the period."""
    won = deals.won_sourced(moment.facts).between(moment.period.start, moment.as_of)
    lost = deals.lost_sourced(moment.facts).between(moment.period.start, moment.as_of)
    closed = Part("deals", np.concatenate([won, lost]), rest="lost")
    return Evidence(Part("deals", won, words="won"), closed, Form.RATIO)


def cohort_conversion(moment: Moment) -> Evidence:
    """Of source-partner deals qualified in the period, those won by the as-of day."""
    rows = _qualified(moment)
    closed = moment.facts["deals"]["closed_on"][rows]
    by_now = (closed != NO_DAY) & (closed <= moment.as_of)
    won = by_now & (deals.outcomes(moment.facts)[rows] == deals.WON)
    return Evidence(
        Part("deals", rows[won], words="won"),
        Part("deals", rows, words="qualified"),
        Form.RATIO,
        beside=(("Still open", Part("deals", rows[~by_now])),),
    )


def deal_registration(moment: Moment) -> Evidence:
    """Source-partner deals created in the period that were registered in time ÷ all of them."""
    table = moment.facts["deals"]
    rows = deals.created_sourced(moment.facts).between(moment.period.start, moment.as_of)
    registered, closed = table["registered_on"][rows], table["closed_on"][rows]
    approved = table["registration_status"][rows] == table.code("registration_status", "approved")
    in_time = (registered != NO_DAY) & (registered <= moment.as_of)
    in_time &= (closed == NO_DAY) | (registered <= closed)
    upper = Part("deals", rows[approved & in_time], words="registered in time")
    return Evidence(upper, Part("deals", rows, words="created"), Form.RATIO)


def in_pipeline(facts: Facts, day: int) -> OpenDeals:
    """Return the source-partner deals open on a day at or beyond the stage where value counts."""
    found = open_deals(facts, day)
    return found.among(_counting(facts, found))


def weighted(facts: Facts, found: OpenDeals, day: int) -> Array:
    """Return the value of open deals at a day's rate times the deal's own probability or its stage's.

    Returns:
        int64, minor units of the reporting currency; ``NO_AMOUNT`` where the rate is missing.
    """
    own = facts["deals"]["probability"][found.rows]
    usual = np.array([stage.probability for stage in facts.stages], dtype=np.float64)[found.ranks]
    amounts = in_reporting_currency(facts, "deals", found.rows, day)
    return share_of(amounts, np.where(np.isnan(own), usual, own))


def _qualified(moment: Moment) -> Array:
    return deals.qualified_sourced(moment.facts).between(moment.period.start, moment.as_of)


def _pipeline(moment: Moment) -> tuple[OpenDeals, tuple[LeftOut, ...]]:
    """Return the deals in the pipeline at the as-of day, and those whose value doesn't count yet."""
    found = open_deals(moment.facts, moment.as_of)
    counts = _counting(moment.facts, found)
    return found.among(counts), (LeftOut("deals", found.rows[~counts], "before its value counts"),)


def _counting(facts: Facts, found: OpenDeals) -> Array:
    """Tell for each open deal whether it is at or beyond the stage where value counts."""
    counts: Array = found.ranks >= rank_of(facts, facts.settings.pipeline_stage)
    return counts


METRICS: tuple[Metric, ...] = (
    Metric(
        "pipeline",
        "Pipeline",
        _GROUP,
        "stock",
        "money",
        "higher",
        "Total value of open deals from partners at or beyond the stage where value counts.",
        pipeline,
        sources=(WHILE_OPEN, RATES),
    ),
    Metric(
        "weighted_pipeline",
        "Weighted pipeline",
        _GROUP,
        "stock",
        "money",
        "higher",
        "The pipeline, each deal times its own probability or that of its stage.",
        weighted_pipeline,
        sources=(WHILE_OPEN, RATES),
    ),
    Metric(
        "pipeline_coverage",
        "Pipeline coverage",
        _GROUP,
        "ratio",
        "times",
        "higher",
        "The pipeline divided by what is left of the period's bookings target.",
        pipeline_coverage,
        nothing="covered",
        default_target=Goal("at_least", 3),
        sources=(WHILE_OPEN, RATES),
    ),
    Metric(
        "sqls",
        "SQLs",
        _GROUP,
        "flow",
        "count",
        "higher",
        "Deals from partners that were qualified in the period.",
        sqls,
        lowest=0,
        sources=(BY_QUALIFICATION,),
    ),
    Metric(
        "sales_cycle",
        "Sales cycle length",
        _GROUP,
        "distribution",
        "days",
        "lower",
        "Median of the days from qualification to close of deals from partners won in the period.",
        sales_cycle,
        nothing="no deals won",
        lowest=0,
        sources=(BY_CLOSE,),
    ),
    Metric(
        "win_rate",
        "Win rate",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Won deals as a share of all deals from partners closed in the period.",
        win_rate,
        nothing="no deals closed",
        lowest=0,
        highest=1,
        sources=(BY_CLOSE,),
    ),
    Metric(
        "cohort_conversion",
        "Cohort conversion",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Of the deals from partners qualified in the period, the share won by the as-of day.",
        cohort_conversion,
        nothing="no deals qualified",
        lowest=0,
        highest=1,
        sources=(BY_QUALIFICATION,),
    ),
    Metric(
        "deal_registration",
        "Deal registration",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Of the deals from partners created in the period, the share with an approved registration in time.",
        deal_registration,
        nothing="no deals created",
        lowest=0,
        highest=1,
        default_target=Goal("more_than", 0.5),
        sources=(BY_CREATION,),
    ),
)
"""The entries of this group."""
