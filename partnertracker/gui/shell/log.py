"""What the window shows of the change log: the steps that undo and redo would take, and the newest."""

from dataclasses import dataclass

from partnertracker.services.ports import Step
from partnertracker.services.session import Session


@dataclass(frozen=True, slots=True)
class LogEnds:
    """Where the log stands.

    Attributes:
        undoable, redoable: the steps that undo would take back and redo would do again.
        newest: the newest step of any kind.
        backup: when the newest verified backup was made (ISO UTC), or empty.
    """

    undoable: Step | None
    redoable: Step | None
    newest: Step | None
    backup: str


def read_log(session: Session) -> LogEnds:
    """Read where the log stands; runs on the file lane."""
    store = session.store
    steps = store.steps(limit=1)
    return LogEnds(store.undoable(), store.redoable(), steps[0] if steps else None, store.state.last_backup)
