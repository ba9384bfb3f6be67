"""METRICS.md, Partnership health and Cost to carry."""

from collections.abc import Collection
from datetime import date

from tests.oracle.exported import Row
from tests.oracle.periods import DAY
from tests.oracle.question import Question, Reading, count, ratio, share
from tests.oracle.revenue import active

_CARRYING = ("partner_managers", "marketing", "customer_success")


def latest_reviews(q: Question) -> list[Row]:
    """Return the latest review of each partner that has one and is not offboarded."""
    latest: dict[str, Row] = {}
    for row in q.own("health_reviews"):
        # Rows come in the order in which they were entered: of two on one day the later one counts.
        before = latest.get(row["partner_id"])
        newer = before is None or row["reviewed_on"] >= before["reviewed_on"]
        if row["reviewed_on"] <= q.as_of and newer:
            latest[row["partner_id"]] = row
    gone = {i for i, p in q.file.partners.items() if p["offboarded_on"] and p["offboarded_on"] <= q.as_of}
    return [row for partner, row in latest.items() if partner not in gone]


def green_share(q: Question) -> Reading:
    rated = latest_reviews(q)
    return share([row for row in rated if row["status"] == "green"], rated, "no partners rated")


def red_partners(q: Question) -> Reading:
    return count([row for row in latest_reviews(q) if row["status"] == "red"])


def reviews_current(q: Question) -> Reading:
    rated = latest_reviews(q)
    return share([row for row in rated if q.as_of <= _due(q, row)], rated, "no partners rated")


def _due(q: Question, review: Row) -> date:
    usual: date = review["reviewed_on"] + int(q.file.settings["review_days"]) * DAY
    return usual if review["next_review_on"] is None else review["next_review_on"]


def cost_to_carry(q: Question) -> Reading:
    return _cost(q, _CARRYING)


def cost_to_carry_with_commission(q: Question) -> Reading:
    return _cost(q, (*_CARRYING, "commission"))


def _cost(q: Question, categories: Collection[str]) -> Reading:
    won = q.won(q.sourced(), q.window)
    if not q.file.rows("deals"):
        return Reading(None, 0, frozenset({"no deals yet"}))
    rows = [
        row
        for row in q.file.rows("costs")
        if row["category"] in categories and q.within(row["month"], q.window)
    ]
    own = [row for row in rows if q.partners is None or row["partner_id"] in q.partners]
    shared = [row for row in rows if q.partners is not None and row["partner_id"] is None]
    revenue = q.money(q.at_close(won))
    cost, common = (q.money([q.worth(row, "amount", row["month"]) for row in some]) for some in (own, shared))
    if shared:
        portion = ratio(_key(q), _key(q.everyone()), "no sourced revenue")
        why = cost.why | common.why | portion.why | ratio(cost, revenue, "no sourced revenue").why
        if why or cost.value is None or common.value is None or portion.value is None:
            return Reading(None, len(won), why)
        cost = Reading(cost.value + common.value * portion.value, 0)
    return ratio(cost, revenue, "no sourced revenue")


def _key(q: Question) -> Reading:
    """Return what shared cost is shared out by."""
    won = q.won(q.sourced(), q.window)
    return {
        "revenue": q.money(q.at_close(won)),
        "deals": count(won),
        "equally": count(active(q)),
    }[q.file.settings["shared_cost_key"]]
