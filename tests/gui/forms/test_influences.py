"""Partners that influence a deal are added to it and taken away in its form."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.services.session import Session
from tests.gui.deals import deal, go_to

ENTER = Qt.Key.Key_Return


def test_influences_are_added_and_taken_away(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    influences = view.form.influences
    assert influences is not None
    before = influences.names
    influences.entry.setFocus()
    QTest.keyClicks(influences.entry, "proseware")
    QTest.keyClick(influences.entry, ENTER)
    assert influences.names == [*before, "Proseware"]
    QTest.keyClicks(influences.entry, "Fabrikam")
    QTest.keyClick(influences.entry, ENTER)
    assert influences.sentence != ""
    view.desk.undo()
    assert influences.names == before


def test_tab_comes_to_what_takes_an_influence_away_before_the_line_for_another(
    view: DealsView, session: Session, qtbot: QtBot
) -> None:
    go_to(view, session, "ERP rollout", "name")
    influences = view.form.influences
    assert influences is not None
    view.activateWindow()
    source = view.form.boxes["source_partner"].entry
    source.setFocus()
    qtbot.waitUntil(source.hasFocus)
    for name in influences.names:
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Tab)
        chip = QApplication.focusWidget()
        assert chip is not None
        assert chip.toolTip() == f"<p>Take away {name}</p>"
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Tab)
    assert influences.entry.hasFocus()
    QTest.keyClick(influences.entry, Qt.Key.Key_Tab)
    assert view.form.boxes["stage"].entry.hasFocus()


def test_no_influence_of_the_deal_before_becomes_a_window(view: DealsView, session: Session) -> None:
    influences = view.form.influences
    assert influences is not None
    influenced = deal(session, "ERP rollout")
    influences.show_deal(influenced)
    QApplication.processEvents()
    assert influences.names
    for _ in range(3):  # faster than anything is painted
        influences.show_deal(influenced)
    QApplication.processEvents()
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not view]
