"""METRICS.md, Customer success."""

from datetime import date
from fractions import Fraction

from tests.oracle.exported import Row
from tests.oracle.question import Question, Reading, as_compared, mean, median, share


def partner_nps(q: Question) -> Reading:
    unsigned, signed = list[Row](), dict[tuple[str, str], Row]()
    for row in _answers(q, "nps"):
        if row["respondent"] is None:
            unsigned.append(row)
            continue
        who = row["partner_id"], as_compared(row["respondent"])
        # Rows come in the order in which they were entered: of two on one day the later one counts.
        if who not in signed or row["answered_on"] >= signed[who]["answered_on"]:
            signed[who] = row
    scores = [row["score"] for row in (*unsigned, *signed.values())]
    points = [Fraction(100 if score >= 9 else -100 if score <= 6 else 0) for score in scores]
    return mean(points, "no NPS answers")


def support_satisfaction(q: Question) -> Reading:
    ratings = []
    for row in _answers(q, "support"):
        low = Fraction(1) if row["scale_min"] is None else row["scale_min"]
        high = Fraction(5) if row["scale_max"] is None else row["scale_max"]
        ratings.append(1 + 4 * (row["score"] - low) / (high - low))
    return mean(ratings, "no support ratings")


def implementation_success(q: Question) -> Reading:
    ended = [row for row in _stages(q, "implementation") if q.within(row["finished_on"])]
    well = [row for row in ended if row["outcome"] == "succeeded"]
    return share(well, ended, "no implementations ended")


def onboarding_days(q: Question) -> Reading:
    return _days(q, "onboarding")


def implementation_days(q: Question) -> Reading:
    return _days(q, "implementation")


def early_adoption_days(q: Question) -> Reading:
    return _days(q, "early_adoption")


def onboarding_completion(q: Question) -> Reading:
    return _completion(q, "onboarding")


def implementation_completion(q: Question) -> Reading:
    return _completion(q, "implementation")


def early_adoption_completion(q: Question) -> Reading:
    return _completion(q, "early_adoption")


def _answers(q: Question, kind: str) -> list[Row]:
    return [row for row in q.own("surveys") if row["kind"] == kind and q.within(row["answered_on"], q.window)]


def _stages(q: Question, name: str) -> list[Row]:
    return [row for row in q.own("customer_stages") if row["stage"] == name]


def _days(q: Question, name: str) -> Reading:
    taken = [
        (row["finished_on"] - row["started_on"]).days
        for row in _stages(q, name)
        if q.within(row["finished_on"]) and row["outcome"] == "succeeded"
    ]
    return median(taken, "ended well")


def _completion(q: Question, name: str) -> Reading:
    started = [row for row in _stages(q, name) if q.within(row["started_on"])]
    well = [row for row in started if row["outcome"] == "succeeded" and _by(row["finished_on"], q.as_of)]
    return share(well, started, "started")


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
