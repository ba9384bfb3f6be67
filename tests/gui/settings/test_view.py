"""The page as a whole: two columns or one, and nothing to change in a file that is read only."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.view import SettingsView
from tests.gui.settings.person import no_editor


def test_cards_stand_side_by_side_where_there_is_room(page: SettingsView) -> None:
    QApplication.processEvents()
    assert page.scorecard.y() == page.file.y()
    assert page.scorecard.x() > page.file.x()
    page.resize(900, 700)
    QApplication.processEvents()
    assert page.scorecard.x() == page.file.x()
    assert page.scorecard.y() > page.stages.y()


def test_in_a_file_that_can_only_be_read_nothing_can_be_changed(
    page: SettingsView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "read_only", "The file may only be read.")
    page.refresh()
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert buttons
    assert not any(each.isEnabled() for each in buttons)
    for signal in (page.stages.table.opened, page.stages.table.removed):
        signal.emit()
    assert no_editor(page)
    assert len(desk.facts.stages) == 6


def test_every_button_and_every_stop_of_tab_has_a_name_of_its_own(page: SettingsView) -> None:
    buttons = [each.accessibleName() or each.text() for each in page.findChildren(QPushButton)]
    assert {"Stages: Edit…", "Scorecard: Edit…", "Capacities: Edit…"} <= set(buttons)
    assert len(buttons) == len(set(buttons))
    (area,) = [each for each in page.children() if isinstance(each, QScrollArea)]
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
