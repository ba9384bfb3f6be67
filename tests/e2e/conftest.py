"""The driver, and the theme it dresses the window in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.theme.theme import Theme
from tests.e2e.driver import Driver


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application."""
    return Theme(qapp, "light")


@pytest.fixture
def driver(theme: Theme, tmp_path: Path) -> Iterator[Driver]:
    """A window at its first start."""
    driver = Driver(theme, tmp_path)
    yield driver
    driver.leave()
