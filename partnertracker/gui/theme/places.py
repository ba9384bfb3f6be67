"""Where windows lie: the screen holds them, however small it is."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from partnertracker.gui.theme.sizes import scaled


def within(wanted: QRect, screen: QRect) -> QRect:
    """Return a window's rectangle moved, and cut where it is too large, so that the screen holds it."""
    size = wanted.size().boundedTo(screen.size())
    room = screen.size() - size
    return QRect(
        min(max(wanted.x(), screen.x()), screen.x() + room.width()),
        min(max(wanted.y(), screen.y()), screen.y() + room.height()),
        size.width(),
        size.height(),
    )


def resize_within(window: QWidget, width: int, height: int) -> None:
    """Make a window that large, or as large as its screen has room for."""
    take_size(window, QSize(scaled(width), scaled(height)))


def take_size(window: QWidget, size: QSize) -> None:
    """Give a window a size of so many pixels; one on the screen moves where it would reach out of it."""
    frame = window.frameGeometry().size() - window.size()
    place = within(QRect(window.pos(), size + frame), window.screen().availableGeometry())
    window.resize(place.size() - frame)
    if window.isVisible():  # else the system finds the place
        window.move(place.topLeft())
