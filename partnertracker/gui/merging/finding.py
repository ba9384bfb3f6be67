"""The window of all records that may be there twice, the surest pair first."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.waiting import Waiting
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.merging.renaming import RenameCustomerDialog
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.settings.controls import choice, show_choice
from partnertracker.gui.theme.controls import button, close_button, label, page_column
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.customers import CUSTOMERS
from partnertracker.services.duplicates import tell_pair_apart
from partnertracker.services.ports import TableChanges
from partnertracker.services.suspecting import Begin, Search, Suspects, searching

_SIZE = (860, 560)


class _Kind(NamedTuple):
    """What records of a kind are called."""

    singular: str
    plural: str


_KINDS = {
    "partners": _Kind("partner", "partners"),
    CUSTOMERS: _Kind("customer", "customers"),
    "deals": _Kind("deal", "deals"),
}


class DuplicatesWindow(QDialog):
    """A window beside the main one; both can be worked in. Looking takes one portion after another."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, table: str = "partners") -> None:
        """Begin to look among the records of ``partners``, ``deals`` or ``CUSTOMERS``."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Duplicates")
        resize_within(self, *_SIZE)
        self._desk = desk
        self._theme = theme
        self._questions = Questions(desk, self)
        self._found: list[Suspects] = []
        self.among = choice("Look among", ((name, each.plural.capitalize()) for name, each in _KINDS.items()))
        show_choice(self.among, table)
        self.said = label("", "muted")
        self.said.setWordWrap(True)
        self.pairs = TextsTable("Records that may be the same", theme)
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
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.pairs, self._tell_apart)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.open_first.clicked.connect(lambda: self._open(0))
        self.open_second.clicked.connect(lambda: self._open(1))
        self.again.clicked.connect(self.look)
        self.among.currentIndexChanged.connect(self.look)
        self.waiting.stopped.connect(self._stop)
        desk.changed.connect(self._follow)
        self.look()

    @property
    def found(self) -> tuple[Suspects, ...]:
        """The pairs listed."""
        return tuple(self._found)

    def look(self) -> None:
        """Look through the whole file from the beginning."""
        self._questions.forget_all()
        self._found = []
        self._show_pairs()
        self.said.setText("Looking…")
        self.again.setEnabled(False)
        self.waiting.begin(f"Comparing the {self._kind.plural}…")
        table = str(self.among.currentData())

        def read(begin: Begin) -> None:
            self._questions.ask("read", begin, self._go_on)

        self._questions.compute("prepare", lambda facts: searching(facts, table), read)

    @property
    def _kind(self) -> _Kind:
        return _KINDS[str(self.among.currentData())]

    def _go_on(self, search: Search, portion: int = 0) -> None:
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
        self._found.sort(key=lambda pair: (-pair.score, pair.one.name.casefold(), pair.other.name.casefold()))
        self._show(first)
        self.pairs.setFocus()

    def _show(self, first: str = "") -> None:
        count = len(self._found)
        plural = self._kind.plural
        said = (
            f"{formats.counted(count, 'pair')} of {plural} that may be the same."
            if count
            else f"No two {plural} look like the same one."
        )
        self.said.setText(f"{first}{said}")
        self._show_pairs()

    def _show_pairs(self) -> None:
        columns = (
            Column(self._kind.singular.capitalize(), stretches=True),
            Column("May be the same as", stretches=True),
            Column("Why", muted=True),
        )
        lines = [Line((each.one.name, each.other.name, _begun(each.why)), about=each) for each in self._found]
        self.pairs.show_lines(columns, lines)
        for each in (self.open_first, self.open_second):
            each.setEnabled(bool(lines))
        for each in (self.merge, self.apart):
            each.setEnabled(bool(lines) and not self._desk.read_only)

    def _merge(self) -> None:
        pair = self.pairs.about
        if not isinstance(pair, Suspects) or self._desk.read_only:
            return
        if pair.table == CUSTOMERS:
            dialog = RenameCustomerDialog(self._desk, self._theme, pair.other.name, self, pair.one.name)
            dialog.accepted.connect(partial(self._forget_customer, pair.other.name))
            dialog.open()
        else:
            keys = (pair.one.key, pair.other.key)
            MergeDialog(self._desk, pair.table, keys, self, then_open=False).open()

    def _tell_apart(self) -> None:
        pair = self.pairs.about
        if isinstance(pair, Suspects) and not self._desk.read_only:
            records = ((each.id, each.name) for each in (pair.one, pair.other))
            self._desk.do(*tell_pair_apart(pair.table, *records), lambda _outcome: self._drop(pair))

    def _drop(self, pair: Suspects) -> None:
        row = self.pairs.currentIndex().row()
        self._found = [each for each in self._found if each != pair]
        self._show()
        self.pairs.selectRow(min(row, len(self._found) - 1))

    def _open(self, side: int) -> None:
        pair = self.pairs.about
        if isinstance(pair, Suspects):
            record = (pair.one, pair.other)[side]
            self._desk.open_record(record.table, record.key)

    def _forget_customer(self, name: str) -> None:
        """Leave out the pairs of a customer that has become another one."""
        for pair in [each for each in self._found if name in {each.one.name, each.other.name}]:
            self._drop(pair)

    def _follow(self, changes: dict[str, TableChanges]) -> None:
        """Leave out the pairs of a record that is gone."""
        for pair in [each for each in self._found if each.table != CUSTOMERS]:
            gone = set(changes.get(pair.table, TableChanges()).deleted)
            if gone & {pair.one.key, pair.other.key}:
                self._drop(pair)

    def _lay_out(self) -> None:
        close = close_button(self)
        foot = QHBoxLayout()
        for each in (self.merge, self.apart, self.open_first, self.open_second):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self.again)
        foot.addWidget(close)
        layout = page_column(self, 2 * STEP)
        head = QHBoxLayout()
        head.addWidget(label("Duplicates", "title"))
        head.addStretch(1)
        head.addWidget(self.among)
        layout.addLayout(head)
        layout.addWidget(self.said)
        layout.addWidget(self.pairs, 1)
        layout.addWidget(self.waiting)
        layout.addLayout(foot)


def _begun(words: str) -> str:
    """Return words as they begin a cell."""
    return f"{words[:1].upper()}{words[1:]}"
