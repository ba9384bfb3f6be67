"""The small panel in which a partner's status is set: why, and when to look again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities.health import HEALTH_REVIEWS
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.health.cards import RATED
from partnertracker.gui.health.column import MEANINGS
from partnertracker.gui.painting.statuses import status_icon, word_of
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column, restyle
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.editing import add_review
from partnertracker.services.editing.edit import Edit
from partnertracker.services.ports import Outcome
from partnertracker.services.review import Card
from partnertracker.services.session import Session

_WIDTH = 400
_ASKED = ("reason", "next_review_on")


class ReviewPanel(SteadyDialog):
    """Rates one partner in one step."""

    def __init__(self, desk: Desk, theme: Theme, card: Card, status: str, parent: QWidget) -> None:
        """Start with a status; the next review is due after the file's usual interval."""
        super().__init__(desk, parent)
        self._card = card
        self._touched: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Set status")
        self.setMinimumWidth(scaled(_WIDTH))
        self.statuses = {each: _choice(theme, each) for each in RATED}
        self._group = QButtonGroup(self)
        for each in self.statuses.values():
            self._group.addButton(each)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.next_review = DateInput(desk.today, theme)
        self.next_review.setAccessibleName("Next review")
        self._sentences = {name: label("", "error") for name in _ASKED}
        self.wrong = label("", "error")
        self.save = button("Set status", "primary")
        self._lay_out(card)
        self.statuses[status].setChecked(True)
        usual = day_of(desk.today.isoformat()) + desk.facts.settings.review_days
        self.next_review.set_text(formats.long_date(usual))
        self._group.buttonToggled.connect(lambda *_: self._check())
        self.reason.textEdited.connect(lambda _: self._check("reason"))
        self.next_review.textChanged.connect(lambda _: self._check("next_review_on"))
        self.save.clicked.connect(self._save)
        self.reason.setFocus()
        self._check()

    @property
    def status(self) -> str:
        """The status that is chosen."""
        return next(status for status, each in self.statuses.items() if each.isChecked())

    def sentence(self, name: str) -> str:
        """Return the sentence that stands beside a field."""
        return self._sentences[name].text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter from any field, if it can be saved; else say what is missing."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._touched |= set(_ASKED)
            self._check()
            if self.save.isEnabled():
                self._save()
            return
        super().keyPressEvent(event)

    def _problems(self) -> dict[str, str]:
        wording = Wording(self._desk.facts, self._desk.today)
        found: dict[str, str] = {}
        row: Row = {
            "partner": self._card.name,
            "status": self.status,
            "reviewed_on": self._desk.today.isoformat(),
            "reason": self.reason.text().strip() or None,
        }
        due = self._due()
        if isinstance(due, Problem):
            found[due.column] = due.sentence
        else:
            row["next_review_on"] = due
        for problem in problems_of_row(HEALTH_REVIEWS, row, wording.context):
            found.setdefault(problem.column, problem.sentence)
        return {name: formats.with_spoken_days(sentence) for name, sentence in found.items()}

    def _due(self) -> Value | Problem:
        field = HEALTH_REVIEWS.field("next_review_on")
        return Wording(self._desk.facts, self._desk.today).value(field, self.next_review.text())

    def _check(self, touched: str = "") -> None:
        if touched:
            self._touched.add(touched)
        problems = self._problems()
        for name, entry in (("reason", self.reason), ("next_review_on", self.next_review)):
            shown = problems.get(name, "") if name in self._touched else ""
            self._sentences[name].setText(shown)
            self._sentences[name].setVisible(bool(shown))
            restyle(entry, "state", "wrong" if shown else "")
            entry.setAccessibleDescription(shown)
        needed = "needed for Yellow and Red" if self.status != "green" else "if there is one worth noting"
        self.reason.setPlaceholderText(f"Reason, {needed}")
        self.save.setEnabled(not problems)

    def _save(self) -> None:
        key, status, reason, due = self._card.key, self.status, self.reason.text(), self._due()
        until = due if isinstance(due, str) else ""

        def edit(session: Session) -> Edit:
            (partner,) = session.rows("partners", [key])
            return add_review(session, str(partner["id"]), status, reason, until)

        self.store(lambda session: session.execute(*edit(session)), self._done, self._tell)

    def _done(self, _outcome: Outcome) -> None:
        self.accept()

    def _tell(self, error: Exception) -> None:
        """Say in the panel why the status could not be set; what was typed stays."""
        if isinstance(error, InvalidRowsError):
            self.wrong.setText(str(error))
            self.wrong.show()
        else:
            self._desk.failed.emit(error)

    def _lay_out(self, card: Card) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(2 * STEP)
        for each in self.statuses.values():
            choices.addWidget(each, 1)
        whole = page_column(self, 2 * STEP)
        whole.addWidget(label(card.name, "title"))
        as_of = self._desk.choice.as_of
        if as_of < day_of(self._desk.today.isoformat()):
            past = label(role="muted")
            past.setText(f"The review is dated today; the board shows {formats.long_date(as_of)}.")
            past.setWordWrap(True)
            whole.addWidget(past)
        whole.addLayout(choices)
        for name, words, entry in (
            ("reason", "Reason", self.reason),
            ("next_review_on", "Next review", self.next_review),
        ):
            caption = label(words, "caption")
            caption.setBuddy(entry)
            whole.addWidget(caption)
            whole.addWidget(entry)
            self._sentences[name].setWordWrap(True)
            self._sentences[name].hide()
            whole.addWidget(self._sentences[name])
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        whole.addWidget(self.wrong)
        whole.addSpacing(STEP)
        whole.addLayout(foot(cancel_button(self), self.save))


def _choice(theme: Theme, status: str) -> QPushButton:
    choice = button(word_of(status))
    choice.setCheckable(True)
    choice.setToolTip(MEANINGS[status].capitalize())
    choice.setIcon(status_icon(status, theme.tokens))
    return choice
