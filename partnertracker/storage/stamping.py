"""The number and the moment that a new step is stamped with, as a hybrid logical clock gives them."""

import platform
import sqlite3

from partnertracker.domain.identifiers import new_id
from partnertracker.services.ports import Step
from partnertracker.storage import log

FAST = "+31 days"
"""A last step this far ahead of the clock was stamped by a fast clock, and holds back no later one."""

_RESET = "2026"
"""No step was made before this year: a clock that shows an earlier one has lost the time."""


def new_step(conn: sqlite3.Connection, label: str, now: str, who: str) -> Step:
    """Return the step that follows the last one.

    It is made no earlier than that one, so that a clock set back puts nothing into a past that was looked at;
    unless the last one lies so far ahead that it, and not the clock, must be wrong.

    Args:
        conn: the connection, in a transaction for writing.
        label: what is done.
        now: the moment by this computer's clock (ISO, UTC).
        who: who does it.
    """
    query = (
        "SELECT at FROM steps WHERE number = ?1 AND (at <= strftime('%Y-%m-%dT%H:%M:%fZ', ?2, ?3) OR ?2 < ?4)"
    )
    last = log.last_step(conn)
    found = conn.execute(query, (last, now, FAST, _RESET)).fetchone()
    at = max(now, found[0]) if found else now
    return Step(last + 1, new_id(), label, who, platform.node(), at)
