"""The health board: every partner's status as its manager sees it, and setting it in a dated review."""

from dataclasses import dataclass

from partnertracker.domain.facts import Facts


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
        ramping: whether the partner joined less than 90 days ago (a setting).
        months: the status at the end of each of the last 12 months, oldest first, the last one at the as-of
            day.
        revenue: the partner's sourced revenue in each of these months, in major units; None where there is no
            figure.
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


@dataclass(frozen=True, slots=True)
class Board:
    """The cards by status; those reviewed longest ago stand first in each column."""

    red: tuple[Card, ...]
    yellow: tuple[Card, ...]
    green: tuple[Card, ...]
    unrated: tuple[Card, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, column by column."""
        return (*self.red, *self.yellow, *self.green, *self.unrated)


def board(facts: Facts, as_of: int, manager: str = "", tier: str = "") -> Board:
    """Return the board as it stood on a day; partners offboarded by then are left out.

    Args:
        facts: the file's content.
        as_of: the day, as days since 1970-01-01.
        manager: only partners of this manager; empty: all.
        tier: only partners of this tier; empty: all.
    """
    raise NotImplementedError
