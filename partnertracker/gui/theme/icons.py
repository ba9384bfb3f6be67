"""Lucide icons, drawn in the colours of the palette."""

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# 16 and 20 pixels at 100, 125, 150, 175 and 200 %: an icon is never scaled on screen.
_SIZES = (16, 20, 24, 25, 28, 30, 32, 35, 40, 48)


def resources() -> Path:
    """Return the folder of the files that come with the program."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).resolve().parents[3]) / "resources"


def draw_icon(name: str, colour: QColor, disabled: QColor) -> QIcon:
    """Return an icon in a colour, crisp at every scaling from 100 to 200 %.

    Args:
        name: the file's name in ``resources/icons``, without ``.svg``.
        colour: of the icon.
        disabled: of the icon of something that can't be used now.
    """
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, stroke in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", stroke.name()).encode()))
        for size in _SIZES:
            icon.addPixmap(_pixmap(renderer, size), mode)
    return icon


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
