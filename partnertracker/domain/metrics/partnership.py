"""Partnership health: how partners stand in their latest reviews."""

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.health import STATUSES, Reviews, latest_reviews, offboarded, reviews
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.metrics.sources import PARTNERS, Source

_GROUP = "Partnership health"
_GREEN, _RED = STATUSES.index("green"), STATUSES.index("red")


def green_share(moment: Moment) -> Evidence:
    """Partners whose latest review is Green ÷ partners rated."""
    book, latest, left_out = _latest(moment)
    return _share(book, latest, latest[book.status[latest] == _GREEN], "green", left_out)


def red_partners(moment: Moment) -> Evidence:
    """Partners whose latest review is Red."""
    book, latest, left_out = _latest(moment)
    return Evidence(_part(book, latest[book.status[latest] == _RED], "red partners"), left_out=left_out)


def reviews_current(moment: Moment) -> Evidence:
    """Partners whose latest review is not overdue ÷ partners rated."""
    book, latest, left_out = _latest(moment)
    return _share(book, latest, latest[book.due[latest] >= moment.as_of], "up to date", left_out)


def _latest(moment: Moment) -> tuple[Reviews, Array, tuple[LeftOut, ...]]:
    """Return all reviews, the latest of each partner that is with us, and what one may miss among these."""
    book = reviews(moment.facts)
    latest = latest_reviews(moment.facts, moment.as_of)
    gone = offboarded(moment.facts, moment.as_of)
    rated = latest >= 0
    here = ~gone & (moment.facts["partners"]["joined_on"] <= moment.as_of)  # NO_DAY is below every day
    left_out = (
        LeftOut("health_reviews", book.rows[latest[rated & gone]], "partner was offboarded", Credit.OWN),
        LeftOut("partners", np.flatnonzero(here & ~rated), "not rated yet", Credit.SELF),
    )
    return book, latest[rated & ~gone], left_out


def _share(book: Reviews, rated: Array, chosen: Array, words: str, left_out: tuple[LeftOut, ...]) -> Evidence:
    return Evidence(_part(book, chosen, words), _part(book, rated, "rated"), Form.RATIO, left_out=left_out)


def _part(book: Reviews, chosen: Array, words: str) -> Part:
    return Part("health_reviews", np.sort(book.rows[chosen]), credit=Credit.OWN, words=words)


METRICS: tuple[Metric, ...] = (
    Metric(
        "green_share",
        "Green partners",
        _GROUP,
        "stock",
        "share",
        "higher",
        "Partners whose latest review is Green, as a share of those rated.",
        green_share,
        reads="health_reviews",
        nothing="no partners rated",
        lowest=0,
        highest=1,
        sources=(Source("health_reviews"), PARTNERS),
    ),
    Metric(
        "red_partners",
        "Red partners",
        _GROUP,
        "stock",
        "count",
        "lower",
        "Partners whose latest review is Red.",
        red_partners,
        reads="health_reviews",
        lowest=0,
        counts_partners=True,
        sources=(Source("health_reviews"), PARTNERS),
    ),
    Metric(
        "reviews_current",
        "Reviews up to date",
        _GROUP,
        "stock",
        "share",
        "higher",
        "Partners whose latest review is not overdue, as a share of those rated.",
        reviews_current,
        reads="health_reviews",
        nothing="no partners rated",
        lowest=0,
        highest=1,
        sources=(Source("health_reviews"), PARTNERS),
    ),
)
"""The entries of this group."""
