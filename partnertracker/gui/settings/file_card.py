"""What holds for the whole file; every setting takes effect, and is saved, when it is changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSpinBox, QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.controls import CONTROL_WIDTH, choice, form_in, show_choice, words
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import CONTROL, STEP
from partnertracker.services.configuring import CURRENCIES, MONTHS, SETTING_LABELS, change_setting, has_money

_SHARED_BY = (("revenue", "Revenue"), ("deals", "Deals won"), ("equally", "Equal parts"))
_LONGEST = 3650


class FileCard(QFrame):
    """The settings of the file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the card; ``refresh`` fills it."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._desk = desk
        self.currency = choice("Currency", [(code, code) for code in CURRENCIES])
        self.year = choice("Fiscal year", [(str(n), name) for n, name in enumerate(MONTHS, start=1)])
        self.stage = choice("Pipeline stage", [])
        self.shared = choice("Shared costs", _SHARED_BY)
        self.days = {name: _days(name) for name in ("review_days", "ramping_days", "idle_days")}
        self._fixed = label("Fixed, because the file holds amounts.", "caption")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the file's settings; what can't be changed now is greyed."""
        facts = self._desk.facts
        settings = facts.settings
        writable = not self._desk.read_only
        self.stage.clear()
        for stage in facts.stages:
            if stage.outcome == "open":
                self.stage.addItem(stage.label, stage.key)
        if self.currency.findData(settings.currency) < 0:
            self.currency.addItem(settings.currency, settings.currency)
        show_choice(self.currency, settings.currency)
        show_choice(self.year, str(settings.fiscal_year_start))
        show_choice(self.stage, settings.pipeline_stage)
        show_choice(self.shared, settings.shared_cost_key)
        for name, box in self.days.items():
            box.setValue(getattr(settings, name))
            box.setEnabled(writable)
        fixed = has_money(facts)
        self.currency.setEnabled(writable and not fixed)
        self._fixed.setVisible(fixed)
        for each in (self.year, self.stage, self.shared):
            each.setEnabled(writable)

    def _lay_out(self) -> None:
        form = form_in(self, "This file")
        form.addRow(words(SETTING_LABELS["currency"]), self.currency)
        form.addRow(label(), self._fixed)
        form.addRow(words(SETTING_LABELS["fiscal_year_start"]), self.year)
        form.addRow(words(SETTING_LABELS["pipeline_stage"]), self.stage)
        for name, box in self.days.items():
            form.addRow(words(SETTING_LABELS[name]), box)
        form.addRow(words(SETTING_LABELS["shared_cost_key"]), self.shared)

    def _connect(self) -> None:
        self.currency.activated.connect(lambda: self._change("currency", self.currency.currentData()))
        self.year.activated.connect(lambda: self._change("fiscal_year_start", self.year.currentData()))
        self.stage.activated.connect(lambda: self._change("pipeline_stage", self.stage.currentData()))
        self.shared.activated.connect(lambda: self._change("shared_cost_key", self.shared.currentData()))
        for name, box in self.days.items():
            box.editingFinished.connect(self._changer(name, box))

    def _changer(self, name: str, box: QSpinBox) -> Callable[[], None]:
        return lambda: self._change(name, box.value())

    def _change(self, name: str, value: str | int) -> None:
        if str(getattr(self._desk.facts.settings, name)) != str(value):
            self._desk.do(*change_setting(name, value))


def _days(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName(SETTING_LABELS[name])
    box.setFixedSize(scaled(CONTROL_WIDTH), scaled(CONTROL))
    box.lineEdit().setTextMargins(2 * STEP, 0, 0, 0)
    box.setRange(1, _LONGEST)
    box.setSuffix(" days")
    return box
