"""The page of settings: what holds for the whole file, and how the window looks."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.controls import card, label
from partnertracker.gui.theme.schemes import SCHEMES, remember_scheme, remembered_scheme
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CONTROL, GAP, STEP
from partnertracker.gui.view import View
from partnertracker.services.configuring import CURRENCIES, MONTHS, SETTING_LABELS, change_setting, has_money

_SHARED_BY = (("revenue", "Revenue"), ("deals", "Deals won"), ("equally", "Equal parts"))

_WIDTH = 620
_CONTROL_WIDTH = 220
_WORDS_WIDTH = 280
_LONGEST = 3650


class SettingsView(View):
    """Every setting takes effect, and is saved, when it is changed."""

    interest = frozenset({"settings", "stages", "deals", "costs", "company_revenue"})

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the two cards."""
        super().__init__(desk, parent)
        self._theme = theme
        self._memory = memory
        self.currency = _choice("Currency", [(code, code) for code in CURRENCIES])
        self.year = _choice("Fiscal year", [(str(n), name) for n, name in enumerate(MONTHS, start=1)])
        self.stage = _choice("Pipeline stage", [])
        self.shared = _choice("Shared costs", _SHARED_BY)
        self.days = {name: _days(name) for name in ("review_days", "ramping_days", "idle_days")}
        self.scheme = _choice("Appearance", SCHEMES)
        self._fixed = label("Fixed, because the file holds amounts.", "caption")
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        page = QWidget()
        area.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(3 * STEP)
        column.addWidget(label("Settings", "title"))
        column.addWidget(self._file_card(page))
        column.addWidget(self._window_card(page))
        column.addStretch(1)
        self._connect()

    def refresh(self) -> None:
        """Show the file's settings; what can't be changed now is greyed."""
        facts = self.desk.facts
        settings = facts.settings
        writable = not self.desk.read_only
        self.stage.clear()
        for stage in facts.stages:
            if stage.outcome == "open":
                self.stage.addItem(stage.label, stage.key)
        if self.currency.findData(settings.currency) < 0:
            self.currency.addItem(settings.currency, settings.currency)
        _show(self.currency, settings.currency)
        _show(self.year, str(settings.fiscal_year_start))
        _show(self.stage, settings.pipeline_stage)
        _show(self.shared, settings.shared_cost_key)
        _show(self.scheme, remembered_scheme(self._memory))
        for name, box in self.days.items():
            box.setValue(getattr(settings, name))
            box.setEnabled(writable)
        fixed = has_money(facts)
        self.currency.setEnabled(writable and not fixed)
        self._fixed.setVisible(fixed)
        self.year.setEnabled(writable)
        self.stage.setEnabled(writable)
        self.shared.setEnabled(writable)

    def _file_card(self, page: QWidget) -> QWidget:
        panel, form = _panel("This file", page)
        form.addRow(_words(SETTING_LABELS["currency"]), self.currency)
        form.addRow(label(), self._fixed)
        form.addRow(_words(SETTING_LABELS["fiscal_year_start"]), self.year)
        form.addRow(_words(SETTING_LABELS["pipeline_stage"]), self.stage)
        for name, box in self.days.items():
            form.addRow(_words(SETTING_LABELS[name]), box)
        form.addRow(_words(SETTING_LABELS["shared_cost_key"]), self.shared)
        return panel

    def _window_card(self, page: QWidget) -> QWidget:
        panel, form = _panel("This computer", page)
        form.addRow(_words("Appearance"), self.scheme)
        return panel

    def _connect(self) -> None:
        self.currency.activated.connect(lambda: self._change("currency", self.currency.currentData()))
        self.year.activated.connect(lambda: self._change("fiscal_year_start", self.year.currentData()))
        self.stage.activated.connect(lambda: self._change("pipeline_stage", self.stage.currentData()))
        self.shared.activated.connect(lambda: self._change("shared_cost_key", self.shared.currentData()))
        for name, box in self.days.items():
            box.editingFinished.connect(self._changer(name, box))
        self.scheme.activated.connect(self._wear)

    def _changer(self, name: str, box: QSpinBox) -> Callable[[], None]:
        return lambda: self._change(name, box.value())

    def _change(self, name: str, value: str | int) -> None:
        if str(getattr(self.desk.facts.settings, name)) != str(value):
            self.desk.do(*change_setting(name, value))

    def _wear(self) -> None:
        scheme = str(self.scheme.currentData())
        remember_scheme(self._memory, scheme)
        self._theme.choose(scheme)


def _panel(title: str, page: QWidget) -> tuple[QWidget, QFormLayout]:
    panel = card(page)
    panel.setMaximumWidth(_WIDTH)
    form = QFormLayout(panel)
    form.setContentsMargins(GAP, 3 * STEP, GAP, GAP)
    form.setHorizontalSpacing(2 * GAP)
    form.setVerticalSpacing(2 * STEP)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.addRow(label(title, "heading"))
    return panel, form


def _words(text: str) -> QLabel:
    """Return the words beside a control, as high and as wide as on every other line."""
    words = label(text)
    words.setFixedSize(_WORDS_WIDTH, CONTROL)
    return words


def _choice(name: str, entries: Iterable[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setFixedWidth(_CONTROL_WIDTH)
    for value, words in entries:
        box.addItem(words, value)
    return box


def _days(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName(SETTING_LABELS[name])
    box.setFixedSize(_CONTROL_WIDTH, CONTROL)
    box.lineEdit().setTextMargins(2 * STEP, 0, 0, 0)
    box.setRange(1, _LONGEST)
    box.setSuffix(" days")
    return box


def _show(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
