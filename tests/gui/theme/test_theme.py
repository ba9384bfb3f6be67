"""The theme dresses the application, follows the system and tells those who paint."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from partnertracker.gui.theme.controls import button, escaped, label, restyle
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT


@pytest.fixture
def changing(theme: Theme) -> Iterator[Theme]:
    """The theme, light again afterwards."""
    yield theme
    theme.choose("light")


def test_choosing_dark_changes_palette_and_tells(changing: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(changing.changed):
        changing.choose("dark")
    assert changing.tokens is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window) == DARK.background


def test_choosing_what_is_worn_tells_nobody(changing: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(changing.changed):
        changing.choose("light")


def test_without_a_system_scheme_it_is_light(changing: Theme) -> None:
    changing.choose("system")
    assert changing.tokens is LIGHT


@pytest.mark.parametrize(
    ("role", "pixels", "weight"),
    [
        ("body", 13.0, QFont.Weight.Normal),
        ("title", 17.0, QFont.Weight.DemiBold),
        ("figure", 24.0, QFont.Weight.DemiBold),
    ],
)
def test_type_has_the_designs_sizes(theme: Theme, role: str, pixels: float, weight: QFont.Weight) -> None:
    font = theme.font(role)
    assert QFontInfo(font).pixelSize() == pytest.approx(pixels, abs=0.6)
    assert font.weight() == weight


def test_figures_are_of_equal_width(theme: Theme) -> None:
    assert theme.font("body").featureValue(QFont.Tag("tnum")) == 1


def test_an_icon_is_drawn_for_every_scaling(theme: Theme) -> None:
    icon = theme.icon("search")
    for scaling in (1.0, 2.0):
        assert icon.pixmap(QSize(16, 16), scaling).width() == 16 * scaling


def test_an_icon_has_the_colour_of_its_token(changing: Theme) -> None:
    light = changing.icon("mark", "text").pixmap(QSize(16, 16)).toImage().pixelColor(8, 8)
    changing.choose("dark")
    dark = changing.icon("mark", "text").pixmap(QSize(16, 16)).toImage().pixelColor(8, 8)
    assert (light, dark) == (LIGHT.text, DARK.text)


def test_labels_and_buttons_show_text_as_it_is(qtbot: QtBot) -> None:
    shown = label("<b>Wingtip</b> & Sons")
    qtbot.addWidget(shown)
    pressed = button("Adatum & Sons")
    qtbot.addWidget(pressed)
    plain = QLabel("x")
    qtbot.addWidget(plain)
    assert shown.sizeHint().height() == plain.sizeHint().height()
    assert shown.text() == "<b>Wingtip</b> & Sons"
    assert pressed.shortcut().isEmpty()
    assert escaped("R&D") == "R&&D"


def test_restyling_takes_effect_at_once(qtbot: QtBot, theme: Theme) -> None:
    words = label("Overdue")
    qtbot.addWidget(words)
    words.ensurePolished()
    restyle(words, "role", "error")
    assert words.palette().color(QPalette.ColorRole.WindowText) == theme.tokens.red.text
