"""All that happened to a partner and to what hangs on it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnertracker.domain.entities import EXCHANGED, entity
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.history.words import change_words
from partnertracker.gui.moments import step_cells
from partnertracker.gui.questions import Questions
from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.controls import button, card, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP
from partnertracker.gui.view import View
from partnertracker.services.partner_history import Happened, happened_to

_PAGE = 200
_COLUMNS = (
    Column("When", muted=True),
    Column("Who", muted=True),
    Column("Record"),
    Column("What", stretches=True),
)


class PartnerHistory(View):
    """Changes, newest first; a line opens the record it is about."""

    interest = frozenset(each.table for each in EXCHANGED)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the tab; ``show_partner`` fills it."""
        super().__init__(desk, parent)
        self._key = 0
        self._limit = _PAGE
        self._questions = Questions(desk, self)
        self.changes = TextsTable("Changes", theme)
        self.none = label("Nothing has happened yet.", "muted")
        self.none.hide()
        self.older = button("Show older changes")
        self.older.hide()
        inside = QVBoxLayout(frame := card())
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.changes, 1)
        inside.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.older, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.addWidget(frame)
        self.changes.opened.connect(self._open)
        self.older.clicked.connect(self._read_older)

    @property
    def partner(self) -> int:
        """The key of the partner shown."""
        return self._key

    def take_focus(self) -> None:
        """Begin in the list."""
        self.changes.setFocus()

    def show_partner(self, key: int) -> None:
        """Show another partner."""
        self._key, self._limit = key, _PAGE
        self._renew()

    def refresh(self) -> None:
        """Read what happened."""
        key, limit = self._key, self._limit
        self._questions.ask("changes", lambda session: happened_to(session, key, limit + 1), self._show)

    def _show(self, found: list[Happened]) -> None:
        self.older.setVisible(len(found) > self._limit)
        self.changes.setVisible(bool(found))
        self.none.setVisible(not found)
        self.changes.show_lines(_COLUMNS, [self._line(each) for each in found[: self._limit]])

    def _line(self, each: Happened) -> Line:
        when, who, _label = step_cells(each.change.logged.step, self.desk.today)
        kind = entity(each.table).singular
        record = f"{kind} · {each.name}" if each.name else kind
        words = change_words(each.change, Wording(self.desk.facts, self.desk.today))
        return Line((when, who, record, words), about=(each.table, each.key))

    def _read_older(self) -> None:
        self._limit += _PAGE
        self.refresh()

    def _open(self, about: object) -> None:
        if isinstance(about, tuple):
            table, key = about
            self.desk.open_record(str(table), int(key))
