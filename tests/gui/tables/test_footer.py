"""What stands below a table."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.theme.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_rows_shown_are_counted_and_added_up(view: DealsView) -> None:
    footer = view.panel.footer
    assert footer.shown.text() == "14 deals · $526,800 · average $37,628.57"
    view.header.write("stage:lost")
    assert footer.shown.text() == "2 of 14 · $39,000 · average $19,500"
    view.header.write("no such deal")
    assert footer.shown.text() == "0 of 14"


def test_the_chosen_rows_are_counted_and_added_up(qtbot: QtBot, view: DealsView) -> None:
    footer = view.panel.footer
    view.header.write("stage:lost")
    view.grid.setFocus()
    view.grid.select_first()
    QTest.qWait(100)
    assert footer.chosen.text() == ""
    QTest.keyClick(view.grid, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: footer.chosen.text() == "2 chosen · $39,000 · average $19,500")
    QTest.keyClick(view.grid, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: footer.chosen.text() == "")


def test_a_table_without_amounts_is_counted(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> None:
    partners = PartnersView(desk, theme, memory)
    qtbot.addWidget(partners)
    partners.show()
    assert partners.panel.footer.shown.text() == "6 partners"
    partners.grid.selectAll()
    qtbot.waitUntil(lambda: partners.panel.footer.chosen.text() == "6 chosen")
