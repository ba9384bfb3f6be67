"""Settings take effect when they are changed, as steps that can be undone."""

import pytest

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.view import SettingsView
from partnertracker.services.configuring import SETTING_LABELS, change_setting, has_money


def test_it_shows_the_files_settings(page: SettingsView) -> None:
    assert page.file.currency.currentData() == "USD"
    assert page.file.year.currentText() == "January"
    assert page.file.stage.currentText() == "Qualified"
    assert page.file.days["review_days"].value() == 30


def test_the_currency_is_fixed_once_there_are_amounts(page: SettingsView, desk: Desk) -> None:
    assert has_money(desk.facts)
    assert not page.file.currency.isEnabled()
    desk.undo()  # takes the whole programme back
    assert not has_money(desk.facts)
    assert page.file.currency.isEnabled()


def test_a_change_is_a_step_and_undo_takes_it_back(page: SettingsView, desk: Desk) -> None:
    page.file.days["review_days"].setValue(45)
    page.file.days["review_days"].editingFinished.emit()
    assert desk.facts.settings.review_days == 45
    desk.undo()
    assert desk.facts.settings.review_days == 30
    assert page.file.days["review_days"].value() == 30


def test_leaving_a_value_as_it_is_makes_no_step(page: SettingsView, desk: Desk) -> None:
    before = desk.facts.version
    page.file.days["idle_days"].editingFinished.emit()
    assert desk.facts.version == before


def test_every_setting_has_words_and_nonsense_is_refused(desk: Desk) -> None:
    assert set(SETTING_LABELS) == set(type(desk.facts.settings).__slots__)
    with pytest.raises(UnusableArgumentError, match="first month"):
        change_setting("fiscal_year_start", "soon")


def test_shared_costs_go_to_partners_by_the_key_that_is_chosen(page: SettingsView, desk: Desk) -> None:
    page.file.shared.setCurrentIndex(page.file.shared.findText("Equal parts"))
    page.file.shared.activated.emit(page.file.shared.currentIndex())
    assert desk.facts.settings.shared_cost_key == "equally"
    desk.undo()
    assert page.file.shared.currentText() == "Revenue"
