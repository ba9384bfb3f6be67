"""Labels, buttons and cards as the design has them; every text is plain, whatever a partner is called."""

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from partnertracker.gui.late import DRAW_BUTTON, part
from partnertracker.gui.theme.tokens import GAP, STEP

_LONGEST_TIP = 1_000
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Button(QPushButton):
    """A button that Enter presses where it has the focus, as Space does; Qt's own leave Enter to dialogs.

    Words that don't fit end in an ellipsis; Qt's own cuts them off at both ends.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and the words that fit."""
        fits = self.width() >= self.sizeHint().width() or not self.icon().isNull()
        if fits or not part(DRAW_BUTTON)(self):
            super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter, once however long the key is held; what is chosen already passes it on."""
        if event.key() not in ENTER or self.isChecked():
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class ToolButton(QToolButton):
    """A button with an icon that Enter presses where it has the focus, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it with Enter, once however long the key is held."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is.

    Args:
        text: never read as rich text.
        role: ``title``, ``heading``, ``figure``, ``caption``, ``muted``, ``error`` or none.
        parent: the widget it lies in.
    """
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button.

    Args:
        text: shown as it is; an ``&`` makes no mnemonic.
        kind: ``primary`` (one per page), ``danger``, ``link``, ``quiet`` (no border), ``chooser`` (as high as
            the chips that it stands beside) or none.
        parent: the widget it lies in.
    """
    made = Button(escaped(text), parent)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made


def cancel_button(dialog: QDialog) -> QPushButton:
    """Return the button that closes a dialog and leaves everything as it was."""
    made = button("Cancel")
    made.clicked.connect(dialog.reject)
    return made


def close_button(window: QWidget, kind: str = "") -> QPushButton:
    """Return the button that closes a window of which nothing is confirmed; its kind as in ``button``."""
    made = button("Close", kind)
    made.clicked.connect(window.close)
    return made


def page_column(window: QWidget, spacing: int = 3 * STEP) -> QVBoxLayout:
    """Return the layout of a whole window or page: one part below another, within the usual margins."""
    made = QVBoxLayout(window)
    made.setContentsMargins(GAP, GAP, GAP, GAP)
    made.setSpacing(spacing)
    return made


def foot(*buttons: QWidget) -> QHBoxLayout:
    """Return the row of buttons at a window's foot: at the right, the one that goes on last."""
    made = QHBoxLayout()
    made.addStretch(1)
    for each in buttons:
        made.addWidget(each)
    return made


def card(parent: QWidget | None = None) -> QFrame:
    """Return a white panel with a hairline and round corners."""
    made = QFrame(parent)
    made.setProperty("role", "card")
    return made


def scrolling(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return an area that shows a widget whole where there is room, and else scrolls to its parts."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area


def spring() -> QWidget:
    """Return an empty widget that takes the space left over in a row."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


def escaped(text: str) -> str:
    """Return text for a button, menu or tab, where an ``&`` would vanish into a mnemonic."""
    return text.replace("&", "&&")


def tooltip(text: str) -> str:
    """Return a tooltip that shows text as it is and wraps it; Qt takes one with tags in it for HTML.

    Of a very long text it shows the beginning: the tooltip would cover the screen.
    """
    if len(text) > _LONGEST_TIP:
        text = f"{text[:_LONGEST_TIP]}…"
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style goes by (``role``, ``kind``, ``state``) and show the difference."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))  # its style is looked up anew
