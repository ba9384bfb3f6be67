"""The rival of a start: a bare window with an empty table. Prints the moment of its first painting."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget


class Bare(QMainWindow):
    """A window that tells when it is painted for the first time."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Tell the time and end."""
        super().paintEvent(event)
        print(time.time(), flush=True)
        QTimer.singleShot(0, QApplication.quit)


def main() -> int:
    """Show the window until it was painted."""
    app = QApplication(sys.argv[:1])
    window = Bare()
    window.setCentralWidget(QTableWidget(0, 8))
    window.resize(1440, 900)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
