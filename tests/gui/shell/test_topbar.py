"""The top bar edits what holds for every view."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Desk
from partnertracker.gui.shell.topbar import TopBar
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.configuring import change_setting


@pytest.fixture
def top(qtbot: QtBot, desk: Desk, theme: Theme) -> Iterator[TopBar]:
    bar = TopBar(desk, theme, QLineEdit(), QAction("Undo", desk), QAction("Redo", desk))
    qtbot.addWidget(bar)
    bar.show()
    yield bar
    bar.close()


def test_it_says_what_is_chosen(top: TopBar) -> None:
    assert top._period.accessibleName() == "Period: FY26 Q4 · to 21 Nov"
    assert top._manager.accessibleName() == "Manager: All"


def test_stepping_goes_to_the_period_before_and_back(top: TopBar, desk: Desk) -> None:
    top.step(forward=False)
    assert desk.choice.period.label == "2026-Q3"
    assert desk.choice.as_of == desk.choice.period.end
    top.step(forward=True)
    assert desk.choice.period.label == "2026-Q4"
    assert desk.choice.as_of == day_of("2026-11-21")


def test_a_past_day_holds_while_the_period_changes(top: TopBar, desk: Desk) -> None:
    day = day_of("2026-10-05")
    top._popup.chosen.emit(desk.choice.period, day)
    assert desk.choice.as_of == day
    assert "as of 5 Oct" in top._period.accessibleName()
    top.step(forward=False)
    assert desk.choice.as_of == day_of("2026-09-30")
    top.step(forward=True)
    assert desk.choice.as_of == day


def test_managers_and_tiers_of_the_file_are_offered(top: TopBar, desk: Desk) -> None:
    assert top._manager._words == ("AK", "JL", "MO")
    assert top._tier._words == ("Gold", "Silver")
    top._manager.chosen.emit("JL")
    assert desk.choice.scope == "manager:JL"
    top._tier.chosen.emit("Gold")
    assert desk.choice.scope == "tier:Gold"
    top._tier.chosen.emit("")
    assert desk.choice.scope == "all"


def test_every_kind_of_period_is_named_whole_when_it_is_chosen(top: TopBar, theme: Theme) -> None:
    QTest.mouseClick(top._period, Qt.MouseButton.LeftButton)

    bold = QFontMetricsF(theme.font("heading"))
    for kind in top._popup._kinds.values():
        assert kind.width() >= bold.horizontalAdvance(kind.text()) + 24
    top._popup.close()


def test_the_popup_turns_to_other_kinds_and_jumps(top: TopBar, desk: Desk) -> None:
    top._period.click()
    popup = top._popup
    popup._kinds["month"].click()
    assert desk.choice.period.label == "2026-11"
    popup._kinds["year"].click()
    assert desk.choice.period.label == "2026"
    popup._jump.setText("2025-q2")
    QTest.keyClick(popup._jump, Qt.Key.Key_Return)
    assert desk.choice.period.label == "2025-Q2"
    assert not popup.isVisible()


def test_a_jump_to_nowhere_says_why(top: TopBar, desk: Desk) -> None:
    top._period.click()
    top._popup._jump.setText("Q5")
    QTest.keyClick(top._popup._jump, Qt.Key.Key_Return)
    assert "“Q5” is not a period" in top._popup._wrong.text()
    assert desk.choice.period.label == "2026-Q4"
    top._popup.close()


def test_the_popups_day_is_the_as_of_day_and_today_is_no_other_day(top: TopBar, desk: Desk) -> None:
    top._period.click()
    top._popup._date.setDate(QDate(2026, 10, 20))
    assert desk.choice.as_of == day_of("2026-10-20")
    assert not top._popup._as_today.isChecked()
    top._popup._date.setDate(QDate(2026, 11, 21))
    assert top._day is None
    top._popup.close()


def test_a_fiscal_year_that_starts_elsewhere_gives_another_quarter(top: TopBar, desk: Desk) -> None:
    desk.do(*change_setting("fiscal_year_start", 7))
    assert "FY27 Q2" in top._period.accessibleName()
    assert desk.choice.period.label == "2027-Q2"


def test_a_fiscal_year_that_starts_elsewhere_leads_to_no_quarter_that_has_not_begun(
    top: TopBar, desk: Desk
) -> None:
    desk.do(*change_setting("fiscal_year_start", 3))  # December to February has not begun on 21 November
    assert desk.choice.period == period_named("2027-Q3", 3)
    assert "to 21 Nov" in top._period.accessibleName()


def test_what_is_brought_from_another_fiscal_year_is_no_quarter_that_has_not_begun(
    top: TopBar, desk: Desk
) -> None:
    top.take(period_named("2027-Q3", 3), None)
    assert desk.choice.period == period_named("2026-Q4")
    top.take(period_named("2027-Q3", 3), day_of("2026-09-10"))
    assert desk.choice.period == period_named("2026-Q3")


def test_the_main_action_is_named_or_absent(top: TopBar, qtbot: QtBot) -> None:
    top.offer("New deal", possible=True)
    assert top._main.text() == "+ New deal"
    with qtbot.waitSignal(top.main_action):
        top._main.click()
    top.offer("", possible=True)
    assert top._main.isHidden()
