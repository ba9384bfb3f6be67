"""What the panel beside the board shows of a partner, read from the file and computed from the facts."""

from dataclasses import dataclass

from partnertracker.domain.columns import date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import Period, as_of_day, period_containing
from partnertracker.domain.titles import short_title, title, year_title
from partnertracker.gui.charts.data import BARS, ChartData, Point
from partnertracker.services.editing import change_row, insert_row
from partnertracker.services.editing.edit import Edit
from partnertracker.services.measuring import figures
from partnertracker.services.session import Session

YEAR_METRICS = ("bookings", "pipeline")
"""What is told of a partner's months."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done with a partner.

    Attributes:
        key: the row's key.
        title, owner: as entered.
        due_on: ISO date, or empty.
        done: whether it was done by the day that is looked at (on it; what was done before is not listed).
        late: whether it was due before that day, and not done.
    """

    key: int
    title: str
    owner: str
    due_on: str
    done: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of a partner's history; ``key`` is the row's."""

    key: int
    status: str
    reviewed_on: str
    reason: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the file holds about one partner's health.

    Attributes:
        key: the partner's key.
        actions: open ones first by when they are due, then those done today.
        reviews: newest first.
    """

    key: int
    actions: tuple[Action, ...]
    reviews: tuple[Review, ...]


def dossier(session: Session, key: int, as_of: int) -> Dossier:
    """Read a partner's actions as they stood on a day, and its reviews up to it."""
    found = session.rows("partners", [key])
    if not found:
        return Dossier(key, (), ())
    partner = {"partner": found[0]["id"]}
    day = date_of(as_of).isoformat()
    actions = [
        _action(row, day)
        for row in session.store.find("actions", partner)
        if row["done_on"] is None or str(row["done_on"]) >= day
    ]
    actions.sort(key=lambda action: (action.done, action.due_on or "9999", action.key))
    rows = session.store.find("health_reviews", partner)
    rows = [row for row in rows if str(row["reviewed_on"]) <= day]
    rows.sort(key=lambda row: (str(row["reviewed_on"]), int(row["key"] or 0)), reverse=True)
    return Dossier(key, tuple(actions), tuple(_review(row) for row in rows))


def year_of(facts: Facts, name: str, as_of: int) -> ChartData:
    """Return a partner's bookings as bars and its pipeline as a line, over the last 12 months.

    Where all of them are 0 there is nothing to draw.
    """
    month = period_containing(as_of, "month", facts.settings.fiscal_year_start)
    bookings, pipeline = figures(facts, month, as_of, scopes=(f"partner:{name}",), metrics=YEAR_METRICS)
    months = list(zip(bookings.trend, pipeline.trend, strict=True))
    idle = not any(each.value or other.value for each, other in months)
    points = tuple(
        Point(
            each.period.label,
            short_title(each.period),
            title(each.period),
            None if idle else each.value,
            None if idle else other.value,
            running=_runs(each.period, as_of),
            year=year_title(each.period),
        )
        for each, other in months
    )
    currency = facts.settings.currency
    return ChartData(
        f"Bookings and pipeline of {name}", BARS, "money", currency, points, "Bookings", "Pipeline"
    )


def tick(session: Session, action: Action) -> Edit:
    """Return the edit that marks an action done today, or not done."""
    done = None if action.done else session.clock.today().isoformat()
    edit = change_row(session, "actions", action.key, {"done_on": done})
    return Edit(f"{'Reopen' if action.done else 'Finish'} action “{action.title}”", edit.operation)


def add_action(session: Session, key: int, words: str, due_on: str, owner: str) -> Edit:
    """Return the edit that adds an action for a partner."""
    (partner,) = session.rows("partners", [key])
    return insert_row(
        session,
        "actions",
        {"partner": partner["id"], "title": words, "due_on": due_on or None, "owner": owner or None},
    )


def _runs(period: Period, as_of: int) -> bool:
    return as_of_day(period, as_of) == as_of < period.end


def _action(row: Row, day: str) -> Action:
    done = row["done_on"] is not None and str(row["done_on"]) <= day
    return Action(
        int(row["key"] or 0),
        str(row["title"]),
        str(row["owner"] or ""),
        str(row["due_on"] or ""),
        done,
        not done and bool(row["due_on"]) and str(row["due_on"]) < day,
    )


def _review(row: Row) -> Review:
    return Review(
        int(row["key"] or 0),
        str(row["status"]),
        str(row["reviewed_on"]),
        str(row["reason"] or ""),
        str(row["reviewer"] or ""),
    )
