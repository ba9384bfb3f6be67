"""What stands in a table's place, or above it, when there is something to say instead of rows."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.gui.theme.controls import button, label, restyle
from partnertracker.gui.theme.tokens import STEP


class EmptyState(QWidget):
    """Says what will stand here, and offers the next step."""

    new_wanted = Signal()
    """The first record is to be entered."""

    import_wanted = Signal()
    """Records are to be brought in from a file."""

    paste_wanted = Signal()
    """Records are to be taken from the clipboard."""

    def __init__(self, table: str, *, writable: bool) -> None:
        """Take the table whose rows are missing; where nothing can be changed there is no next step."""
        super().__init__()
        plural, singular = entity(table).plural.lower(), entity(table).singular.lower()
        layout = QVBoxLayout(self)
        if not writable:
            layout.addWidget(centred(label(f"No {plural}", "title")))
            return
        new = button(f"New {singular}", "primary")
        new.clicked.connect(self.new_wanted)
        bring = button(f"Import {plural} from a spreadsheet…", "link")
        bring.clicked.connect(self.import_wanted)
        paste = button("Paste copied rows (Ctrl+V)", "link")
        paste.clicked.connect(self.paste_wanted)
        self.setFocusProxy(new)
        layout.addWidget(
            centred(
                label(f"Your {plural} will stand here", "title"),
                label("Enter the first one, or bring in the list you have.", "muted"),
                new,
                bring,
                paste,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste with the system's key, as the table does that will stand here."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)


class Notice(QFrame):
    """Says why a command was not possible, or what is worth knowing of one that was, until it is closed.

    Attributes:
        remedy: does what can be done about it; whoever says something with a remedy connects it.
    """

    def __init__(self) -> None:
        """Start with nothing to say."""
        super().__init__()
        self.setProperty("role", "notice")
        self._sentence = label("")
        self._sentence.setWordWrap(True)
        self.remedy = button("", "link")
        self.remedy.clicked.connect(self.hide)
        self.close_button = button("Close", "link")
        self.close_button.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.addWidget(self._sentence, 1)
        line.addWidget(self.remedy)
        line.addWidget(self.close_button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty when it is closed."""
        return "" if self.isHidden() else self._sentence.text()

    def tell(self, sentence: str) -> None:
        """Say why something was not possible."""
        self._say(sentence, "notice", "")

    def note(self, sentence: str, remedy: str = "") -> None:
        """Say what is worth knowing of something that was done, and offer in words what can be done then."""
        self._say(sentence, "message", remedy)

    def _say(self, sentence: str, role: str, remedy: str) -> None:
        restyle(self, "role", role)
        self._sentence.setText(sentence)
        self.remedy.setText(remedy)
        self.remedy.setAccessibleName(remedy)
        self.remedy.setVisible(bool(remedy))
        self.show()


class NothingFound(QWidget):
    """Says in the middle of a table that the filters hide every row, and offers to take them away."""

    all_wanted = Signal()
    """Every row shall be shown."""

    def __init__(self, table: str, parent: QWidget) -> None:
        """Start hidden, over the widget that shows the table."""
        super().__init__(parent)
        plural = entity(table).plural.lower()
        everything = button(f"Show all {plural}", "link")
        everything.clicked.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.addWidget(label(f"No {plural} pass the filters.", "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(everything, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def lie_over(self, place: QRect) -> None:
        """Stand in the middle of a place."""
        self.adjustSize()
        self.move(place.center() - self.rect().center())


def loading() -> QWidget:
    """Return what stands in a page's place while its content is awaited."""
    return centred(label("Loading…", "muted"))


def centred(*parts: QWidget) -> QWidget:
    """Return a page with widgets one below the other, somewhat above its middle."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setSpacing(2 * STEP)
    column.addStretch(1)
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(2)
    return page
