"""Fields whose value the next new record begins with."""

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.controls import button

KEYS = "Ctrl+Shift+P"
_OFFERED = "Pin"
_PINNED = "Pinned"


class Pins(QObject):
    """A word over each pinned field, and over the field with the cursor while a new record is entered.

    Attributes:
        texts: what stands in each pinned field, by name: what the next record begins with.
        offering: whether a new record is in the form.
    """

    changed = Signal()
    """A field was pinned or is pinned no longer."""

    def __init__(self, singular: str) -> None:
        """Take what a record is called."""
        super().__init__()
        self._singular = singular
        self._links: dict[str, QPushButton] = {}
        self._boxes: dict[str, FieldBox] = {}
        self.texts: dict[str, str] = {}
        self.offering = False
        self._keep: Callable[[], None] = lambda: None

    def keep_in(self, memory: Memory, name: str) -> None:
        """Begin with what was pinned when the window was last closed, and remember from now on what is.

        Args:
            memory: of the window.
            name: of the form among all others.
        """
        self._keep = lambda: memory.keep_text(f"{name}/pins", json.dumps(self.texts))
        try:
            kept = json.loads(memory.text(f"{name}/pins") or "{}")
        except ValueError:  # somebody has edited what is remembered
            kept = {}
        self.texts = {str(field): str(text) for field, text in kept.items()} if isinstance(kept, dict) else {}
        for field in self._links:
            self._show(field)

    def answer_keys_in(self, form: QWidget) -> None:
        """Pin the field with the cursor at a press of ``KEYS`` in the form, for as long as that lives."""
        self.setParent(form)
        shortcut = QShortcut(QKeySequence(KEYS), form, self._toggle_held)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def shown(self) -> dict[str, str]:
        """The words that stand over fields, by name."""
        return {name: link.text() for name, link in self._links.items() if not link.isHidden()}

    def watch(self, box: FieldBox) -> None:
        """Let a field be pinned."""
        name = box.field.name
        link = self._links[name] = button(_OFFERED, "link")
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do it from the field itself
        link.setToolTip(f"The next new {self._singular} begins with this value ({KEYS})")
        link.setStyleSheet(
            "min-height: 0; padding: 0; border: none;"
        )  # as high as the words it stands beside
        link.clicked.connect(partial(self.toggle, name))
        self._boxes[name] = box
        box.put_over(link)
        box.entry.installEventFilter(self)
        box.entry.edited.connect(partial(self._follow, name))
        link.destroyed.connect(partial(self._forget, name, link))
        self._show(name)

    def toggle(self, name: str) -> None:
        """Pin a field, or no longer."""
        if name in self.texts:
            del self.texts[name]
        elif self.offering:
            self.texts[name] = self._boxes[name].entry.text()
        self._keep()
        self._show(name)
        self.changed.emit()

    def offer(self, *, offering: bool) -> None:
        """Offer to pin, or not: what is pinned stays so."""
        self.offering = offering
        for name in self._links:
            self._show(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand over the field that gets the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            name = next((name for name, box in self._boxes.items() if box.entry is watched), "")
            if name:
                self._show(name, held=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _toggle_held(self) -> None:
        for name, box in self._boxes.items():
            if box.entry.hasFocus():
                self.toggle(name)
                self._show(name, held=True)

    def _follow(self, name: str) -> None:
        if self.offering and name in self.texts:
            self.texts[name] = self._boxes[name].entry.text()
            self._keep()

    def _forget(self, name: str, link: QPushButton) -> None:
        """Forget the field of the team's own that is gone."""
        if self._links.get(name) is link:
            del self._links[name], self._boxes[name]

    def _show(self, name: str, *, held: bool | None = None) -> None:
        link, pinned = self._links[name], name in self.texts
        held = self._boxes[name].entry.hasFocus() if held is None else held
        words = _PINNED if pinned else _OFFERED
        link.setText(words)
        link.setAccessibleName(f"{words}: {self._boxes[name].field.label}")
        link.setVisible(self.offering and (pinned or held))
