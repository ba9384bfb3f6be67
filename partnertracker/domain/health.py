"""How partnerships stand: the latest review of each partner at any day, what is overdue, who is ramping."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.facts import Facts

STATUSES = ("red", "yellow", "green", "unrated")
"""What a partner can be, the one that needs most care first."""

UNRATED = "unrated"


class Reviews(NamedTuple):
    """Every review in order of its day (of two on one day the one entered later counts as later).

    Attributes:
        rows: positions in ``health_reviews``.
        days, partners: the day and the partner of each.
        due: the last day on which each is current.
        status: each one's status as an index into ``STATUSES``.
    """

    rows: Array
    days: Array
    partners: Array
    due: Array
    status: Array


def reviews(facts: Facts) -> Reviews:
    """Return the reviews in order, once for these facts."""
    return facts.derived("health.reviews", _reviews, *facts["health_reviews"].values.values())


def latest_reviews(facts: Facts, day: int) -> Array:
    """Return each partner's latest review by a day as an index into ``reviews``, -1 where there is none."""
    book = reviews(facts)
    until = int(np.searchsorted(book.days, day, side="right"))
    latest = np.full(len(facts["partners"]), -1, dtype=np.int64)
    latest[book.partners[:until]] = np.arange(until)
    return latest


def status_codes(facts: Facts, day: int) -> Array:
    """Return each partner's status on a day as an index into ``STATUSES``."""
    latest = latest_reviews(facts, day)
    codes = np.full(len(latest), STATUSES.index(UNRATED), dtype=np.int8)
    rated = latest >= 0
    codes[rated] = reviews(facts).status[latest[rated]]
    return codes


def offboarded(facts: Facts, day: int) -> Array:
    """Tell for each partner whether it had been offboarded by a day."""
    off = facts["partners"]["offboarded_on"]
    gone: Array = (off != NO_DAY) & (off <= day)
    return gone


def with_us(facts: Facts, day: int) -> Array:
    """Tell for each partner whether it was one on a day: joined, as far as is told, and not offboarded."""
    joined: Array = facts["partners"]["joined_on"] <= day  # a day that is missing comes before all others
    return joined & ~offboarded(facts, day)


def red_partners(facts: Facts, day: int) -> int:
    """Return how many partners require intervention on a day."""
    red = status_codes(facts, day) == STATUSES.index("red")
    return int(np.count_nonzero(red & ~offboarded(facts, day)))


def ramping(facts: Facts, day: int) -> Array:
    """Tell for each partner whether it joined less than the set number of days before a day."""
    joined = facts["partners"]["joined_on"].astype(np.int64)
    new: Array = (joined != NO_DAY) & (joined <= day) & (day - joined < facts.settings.ramping_days)
    return new


def status_since(facts: Facts, day: int) -> Array:
    """Return the day since which each partner has had the status it has on a day, ``NO_DAY`` when unrated."""
    book = reviews(facts)
    until = int(np.searchsorted(book.days, day, side="right"))
    order = np.argsort(book.partners[:until], kind="stable")
    partners, status = book.partners[:until][order], book.status[:until][order]
    starts = np.ones(until, dtype=bool)
    starts[1:] = (partners[1:] != partners[:-1]) | (status[1:] != status[:-1])
    since = np.full(len(facts["partners"]), NO_DAY, dtype=np.int64)
    # Later starts overwrite earlier ones of the same partner: numpy keeps the last of repeated positions.
    since[partners[starts]] = book.days[:until][order][starts]
    return since


def _reviews(facts: Facts) -> Reviews:
    table = facts["health_reviews"]
    days = table["reviewed_on"].astype(np.int64)
    order = np.argsort(days, kind="stable")
    next_on = table["next_review_on"].astype(np.int64)
    due = np.where(next_on == NO_DAY, days + facts.settings.review_days, next_on)
    words = table.words["status"]
    codes = np.array([STATUSES.index(word) for word in words], dtype=np.int8)
    status = codes[table["status"]] if len(words) else np.empty(0, np.int8)
    return Reviews(order, days[order], table["partner"][order], due[order], status[order])
