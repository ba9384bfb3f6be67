"""A small file for filters, and filters of every kind for it."""

from datetime import date
from math import inf, nextafter

from hypothesis import strategies as st

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.notation import PLAIN
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Either, Filter, Missing, Not
from partnertracker.services.listing.vocabulary import Vocabulary
from tests.domain.programmes import facts_from

TODAY = date(2026, 11, 21)
DEALS: list[Row] = [
    {"customer": "Port", "stage": "won", "value": 6_000_000, "source_partner": 1, "closed_on": "2026-08-01"},
    {"customer": "Zoo", "stage": "lead", "value": 100, "source_partner": 2, "manager": "Ann Lee"},
    {"customer": "Zoo", "stage": "won", "value": 500, "closed_on": "2026-02-01", "manager": "Bo"},
    {"customer": "any", "stage": "lost", "value": 75_000, "source_partner": 3, "probability": 12.5},
    {"customer": 'The "Best"', "stage": "lead", "value": 0, "registration_status": "approved"},
]
PARTNERS = ("Blue Yonder", "Litware", "Café", "Cafe", "a|b", "none")
FACTS: Facts = facts_from(
    {
        "partners": [{"name": name} for name in PARTNERS],
        "deals": [{**deal, "created_on": "2026-01-01"} for deal in DEALS],
    }
)
LABELS = {("stage", "won"): "Won", ("stage", "lead"): "Lead", ("stage", "lost"): "Not won"}
VOCABULARY = Vocabulary(FACTS, "deals", TODAY, PLAIN, LABELS)


def day(iso: str) -> float:
    """Return a day as columns hold it."""
    return float(day_of(iso))


_DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda each: day(each.isoformat()))
_FRACTIONS = st.integers(-(10**9), 10**9).map(lambda each: each / 1000)
_WORDS = {
    "stage": ("won", "lead", "lost", ""),
    "partner": (*PARTNERS, ""),
    "customer": ("Port", "Zoo", "any", 'The "Best"', ""),
    "registered": ("1", "0", ""),
}


@st.composite
def _ranges(draw: st.DrawFn, name: str, numbers: st.SearchStrategy[float]) -> Filter:
    low, high = sorted((draw(numbers), draw(numbers)))
    bounds: list[tuple[float | None, float | None]] = [(low, high), (low, None), (None, high), (low, low)]
    return Between(name, *draw(st.sampled_from(bounds)))


@st.composite
def _words(draw: st.DrawFn, name: str) -> Filter:
    words = draw(st.frozensets(st.sampled_from(_WORDS[name]), min_size=1))
    return Missing(name) if words == {""} else AnyOf(name, words)


_PLAIN = st.one_of(
    *(_words(name) for name in _WORDS),
    *(_ranges(name, _DATES) for name in ("closed_on", "close")),
    _ranges("value", st.integers(-(10**12), 10**12).map(float)),
    _ranges("probability", _FRACTIONS | _FRACTIONS.map(lambda each: nextafter(each or 0.1, inf))),
    st.text(min_size=1, max_size=12)
    .filter(lambda text: bool(text) and text.strip() == text and "\0" not in text)
    .flatmap(lambda text: st.sampled_from([Contains("name", text), Contains("customer", text)])),
    st.sampled_from([Missing("name"), Missing("value"), Missing("closed_on"), Not(Missing("manager"))]),
)
_EITHER = st.lists(_ranges("closed_on", _DATES), min_size=2, max_size=3, unique=True).map(
    lambda several: Either(tuple(several))
)
FILTERS: st.SearchStrategy[Filter] = st.one_of(_PLAIN, _EITHER).flatmap(
    lambda each: st.sampled_from([each, each.filter if isinstance(each, Not) else Not(each)])
)
"""Filters as reading a text gives them."""
