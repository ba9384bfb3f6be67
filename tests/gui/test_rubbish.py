"""When rubbish is looked for while the window is open."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.rubbish import Rubbish


class Ring:
    """Holds itself, so that only a look for rubbish ends it."""

    def __init__(self) -> None:
        """Close the ring."""
        self.me = self
        self.load = [[i] for i in range(10_000)]


@pytest.fixture
def rubbish(qapp: QApplication) -> Iterator[Rubbish]:
    found = Rubbish(qapp)
    yield found
    found.stop()
    found.deleteLater()


@pytest.mark.usefixtures("rubbish")
def test_python_looks_no_longer_by_itself_but_at_set_times(qtbot: QtBot) -> None:
    assert not gc.isenabled()
    ring = weakref.ref(Ring())
    assert ring() is not None
    qtbot.waitUntil(lambda: ring() is None, timeout=5000)


def test_what_an_earlier_file_left_is_found_when_another_is_opened(rubbish: Rubbish) -> None:
    before = Ring()
    rubbish.settle()
    ring = weakref.ref(before)
    del before
    gc.collect()
    assert ring() is not None  # it is not looked through any more
    rubbish.settle()
    assert ring() is None


def test_python_looks_again_afterwards(rubbish: Rubbish) -> None:
    rubbish.settle()
    rubbish.stop()
    assert gc.isenabled()
    assert not gc.get_freeze_count()
