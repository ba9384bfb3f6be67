"""Numbers of another page than Metrics, each with the rows that add up to it, in a small window."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.dimensions import Measured
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import Period
from partnertracker.domain.titles import title
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.drill_pane import DrillPane
from partnertracker.gui.metrics.sections import Found, Section, Wanted, found, shapes
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import close_button, foot, label, page_column
from partnertracker.gui.theme.places import resize_within
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.listing.columns import names_of

_SIZE = (520, 560)


@dataclass(frozen=True, slots=True)
class Asked:
    """Some numbers of a partner.

    Attributes:
        partner: its key.
        words: what they are of, after its name: a period, or a dimension of the scorecard.
        wanted: gives them from the facts of a moment.
        period: the period that goes without saying; None: each figure names its own.
    """

    partner: int
    words: str
    wanted: Callable[[Facts], Sequence[Wanted]]
    period: Period | None = None


def of_period(partner: int, metrics: Iterable[str], period: Period, as_of: int) -> Asked:
    """Return the question for figures of a partner (by key) in one period, seen from a day."""
    wanted = tuple(Wanted(Measured(metric, period, as_of)) for metric in metrics)
    return Asked(partner, title(period), lambda _facts: wanted, period)


class DrillDialog(QDialog):
    """Explains numbers of a partner, and follows every change of the file while it is open."""

    def __init__(self, desk: Desk, theme: Theme, asked: Asked, parent: QWidget | None = None) -> None:
        """Take which numbers."""
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._asked = asked
        self._questions = Questions(desk, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within(self, *_SIZE)
        self.title = label(role="title", parent=self)
        self.none = label("No record stands behind this yet.", "muted", parent=self)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.none.hide()
        self.sections: list[Section] = []
        self._inside = QVBoxLayout()
        self._lay_out()
        desk.changed.connect(self._ask)
        self._ask()

    @property
    def values(self) -> list[str]:
        """The numbers in words."""
        return [section.value.text() for section in self.sections]

    @property
    def panes(self) -> list[DrillPane]:
        """What is behind each of those that are figures."""
        return [section.pane for section in self.sections if section.pane is not None]

    def _ask(self) -> None:
        asked = self._asked

        def work(facts: Facts) -> tuple[str, list[Found]]:
            (at,) = facts["partners"].positions_of([asked.partner])
            if at == NO_ROW:
                return "", []
            name = names_of(facts, "partners")[at]
            return name, [found(facts, name, each, asked.period) for each in asked.wanted(facts)]

        self._questions.compute("behind", work, self._show)

    def _show(self, answer: tuple[str, list[Found]]) -> None:
        name, every = answer
        if not name:  # the partner is gone
            self.close()
            return
        words = f"{name}, {self._asked.words}"
        self.setWindowTitle(words)
        self.title.setText(words)
        self._make_room(shapes(every))
        self.none.setVisible(not every)
        currency = self._desk.facts.settings.currency
        for section, each in zip(self.sections, every, strict=True):
            section.show_found(each, currency, self._desk.today, name)

    def _make_room(self, wanted: tuple[bool, ...]) -> None:
        """Build the sections, anew where an edit has made others of them."""
        if wanted == tuple(section.pane is not None for section in self.sections):
            return
        for section in self.sections:
            section.hide()
            self._inside.removeWidget(section)
            section.deleteLater()
        self.sections = [Section(self._desk, self._theme, figure=figure, parent=self) for figure in wanted]
        for section in self.sections:
            section.record_wanted.connect(self._open_record)
            self._inside.addWidget(section, 1)

    def _open_record(self, table: str, key: int) -> None:
        self._desk.open_record(table, key)
        self.close()

    def _lay_out(self) -> None:
        close = close_button(self, "primary")
        close.setDefault(True)
        whole = page_column(self, 2 * STEP)
        whole.addWidget(self.title)
        whole.addWidget(self.none, 1)
        self._inside.setSpacing(3 * STEP)
        whole.addLayout(self._inside, 1)
        whole.addLayout(foot(close))
