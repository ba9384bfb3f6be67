"""The stages of deals: what they are called, their order, and how likely a deal in them is won."""

from PySide6.QtWidgets import QWidget

from partnertracker.domain.entities.programme import STAGES
from partnertracker.domain.fields import Row, Stage
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.editor import Asked
from partnertracker.gui.settings.lines import Column, Line
from partnertracker.gui.settings.list_card import ListCard
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session
from partnertracker.services.stages import add_stage, can_move, change_stage, move_stage, remove_stage

_ABOUT = "In the order of the funnel. A deal without a probability of its own has that of its stage."
_COLUMNS = (Column("Stage"), Column("Probability", 110, number=True), Column("A deal in it is", 150))
_OUTCOMES = {choice.value: choice.label for choice in STAGES.field("outcome").choices}


class StagesCard(ListCard):
    """Edits the stages."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the card; ``refresh`` fills it."""
        super().__init__(desk, "Stages", _ABOUT, _COLUMNS, parent)
        self.edit = self.add_button("Edit…", self._edit)
        self.add = self.add_button("Add stage…", self._add)
        self.up = self.add_button("Move up", lambda: self._move(-1))
        self.down = self.add_button("Move down", lambda: self._move(1))
        self.remove = self.add_button("Remove", self._remove)
        self.up.setToolTip("Alt+Up")
        self.down.setToolTip("Alt+Down")
        self.table.opened.connect(self._edit)
        self.table.removed.connect(self._remove)
        self.table.moved.connect(self._move)
        self.table.chosen.connect(self._allow)

    def refresh(self) -> None:
        """Show the file's stages."""
        self.table.show_lines([_line(stage) for stage in self.desk.facts.stages])
        self._allow()

    def _allow(self) -> None:
        """Enable what can be done with the chosen stage."""
        stages, key, writable = self.desk.facts.stages, self.table.key, not self.desk.read_only
        known = any(stage.key == key for stage in stages)
        self.add.setEnabled(writable)
        for each in (self.edit, self.remove):
            each.setEnabled(writable and known)
        self.up.setEnabled(writable and known and can_move(stages, key, -1))
        self.down.setEnabled(writable and known and can_move(stages, key, 1))

    def _stage(self) -> Stage | None:
        return next((each for each in self.desk.facts.stages if each.key == self.table.key), None)

    def _edit(self) -> None:
        stage = self._stage()
        if stage is None:
            return
        names = ("label", "probability") if stage.outcome == "open" else ("label",)

        def save(session: Session, values: Row) -> Edit:
            return change_stage(session, stage.key, **values)

        self.open_editor(Asked(f"Stage {stage.label}", STAGES, names, _row(stage), save))

    def _add(self) -> None:
        def save(session: Session, values: Row) -> Edit:
            return add_stage(
                session, str(values["label"]), str(values["outcome"]), float(values["probability"] or 0)
            )

        new: Row = {"name": "new", "position": 1, "outcome": "open", "probability": 50}
        names = ("label", "outcome", "probability")
        self.open_editor(Asked("New stage", STAGES, names, new, save, "Add stage"))

    def _move(self, by: int) -> None:
        key = self.table.key
        if key and can_move(self.desk.facts.stages, key, by):
            self.do(lambda session: move_stage(session, key, by))

    def _remove(self) -> None:
        key = self.table.key
        if key:
            self.do(lambda session: remove_stage(session, key))


def _line(stage: Stage) -> Line:
    chance = formats.share(stage.probability / 100) if stage.outcome == "open" else formats.MISSING
    return Line(stage.key, (stage.label, chance, _OUTCOMES[stage.outcome].lower()))


def _row(stage: Stage) -> Row:
    return {
        "name": stage.key,
        "label": stage.label,
        "position": stage.order,
        "probability": stage.probability,
        "outcome": stage.outcome,
    }
