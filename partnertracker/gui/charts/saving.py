"""A chart as a file or on the clipboard."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from partnertracker.domain.errors import UnusableFileError
from partnertracker.gui.charts.data import ChartData

Paint: TypeAlias = Callable[[QPainter, QRectF], None]
"""Renders the chart into a rectangle."""

_SCALING = 2
_LONGEST_NAME = 80


def file_name(title: str) -> str:
    """Return a chart's title as a file name that every platform takes, without a suffix."""
    name = re.sub(r"[^\w\- ]+", " ", title, flags=re.UNICODE)
    return re.sub(r"\s+", " ", name).strip()[:_LONGEST_NAME].strip() or "Chart"


def picture(paint: Paint, size: QSize, background: QColor) -> QImage:
    """Return the chart as a picture with twice the pixels of the screen, so that it prints well."""
    image = QImage(size * _SCALING, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(background)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint(painter, QRectF(image.rect()))
    painter.end()
    return image


def save_png(paint: Paint, size: QSize, background: QColor, path: Path) -> None:
    """Write the chart as PNG; raises UnusableFileError."""
    if not picture(paint, size, background).save(str(path)):
        raise _unwritable(path)


def save_svg(paint: Paint, size: QSize, background: QColor, path: Path) -> None:
    """Write the chart as SVG; raises UnusableFileError.

    The scene is painted onto Qt's own generator: pyqtgraph's export fails with Qt 6.11.
    """
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter()
    if not painter.begin(generator):
        raise _unwritable(path)
    frame = QRectF(0, 0, QSizeF(size).width(), QSizeF(size).height())
    painter.fillRect(frame, background)
    paint(painter, frame)
    painter.end()


def save_csv(data: ChartData, path: Path) -> None:
    """Write the chart's numbers as CSV; raises UnusableFileError."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(data.table())
    except OSError as error:
        raise _unwritable(path) from error


def copy_chart(data: ChartData, paint: Paint, size: QSize, background: QColor) -> None:
    """Put the chart on the clipboard as a picture and as rows of numbers."""
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(data.table())
    content = QMimeData()
    content.setText(text.getvalue())
    content.setImageData(picture(paint, size, background))
    QGuiApplication.clipboard().setMimeData(content)


def _unwritable(path: Path) -> UnusableFileError:
    return UnusableFileError(f"“{path.name}” can't be written.", "Choose another folder or another name.")
