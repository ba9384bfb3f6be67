"""The top edge: what holds for every view, search, undo and redo, and the view's main action."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from partnertracker.domain import periods
from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import Period
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.late import PERIOD_POPUP, part
from partnertracker.gui.shell.chips import Chip, WordChip
from partnertracker.gui.theme.controls import ToolButton, button, escaped
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP, TOP

if TYPE_CHECKING:
    from partnertracker.gui.shell.periods import PeriodPopup


class TopBar(QWidget):
    """Edits the desk's choice and offers the commands that are always at hand."""

    main_action = Signal()
    """The view's main action was asked for."""

    command_wanted = Signal(str)
    """A command of the window, by its name in ``ACTIONS``, was asked for."""

    known_on_wanted = Signal(object)
    """The file is to be shown as it was known on a past day, or as it is: a ``date`` or None."""

    def __init__(self, desk: Desk, theme: Theme, search: QWidget, undo: QAction, redo: QAction) -> None:
        """Take the desk whose choice it edits, the search box, and the actions of the two arrows."""
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(scaled(TOP))
        self._desk = desk
        self._theme = theme
        default = periods.as_of_day(desk.choice.period, self._today)
        self._day: int | None = None if desk.choice.as_of == default else desk.choice.as_of
        self._period = Chip("Period", theme)
        self._period.setToolTip("Period and as-of day (Alt+Left, Alt+Right)")
        self._period.clicked.connect(self._drop_period)
        self._manager = WordChip("Manager", theme)
        self._manager.chosen.connect(lambda word: self._choose(manager=word))
        self._tier = WordChip("Tier", theme)
        self._tier.chosen.connect(lambda word: self._choose(tier=word))
        self._main = button("", "primary")
        self._main.clicked.connect(self.main_action)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, 0, GAP, 0)
        layout.setSpacing(2 * STEP)
        for chip in (self._period, self._manager, self._tier):
            layout.addWidget(chip)
        layout.addStretch(1)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(search, 3)
        for action in (undo, redo):
            arrow = ToolButton()
            arrow.setDefaultAction(action)
            arrow.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(arrow)
        layout.addWidget(self._main)
        desk.changed.connect(self._on_changed)
        desk.chosen.connect(self.show_choice)
        self.show_choice()

    def offer(self, main_action: str, *, possible: bool) -> None:
        """Name the view's main action; without a name there is no button."""
        self._main.setText(escaped(f"+ {main_action}"))
        self._main.setAccessibleName(main_action)
        self._main.setVisible(bool(main_action))
        self._main.setEnabled(possible)

    def step(self, forward: bool) -> None:  # noqa: FBT001  one of two directions, called by two actions
        """Go to the next or the previous period."""
        fiscal = self._desk.facts.settings.fiscal_year_start
        move = periods.following if forward else periods.previous
        self._take_period(move(self._desk.choice.period, fiscal), self._day)

    def renew_day(self) -> None:
        """Follow the calendar: what is looked at as of today is looked at as of the new day."""
        self._take_period(self._desk.choice.period, self._day)

    @property
    def chosen(self) -> tuple[Period, int | None]:
        """The period and the day it is looked at from, None for today."""
        return self._desk.choice.period, self._day

    def take(self, period: Period, day: int | None) -> None:
        """Look at a period, as this file's fiscal year has it, from a day (None: today)."""
        fiscal = self._desk.facts.settings.fiscal_year_start
        self._take_period(periods.counterpart(period, self._today if day is None else day, fiscal), day)

    def show_choice(self) -> None:
        """Show what the desk has chosen."""
        choice = self._desk.choice
        words = title(choice.period, choice.as_of)
        if self._day is not None and self._day == choice.as_of:
            words = f"{title(choice.period)} · as of {formats.short_date(self._day, self._desk.today)}"
        unusual = self._day is not None or self._desk.known_on is not None
        self._period.show_value(words, unusual=unusual)
        partners = self._desk.facts["partners"]
        self._manager.offer(partners.words_in_use("manager"), choice.manager)
        self._tier.offer(partners.words_in_use("tier"), choice.tier)

    def _on_changed(self, changes: dict[str, object]) -> None:
        if "partners" in changes:
            self.show_choice()
        if "settings" in changes:  # the fiscal year may start in another month now
            fiscal = self._desk.facts.settings.fiscal_year_start
            choice = self._desk.choice
            self._take_period(periods.counterpart(choice.period, choice.as_of, fiscal), self._day)

    def look_back(self) -> None:
        """Ask for the day on which the file was known."""
        self._drop_period()
        self._popup.ask_known_on()

    def refuse_known_on(self, sentence: str) -> None:
        """Say in the panel why the file can't be shown as it was known on the day that was typed."""
        self._popup.refuse_known_on(sentence)

    def _drop_period(self) -> None:
        fiscal = self._desk.facts.settings.fiscal_year_start
        self._popup.show_choice(self._desk.choice.period, self._day, self._today, fiscal)
        self._popup.show_known_on(self._desk.known_on)
        self._popup.adjustSize()
        self._popup.move(self._period.mapToGlobal(QPoint(0, self._period.height() + STEP)))
        self._popup.show()

    @cached_property
    def _popup(self) -> "PeriodPopup":
        """The panel under the period, made when it is opened for the first time."""
        popup: PeriodPopup = part(PERIOD_POPUP)(self._theme, self)
        popup.chosen.connect(self._take_period)
        popup.known_on_chosen.connect(self.known_on_wanted)
        popup.command_wanted.connect(self.command_wanted)
        return popup

    @property
    def _today(self) -> int:
        return day_of(self._desk.today.isoformat())

    def _take_period(self, period: Period, day: int | None) -> None:
        self._day = day
        as_of = periods.as_of_day(period, self._today if day is None else day)
        choice = self._desk.choice
        self._desk.choose(Choice(period, as_of, choice.manager, choice.tier))
        self.show_choice()

    def _choose(self, *, manager: str | None = None, tier: str | None = None) -> None:
        """Take a manager or a tier; of the two only one holds, as figures have one scope."""
        choice = self._desk.choice
        self._desk.choose(Choice(choice.period, choice.as_of, manager or "", tier or ""))
