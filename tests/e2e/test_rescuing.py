"""A file is found damaged: its backup is offered, and opened as a copy beside it."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from partnertracker.gui.rescuing import free_name
from partnertracker.gui.start import StartPage
from tests.e2e.driver import Driver


@pytest.fixture
def damaged(driver: Driver) -> Path:
    """A file with a backup, and damaged since."""
    path = driver.make_file()
    driver.workspace.back_up()
    driver.window.close_file()
    os.truncate(path, path.stat().st_size // 2)
    driver.window.open_path(path)
    return path


def offered(driver: Driver) -> list[QPushButton]:
    return [
        each
        for each in driver.window.page.notice.findChildren(QPushButton)
        if each.isVisible() and each.text().startswith("Open a copy")
    ]


def test_the_backup_of_a_damaged_file_is_opened_as_a_copy_beside_it(
    driver: Driver, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(
        _parent: object, _title: str, place: str, *_others: object, **_named: object
    ) -> tuple[str, str]:
        asked.append(place)
        return place, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    kept = damaged.read_bytes()
    assert isinstance(driver.window.page, StartPage)
    assert driver.window.page.notice.text.startswith(
        f"{damaged.name} is damaged. Its newest verified backup is of "
    )
    (button,) = offered(driver)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    copy = damaged.with_name("programme recovered.sqlite3")
    assert asked == [str(copy)]
    assert driver.opener.path == copy
    assert not driver.workspace.desk.read_only
    assert damaged.read_bytes() == kept


def test_where_there_is_no_backup_none_is_offered(driver: Driver, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_bytes(b"SQLite format 3\0" + bytes(100))
    driver.window.open_path(other)
    assert driver.window.page.notice.text
    assert not offered(driver)


def test_the_suggested_name_is_a_free_one(tmp_path: Path) -> None:
    damaged = tmp_path / "a.sqlite3"
    assert free_name(damaged).name == "a recovered.sqlite3"
    (tmp_path / "a recovered.sqlite3").touch()
    assert free_name(damaged).name == "a recovered 2.sqlite3"
