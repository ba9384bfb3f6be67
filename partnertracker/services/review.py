"""The health board: every partner's status as its manager sees it (``editing.add_review`` sets it).

Beside it stands the one that its figures suggest.
"""

from dataclasses import dataclass, field
from math import isnan

import numpy as np

from partnertracker.domain.facts import Facts
from partnertracker.domain.health import (
    STATUSES,
    latest_reviews,
    offboarded,
    ramping,
    reviews,
    status_codes,
    status_since,
    with_us,
)
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.judge import Judge
from partnertracker.domain.metrics.scopes import each_partner
from partnertracker.domain.periods import Period, as_of_day, period_containing, trailing
from partnertracker.domain.scorecard import Standings, standings

_MONTHS = 12

CARD_METRIC = "sourced_revenue"
"""What the line of a card shows."""


@dataclass(frozen=True, slots=True)
class Card:
    """One partner on the board.

    Attributes:
        partner: its position in the table ``partners``.
        key: its key.
        name: its name.
        manager, tier, type: as entered, empty when not given.
        status: ``red``, ``yellow``, ``green`` or ``unrated``.
        since: the day since which it has had this status; None when unrated.
        review: the key of the latest row in ``health_reviews`` (its reason is read from there); None when
            unrated.
        reviewed_on: the day of that review; None when unrated.
        due_on: the last day on which that review is current; None when unrated.
        age_days: days since that review; None when unrated.
        overdue: whether the as-of day is after ``due_on``.
        ramping: whether the partner joined fewer days ago than the setting for it says.
        months: the status at the end of each of the last 12 months, oldest first, the last one at the as-of
            day.
        revenue: the partner's sourced revenue in each of these months, in major units; None where there is no
            figure.
        suggested: the status that its figures suggest; empty when they suggest none.
        score: 0 to 100, whole; None without a suggestion.
        disagrees: whether its manager set another status than the one suggested.
    """

    partner: int
    key: int
    name: str
    manager: str
    tier: str
    type: str
    status: str
    since: int | None
    review: int | None
    reviewed_on: int | None
    due_on: int | None
    age_days: int | None
    overdue: bool
    ramping: bool
    months: tuple[str, ...]
    revenue: tuple[float | None, ...]
    suggested: str
    score: int | None
    disagrees: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The cards by status; those reviewed longest ago stand first in each column.

    Attributes:
        red, yellow, green, unrated: the cards of each column.
        standings: every partner on the scorecard; ``standings.of(card.partner)`` tells how a card's suggested
            status came about.
    """

    red: tuple[Card, ...]
    yellow: tuple[Card, ...]
    green: tuple[Card, ...]
    unrated: tuple[Card, ...]
    standings: Standings = field(compare=False, repr=False)

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, column by column."""
        return (*self.red, *self.yellow, *self.green, *self.unrated)


def board(facts: Facts, as_of: int, manager: str = "", tier: str = "") -> Board:
    """Return the board as it stood on a day, without partners offboarded by then.

    One that joined only later is left out too, unless a review is dated before: figures of the day count it.

    Args:
        facts: the file's content.
        as_of: the day, as days since 1970-01-01.
        manager: only partners of this manager; empty: all.
        tier: only partners of this tier; empty: all.
    """
    scored = standings(facts, as_of)
    cards = _cards(facts, as_of, _shown(facts, as_of, manager, tier), scored)
    columns: dict[str, list[Card]] = {status: [] for status in STATUSES}
    for card in cards:
        columns[card.status].append(card)
    for column in columns.values():
        column.sort(key=lambda card: (card.reviewed_on or 0, card.name.casefold()))
    return Board(**{status: tuple(column) for status, column in columns.items()}, standings=scored)


def _shown(facts: Facts, as_of: int, manager: str, tier: str) -> list[int]:
    partners = facts["partners"]
    reviewed = latest_reviews(facts, as_of) >= 0
    shown = with_us(facts, as_of) | (reviewed & ~offboarded(facts, as_of))
    for name, word in (("manager", manager), ("tier", tier)):
        if word:
            shown &= partners[name] == partners.code(name, word)
    rows: list[int] = np.flatnonzero(shown).tolist()
    return rows


def _cards(facts: Facts, as_of: int, shown: list[int], scored: Standings) -> list[Card]:
    partners, table, book = facts["partners"], facts["health_reviews"], reviews(facts)
    latest, since = latest_reviews(facts, as_of).tolist(), status_since(facts, as_of).tolist()
    new, months, revenue = ramping(facts, as_of), _months(facts, as_of), _revenue(facts, as_of)
    suggested, scores, disagrees = (
        scored.suggested.tolist(),
        scored.scores.tolist(),
        scored.disagrees.tolist(),
    )
    cards = []
    for partner in shown:
        review = latest[partner]
        rated = review >= 0
        reviewed_on = int(book.days[review]) if rated else None
        due_on = int(book.due[review]) if rated else None
        cards.append(
            Card(
                partner=partner,
                key=int(partners.keys[partner]),
                name=partners.text("name", partner) or "",
                manager=partners.text("manager", partner) or "",
                tier=partners.text("tier", partner) or "",
                type=partners.text("type", partner) or "",
                status=months[partner][-1],
                since=since[partner] if rated else None,
                review=int(table.keys[book.rows[review]]) if rated else None,
                reviewed_on=reviewed_on,
                due_on=due_on,
                age_days=None if reviewed_on is None else as_of - reviewed_on,
                overdue=due_on is not None and as_of > due_on,
                ramping=bool(new[partner]),
                months=months[partner],
                revenue=revenue[partner],
                suggested="" if isnan(scores[partner]) else STATUSES[suggested[partner]],
                score=None if isnan(scores[partner]) else int(scores[partner]),
                disagrees=disagrees[partner],
            )
        )
    return cards


def year_on_cards(as_of: int) -> Period:
    """Return the stretch that a card's line shows: the month of a day up to it, and the 11 before."""
    months = _last_months(as_of)
    return Period("year", "last 12 months", months[0][0].start, as_of)


def _last_months(as_of: int) -> list[tuple[Period, int]]:
    """Return the last 12 months, oldest first, each with the day it is seen from."""
    return [
        (month, as_of_day(month, as_of)) for month in trailing(period_containing(as_of, "month"), _MONTHS)
    ]


def _months(facts: Facts, as_of: int) -> list[tuple[str, ...]]:
    """Return each partner's status at the end of each of the last 12 months."""
    codes = [status_codes(facts, day).tolist() for _, day in _last_months(as_of)]
    return [tuple(STATUSES[code] for code in of_partner) for of_partner in zip(*codes, strict=True)]


def _revenue(facts: Facts, as_of: int) -> list[tuple[float | None, ...]]:
    """Return each partner's sourced revenue in each of the last 12 months."""
    judge = Judge(facts, each_partner(facts))
    metric = BUILT_IN_BY_ID[CARD_METRIC]
    values = [judge.readings(metric, month, day).values.tolist() for month, day in _last_months(as_of)]
    return [tuple(None if isnan(v) else v for v in of_partner) for of_partner in zip(*values, strict=True)]
