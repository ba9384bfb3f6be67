"""A customer that may be meant, while another name is typed in a cell."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from partnertracker.domain.facts import Facts
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.customers import KEY, PAUSE
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.late import service
from partnertracker.gui.questions import Questions


class NearName(QObject):
    """Watches the input over a cell, for as long as that lives; ``KEY`` takes what is pointed out."""

    def __init__(self, desk: Desk, entry: WordInput, tell: Callable[[str], None]) -> None:
        """Take the input, and what shows a sentence beside it."""
        super().__init__(entry)
        self._entry = entry
        self._tell = tell
        self._near = ""
        self._questions = Questions(desk, self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._look)
        entry.textEdited.connect(self._on_edit)
        entry.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is pointed out."""
        if not self._near or event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if QKeySequence(event.key()) == QKeySequence(KEY):
            near, self._near = self._near, ""
            self._entry.take(near)
            return True
        return super().eventFilter(watched, event)

    def _on_edit(self) -> None:
        self._near = ""
        self._questions.forget_all()
        self._timer.start()

    def _look(self) -> None:
        text = self._entry.text().strip()

        def work(facts: Facts) -> list[str]:
            found: list[str] = service("customers:customers_like")(facts, text, 1)
            return found

        self._questions.compute("near", work, self._show)

    def _show(self, found: list[str]) -> None:
        for name in found:
            self._near = name
            self._tell(f"Did you mean {name}? {KEY} uses it.")
