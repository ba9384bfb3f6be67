"""Lucide icons, drawn in the colours of the palette."""

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20)
"""The sizes that icons are shown at; each is drawn for every scaling in use, and never scaled on screen."""


@cache
def resources() -> Path:
    """Return the folder of the files that come with the program."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).resolve().parents[3]) / "resources"


def draw_icon(name: str, colour: QColor) -> QIcon:
    """Return an icon in a colour, crisp on every screen there is; disabled it is paler by itself.

    Args:
        name: the file's name in ``resources/icons``, without ``.svg``.
        colour: of the icon.
    """
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour.name()).encode()))
    scalings = {1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    icon = QIcon()
    for size in sorted({round(size * scaling) for size in _SIZES for scaling in scalings}):
        icon.addPixmap(_pixmap(renderer, size))
    return icon


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
