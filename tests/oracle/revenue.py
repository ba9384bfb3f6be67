"""METRICS.md, Revenue and Partner activity."""

from collections.abc import Sequence

from tests.oracle.exported import Row
from tests.oracle.periods import months_between
from tests.oracle.question import Question, Reading, as_compared, count, ratio, share


def bookings(q: Question) -> Reading:
    return q.money(q.at_close([deal for deal in q.won(q.sourced()) if deal["customer_is_new"] is not False]))


def sourced_revenue(q: Question) -> Reading:
    return q.money(q.at_close(q.won(q.sourced())))


def influenced_share(q: Question) -> Reading:
    return _of_company_revenue(q, q.won(q.with_involvement()))


def assisted_share(q: Question) -> Reading:
    involved = q.won(q.with_involvement())
    return _of_company_revenue(q, [deal for deal in involved if deal["source_partner_id"] is None])


def _of_company_revenue(q: Question, deals: Sequence[Row]) -> Reading:
    if q.period.kind == "week":
        return Reading(None, len(deals), frozenset({"week"}))
    months = months_between(q.period.first, q.as_of)
    rows = {row["month"]: row for row in q.file.rows("company_revenue")}
    missing = [month for month in months if month not in rows]
    if missing:
        return Reading(None, len(deals), frozenset({", ".join(f"{month:%Y-%m}" for month in missing)}))
    revenue = q.money([q.worth(rows[month], "amount", month) for month in months])
    return ratio(q.money(q.at_close(deals)), revenue, "no company revenue", len(deals))


def revenue_per_partner(q: Question) -> Reading:
    deals = q.won(q.with_involvement(), q.window)
    return ratio(q.money(q.at_close(deals)), count(active(q)), "no active partners")


def average_deal_size(q: Question) -> Reading:
    deals = q.won(q.sourced())
    return ratio(q.money(q.at_close(deals)), count(deals), "no deals won")


def active(q: Question) -> list[str]:
    """Return the partners asked about that are involved in a deal won in the window."""
    found = {partner for deal in q.won(q.file.rows("deals"), q.window) for partner in q.file.involved(deal)}
    return [partner for partner in found if q.partners is None or partner in q.partners]


def active_partners(q: Question) -> Reading:
    return count(active(q))


def certified_partners(q: Question) -> Reading:
    acting = active(q)
    if not q.file.rows("certifications"):
        return Reading(None, len(acting), frozenset({"no certifications yet"}))
    certified = [each for each in acting if all(requirements_met(q, each))]
    return share(certified, acting, "no active partners")


def requirements_met(q: Question, partner: str) -> list[bool]:
    """Tell of each requirement of a partner's tier whether it is met; without any, one certificate is."""
    holders: dict[str, set[str]] = {}
    for row in q.file.rows("certifications"):
        valid = row["issued_on"] <= q.as_of and (row["expires_on"] is None or row["expires_on"] >= q.as_of)
        if row["partner_id"] == partner and valid:
            holders.setdefault(as_compared(row["certificate"]), set()).add(as_compared(row["person"]))
    tier = as_compared(q.file.partners[partner]["tier"] or "")
    required = [row for row in q.file.rows("tier_requirements") if as_compared(row["tier"]) == tier]
    if not required:
        return [bool(holders)]
    return [len(holders.get(as_compared(row["certificate"]), ())) >= row["people"] for row in required]
