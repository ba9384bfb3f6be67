"""The board of health, and what a person does and sees there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[HealthView]:
    """The board of the small programme."""
    view = on_screen(qtbot, HealthView(desk, theme, memory))
    yield view
    theme.choose("light")


def names(view: HealthView, status: str) -> list[str]:
    """Return the partners in the column of a status, from the top."""
    cards = view.board.columns[status].list.cards
    return [str(cards.index(row).data()) for row in range(cards.rowCount())]


def key_of(view: HealthView, name: str) -> int:
    """Return the key of a partner on the board."""
    cards = [column.list.cards for column in view.board.columns.values()]
    found = [each.card(row) for each in cards for row in range(each.rowCount())]
    return next(card.key for card in found if card is not None and card.name == name)


def chosen(view: HealthView) -> str:
    """Return the name of the chosen partner."""
    card = view.board.card
    return card.name if card is not None else ""


def panel(view: HealthView) -> ReviewPanel:
    """Return the panel that asks for a review."""
    (shown,) = [each for each in view.findChildren(ReviewPanel) if each.isVisible()]
    return shown


def press(view: HealthView, key: Qt.Key) -> None:
    """Press a key on the chosen card."""
    focus = next(
        each.list
        for each in view.board.columns.values()
        if each.list.currentIndex().isValid() and each.list.current_key == view.board._key
    )
    QTest.keyClick(focus, key)
