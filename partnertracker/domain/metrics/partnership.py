"""Partnership health: how partners stand in their latest reviews."""

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.health import STATUSES, Reviews, latest_reviews, offboarded, reviews
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Metric

_GROUP = "Partnership health"
_GREEN, _RED = STATUSES.index("green"), STATUSES.index("red")


def green_share(moment: Moment) -> Evidence:
    """Partners whose latest review is Green ÷ partners rated."""
    book, latest, left_out = _latest(moment)
    return _share(book, latest, latest[book.status[latest] == _GREEN], left_out)


def red_partners(moment: Moment) -> Evidence:
    """Partners whose latest review is Red."""
    book, latest, left_out = _latest(moment)
    return Evidence(_part(book, latest[book.status[latest] == _RED]), left_out=left_out)


def reviews_current(moment: Moment) -> Evidence:
    """Partners whose latest review is not overdue ÷ partners rated."""
    book, latest, left_out = _latest(moment)
    return _share(book, latest, latest[book.due[latest] >= moment.as_of], left_out)


def _latest(moment: Moment) -> tuple[Reviews, Array, tuple[LeftOut, ...]]:
    """Return all reviews, the latest of each partner that is with us, and those of partners that left."""
    book = reviews(moment.facts)
    latest = latest_reviews(moment.facts, moment.as_of)
    gone = offboarded(moment.facts, moment.as_of)
    rated = latest >= 0
    left = LeftOut("health_reviews", book.rows[latest[rated & gone]], "partner was offboarded", Credit.OWN)
    return book, latest[rated & ~gone], (left,)


def _share(book: Reviews, rated: Array, chosen: Array, left_out: tuple[LeftOut, ...]) -> Evidence:
    return Evidence(_part(book, chosen), _part(book, rated), Form.RATIO, left_out=left_out)


def _part(book: Reviews, chosen: Array) -> Part:
    return Part("health_reviews", np.sort(book.rows[chosen]), credit=Credit.OWN)


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
    ),
)
"""The entries of this group."""
