"""When steps were made, on the clock and in the calendar of this computer."""

from datetime import date, datetime

from partnertracker.gui import formats
from partnertracker.services.history import title
from partnertracker.services.ports import Step


def step_cells(step: Step, today: date) -> tuple[str, str, str]:
    """Return the line of a step: when, who, what."""
    moment = datetime.fromisoformat(step.at).astimezone()
    return f"{formats.short_date(moment.date(), today)} {moment:%H:%M}", step.who, title(step)


def spoken_moment(at: str) -> str:
    """Return a moment, ISO UTC, as one says it: ``26 Nov 2026, 14:00``."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{formats.long_date(moment.date())}, {moment:%H:%M}"


def local_day(at: str) -> date:
    """Return the local day of a moment of the log."""
    return datetime.fromisoformat(at).astimezone().date()
