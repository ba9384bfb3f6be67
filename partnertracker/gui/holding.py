"""A picture that stays for a moment, so that a page is painted once with what it shows and not twice."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_MOST_MS = 80
"""A person takes a page that turns this late for one that turns at once."""


class Hold(QObject):
    """Keeps the window of a page from being painted until the page is ready, but never for long."""

    def __init__(self, page: QWidget) -> None:
        """Take the page."""
        super().__init__(page)
        self._page = page
        self._held: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AT_MOST_MS)
        self._timer.timeout.connect(self.end)

    def begin(self) -> None:
        """Leave what is on screen as it is."""
        if self._held is None:
            self._held = self._page.window()
            self._held.setUpdatesEnabled(False)
        self._timer.start()

    def end(self) -> None:
        """Paint the window as it is now."""
        self._timer.stop()
        if self._held is not None:
            self._held.setUpdatesEnabled(True)
            self._held = None
