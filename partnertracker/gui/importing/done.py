"""The last step: what was imported, in a sentence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.gui import formats
from partnertracker.gui.beside import answer_undo
from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import button, card, label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import Plan
from partnertracker.services.ports import Step


def sentence_of(plan: Plan) -> str:
    """Return what an import did: “8,300 deals added”, and how to take it back."""
    kind = entity(plan.table)
    added = [_counted(plan.new, kind.singular, kind.plural)] if plan.new else []
    if plan.partners:
        added.append(formats.counted(len(plan.partners), "partner"))
    said = [f"{' and '.join(added)} added"] if added else []
    if plan.changed:
        said.append(f"{_counted(plan.changed, kind.singular, kind.plural)} changed")
    return f"{', '.join(said)}. Undo takes the whole import back."


def _counted(how_many: int, singular: str, plural: str) -> str:
    return formats.counted(how_many, singular.lower(), plural.lower())


class DonePage(QWidget):
    """Says what happened; the rejected rows can still be saved."""

    saving = Signal()
    """The person wants the rejected rows as a file."""

    def __init__(self, desk: Desk) -> None:
        """Start before anything was imported into a file."""
        super().__init__()
        self._desk = desk
        self._step: Step | None = None
        self._said = ""
        answer_undo(self, desk)
        desk.changed.connect(self._follow)
        self.sentence = label("", "title")
        self.sentence.setWordWrap(True)
        self.left = label("", "muted")
        self.save = button("Save rejects…")
        self.save.clicked.connect(self.saving)
        self.saved = label("", "muted")
        panel = card()
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(8 * STEP, 8 * STEP, 8 * STEP, 8 * STEP)
        inner.setSpacing(3 * STEP)
        inner.addWidget(self.sentence)
        inner.addWidget(self.left)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.saved)
        row.addStretch(1)
        inner.addLayout(row)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def show_plan(self, plan: Plan, step: Step) -> None:
        """Say what this plan did in a step."""
        self._step, self._said = step, sentence_of(plan)
        self.sentence.setText(self._said)
        rejected = formats.counted(plan.rejected, "row was", "rows were")
        them = "it" if plan.rejected == 1 else "them"
        self.left.setText(f"{rejected} rejected: save {them}, mend {them} and import {them} again.")
        self.saved.setText("")
        for widget in (self.left, self.save):
            widget.setVisible(bool(plan.rejected))

    def _follow(self) -> None:
        """Say whether the import still stands, after a step was taken back or done again."""
        step = self._step
        if step is not None:
            self._desk.ask(lambda session: session.store.past.step(step.number), self._show_state)

    def _show_state(self, step: Step | None) -> None:
        stands = step is not None and step.state == "applied"
        self.sentence.setText(self._said if stands else "The import was taken back.")

    def say_saved(self, name: str) -> None:
        """Confirm that the rejected rows were saved."""
        self.saved.setText(f"Saved as {one_line(name)}.")
