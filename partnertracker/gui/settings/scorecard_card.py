"""The scorecard: weights and bands of the suggested status, and those that held before."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QListView, QWidget

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities.judging import DIMENSIONS, SCORECARDS
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.scorecard import LEAST, USUAL, Scorecard, scorecard_on
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.questions import Questions
from partnertracker.gui.settings.editor import Asked
from partnertracker.gui.settings.history import line_of, set_words
from partnertracker.gui.settings.lines import Column, Line, LinesTable
from partnertracker.gui.settings.list_card import ListCard
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.services.editing import set_scorecard
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session
from partnertracker.services.versions import Version, versions

_ABOUT = "What the suggested status is made of. A change holds from its day on."
_COLUMNS = (Column("Dimension"), Column("Weight", 90, number=True), Column("Share", 90, number=True))
_NAMES = (*DIMENSIONS, "green_from", "yellow_from", "reason")
_HISTORY = 84


class ScorecardCard(ListCard):
    """Edits the scorecard."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the card; ``refresh`` fills it."""
        super().__init__(desk, "Scorecard", _ABOUT, _COLUMNS, parent)
        self._questions = Questions(desk, self)
        self.bands = label("", "muted")
        self.bands.setWordWrap(True)
        self._lines = QStringListModel(self)
        self.history = QListView()
        self.history.setModel(self._lines)
        self.history.setAccessibleName("Set before")
        self.history.setWordWrap(True)
        self.history.setFixedHeight(scaled(_HISTORY))
        self.history.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.history.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._heading = label("Set before", "heading")
        place = self.inside.indexOf(self.sentence)
        for number, widget in enumerate((self.bands, self._heading, self.history)):
            self.inside.insertWidget(place + number, widget)
        self.edit = self.add_button("Edit…", self._edit)
        self.table.setSelectionMode(LinesTable.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def refresh(self) -> None:
        """Show what holds today, and what held before."""
        held = self._held()
        total = sum(held.weights)
        self.table.show_lines(
            [
                Line(name, (SCORECARDS.field(name).label, _number(weight), formats.share(weight / total)))
                for name, weight in zip(DIMENSIONS, held.weights, strict=True)
            ]
        )
        self.bands.setText(_bands(held))
        self.edit.setEnabled(not self.desk.read_only)
        self._questions.ask("history", lambda session: versions(session, "scorecards", {}), self._show)

    def _held(self) -> Scorecard:
        return scorecard_on(self.desk.facts, day_of(self.desk.today.isoformat()))

    def _show(self, found: tuple[Version, ...]) -> None:
        """Show who set the one that holds, and those before it."""
        today = self.desk.today
        by_now = [each for each in found if each.since <= today.isoformat()]
        if by_now:
            self.bands.setText(f"{_bands(self._held())} {set_words(by_now[0], today)}.")
        earlier = [line_of(each, _words, today) for each in by_now[1:]]
        self._lines.setStringList(earlier)
        for widget in (self._heading, self.history):
            widget.setVisible(bool(earlier))

    def _edit(self) -> None:
        held = self._held()
        row: dict[str, Value] = dict(zip(DIMENSIONS, held.weights, strict=True))
        row |= {"green_from": held.green_from, "yellow_from": held.yellow_from}

        def save(session: Session, values: Row) -> Edit:
            return set_scorecard(session, **values)

        self.open_editor(Asked("Scorecard", SCORECARDS, _NAMES, row, save))


def _bands(held: Scorecard) -> str:
    bands = f"Green from {_number(held.green_from)}, Yellow from {_number(held.yellow_from)}, Red below."
    if sum(weight > 0 for weight in held.weights) < LEAST:
        return f"{bands} Fewer than {LEAST} dimensions have a weight: no status is suggested."
    return bands if held is not USUAL else f"{bands} The usual ones: none were set yet."


def _words(row: Row) -> str:
    weights = " · ".join(f"{SCORECARDS.field(name).label} {_number(row[name])}" for name in DIMENSIONS)
    return f"{weights} · Green from {_number(row['green_from'])} · Yellow from {_number(row['yellow_from'])}"


def _number(value: Value) -> str:
    return formats.number(None if value is None else float(value), 2)
