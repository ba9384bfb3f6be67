from typing import cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.painting.chips import Chip, chip_width, paint_chip
from partnertracker.gui.painting.statuses import WORDS, paint_shape, word_of
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT, Tokens
from tests.gui.painting.canvas import Canvas

pytestmark = pytest.mark.usefixtures("qapp")

BLACK = QColor("black")


def contrast(one: QColor, other: QColor) -> float:
    """WCAG's contrast ratio."""

    def luminance(colour: QColor) -> float:
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        parts = [c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shape(status: str) -> list[int]:
    """How wide the shape is in each row."""
    canvas = Canvas(20, 20)
    with canvas.painter() as painter:
        paint_shape(painter, canvas.rect, status, BLACK)
    return [sum(canvas.colour(x, y) == "#000000" for x in range(20)) for y in range(20)]


def test_every_status_has_a_shape_of_its_own() -> None:
    up, diamond, down, dash = (shape(status) for status in ("green", "yellow", "red", "unrated"))

    assert up[4] < up[16]
    assert diamond[3] < diamond[10] > diamond[17]
    assert down[3] > down[15]
    assert sum(dash) < sum(diamond)
    assert shape("no_data") == shape("no_target") == dash


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("status", WORDS)
def test_a_chip_is_soft_around_words_that_can_be_read(tokens: Tokens, status: str) -> None:
    canvas = Canvas(160, 24, 2)
    with canvas.painter() as painter:
        place = paint_chip(painter, canvas.rect, status, word_of(status), QFont(), tokens)

    colours = tokens.status(status)
    assert canvas.columns_of(colours.soft)[-1] == pytest.approx(2 * place.right(), abs=2)
    assert canvas.columns_of(colours.text)
    assert contrast(colours.text, colours.soft) >= 4.5


def test_a_chip_stays_in_its_place_when_the_words_are_too_long() -> None:
    canvas = Canvas(160, 24)
    with canvas.painter() as painter:
        place = paint_chip(painter, QRectF(0, 0, 60, 24), "red", "Over by a very great deal", QFont(), LIGHT)

    assert place.right() <= 60
    assert max(canvas.columns_of(LIGHT.red.text)) < 60


def test_a_chip_by_itself_takes_the_room_it_needs_and_tells_its_words(qtbot: QtBot) -> None:
    theme = Theme(cast("QApplication", QApplication.instance()), "light")
    chip = Chip(theme)
    qtbot.addWidget(chip)

    chip.show_status("red", "Red since 12 Sep", "Set by <MO>")

    assert chip.sizeHint().width() >= chip_width("Red since 12 Sep", chip._font())
    assert (chip.accessibleName(), chip.toolTip()) == ("Red since 12 Sep", "<p>Set by &lt;MO&gt;</p>")
    chip.resize(chip.sizeHint())
    picture = chip.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 2).name() == LIGHT.red.soft.name()
