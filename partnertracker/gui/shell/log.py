"""What the window shows of the change log: the steps that undo and redo would take, and the newest."""

from typing import NamedTuple

from partnertracker.domain.errors import NothingToUndoError
from partnertracker.services.origin import MADE_UP
from partnertracker.services.ports import Outcome, Step
from partnertracker.services.session import Session


class LogEnds(NamedTuple):
    """Where the log stands.

    Attributes:
        undoable, redoable: the steps that undo would take back and redo would do again. What a demo is made
            of is not offered: it is not the person's own doing, and one key too many would empty the file.
        newest: the newest step of any kind.
        backup: when the newest verified backup was made (ISO UTC), or empty.
    """

    undoable: Step | None
    redoable: Step | None
    newest: Step | None
    backup: str

    @property
    def commands(self) -> set[str]:
        """The commands that have a step to take: ``undo``, ``redo``."""
        return {name for name, step in self._steps.items() if step is not None}

    @property
    def words(self) -> dict[str, str]:
        """What ``undo`` and ``redo`` would do, in words."""
        return {
            name: f"{name.capitalize()} {step.label}" if step else f"Nothing to {name}"
            for name, step in self._steps.items()
        }

    @property
    def _steps(self) -> dict[str, Step | None]:
        return {"undo": self.undoable, "redo": self.redoable}


def read_log(session: Session) -> LogEnds:
    """Read where the log stands; runs on the file lane."""
    store = session.store
    steps = store.steps(limit=1)
    return LogEnds(_undoable(session), store.redoable(), steps[0] if steps else None, store.state.last_backup)


def undo_last(session: Session) -> Outcome:
    """Take back the last step that is offered; runs on the file lane.

    Raises:
        NothingToUndoError: there is none. The key may be pressed again before the command is disabled.
    """
    if _undoable(session) is None:
        raise NothingToUndoError("There is nothing to undo.")
    return session.undo()


def _undoable(session: Session) -> Step | None:
    step = session.store.undoable()
    return None if step is not None and step.label == MADE_UP else step
