"""METRICS.md, Pipeline and funnel."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tests.oracle.exported import Row, Stage
from tests.oracle.question import Amount, Question, Reading, count, half_away, median, ratio, share
from tests.oracle.revenue import bookings


def stage_on(q: Question, deal: Row) -> Stage:
    """Return the stage in which a deal was at the end of the as-of day."""
    stages = q.file.stages
    by_then = [event for event in q.file.events.get(deal["id"], ()) if event["entered_on"] <= q.as_of]
    if by_then:
        last = max(by_then, key=lambda event: (event["entered_on"], stages[event["stage"]].order))
        return stages[last["stage"]]
    if deal["qualified_on"] is not None and deal["qualified_on"] <= q.as_of:
        return stages["qualified"]
    return min(stages.values(), key=lambda stage: stage.order)


def is_open(q: Question, deal: Row) -> bool:
    return deal["created_on"] <= q.as_of and not (deal["closed_on"] and deal["closed_on"] <= q.as_of)


def in_pipeline(q: Question) -> list[Row]:
    """Return the open deals at or beyond the stage where value counts."""
    first = q.file.stages[q.file.settings["pipeline_stage"]].order
    return [deal for deal in q.sourced() if is_open(q, deal) and stage_on(q, deal).order >= first]


def pipeline(q: Question) -> Reading:
    return q.money([q.worth(deal, "value", q.as_of) for deal in in_pipeline(q)])


def weighted_pipeline(q: Question) -> Reading:
    return q.money(weighted(q, in_pipeline(q)))


def weighted(q: Question, deals: Sequence[Row]) -> list[Amount]:
    """Return the value of deals times their own probability or that of the stage in which they were."""
    amounts: list[Amount] = []
    for deal in deals:
        amount, own = q.worth(deal, "value", q.as_of), deal["probability"]
        chance = stage_on(q, deal).probability if own is None else own
        # Whole minor units for each deal, so that the rows add up to the sum.
        amounts.append(amount if isinstance(amount, str) else half_away(amount * chance / 100))
    return amounts


def pipeline_coverage(q: Question) -> Reading:
    there, booked, goal = pipeline(q), bookings(q), q.goal("bookings")
    why = there.why | booked.why | (frozenset() if goal is not None else frozenset({"no bookings target"}))
    if why or booked.value is None or goal is None:
        return Reading(None, there.n, why)
    left = max(goal - booked.value, Fraction(0))
    return ratio(there, Reading(left, 0), "covered", there.n)


def sqls(q: Question) -> Reading:
    return count([deal for deal in q.sourced() if q.within(deal["qualified_on"])])


def sales_cycle(q: Question) -> Reading:
    won = q.won(q.sourced())
    dated = [deal for deal in won if deal["qualified_on"] is not None]
    days = [(deal["closed_on"] - deal["qualified_on"]).days for deal in dated]
    lacking = ["no date of qualification"] if len(dated) < len(won) else []
    return median([each for each in days if each >= 0], "no deals won", *lacking)


def win_rate(q: Question) -> Reading:
    closed = [deal for deal in q.sourced() if q.outcome(deal) != "open" and q.within(deal["closed_on"])]
    return share([deal for deal in closed if q.outcome(deal) == "won"], closed, "no deals closed")


def cohort_conversion(q: Question) -> Reading:
    cohort = [deal for deal in q.sourced() if q.within(deal["qualified_on"])]
    won = [deal for deal in cohort if q.outcome(deal) == "won" and deal["closed_on"] <= q.as_of]
    still_open = [deal for deal in cohort if not (deal["closed_on"] and deal["closed_on"] <= q.as_of)]
    beside = {"Still open": len(still_open) / len(cohort)} if cohort else {}
    return replace(share(won, cohort, "no deals qualified"), beside=beside)


def deal_registration(q: Question) -> Reading:
    created = [deal for deal in q.sourced() if q.within(deal["created_on"])]
    in_time = [
        deal
        for deal in created
        if deal["registration_status"] == "approved"
        and deal["registered_on"] is not None
        and deal["registered_on"] <= q.as_of
        and (deal["closed_on"] is None or deal["registered_on"] <= deal["closed_on"])
    ]
    return share(in_time, created, "no deals created")
