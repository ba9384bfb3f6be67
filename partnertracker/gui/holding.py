"""A picture that stays for a moment, so that a page is painted once with what it shows and not twice."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_MOST_MS = 80
"""A person takes a page that turns this late for one that turns at once."""


class Hold(QObject):
    """Keeps the window of a page from being painted until the page is ready, but never for long.

    It holds back the window's requests to be painted and makes one for all of them later. Switching a
    window's updates off and on again is no way to do that: one asked for before is lost, and Qt waits for it.
    """

    def __init__(self, page: QWidget) -> None:
        """Take the page."""
        super().__init__(page)
        self._page = page
        self._window: QWidget | None = None
        self._wanted = False
        self._timer = QTimer(self, singleShot=True, interval=_AT_MOST_MS)
        self._timer.timeout.connect(self.end)

    def begin(self) -> None:
        """Leave what is on screen as it is."""
        if self._window is None:
            self._window = self._page.window()
            self._window.installEventFilter(self)
        self._timer.start()

    def end(self) -> None:
        """Let the window be painted as it is now."""
        self._timer.stop()
        window, self._window = self._window, None
        if window is not None:
            window.removeEventFilter(self)
        if window is not None and self._wanted:
            self._wanted = False
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what asks to paint the window."""
        held = event.type() is QEvent.Type.UpdateRequest
        self._wanted = self._wanted or held
        return held
