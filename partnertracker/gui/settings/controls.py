"""What the cards of the page are made of: words and a control on a line, all lines of one width."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel

from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import CONTROL, GAP, STEP

CONTROL_WIDTH = 220
_WORDS_WIDTH = 280


def form_in(frame: QFrame, title: str) -> QFormLayout:
    """Return the layout of a card with a title, for lines of words and a control."""
    form = QFormLayout(frame)
    form.setContentsMargins(GAP, 3 * STEP, GAP, GAP)
    form.setHorizontalSpacing(2 * GAP)
    form.setVerticalSpacing(2 * STEP)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.addRow(label(title, "heading"))
    return form


def words(text: str) -> QLabel:
    """Return the words beside a control, as high and as wide as on every other line."""
    made = label(text)
    made.setFixedSize(scaled(_WORDS_WIDTH), scaled(CONTROL))
    return made


def choice(name: str, entries: Iterable[tuple[str, str]]) -> QComboBox:
    """Return a box to choose from.

    Args:
        name: for screen readers.
        entries: the value and the words of each.
    """
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setFixedWidth(scaled(CONTROL_WIDTH))
    for value, text in entries:
        box.addItem(text, value)
    return box


def show_choice(box: QComboBox, value: str) -> None:
    """Show the entry of that value."""
    box.setCurrentIndex(box.findData(value))
