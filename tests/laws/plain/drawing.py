"""Rows drawn at random as a person types them: few different words and days, so that things often meet."""

from collections.abc import Callable, Mapping
from random import Random

from tests.laws.plain.rules import CLOSED, STAGES
from tests.laws.plain.tables import OF_PARTNER, Plain, Texts

NAMES = ("Litware", "litware", "=Contoso", "Ådatum & Søn", "Fabrikam, “Inc.”", "Zeta:1", "Proseware", "'-1")
WORDS = ("", "", "Gold", "South", "+49 30", 'A, "b" & c', "Öl")
CUSTOMERS = ("Port of Hull", "Port of Hul", "C", "Blue Yonder")
DAYS = ("2026-01-05", "2026-03-31", "2026-06-30", "2026-10-01", "2026-11-20", "2026-11-21", "2026-12-24")
MONTHS = ("2025-12", "2026-01", "2026-02")


def drawn(draw: Random, plain: Plain, table: str) -> Texts:
    """Return the texts of a whole row, most of which the rules allow."""
    texts = _DRAWN[table](draw, plain)
    for each in plain.fields:
        if each.table == table and draw.random() < 0.6:
            texts[each.name] = own_value(draw, each.kind)
    return {name: texts.get(name, "") for name in plain.columns[table]}


def some(draw: Random, texts: Texts) -> Texts:
    """Return some of a row's texts, a currency never without its amount and a stage not without its close."""
    names = set(draw.sample(sorted(texts), draw.choice([1, 1, 2, 3])))
    for group in ({"currency", "value"}, {"currency", "amount"}, {"finished_on", "outcome"}):
        if names & group and group <= texts.keys():
            names |= group
    if "stage" in names and "closed_on" in texts and draw.random() < 0.8:
        names.add("closed_on")
    return {name: texts[name] for name in sorted(names)}


def own_value(draw: Random, kind: str) -> str:
    """Return a value for a field of the team's own."""
    words: Mapping[str, tuple[str, ...]] = {
        "text": ("", "=Once", "1", "yes"),
        "number": ("", "12.5", "-3", "0"),
        "date": ("", *DAYS[:2]),
        "choice": ("", "Once", "Twice", "Thrice"),
        "yes_no": ("", "yes", "no"),
    }
    return draw.choice(words[kind])


def any_id(draw: Random, plain: Plain, table: str, or_none: float = 0.0) -> str:
    """Return the id of a row, or an empty text where there is none."""
    ids = plain.where(table)
    return draw.choice(ids) if ids and draw.random() >= or_none else ""


def _amount(draw: Random, currency: str) -> str:
    whole = draw.choice(["0", "120", "99999", str(draw.randrange(10**6))])
    return whole if currency == "JPY" else f"{whole}.{draw.choice(['00', '50', '07'])}"


def _partner(draw: Random, _plain: Plain) -> Texts:
    return {
        "name": draw.choice([*NAMES, f"Partner {draw.randrange(99)}"]) if draw.random() < 0.97 else "",
        "type": draw.choice(["", "reseller", "agency", "other"]),
        "tier": draw.choice(WORDS),
        "manager": draw.choice(WORDS),
        "joined_on": draw.choice(["", *DAYS[:3]]),
        "offboarded_on": draw.choice(["", "", "", *DAYS[2:]]),
        "notes": draw.choice(["", "One\nTwo", "= as agreed"]),
    }


def _deal(draw: Random, plain: Plain) -> Texts:
    stage, currency = draw.choice(STAGES), draw.choice(["USD", "USD", "EUR", "JPY"])
    closed = draw.choice(DAYS[1:]) if (stage in CLOSED) == (draw.random() < 0.95) else ""
    return {
        "name": draw.choice(["ERP", "ERP", "=SUM(A1)", f"Deal {draw.randrange(99)}"]),
        "customer": draw.choice(CUSTOMERS),
        "customer_is_new": draw.choice(["", "yes", "no"]),
        "source_partner": any_id(draw, plain, "partners", 0.4),
        "stage": stage,
        "value": _amount(draw, currency) if draw.random() < 0.97 else "-1.00",
        "currency": currency,
        "created_on": draw.choice(DAYS[:2]),
        "qualified_on": draw.choice(["", *DAYS[:4]]),
        "expected_close_on": draw.choice(["", DAYS[-1]]),
        "closed_on": closed,
        "probability": draw.choice(["", "33.3", "100"]),
        "registration_status": draw.choice(["", "approved"]),
        "term_months": draw.choice(["", "12"]),
        "manager": draw.choice(WORDS),
        "external_id": draw.choice(["", "", "", f"X-{draw.randrange(6)}"]),
    }


def _influence(draw: Random, plain: Plain) -> Texts:
    deal, partner = any_id(draw, plain, "deals"), any_id(draw, plain, "partners", 0.05)
    return {"deal": deal, "partner": partner, "role": draw.choice(["", "co-sell", "delivery"])}


