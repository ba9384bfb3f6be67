"""A picture to paint on, at any scaling, and what to ask of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter


class Canvas:
    def __init__(self, width: int, height: int, scaling: float = 1.0) -> None:
        self.rect = QRectF(0, 0, width, height)
        self.image = QImage(
            round(width * scaling), round(height * scaling), QImage.Format.Format_ARGB32_Premultiplied
        )
        self.image.setDevicePixelRatio(scaling)
        self.image.fill(QColor("white"))

    @contextmanager
    def painter(self) -> Iterator[QPainter]:
        painter = QPainter(self.image)
        yield painter
        painter.end()

    def colour(self, x: int, y: int) -> str:
        """The colour of one pixel of the device."""
        return self.image.pixelColor(x, y).name()

    def columns_of(self, colour: QColor) -> list[int]:
        """The device's columns in which this very colour occurs."""
        name = colour.name()
        return [
            x
            for x in range(self.image.width())
            if any(self.colour(x, y) == name for y in range(self.image.height()))
        ]

    def rows_of(self, colour: QColor) -> list[int]:
        """The device's rows in which this very colour occurs."""
        name = colour.name()
        return [
            y
            for y in range(self.image.height())
            if any(self.colour(x, y) == name for x in range(self.image.width()))
        ]
