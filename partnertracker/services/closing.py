"""Closing a period: its figures as they were known then stay to be seen, whatever is edited later.

Nothing is copied: a closed period is a row, and what was known when it was closed is the file as it was after
the step that made the row (``created_step``). A step's number is in order where its clock is not.
"""

from typing import NamedTuple

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import Period, as_of_day, period_named
from partnertracker.domain.problems import Problem
from partnertracker.domain.settings import Settings
from partnertracker.services.editing import Edit, delete_rows, insert_row
from partnertracker.services.editing.checking import existing
from partnertracker.services.restating import Question
from partnertracker.services.session import Session

TABLE = "closed_periods"

_FISCAL = "fiscal_year_start"


class ClosedPeriod(NamedTuple):
    """A period whose figures were frozen.

    Attributes:
        key: of its row.
        period: the period's label.
        label: what it was closed as.
        closed_on: the day of closing, days since 1970-01-01.
        step: the step that closed it; what was known after it is frozen.
        who: the person who closed it; empty when the log does not say.
        notes: what was noted.
    """

    key: int
    period: str
    label: str
    closed_on: int
    step: int
    who: str = ""
    notes: str = ""


LONGEST_LABEL = 60


def usual_label(period: Period) -> str:
    """Return what a period is closed as unless the person says otherwise."""
    return f"{period.label} as reported"


def close_period(session: Session, period: Period, label: str, notes: str = "") -> Edit:
    """Freeze a period's figures as they are known now: “Close period “2026-Q3 as reported””.

    Raises:
        InvalidRowsError: the period is closed already or has not begun; the label is too long;
            running it, the label is missing.
    """
    today, label = session.clock.today().isoformat(), label.strip()
    there, namesake = closing_of(session, period), session.store.find(TABLE, {"period": period.label})
    sentence = ""
    if there is not None:
        sentence = f"{period.label} is closed already, as “{there.label}”. Reopen it to close it anew."
    elif namesake:
        other = namesake[0]["label"]
        sentence = (
            f"{period.label} is the label of other days that were closed, as “{other}”, when the fiscal year "
            "began in another month. Reopen these to close this one."
        )
    elif period.start > day_of(today):
        sentence = f"{period.label} has not begun yet, so there is nothing to freeze."
    if sentence:
        raise InvalidRowsError((Problem("period", period.label, sentence),))
    if len(label) > LONGEST_LABEL:
        raise InvalidRowsError(
            (Problem("label", label, f"Label must have at most {LONGEST_LABEL} letters."),)
        )
    values: Row = {
        "period": period.label,
        "label": label or None,
        "closed_on": today,
        "moment": session.clock.now(),
        "notes": notes.strip() or None,
    }
    return Edit(f"Close period “{label}”", insert_row(session, TABLE, values).operation)


def reopen_period(session: Session, key: int) -> Edit:
    """Forget that a period was closed: “Reopen period “2026-Q3 as reported””."""
    row = existing(session.store, entity(TABLE), key)
    return Edit(f"Reopen period “{row['label']}”", delete_rows(session, TABLE, [key]).operation)


def closed_periods(session: Session) -> tuple[ClosedPeriod, ...]:
    """Return the closed periods, those closed last first."""
    rows = session.store.find(TABLE, {})
    return tuple(
        _closed(session, row) for row in sorted(rows, key=lambda row: -int(row["created_step"] or 0))
    )


def closing_of(session: Session, period: Period) -> ClosedPeriod | None:
    """Return how a period was closed; None while it is open.

    It is the same period when it has the same days: its label may be another one since the fiscal year begins
    in another month.
    """
    for row in session.store.find(TABLE, {}):
        start = _fiscal_year_start(session, int(row["created_step"] or 0))
        closed = period_named(str(row["period"]), start)
        if (closed.start, closed.end) == (period.start, period.end):
            return _closed(session, row)
    return None


def question_of(closed: ClosedPeriod, then: Facts) -> Question:
    """Return which figures were frozen: the period in the fiscal year of then, seen from the day of closing.

    Args:
        closed: the closed period.
        then: the file's content as it was known when it was closed.
    """
    period = period_named(closed.period, then.settings.fiscal_year_start)
    return Question(period, as_of_day(period, closed.closed_on))


def _closed(session: Session, row: Row) -> ClosedPeriod:
    logged = session.store.history(TABLE, str(row["id"]))
    return ClosedPeriod(
        int(row["key"] or 0),
        str(row["period"]),
        str(row["label"]),
        day_of(str(row["closed_on"])),
        int(row["created_step"] or 0),
        logged[0].step.who if logged else "",
        str(row["notes"] or ""),
    )


def _fiscal_year_start(session: Session, step: int) -> int:
    """Return the month in which the fiscal year began after a step, out of the change log."""
    usual = Settings().fiscal_year_start
    rows = session.store.find("settings", {"name": _FISCAL})
    if not rows:
        return usual
    value = rows[0]["value"]
    for change in reversed(session.store.history("settings", str(rows[0]["id"]))):
        if change.step.number <= step:
            break
        if change.what == "insert" or change.field == "value":
            value = change.before
    return int(value or usual)
