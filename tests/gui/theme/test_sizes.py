"""Words and what holds them follow the size of text that is set in the system."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from partnertracker.gui.theme.sizes import pixels_of, scale_of, scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CONTROL, ROW


@pytest.mark.parametrize(
    ("pixels", "platform", "factor"),
    [
        (12.0, "windows", 1.0),
        (15.0, "windows", 1.25),
        (13.0, "cocoa", 1.0),
        (12.0, "xcb", 1.0),
        (40 / 3, "wayland", 1.0),
        (16.0, "wayland", 1.2),
        (11.0, "xcb", 11 / 12),
        (6.0, "xcb", 0.9),
        (40.0, "windows", 1.5),
    ],
)
def test_the_factor_is_one_at_the_systems_usual_size_and_bounded(
    pixels: float, platform: str, factor: float
) -> None:
    assert scale_of(pixels, platform) == pytest.approx(factor)


def test_at_the_usual_size_everything_is_as_designed(theme: Theme) -> None:
    assert theme.font("body").pointSizeF() == QApplication.font().pointSizeF()
    assert [scaled(each) for each in (ROW, CONTROL, 1)] == [ROW, CONTROL, 1]


def test_a_font_is_measured_in_pixels_however_its_size_was_set(qapp: QApplication) -> None:
    font = QFont()
    font.setPixelSize(17)
    assert pixels_of(font) == 17
    font.setPointSizeF(12.0)
    assert pixels_of(font) == pytest.approx(12.0 * qapp.primaryScreen().logicalDotsPerInch() / 72)
