"""What GUI tests share: a dressed application, and a desk over a small programme."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme

TODAY = "2026-11-21"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application."""
    return Theme(qapp, "light")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """A memory that starts empty."""
    return Memory(tmp_path / "window.ini")