def _event(draw: Random, plain: Plain) -> Texts:
    return {
        "deal": any_id(draw, plain, "deals"),
        "stage": draw.choice(STAGES),
        "entered_on": draw.choice(DAYS),
    }


def _review(draw: Random, plain: Plain) -> Texts:
    return {
        "partner": any_id(draw, plain, "partners"),
        "status": draw.choice(["green", "yellow", "red"]),
        "reviewed_on": draw.choice(DAYS[:4]),
        "reason": draw.choice(["", "Slow", "@home"]),
        "next_review_on": draw.choice(["", *DAYS[2:]]),
    }


def _certification(draw: Random, plain: Plain) -> Texts:
    return {
        "partner": any_id(draw, plain, "partners"),
        "person": draw.choice(["Ann", "Bob"]),
        "certificate": draw.choice(["Sales", "Cloud"]),
        "issued_on": draw.choice(DAYS[:3]),
        "expires_on": draw.choice(["", *DAYS[2:]]),
    }


def _requirement(draw: Random, _plain: Plain) -> Texts:
    return {
        "tier": draw.choice(["Gold", "Silver"]),
        "certificate": draw.choice(["Sales", "Cloud"]),
        "people": draw.choice(["1", "2"]),
    }


def _survey(draw: Random, plain: Plain) -> Texts:
    kind = draw.choice(["nps", "support"])
    return {
        "partner": any_id(draw, plain, "partners"),
        "kind": kind,
        "score": draw.choice(["0", "3.5", "5", "9"]),
        "scale_max": draw.choice(["", "", "10"]),
        "answered_on": draw.choice(DAYS),
        "comment": draw.choice(["", "Fine", "-"]),
    }


def _customer_stage(draw: Random, plain: Plain) -> Texts:
    finished = draw.choice(["", *DAYS[2:]])
    return {
        "customer": draw.choice(CUSTOMERS),
        "partner": any_id(draw, plain, "partners"),
        "stage": draw.choice(["onboarding", "implementation"]),
        "started_on": draw.choice(DAYS[:3]),
        "finished_on": finished,
        "outcome": draw.choice(["succeeded", "failed"]) if bool(finished) == (draw.random() < 0.95) else "",
    }


def _cost(draw: Random, plain: Plain) -> Texts:
    currency = draw.choice(["USD", "JPY"])
    return {
        "month": draw.choice(MONTHS),
        "category": draw.choice(["marketing", "commission"]),
        "partner": any_id(draw, plain, "partners", 0.5),
        "amount": draw.choice(["", "-"]) + "5" + _amount(draw, currency),
        "currency": currency,
        "people": draw.choice(["", "0.5", "2"]),
    }


def _revenue(draw: Random, _plain: Plain) -> Texts:
    return {"month": draw.choice(MONTHS), "amount": _amount(draw, "EUR"), "currency": "EUR"}


def _target(draw: Random, plain: Plain) -> Texts:
    partner = any_id(draw, plain, "partners", 0.5)
    return {
        "metric": draw.choice(["bookings", "sqls"]),
        "scope": f"{OF_PARTNER}{partner}" if partner else "all",
        "period": draw.choice(["2026", "2026-Q4"]),
        "comparison": draw.choice(["at_least", "growing"]),
        "value": draw.choice(["", "100", "0.5"]),
        "reason": draw.choice(["", "As agreed"]),
    }


def _rate(draw: Random, _plain: Plain) -> Texts:
    currency = draw.choice(["EUR", "JPY", "GBP", "USD"])
    return {
        "currency": currency,
        "from_date": draw.choice(DAYS),
        "rate": draw.choice(["1.1", "0.0067", "2", "0"]),
    }


def _note(draw: Random, plain: Plain) -> Texts:
    partner = any_id(draw, plain, "partners", 0.4)
    metric = "" if partner and draw.random() < 0.9 else "bookings"
    return {"date": draw.choice(DAYS), "partner": partner, "metric": metric, "text": "Met\n=them"}


_DRAWN: Mapping[str, Callable[[Random, Plain], Texts]] = {
    "partners": _partner,
    "deals": _deal,
    "deal_influences": _influence,
    "deal_stage_events": _event,
    "health_reviews": _review,
    "actions": lambda draw, plain: {"partner": any_id(draw, plain, "partners"), "title": draw.choice(NAMES)},
    "certifications": _certification,
    "tier_requirements": _requirement,
    "surveys": _survey,
    "customer_stages": _customer_stage,
    "costs": _cost,
    "company_revenue": _revenue,
    "targets": _target,
    "exchange_rates": _rate,
    "notes": _note,
}  # fmt: skip

TABLES = tuple(_DRAWN)
"""The tables of which rows are drawn."""
