"""Settings take effect when they are changed, as steps that can be undone."""

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.settings import SettingsView
from partnertracker.gui.theme.schemes import remembered_scheme
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.configuring import SETTING_LABELS, change_setting, has_money


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> SettingsView:
    view = SettingsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()
    return view


def test_it_shows_the_files_settings(page: SettingsView) -> None:
    assert page.currency.currentData() == "USD"
    assert page.year.currentText() == "January"
    assert page.stage.currentText() == "Qualified"
    assert page.days["review_days"].value() == 30


def test_the_currency_is_fixed_once_there_are_amounts(page: SettingsView, desk: Desk) -> None:
    assert has_money(desk.facts)
    assert not page.currency.isEnabled()
    desk.undo()  # takes the whole programme back
    assert not has_money(desk.facts)
    assert page.currency.isEnabled()


def test_a_change_is_a_step_and_undo_takes_it_back(page: SettingsView, desk: Desk) -> None:
    page.days["review_days"].setValue(45)
    page.days["review_days"].editingFinished.emit()
    assert desk.facts.settings.review_days == 45
    desk.undo()
    assert desk.facts.settings.review_days == 30
    assert page.days["review_days"].value() == 30


def test_leaving_a_value_as_it_is_makes_no_step(page: SettingsView, desk: Desk) -> None:
    before = desk.facts.version
    page.days["idle_days"].editingFinished.emit()
    assert desk.facts.version == before


def test_the_appearance_changes_at_once_and_is_remembered(
    page: SettingsView, theme: Theme, memory: Memory
) -> None:
    page.scheme.setCurrentIndex(2)
    page.scheme.activated.emit(2)
    assert theme.tokens.is_dark
    assert remembered_scheme(memory) == "dark"
    theme.choose("light")


def test_every_setting_has_words_and_nonsense_is_refused(desk: Desk) -> None:
    assert set(SETTING_LABELS) == set(type(desk.facts.settings).__slots__)
    with pytest.raises(UnusableArgumentError, match="first month"):
        change_setting("fiscal_year_start", "soon")


def test_shared_costs_go_to_partners_by_the_key_that_is_chosen(page: SettingsView, desk: Desk) -> None:
    page.shared.setCurrentIndex(page.shared.findText("Equal parts"))
    page.shared.activated.emit(page.shared.currentIndex())
    assert desk.facts.settings.shared_cost_key == "equally"
    desk.undo()
    assert page.shared.currentText() == "Revenue"
