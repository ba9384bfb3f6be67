"""What stands in the window while no file is open: four ways to begin, or a file on its way."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from partnertracker.gui.shell.navigation import Navigation
from partnertracker.gui.shell.notice import NoticeBar
from partnertracker.gui.theme.controls import Button, button, label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import BOTTOM, GAP, STEP, TOP

_WIDTH = 560
_PATIENCE = 400
_PER_CENT = 100

_WAYS = (
    ("new_file", "file-plus", "New file", "Start empty: one file on this computer holds everything."),
    ("open_file", "folder-open", "Open a file", "Go on with a Partner Tracker file that you have."),
    (
        "start_import",
        "sheet",
        "Import a spreadsheet",
        "Bring in partners or deals from Excel, LibreOffice or CSV.",
    ),
    (
        "open_demo",
        "circle-play",
        "Look around in the demo",
        "A made-up programme with 100 partners and 1,200 deals.",
    ),
)


class StartPage(QWidget):
    """First start: the choices stand in the middle, files opened lately below."""

    chosen = Signal(str)
    """The window's method that does what was chosen."""

    recent_chosen = Signal(object)
    """The ``Path`` of a file opened lately."""

    def __init__(self, theme: Theme, recent: Sequence[str]) -> None:
        """Take the files opened lately, the latest first."""
        super().__init__()
        self._theme = theme
        self.notice = NoticeBar(theme)
        column = QWidget()
        column.setFixedWidth(scaled(_WIDTH))
        layout = QVBoxLayout(column)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.notice)
        layout.addStretch(2)
        layout.addWidget(label("Partner Tracker", "figure"))
        layout.addWidget(label("Your partner programme, on your own computer, in one file.", "muted"))
        layout.addSpacing(GAP)
        self.ways = [_Way(*way, theme) for way in _WAYS]
        for way in self.ways:
            way.clicked.connect(lambda _checked=False, way=way: self.chosen.emit(way.handler))
            layout.addWidget(way)
        self._add_recent(layout, [path for path in map(Path, recent) if path.is_file()])
        layout.addStretch(3)
        self.navigation = Navigation((), (), theme)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.navigation)
        outer.addWidget(column, 1, Qt.AlignmentFlag.AlignHCenter)

    def _add_recent(self, layout: QVBoxLayout, recent: Sequence[Path]) -> None:
        if not recent:
            return
        layout.addSpacing(GAP)
        layout.addWidget(label("Opened lately", "heading"))
        for path in recent:
            line = button(f"{path.stem}   {path.parent}", "link")
            line.setToolTip("")
            line.setStyleSheet("text-align: left")
            line.clicked.connect(lambda _checked=False, path=path: self.recent_chosen.emit(path))
            layout.addWidget(line)


class _Way(Button):
    """One choice: an icon, what it is called and what it does."""

    def __init__(self, handler: str, icon: str, title: str, sentence: str, theme: Theme) -> None:
        super().__init__()
        self.handler = handler
        self.setProperty("kind", "start")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._icon = icon
        self._theme = theme
        self._picture: QLabel = label()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(label(title, "heading"))
        words.addWidget(label(sentence, "muted"))
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5 * STEP, 0, 4 * STEP, 0)
        layout.setSpacing(4 * STEP)
        layout.addWidget(self._picture)
        layout.addLayout(words, 1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        picture = self._theme.icon(self._icon, "accent").pixmap(QSize(20, 20), self.devicePixelRatioF())
        self._picture.setPixmap(picture)


class OpeningPage(QWidget):
    """Stands in for the workspace while a file is opened; after a moment it says so, with progress.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, theme: Theme) -> None:
        """Name the file that is on its way."""
        super().__init__()
        self.path = path
        self.navigation = Navigation((), (), theme)
        self.notice = NoticeBar(theme)
        self._words = label(f"Opening {path.name}…", "muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, _PER_CENT)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_WIDTH // 2)
        middle = QVBoxLayout()
        middle.setSpacing(3 * STEP)
        middle.addWidget(self.notice)
        middle.addStretch(1)
        for part in (self._words, self._progress):
            part.hide()
            middle.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(_strip("top", TOP))
        right.addLayout(middle, 1)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.navigation)
        sides.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(sides, 1)
        layout.addWidget(_strip("bottom", BOTTOM))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._words.show)
        self._patience.timeout.connect(self._progress.show)
        self._patience.start()

    def show_progress(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self._progress.setValue(round(share * _PER_CENT))


def _strip(name: str, height: int) -> QWidget:
    """Return an empty bar where one with content will be."""
    strip = QWidget()
    strip.setObjectName(name)
    strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    strip.setFixedHeight(scaled(height))
    return strip
