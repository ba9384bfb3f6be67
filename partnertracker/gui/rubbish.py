"""When Python looks for rubbish: objects that nobody but themselves holds any more."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000
_WORTHWHILE = 5_000
_YOUNG_LOOKS = 20


class Rubbish(QObject):
    """Looks for rubbish at set times, on the window's thread.

    Python's own habit is to look whenever enough objects were made: in the middle of an edit, where looking
    through a whole program's objects takes longer than the edit, and on any thread, where a widget that is
    found must not die.
    """

    def __init__(self, parent: QObject) -> None:
        """Take over from Python until ``parent`` is gone."""
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def settle(self) -> None:
        """Say that what is there now will stay for long: a file was opened; the one before is looked for."""
        if gc.get_freeze_count():
            gc.unfreeze()
            gc.collect()
        gc.freeze()

    def look(self) -> None:
        """Look among what is young, and now and then among everything that was made since ``settle``."""
        if gc.get_count()[0] < _WORTHWHILE:
            return
        self._looks += 1
        gc.collect(1 if self._looks % _YOUNG_LOOKS else 2)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
