"""What a block of cells would do where some of it doesn't fit: each cell with its sentence, mended here."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.names import search_key
from partnertracker.domain.validation import shown
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.questions import Questions
from partnertracker.gui.tables.checkmodel import BECOMES, CheckModel
from partnertracker.gui.tables.checktable import CheckTable
from partnertracker.gui.tables.doing import Doing, left_as_they_are
from partnertracker.gui.tables.meant import MeantPartners
from partnertracker.gui.theme.controls import (
    button,
    cancel_button,
    escaped,
    label,
    page_column,
)
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing.blocks import Block, BlockPlan
from partnertracker.services.editing.planning import planned

_SIZE = (1040, 580)
_NAMED = 4


class BlockCheck(QDialog):
    """Shows what doesn't fit and lets it be mended; nothing is stored before all of it fits."""

    agreed = Signal(object)
    """Everything fits and the person wants it: the ``BlockPlan``."""

    def __init__(self, desk: Desk, theme: Theme, doing: Doing, plan: BlockPlan, parent: QWidget) -> None:
        """Take a plan, and what is to be done in words."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Check what is {doing.done}")
        resize_within(self, *_SIZE)
        self._desk = desk
        self._doing = doing
        self._block = plan.block
        self._late: BlockPlan | None = None
        self._questions = Questions(desk, self)
        wording = Wording(desk.facts, desk.today)
        self._read = wording.value
        self.model = CheckModel(theme, wording, plan)
        self.model.setParent(self)
        self.model.mended.connect(self._mend)
        self.summary = label("")
        self.summary.setWordWrap(True)
        self.unknown = label("")
        self.unknown.setWordWrap(True)
        self.rows = CheckTable()
        self.rows.setModel(self.model)
        self.rows.left.connect(self._leave)
        self.rows.itemDelegate().closeEditor.connect(self._catch_up)
        self.sentence = label("", "error")
        self.sentence.setWordWrap(True)
        self.rows.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        self.partners = QCheckBox()
        self.partners.toggled.connect(lambda _on: self._check(self._block))
        self.meant = MeantPartners(desk)
        self.meant.meant.connect(self._use)
        self.every = QCheckBox("Show the cells that fit, too")
        self.every.toggled.connect(self._show_again)
        self.confirm = button("", "primary")
        self.confirm.clicked.connect(self.accept)
        self.cancel = cancel_button(self)
        self._lay_out()
        self._show(plan)

    def accept(self) -> None:
        """Hand on the plan when all of it fits, and all that was typed is in it."""
        if not self.model.plan.problems and self.model.plan.block == self._block:
            self.agreed.emit(self.model.plan)
            super().accept()

    def _show(self, plan: BlockPlan) -> None:
        bad, total = plan.problems, self._doing.cells(plan)
        self.summary.setText(
            f"{formats.count(bad)} of {total} {'does' if bad == 1 else 'do'} not fit. Nothing is "
            f"{self._doing.done} until all of them do: type what is right, or press Del to leave a cell as "
            "it is and Ctrl+Del to leave out its row."
            if bad
            else f"Everything fits: {total} in one step."
        )
        told = _left_out(plan.block), left_as_they_are(plan.block)
        self.unknown.setText(" ".join(filter(None, told)))
        self.unknown.setVisible(bool(self.unknown.text()))
        told_cells = self._doing.told(plan, every=self.every.isChecked() or not bad)
        at = self.model.show_cells(plan, told_cells, self.rows.currentIndex().row())
        self.partners.setVisible(bool(plan.missing))
        self.partners.setText(escaped(f"Add {_partners(plan.missing)}"))
        self.meant.look(plan.missing)
        self.confirm.setText(self._doing.label(plan).split(f" {self._doing.preposition} ")[0])
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setEnabled(not bad)
        self.confirm.setDefault(not bad)
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(at, BECOMES))
        else:
            self.sentence.clear()

    def _tell(self, index: QModelIndex) -> None:
        """Say in full what the column has no room for."""
        cell = self.model.cells[index.row()] if index.isValid() else None
        self.sentence.setText(formats.with_spoken_days(cell.sentence) if cell else "")

    def _mend(self, row: int, field: str, text: str) -> None:
        self._check(self._block.with_text(row, field, text))

    def _use(self, name: str, meant: str) -> None:
        """Let every cell that names a partner which is not there name another one."""
        block = self._block
        for cell in self.model.plan.cells:
            given = cell.text or str(cell.after or "")
            if cell.field.references == "partners" and search_key(given) == search_key(name):
                block = block.with_text(cell.row, cell.field.name, meant)
        self._check(block)

    def _leave(self, whole_row: bool) -> None:  # noqa: FBT001  as the signal has it
        at = self.rows.currentIndex().row()
        if at < 0:
            return
        cell = self.model.cells[at]
        if whole_row:
            self.model.leave_out(cell.row)
            self._check(self._block.without_row(cell.row))
            return
        self.model.leave(at)
        self.rows.go_on()
        self._check(self._block.with_text(cell.row, cell.field.name, None))

    def _check(self, block: Block) -> None:
        """Find out whether a block fits; what is mended until that is known goes on from it."""
        self._block = block
        read, adding = self._read, self.partners.isChecked()
        self.confirm.setEnabled(False)
        self._questions.ask("plan", lambda session: planned(session, block, read, adding=adding), self._take)

    def _take(self, plan: BlockPlan) -> None:
        self._late = plan
        self._catch_up()

    def _show_again(self) -> None:
        self._take(self._late or self.model.plan)

    def _catch_up(self) -> None:
        """Show the newest plan once nobody is typing in a cell."""
        plan, typing = self._late, self.rows.state() is CheckTable.State.EditingState
        if plan is None or typing or self._questions.pending:
            return
        self._late = None
        self._show(plan)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.every)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        whole = page_column(self)
        whole.addWidget(label(self.windowTitle(), "title"))
        whole.addWidget(self.summary)
        whole.addWidget(self.unknown)
        whole.addWidget(self.rows, 1)
        whole.addWidget(self.sentence)
        whole.addWidget(self.meant)
        whole.addWidget(self.partners)
        whole.addLayout(buttons)


def _left_out(block: Block) -> str:
    """Return what a first row of names of columns meant, and which of them are none; empty without one."""
    if block.head:
        return f"“{shown(block.head)}” is the name of the column and is left out."
    if not block.unknown:
        return ""
    kind = entity(block.table)
    rows = formats.counted(len(block.keys), f"new {kind.singular.lower()}", f"new {kind.plural.lower()}")
    names = _some(tuple(f"“{shown(word)}”" for word in block.unknown))
    these, them = ("is no column", "it") if len(block.unknown) == 1 else ("are no columns", "them")
    left_out = f"{names} {these} here, and what stands under {them} is left out."
    return f"The first row names columns, so this is {rows}. {left_out}"


def _partners(names: tuple[str, ...]) -> str:
    return f"{formats.counted(len(names), 'partner')}: {_some(names)}"


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {formats.count(more)} more" if more > 0 else "")
