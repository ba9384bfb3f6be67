"""Partners of a block that are not there, each with the one that may be meant."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.facts import Facts
from partnertracker.domain.validation import shown
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import service
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import button, escaped, label
from partnertracker.gui.theme.tokens import STEP

_MOST = 3
"""So many are asked about at a time; whoever answers one sees the next."""


class MeantPartners(QWidget):
    """Asks “Litwear: did you mean Litware?”; takes no room while there is nobody to ask about."""

    meant = Signal(str, str)
    """The person says so: the name as it was given, and that of the partner."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without a question."""
        super().__init__(parent)
        self._questions = Questions(desk, self)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(STEP)
        self._shown: list[tuple[str, str]] = []
        self._widgets: list[QWidget] = []
        self.hide()

    def look(self, missing: Sequence[str]) -> None:
        """Ask about those names that are nearly the name of a partner."""

        def near(facts: Facts) -> list[tuple[str, str]]:
            found = []
            for name in missing:
                like: list[str] = service("duplicates:partners_like")(facts, name)
                found += [(name, each) for each in like]
                if len(found) == _MOST:
                    break
            return found

        if missing:
            self._questions.compute("near", near, self._show)
        else:
            self._questions.forget_all()
            self._show([])

    def _show(self, found: list[tuple[str, str]]) -> None:
        if found == self._shown:
            return
        self._shown = found
        for line in self._widgets:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._widgets = [self._line(name, meant) for name, meant in found]
        for line in self._widgets:
            self._lines.addWidget(line)
        self.setVisible(bool(found))

    def _line(self, name: str, meant: str) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(f"{shown(name)}: did you mean {shown(meant)}?"))
        use = button(escaped(f"Use {shown(meant)}"), "link")
        use.setAccessibleName(f"Use {shown(meant)} for {shown(name)}")
        use.clicked.connect(lambda: self.meant.emit(name, meant))
        line.addWidget(use)
        line.addStretch(1)
        return whole
