"""Tables tell what is under the pointer as the plain text it is."""

import pytest
from PySide6.QtCore import QEvent, QStringListModel
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QListView, QToolTip
from pytestqt.qtbot import QtBot

from partnertracker.gui.restating.lists import Column, Line, TextsTable
from partnertracker.gui.theme.tables import show_plain_tips
from partnertracker.gui.theme.theme import Theme

MARKED = "<b>Wingtip</b>\n& Sons"
PLAIN = "<p>&lt;b&gt;Wingtip&lt;/b&gt;<br>&amp; Sons</p>"


def point_at(view: QListView | TextsTable) -> str:
    """Rest the pointer on the first cell, and return the tooltip that shows."""
    place = view.visualRect(view.model().index(0, 0)).center()
    there = view.viewport().mapToGlobal(place)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, there))
    return QToolTip.text()


def test_a_name_with_tags_is_told_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    table = TextsTable("Partners", theme)
    qtbot.addWidget(table)
    table.show_lines((Column("Partner"),), [Line((MARKED,))])
    table.show()
    assert point_at(table) == PLAIN
    QToolTip.hideText()


@pytest.mark.usefixtures("theme")
def test_an_item_without_a_tip_has_none(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel([MARKED], view))
    show_plain_tips(view)
    view.show()
    assert point_at(view) == ""
