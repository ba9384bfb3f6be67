"""METRICS.md once more, in plain loops over rows: slow, obvious, and independent of the program's own way."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Row = Mapping[str, Any]
Reading = tuple[Decimal | float | None, int]

ORDER = {"lead": 1, "qualified": 2, "proposal": 3, "negotiation": 4, "won": 5, "lost": 6}
CHANCE = {"lead": 10, "qualified": 20, "proposal": 50, "negotiation": 75, "won": 100, "lost": 0}


@dataclass(frozen=True)
class Question:
    """What is asked: of which rows (keys count from 1), from which day to which, for which partners."""

    tables: Mapping[str, Sequence[Row]]
    first: date
    as_of: date
    partners: frozenset[int] | None = None

    def rows(self, table: str) -> list[tuple[int, Row]]:
        return list(enumerate(self.tables.get(table, ()), start=1))

    @property
    def window(self) -> date:
        on = self.as_of
        leap = on.month == 2 and on.day == 29
        return date(on.year - 1, on.month, 28 if leap else on.day) + timedelta(days=1)

    def counts(self, partners: set[int]) -> bool:
        return self.partners is None or bool(partners & self.partners)

    def involved(self, key: int, deal: Row) -> set[int]:
        found = {deal["source_partner"]} - {None}
        for _, influence in self.rows("deal_influences"):
            late = influence.get("influenced_on") and deal.get("closed_on")
            if influence["deal"] == key and not (late and influence["influenced_on"] > deal["closed_on"]):
                found.add(influence["partner"])
        return found

    def sourced(self) -> list[tuple[int, Row]]:
        return [
            (key, deal)
            for key, deal in self.rows("deals")
            if deal["source_partner"] is not None and self.counts({deal["source_partner"]})
        ]

    def within(self, text: str | None, first: date | None = None) -> bool:
        return text is not None and (first or self.first) <= date.fromisoformat(text) <= self.as_of

    def amount(self, row: Row, field: str, on: str) -> Decimal | None:
        """Return minor units of USD; the rate of the day is the latest on or before it."""
        if row.get("currency") in {None, "USD"}:
            return Decimal(row[field])
        rates = [
            rate
            for _, rate in self.rows("exchange_rates")
            if rate["currency"] == row["currency"] and rate["from_date"] <= on
        ]
        if not rates:
            return None
        rate = Decimal(repr(max(rates, key=lambda each: each["from_date"])["rate"]))
        scale = 2 if row["currency"] == "JPY" else 0
        return (Decimal(row[field]) * rate).scaleb(scale).quantize(Decimal(1), ROUND_HALF_UP)


def total(amounts: Sequence[Decimal | None]) -> Decimal | None:
    return None if None in amounts else sum((a for a in amounts if a is not None), Decimal(0)) / 100


def share(upper: int, lower: int) -> Reading:
    return (upper / lower if lower else None), lower


def won(question: Question, first: date | None = None) -> list[tuple[int, Row]]:
    return [
        (key, deal)
        for key, deal in question.rows("deals")
        if deal["stage"] == "won" and question.within(deal["closed_on"], first)
    ]


def value_at_close(question: Question, deal: Row) -> Decimal | None:
    return question.amount(deal, "value", deal["closed_on"])


def sourced_revenue(question: Question) -> Reading:
    keys = {key for key, _ in question.sourced()}
    found = [deal for key, deal in won(question) if key in keys]
    return total([value_at_close(question, deal) for deal in found]), len(found)


def bookings(question: Question) -> Reading:
    keys = {key for key, _ in question.sourced()}
    found = [deal for key, deal in won(question) if key in keys and deal["customer_is_new"] == 1]
    return total([value_at_close(question, deal) for deal in found]), len(found)


def average_deal_size(question: Question) -> Reading:
    value, n = sourced_revenue(question)
    return (None if value is None or not n else Decimal(value) / n), n


def company_revenue(question: Question) -> Decimal | None:
    months = set()
    day = question.first
    while day <= question.as_of:
        months.add(day.isoformat()[:7])
        day += timedelta(days=1)
    rows = {row["month"]: row for _, row in question.rows("company_revenue")}
    if not months or months - rows.keys():
        return None
    return total([question.amount(rows[month], "amount", f"{month}-01") for month in months])


def of_company(question: Question, *, assisted: bool) -> Reading:
    found = [
        deal
        for key, deal in won(question)
        if question.involved(key, deal)
        and question.counts(question.involved(key, deal))
        and not (assisted and deal["source_partner"] is not None)
    ]
    value, revenue = total([value_at_close(question, deal) for deal in found]), company_revenue(question)
    return (None if value is None or not revenue else value / revenue), len(found)


def influenced_share(question: Question) -> Reading:
    return of_company(question, assisted=False)


def assisted_share(question: Question) -> Reading:
    return of_company(question, assisted=True)


def active(question: Question) -> set[int]:
    found: set[int] = set()
    for key, deal in won(question, question.window):
        found |= question.involved(key, deal)
    return found if question.partners is None else found & question.partners


def active_partners(question: Question) -> Reading:
    return len(active(question)), len(active(question))


def revenue_per_partner(question: Question) -> Reading:
    found = [
        deal
        for key, deal in won(question, question.window)
        if question.involved(key, deal) and question.counts(question.involved(key, deal))
    ]
    value, n = total([value_at_close(question, deal) for deal in found]), len(active(question))
    return (None if value is None or not n else value / n), n


def certified_partners(question: Question) -> Reading:
    if not question.rows("certifications"):
        return None, len(active(question))
    day = question.as_of.isoformat()
    partners = dict(question.rows("partners"))
    certified = 0
    for partner in active(question):
        held: dict[str, set[str]] = {}
        for _, row in question.rows("certifications"):
            unexpired = row.get("expires_on") is None or row["expires_on"] >= day
            if row["partner"] == partner and row["issued_on"] <= day and unexpired:
                held.setdefault(row["certificate"], set()).add(row["person"])
        required = [
            row
            for _, row in question.rows("tier_requirements")
            if row["tier"] == partners[partner].get("tier")
        ]
        met = [len(held.get(row["certificate"], ())) >= row["people"] for row in required]
        certified += all(met) if required else bool(held)
    return share(certified, len(active(question)))


def open_deals(question: Question) -> list[tuple[Row, str]]:
    day = question.as_of.isoformat()
    found = []
    for key, deal in question.sourced():
        if deal["created_on"] > day or (deal["closed_on"] is not None and deal["closed_on"] <= day):
            continue
        events = [
            (event["entered_on"], ORDER[event["stage"]], event["stage"])
            for _, event in question.rows("deal_stage_events")
            if event["deal"] == key and event["entered_on"] <= day
        ]
        early = "qualified" if deal["qualified_on"] is not None and deal["qualified_on"] <= day else "lead"
        found.append((deal, max(events)[2] if events else early))
    return found


def pipeline(question: Question) -> Reading:
    found = [deal for deal, stage in open_deals(question) if ORDER[stage] >= ORDER["qualified"]]
    day = question.as_of.isoformat()
    return total([question.amount(deal, "value", day) for deal in found]), len(found)


def weighted_pipeline(question: Question) -> Reading:
    found = [(deal, stage) for deal, stage in open_deals(question) if ORDER[stage] >= ORDER["qualified"]]
    amounts: list[Decimal | None] = []
    for deal, stage in found:
        amount = question.amount(deal, "value", question.as_of.isoformat())
        chance = CHANCE[stage] if deal.get("probability") is None else deal["probability"]
        weight = Decimal(repr(float(chance))) / 100
        amounts.append(None if amount is None else (amount * weight).quantize(Decimal(1), ROUND_HALF_UP))
    return total(amounts), len(found)


def sqls(question: Question) -> Reading:
    n = sum(question.within(deal["qualified_on"]) for _, deal in question.sourced())
    return n, n


def sales_cycle(question: Question) -> Reading:
    keys = {key for key, _ in question.sourced()}
    days = [
        (date.fromisoformat(deal["closed_on"]) - date.fromisoformat(deal["qualified_on"])).days
        for key, deal in won(question)
        if key in keys and deal["qualified_on"] is not None
    ]
    days = [each for each in days if each >= 0]
    return (statistics.median(days) if days else None), len(days)


def win_rate(question: Question) -> Reading:
    closed = [deal["stage"] for _, deal in question.sourced() if question.within(deal["closed_on"])]
    return share(closed.count("won"), len(closed))


def cohort_conversion(question: Question) -> Reading:
    cohort = [deal for _, deal in question.sourced() if question.within(deal["qualified_on"])]
    day = question.as_of.isoformat()
    return share(sum(deal["stage"] == "won" and deal["closed_on"] <= day for deal in cohort), len(cohort))


def deal_registration(question: Question) -> Reading:
    created = [deal for _, deal in question.sourced() if question.within(deal["created_on"])]
    in_time = 0
    for deal in created:
        on = deal["registered_on"]
        approved = deal["registration_status"] == "approved" and on is not None
        if approved and on <= question.as_of.isoformat():
            in_time += deal["closed_on"] is None or on <= deal["closed_on"]
    return share(in_time, len(created))


def latest_reviews(question: Question) -> list[Row]:
    day = question.as_of.isoformat()
    latest: dict[int, tuple[str, int, Row]] = {}
    for key, review in question.rows("health_reviews"):
        if review["reviewed_on"] <= day:
            mine = (review["reviewed_on"], key, review)
            latest[review["partner"]] = max(
                latest.get(review["partner"], mine), mine, key=lambda each: each[:2]
            )
    partners = dict(question.rows("partners"))
    return [
        review
        for partner, (_, _, review) in latest.items()
        if question.counts({partner})
        and not (partners[partner].get("offboarded_on") and partners[partner]["offboarded_on"] <= day)
    ]


def green_share(question: Question) -> Reading:
    status = [review["status"] for review in latest_reviews(question)]
    return share(status.count("green"), len(status))


def red_partners(question: Question) -> Reading:
    n = sum(review["status"] == "red" for review in latest_reviews(question))
    return n, n


def reviews_current(question: Question) -> Reading:
    found = latest_reviews(question)
    current = 0
    for review in found:
        due = review.get("next_review_on")
        last = date.fromisoformat(due or review["reviewed_on"]) + timedelta(days=0 if due else 30)
        current += question.as_of <= last
    return share(current, len(found))


def partner_nps(question: Question) -> Reading:
    signed: dict[tuple[int, str], tuple[str, int, float]] = {}
    scores: list[float] = []
    for key, row in question.rows("surveys"):
        in_window = question.within(row["answered_on"], question.window)
        if row["kind"] != "nps" or not in_window or not question.counts({row["partner"]}):
            continue
        if row["respondent"] is None:
            scores.append(row["score"])
        else:
            who, answer = (row["partner"], row["respondent"]), (row["answered_on"], key, row["score"])
            signed[who] = max(signed.get(who, answer), answer)
    scores += [answer[2] for answer in signed.values()]
    points = [100 if score >= 9 else -100 if score <= 6 else 0 for score in scores]
    return (sum(points) / len(points) if points else None), len(points)


def support_satisfaction(question: Question) -> Reading:
    ratings = []
    for _, row in question.rows("surveys"):
        in_window = question.within(row["answered_on"], question.window)
        if row["kind"] == "support" and in_window and question.counts({row["partner"]}):
            low = 1 if row["scale_min"] is None else row["scale_min"]
            high = 5 if row["scale_max"] is None else row["scale_max"]
            ratings.append(1 + 4 * (row["score"] - low) / (high - low))
    return (sum(ratings) / len(ratings) if ratings else None), len(ratings)


def stages(question: Question, name: str, dated_by: str) -> list[Row]:
    return [
        row
        for _, row in question.rows("customer_stages")
        if row["stage"] == name and question.within(row[dated_by]) and question.counts({row["partner"]})
    ]


def implementation_success(question: Question) -> Reading:
    ended = [row["outcome"] for row in stages(question, "implementation", "finished_on")]
    return share(ended.count("succeeded"), len(ended))


def onboarding_days(question: Question) -> Reading:
    days = [
        (date.fromisoformat(row["finished_on"]) - date.fromisoformat(row["started_on"])).days
        for row in stages(question, "onboarding", "finished_on")
        if row["outcome"] == "succeeded"
    ]
    return (statistics.median(days) if days else None), len(days)


def early_adoption_completion(question: Question) -> Reading:
    started = stages(question, "early_adoption", "started_on")
    day = question.as_of.isoformat()
    well = [row for row in started if row["outcome"] == "succeeded" and row["finished_on"] <= day]
    return share(len(well), len(started))


def cost_to_carry(question: Question) -> Reading:
    rows = [
        row
        for _, row in question.rows("costs")
        if row["category"] != "commission" and question.within(f"{row['month']}-01", question.window)
    ]
    own = [row for row in rows if question.partners is None or row["partner"] in question.partners]
    shared = [row for row in rows if row["partner"] is None and question.partners is not None]
    everyone = Question(question.tables, question.window, question.as_of)
    mine = Question(question.tables, question.window, question.as_of, question.partners)
    whole, _ = sourced_revenue(everyone)
    revenue, n = sourced_revenue(mine)
    if not revenue or (shared and not whole):
        return None, n
    amounts = [
        total([question.amount(row, "amount", f"{row['month']}-01") for row in some])
        for some in (own, shared)
    ]
    if None in amounts:
        return None, n
    portion = float(revenue) / float(whole) if shared and whole else 0
    return (float(amounts[0] or 0) + float(amounts[1] or 0) * portion) / float(revenue), n


METRICS: dict[str, Callable[[Question], Reading]] = {
    each.__name__: each
    for each in (
        bookings,
        sourced_revenue,
        influenced_share,
        assisted_share,
        revenue_per_partner,
        average_deal_size,
        pipeline,
        weighted_pipeline,
        sqls,
        sales_cycle,
        win_rate,
        cohort_conversion,
        deal_registration,
        active_partners,
        certified_partners,
        green_share,
        red_partners,
        reviews_current,
        partner_nps,
        support_satisfaction,
        implementation_success,
        onboarding_days,
        early_adoption_completion,
        cost_to_carry,
    )
}
