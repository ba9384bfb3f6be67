"""What stands in a table's place while it has nothing to show."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session


def test_rows_are_pasted_into_a_table_that_has_none(
    qtbot: QtBot, session: Session, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view = RecordsView(desk, theme, memory, "certifications")
    qtbot.addWidget(view)
    view.show()
    QTest.qWaitForWindowActive(view)
    view.take_focus()
    assert view.is_empty
    mime = QMimeData()
    mime.setText("Partner\tPerson\tCertificate\tIssued on\nLitware\tAnn\tSales\t2026-01-02\n")
    QGuiApplication.clipboard().setMimeData(mime)
    focused = view.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (row,) = session.store.find("certifications", {"person": "Ann"})
    assert not view.is_empty
    assert view.focusWidget() is view.grid
    assert view.grid.current_key == row["key"]
    desk.undo()
    assert view.is_empty
    assert view.focusWidget() is focused
