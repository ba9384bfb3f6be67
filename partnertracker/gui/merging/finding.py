"""The window of all partners that may be the same, the surest pair first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.waiting import Waiting
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.duplicates import DuplicateSearch, Suspects, tell_apart
from partnertracker.services.ports import TableChanges

_SIZE = (860, 560)
_COLUMNS = (
    Column("Partner", stretches=True),
    Column("May be the same as", stretches=True),
    Column("Why", muted=True),
)


class DuplicatesWindow(QDialog):
    """A window beside the main one; both can be worked in. Looking takes one portion after another."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        """Begin to look."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Duplicate partners")
        self.resize(*_SIZE)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._found: list[Suspects] = []
        self.said = label("", "muted")
        self.said.setWordWrap(True)
        self.pairs = TextsTable("Partners that may be the same", theme)
        self.waiting = Waiting()
        self.merge = button("Merge…", "primary")
        self.apart = button("Not the same")
        self.apart.setToolTip("Remembered: they are not pointed out again (Del)")
        self.open_first = button("Open the first")
        self.open_second = button("Open the second")
        self.again = button("Look again")
        self._lay_out()
        self.merge.clicked.connect(self._merge)
        self.pairs.opened.connect(self._merge)
        self.apart.clicked.connect(self._tell_apart)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.pairs, self._tell_apart)
        self.open_first.clicked.connect(lambda: self._open(0))
        self.open_second.clicked.connect(lambda: self._open(1))
        self.again.clicked.connect(self.look)
        self.waiting.stopped.connect(self._stop)
        desk.changed.connect(self._follow)
        self.look()

    @property
    def found(self) -> tuple[Suspects, ...]:
        """The pairs listed."""
        return tuple(self._found)

    def look(self) -> None:
        """Look through the whole file from the beginning."""
        self._found = []
        self.said.setText("Looking…")
        self.again.setEnabled(False)
        self.waiting.begin("Comparing the partners…")
        self._questions.ask("partners", lambda session: DuplicateSearch(session.store), self._go_on)

    def _go_on(self, search: DuplicateSearch, portion: int = 0) -> None:
        """Look at a portion where figures are computed: between two portions others have their turn."""
        if portion >= search.portions:
            self._end("")
            return

        def take(found: list[Suspects]) -> None:
            self._found += found
            self.waiting.move_to((portion + 1) / search.portions)
            self._go_on(search, portion + 1)

        self._questions.compute("portion", lambda _facts: search.look(portion), take)

    def _stop(self) -> None:
        self._questions.forget_all()
        self._end("Stopped before all were compared. ")

    def _end(self, first: str) -> None:
        self.waiting.end()
        self.again.setEnabled(True)
        self._found.sort(key=lambda pair: (-pair.score, tuple(map(str.casefold, pair.names))))
        self._show(first)
        self.pairs.setFocus()

    def _show(self, first: str = "") -> None:
        count = len(self._found)
        said = (
            f"{formats.count(count)} {'pair' if count == 1 else 'pairs'} of partners that may be the same."
            if count
            else "No two partners look like the same one."
        )
        self.said.setText(f"{first}{said}")
        self.pairs.show_lines(_COLUMNS, [Line((*pair.names, pair.why), about=pair) for pair in self._found])
        for each in (self.open_first, self.open_second):
            each.setEnabled(bool(count))
        for each in (self.merge, self.apart):
            each.setEnabled(bool(count) and not self._desk.read_only)

    def _merge(self) -> None:
        pair = self.pairs.about
        if isinstance(pair, Suspects) and not self._desk.read_only:
            MergeDialog(self._desk, "partners", pair.keys, self, then_open=False).open()

    def _tell_apart(self) -> None:
        pair = self.pairs.about
        if isinstance(pair, Suspects) and not self._desk.read_only:
            self._desk.change(
                lambda session: session.execute(*tell_apart(session, *pair.keys)),
                lambda _outcome: self._drop(pair),
            )

    def _drop(self, pair: Suspects) -> None:
        row = self.pairs.currentIndex().row()
        self._found = [each for each in self._found if each != pair]
        self._show()
        self.pairs.selectRow(min(row, len(self._found) - 1))

    def _open(self, side: int) -> None:
        pair = self.pairs.about
        if isinstance(pair, Suspects):
            self._desk.open_record("partners", pair.keys[side])

    def _follow(self, changes: dict[str, TableChanges]) -> None:
        """Leave out the pairs of a partner that is gone."""
        gone = set(changes.get("partners", TableChanges()).deleted)
        for pair in [each for each in self._found if gone & set(each.keys)]:
            self._drop(pair)

    def _lay_out(self) -> None:
        close = button("Close")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        for each in (self.merge, self.apart, self.open_first, self.open_second):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self.again)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(2 * STEP)
        layout.addWidget(label("Duplicate partners", "title"))
        layout.addWidget(self.said)
        layout.addWidget(self.pairs, 1)
        layout.addWidget(self.waiting)
        layout.addLayout(foot)
