"""Figures on the page of a partner lead to the rows behind any period of their trend."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.drill_dialog import DrillDialog
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.partner.overview import Overview
from partnertracker.gui.theme.theme import Theme
from tests.gui.pages import on_screen

LITWARE = 1


@pytest.fixture
def overview(qtbot: QtBot, desk: Desk, theme: Theme) -> Overview:
    shown = on_screen(qtbot, Overview(desk, theme))
    shown.show_partner(LITWARE)
    shown.figures.choose("sourced_revenue")
    QApplication.processEvents()
    return shown


def opened(overview: Overview) -> list[str]:
    (dialog,) = overview.window().findChildren(DrillDialog)
    words = [dialog.windowTitle(), *dialog.values]
    dialog.close()
    return words


def test_a_key_offers_the_periods_of_the_trend(overview: Overview) -> None:
    QTest.keyClick(overview.figures, Qt.Key.Key_T)

    (menu,) = (each for each in overview.findChildren(QMenu) if each.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert len(texts) == 12
    assert texts[:2] == ["FY26 Q4: $100,000", "FY26 Q3: $77,000"]
    menu.actions()[1].trigger()
    assert opened(overview) == ["Litware, FY26 Q3", "Partner-sourced revenue $77,000"]
    menu.close()


def test_a_click_on_a_point_of_the_trend_leads_to_its_period(overview: Overview) -> None:
    overview.figures.period_wanted.emit("2026-Q3")
    assert opened(overview) == ["Litware, FY26 Q3", "Partner-sourced revenue $77,000"]


def test_a_click_on_the_change_leads_to_the_period_before(overview: Overview) -> None:
    overview.resize(1900, 800)
    QApplication.processEvents()
    figures = overview.figures
    place = figures.visualRect(figures.currentIndex().siblingAtColumn(Column.CHANGE))
    assert place.width() > 0

    QTest.mouseClick(figures.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    QApplication.processEvents()

    assert opened(overview) == ["Litware, FY26 Q3", "Partner-sourced revenue $77,000"]


def test_an_action_that_is_typed_stays_while_another_day_is_chosen(overview: Overview, desk: Desk) -> None:
    entry = overview.panel.new_action
    entry.setFocus()
    QTest.keyClicks(entry, "Call ")
    choice = desk.choice
    desk.choose(choice._replace(as_of=day_of("2019-01-31")))
    assert (entry.isVisible(), QApplication.focusWidget()) == (True, entry)
    QTest.keyClicks(entry, "Jane")
    assert overview.unsaved == ("The action typed for Litware is not added: press Enter in it.",)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert len(overview.unsaved) == 0


def test_no_name_of_a_figure_is_cut_on_a_usual_screen(overview: Overview) -> None:
    overview.resize(1244, 700)
    QApplication.processEvents()
    figures = overview.figures

    painted = figures.columnWidth(Column.METRIC) - 2 * figures._painting.side
    assert painted >= figures._painting.width_of(Column.METRIC)


def test_a_border_that_somebody_moved_stays_where_it_is(overview: Overview) -> None:
    overview.resize(1244, 700)
    QApplication.processEvents()
    overview._sides.moveSplitter(310, 1)
    moved = overview.form.width()

    overview.refresh()
    QApplication.processEvents()

    assert overview.form.width() == moved
