"""Widgets that nobody can see follow no change; they catch up when they are shown again."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Sight(QObject):
    """Knows whether a widget was hidden, and what it missed then."""

    def __init__(self, widget: QWidget, catch_up: Callable[[], None]) -> None:
        """Take the widget, and what brings it up to date."""
        super().__init__(widget)
        self._catch_up = catch_up
        self._away = self._behind = False
        widget.installEventFilter(self)

    def follow(self) -> None:
        """Catch up with a change: now, or when the widget is shown again."""
        self._behind = self._away
        if not self._away:
            self._catch_up()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the widget's being hidden and shown; a window that is put away is neither."""
        if event.type() is QEvent.Type.Hide and not event.spontaneous():
            self._away = True
        elif event.type() is QEvent.Type.Show and not event.spontaneous():
            self._away = False
            if self._behind:
                self._behind = False
                self._catch_up()
        return False
