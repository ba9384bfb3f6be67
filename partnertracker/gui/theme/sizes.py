"""Sizes that follow the size of text that is set in the system."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

BODY = 13.0
"""The size of most words in the design, in pixels."""

POINTS_PER_INCH = 72

_USUAL = {"windows": (12.0, 12.0), "cocoa": (13.0, 13.0)}
_ELSEWHERE = (12.0, 40 / 3)
"""From and to how many pixels text is on a system on which nobody changed it; Linux has 9 to 10 points."""

_LEAST, _MOST = 0.9, 1.5


def scale_of(pixels: float, platform: str) -> float:
    """Return the factor for a size of text that is set in the system: 1 where it is the usual one.

    Args:
        pixels: the size in logical pixels.
        platform: as ``QGuiApplication.platformName`` tells it.
    """
    low, high = _USUAL.get(platform, _ELSEWHERE)
    usual = min(max(pixels, low), high)
    return min(max(pixels / usual, _LEAST), _MOST)


def scaled(pixels: float) -> int:
    """Return a size of the design, in pixels, as large as it is beside the application's words."""
    return round(pixels * pixels_of(QApplication.font()) / BODY)


def pixels_of(font: QFont) -> float:
    """Return the size of a font in logical pixels, not rounded as Qt tells it."""
    if font.pixelSize() > 0:
        return float(font.pixelSize())
    return font.pointSizeF() * QApplication.primaryScreen().logicalDotsPerInch() / POINTS_PER_INCH
