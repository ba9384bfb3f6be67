"""What a person does who looks through the file for partners that are there twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.merging.finding import DuplicatesWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import insert_rows
from partnertracker.services.session import Session


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def found(parent: QWidget, desk: Desk, theme: Theme) -> DuplicatesWindow:
    rows = [{"name": name} for name in ("Litware AG", "Contoso Clouds")]
    desk.change(lambda session: session.execute(*insert_rows(session, "partners", rows)))
    window = DuplicatesWindow(desk, theme, parent)
    window.show()
    return window


def names(window: DuplicatesWindow) -> list[tuple[str, str]]:
    return [pair.names for pair in window.found]


def test_the_surest_pair_stands_first(found: DuplicatesWindow) -> None:
    assert names(found) == [("Litware", "Litware AG"), ("Contoso Cloud", "Contoso Clouds")]
    assert found.said.text() == "2 pairs of partners that may be the same."
    assert found.pairs.texts.lines[0].cells == ("Litware", "Litware AG", "similar name")


def test_a_pair_is_told_apart_by_a_key_and_stays_so(found: DuplicatesWindow, session: Session) -> None:
    found.apart.click()
    assert names(found) == [("Contoso Cloud", "Contoso Clouds")]
    found.look()
    assert names(found) == [("Contoso Cloud", "Contoso Clouds")]
    session.undo()
    found.look()
    assert len(names(found)) == 2


def test_a_pair_is_merged_and_the_next_one_is_chosen(found: DuplicatesWindow, session: Session) -> None:
    QTest.keyClick(found.pairs, Qt.Key.Key_Return)
    dialog = found.findChild(MergeDialog)
    assert dialog is not None
    dialog.confirm.click()
    assert names(found) == [("Contoso Cloud", "Contoso Clouds")]
    assert found.pairs.about == found.found[0]
    assert session.store.find("partners", {"name": "Litware AG"}) == []


def test_the_partners_of_a_pair_are_opened(found: DuplicatesWindow, desk: Desk) -> None:
    opened: list[tuple[str, int]] = []
    desk.opened.connect(lambda table, key: opened.append((table, key)))
    found.open_first.click()
    found.open_second.click()
    assert opened == [("partners", 1), ("partners", 7)]


def test_looking_can_be_stopped(found: DuplicatesWindow) -> None:
    found.waiting.stopped.emit()
    assert found.said.text().startswith("Stopped before all were compared.")
    assert found.again.isEnabled()
