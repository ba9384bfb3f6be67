"""What held before, in lines: since when, who set it and why."""

from collections.abc import Callable, Mapping
from datetime import date

from partnertracker.domain.fields import Row, Value
from partnertracker.gui import formats
from partnertracker.services.session import Session
from partnertracker.services.versions import Version, versions


def reader_of_lines(
    table: str, place: Mapping[str, Value], words: Callable[[Row], str], today: date
) -> Callable[[Session], tuple[str, ...]]:
    """Return what reads the history of a row as lines, the newest first.

    Args:
        table: of rows that hold since a day.
        place: the values by which those of one history are found.
        words: says what a row holds.
        today: the day dates are read on.
    """

    def read(session: Session) -> tuple[str, ...]:
        return tuple(line_of(each, words, today) for each in versions(session, table, place))

    return read


def line_of(version: Version, words: Callable[[Row], str], today: date) -> str:
    """Return one line: ``Since 25 Jan · Anna · Certification counts more: Revenue 30 · …``."""
    return f"{set_words(version, today)}: {words(version.row)}"


def set_words(version: Version, today: date) -> str:
    """Return since when a row holds, who set it and why: ``Since 25 Jan · Anna · New tiers``."""
    since = f"Since {formats.short_date(version.since, today)}" if version.since else "Since ever"
    parts = (since, version.set_by, str(version.row["reason"] or "").rstrip("."))
    return " · ".join(part for part in parts if part)
