"""Exporting writes the whole table, or leaves what was there."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.exporting import ExportDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window: QWidget, desk: Desk) -> ExportDialog:
    return ExportDialog(desk, "partners", window)


def test_it_begins_with_the_pages_table(dialog: ExportDialog) -> None:
    assert dialog.table.currentText() == "Partners (6)"


def test_it_writes_every_row(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "partners.csv"
    said = list[str]()
    dialog.said.connect(said.append)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(path)
    assert said == [f"Exported 6 partners to {path}."]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows][:2] == ["Litware", "Fabrikam"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["partners.csv"]


def test_a_folder_that_is_not_there_is_said_in_the_dialog(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.write(tmp_path / "nowhere" / "partners.csv")
    assert "can't be written" in dialog.wrong.text()
    assert dialog.save.isEnabled()
