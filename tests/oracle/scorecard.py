"""docs/scorecard.md once more: the status that a partner's figures suggest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from tests.oracle.exported import Exported, Row
from tests.oracle.judging import Oracle, attainment, is_met
from tests.oracle.periods import DAY, Period, containing, trailing, year_earlier
from tests.oracle.question import Question
from tests.oracle.revenue import requirements_met

_USUAL: Mapping[str, Fraction] = {
    name: Fraction(number)
    for name, number in {
        "revenue": 30,
        "pipeline": 20,
        "engagement": 20,
        "certification": 15,
        "satisfaction": 15,
        "green_from": 80,
        "yellow_from": 50,
    }.items()
}
_BANDS = {"green_from", "yellow_from"}


@dataclass(frozen=True)
class Suggested:
    """What is suggested for a partner: a status (or none), the score, and that of each dimension.

    ``there`` is the status that its manager has set.
    """

    status: str
    there: str
    score: int | None
    scores: Mapping[str, Fraction | None]


def suggested(oracle: Oracle, partner: Row, as_of: date) -> Suggested:
    """Return what is suggested for a partner on a day."""
    scope = f"partner:{partner['name']}"
    scores = {
        "revenue": _revenue(oracle, scope, as_of),
        "pipeline": _pipeline(oracle, partner, as_of),
        "engagement": _engagement(oracle.file, partner, as_of),
        "certification": _certification(oracle.file, partner, as_of),
        "satisfaction": _satisfaction(oracle, scope, as_of),
    }
    card = _card(oracle.file, as_of)
    counting = {name: score for name, score in scores.items() if score is not None and card[name] > 0}
    there = _set_status(oracle.file, partner, as_of)
    if len(counting) < 3:
        return Suggested("unrated", there, None, scores)
    total = sum((card[name] for name in counting), Fraction(0))
    mean = sum((score * card[name] for name, score in counting.items()), Fraction(0)) / total
    score = floor(mean + Fraction(1, 2))
    status = "green" if score >= card["green_from"] else "yellow" if score >= card["yellow_from"] else "red"
    return Suggested(status, there, score, scores)


def _set_status(file: Exported, partner: Row, as_of: date) -> str:
    """Return the status of the latest review by a day, of two on one day the one entered later."""
    reviews = [row for row in file.rows("health_reviews") if row["partner_id"] == partner["id"]]
    by_then = sorted(
        (row for row in reviews if row["reviewed_on"] <= as_of), key=lambda row: row["reviewed_on"]
    )
    return str(by_then[-1]["status"]) if by_then else "unrated"


def _card(file: Exported, as_of: date) -> Mapping[str, Fraction]:
    held = [row for row in file.rows("scorecards") if row["effective_on"] <= as_of]
    if not held:
        return _USUAL
    row = max(held, key=lambda each: each["effective_on"])
    return {name: Fraction(row[name]) for name in _USUAL}


def _revenue(oracle: Oracle, scope: str, as_of: date) -> Fraction | None:
    for metric in ("bookings", "sourced_revenue"):
        for kind in ("year", "quarter"):
            start = oracle.file.fiscal_year_start
            period, day = containing(as_of, kind, start), as_of
            if as_of < period.last and Fraction(period.elapsed(as_of), period.days) < Fraction(15, 100):
                period = trailing(period, 2, start)[0]
                day = period.last
            bar = oracle.bar(metric, scope, period, day)
            if bar is None or (bar.amount is None and bar.goal.comparison not in {"growth", "growing"}):
                continue
            value, amount, high = oracle.read(metric, scope, period, day).value, bar.amount, bar.high
            if value is None or amount is None:
                return None
            if day < period.last:
                if bar.goal.comparison == "growth" and bar.expected is None:
                    return None
                amount = amount if bar.expected is None else bar.expected
                passed = Fraction(period.elapsed(day), period.days)
                high = None if high is None else high * passed
            reached = attainment(bar.goal.comparison, value, amount, high)
            if reached is None:
                reached = Fraction(is_met(bar.goal.comparison, value, amount, high))
            return 100 * min(Fraction(1), max(Fraction(0), reached))
    return None


def _pipeline(oracle: Oracle, partner: Row, as_of: date) -> Fraction | None:
    deals = [deal for deal in oracle.file.rows("deals") if deal["source_partner_id"] == partner["id"]]
    if not any(deal["created_on"] <= as_of for deal in deals):
        return None
    scope = f"partner:{partner['name']}"
    there = oracle.read("pipeline", scope, containing(as_of, "quarter", 1), as_of).value
    year = Period("window", "", year_earlier(as_of) + DAY, as_of)
    won = oracle.read("sourced_revenue", scope, year, as_of).value
    if there is None or won is None:
        return None
    if there == 0:
        return Fraction(0)
    return 100 * min(Fraction(1), there / (3 * won / 4)) if won else None


def _engagement(file: Exported, partner: Row, as_of: date) -> Fraction | None:
    signs: list[date | None] = []
    for deal in file.rows("deals"):
        if deal["source_partner_id"] == partner["id"]:
            signs += [deal["created_on"], deal["qualified_on"], deal["closed_on"]]
            signs += [event["entered_on"] for event in file.events.get(deal["id"], ())]
    for table, day in (("deal_influences", "influenced_on"), ("actions", "done_on")):
        signs += [row[day] for row in file.rows(table) if row["partner_id"] == partner["id"]]
    by_then = [sign for sign in signs if sign is not None and sign <= as_of]
    if not by_then:
        return None
    days = (as_of - max(by_then)).days
    return 100 * min(Fraction(1), max(Fraction(0), Fraction(120 - days, 90)))


def _certification(file: Exported, partner: Row, as_of: date) -> Fraction | None:
    if not file.rows("certifications"):
        return None
    day = Question(file, Period("day", "", as_of, as_of), as_of)
    met = requirements_met(day, partner["id"])
    return 100 * Fraction(sum(met), len(met))


def _satisfaction(oracle: Oracle, scope: str, as_of: date) -> Fraction | None:
    period = containing(as_of, "quarter", 1)
    nps, support = (
        oracle.read(metric, scope, period, as_of) for metric in ("partner_nps", "support_satisfaction")
    )
    answers = nps.n + support.n
    if answers < 5:
        return None
    weighed = Fraction(0)
    if nps.value is not None:
        weighed += (nps.value + 100) / 200 * nps.n
    if support.value is not None:
        weighed += (support.value - 1) / 4 * support.n
    return 100 * weighed / answers
