"""What the data behind the chosen metric are worth: the rows it can use, and what is wrong with the rest."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.quality.flawed import usable_words
from partnertracker.gui.quality.flaws import FlawsTable
from partnertracker.gui.quality.rows import FlawRows
from partnertracker.gui.quality.share import ShareBar
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import ROW
from partnertracker.services.quality import Found, Usable, flaws_of_metric, usable_rows

_MARGIN = 14
_MOST = 6
_HEAD = 34
_SOUND = "Nothing is missing, stale or contradictory in what this metric reads."


class _Quality(NamedTuple):
    usable: Usable
    found: tuple[Found, ...]


class DataPane(QScrollArea):
    """Shows the quality of a metric's data; it is worked out while the pane is on screen."""

    command_wanted = Signal(str)
    """A command of the window, by its name, was asked for on the pane."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the pane, empty."""
        super().__init__(parent)
        self._desk = desk
        self._questions = Questions(desk, self)
        self._figure: Figure | None = None
        self._stale = True
        self.usable = label(role="heading")
        self.share = ShareBar(theme)
        self.all_flaws = button("All metrics…", "link")
        self.all_flaws.setToolTip("What is wrong with the data of the whole programme")
        self.flaws_heading = label("In all periods", "heading")
        self.sound = label(_SOUND, "muted")
        self.flaws = FlawsTable(theme, wide=False)
        self.rows = FlawRows(desk, theme)
        self._lay_out()
        self.flaws.chosen.connect(self.rows.show_found)
        self.flaws.drilled.connect(self.rows.drill)
        self.rows.command_wanted.connect(self.command_wanted)
        self.all_flaws.clicked.connect(lambda: self.command_wanted.emit("show_quality"))

    def show_figure(self, figure: Figure) -> None:
        """Show what the data of a figure are worth."""
        self._figure, self._stale = figure, True
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Work out what was left."""
        super().showEvent(event)
        self._renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Want no answer any more."""
        super().hideEvent(event)
        self._stale = self._stale or self._questions.pending
        self._questions.forget_all()

    def _renew(self) -> None:
        figure = self._figure
        if not self._stale or not self.isVisible() or figure is None:
            return
        self._stale = False

        def work(facts: Facts) -> _Quality:
            name, as_of, scope = figure.metric.id, figure.as_of, figure.scope
            usable = usable_rows(facts, name, figure.period, as_of, scope)
            return _Quality(usable, flaws_of_metric(facts, name, as_of, scope))

        self._questions.compute("quality", work, self._show)

    def _show(self, quality: _Quality) -> None:
        words, share = usable_words(quality.usable), quality.usable.share
        self.usable.setText(words if share is None or share == 1 else f"{words} ({_percent(share)})")
        self.share.show_share(share or 0.0, words)
        self.share.setVisible(share is not None)
        some = bool(quality.found)
        self.sound.setVisible(not some)
        self.flaws_heading.setVisible(some)
        self.flaws.setVisible(some)
        self.flaws.setFixedHeight(scaled(_HEAD) + scaled(ROW) * min(_MOST, len(quality.found)))
        self.flaws.show_found(quality.found, self._desk.facts)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.setWidget(content)
        self.sound.setWordWrap(True)
        self.usable.setMinimumWidth(1)
        head = QHBoxLayout()
        head.addWidget(self.usable, 1)
        head.addWidget(self.all_flaws)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(_MARGIN, 6, _MARGIN, _MARGIN)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(self.share)
        inside.addSpacing(8)
        for widget in (self.sound, self.flaws_heading, self.flaws):
            inside.addWidget(widget)
        inside.addSpacing(8)
        inside.addWidget(self.rows, 1)
        inside.addStretch(0)


def _percent(share: float) -> str:
    """Return a share that is never rounded up to all of them."""
    return formats.share(min(share, 0.999))
