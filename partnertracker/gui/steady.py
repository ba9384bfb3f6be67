"""A small window that stays as it is while what was entered in it is being stored."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.lane import Failed
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

T = TypeVar("T")


class SteadyDialog(QDialog):
    """Takes no keys and does not close until it has its answer, however slow the disk.

    So nothing is stored twice, nothing is typed into a window that is about to close, and what the file
    refuses is still there to be mended.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Take the desk of the file in which things are stored."""
        super().__init__(parent)
        self._desk = desk
        self._waiting = False

    def store(
        self, work: Callable[[Session], Outcome], then: Callable[[Outcome], None], refused: Failed
    ) -> None:
        """Make one step of the file, then call ``then``, or ``refused`` with what was wrong."""
        self._hold()
        self._desk.change(work, self._answered(then), self._answered(refused))

    def ask(self, work: Callable[[Session], T], then: Callable[[T], None], refused: Failed) -> None:
        """Read from the file before anything is stored, then call ``then``, or ``refused``."""
        self._hold()
        self._desk.ask(work, self._answered(then), self._answered(refused))

    def reject(self) -> None:
        """Close, unless an answer is to come: it closes then, or says what was wrong."""
        if not self._waiting:
            super().reject()

    def _hold(self) -> None:
        self._waiting = True
        self._typed = self.focusWidget()
        self.setEnabled(False)

    def _answered(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        def arrive(answer: T) -> None:
            self._waiting = False
            self.setEnabled(True)
            if self._typed is not None:
                self._typed.setFocus()
            tell(answer)

        return arrive
