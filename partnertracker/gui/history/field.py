"""The history of the field that one is in: what it held, since when and by whom, and having that again."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from partnertracker.domain.fields import Kind
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.history.words import BY_NAME
from partnertracker.gui.moments import step_cells
from partnertracker.gui.questions import Questions
from partnertracker.gui.theme.controls import button, escaped
from partnertracker.services.field_history import FieldValue, Held, of_field, restore_value

KEYS = "Ctrl+Shift+H"
_SHOWN = 20
_WORDS = ("History", "Past")
"""The longer one where the label leaves it room; where it leaves none for either, the keys are the way."""


class FieldHistory(QObject):
    """Stands beside the field with the focus, and drops a menu of the values that it held.

    Attributes:
        menu: the values, the one of now first; made anew each time.
        link: the button over the field.
        by_keys_alone: whether the button stays away, since something else stands over the field.
    """

    def __init__(
        self,
        desk: Desk,
        table: str,
        boxes: Mapping[str, FieldBox],
        key: Callable[[], int | None],
        form: QWidget,
    ) -> None:
        """Take the fields of a form by name, and what tells the key of the record in it."""
        super().__init__(form)
        self._desk = desk
        self._table = table
        self._boxes = boxes
        self._key = key
        self._questions = Questions(desk, self)
        self._at = ""
        self.by_keys_alone = False
        self.menu = QMenu(form)
        self.link = button(_WORDS[0], "link", form)
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.link.setToolTip(f"What this field held before ({KEYS})")
        self.link.clicked.connect(self.ask)
        self.link.setStyleSheet("min-height: 0; padding: 0;")  # as high as the words it stands beside
        self.link.hide()
        shortcut = QShortcut(QKeySequence(KEYS), form, self.ask)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for box in boxes.values():
            self.watch(box)

    def watch(self, box: FieldBox) -> None:
        """Stand over this field, too, when it gets the focus."""
        box.entry.installEventFilter(self)

    def leave(self) -> None:
        """Stand over no field."""
        self._at = ""
        self.link.hide()
        self.link.setParent(cast("QWidget", self.parent()))

    def answer_keys_alone(self, *, alone: bool) -> None:
        """Keep the button away, or not: the keys answer in any case."""
        self.by_keys_alone = alone
        self.link.setVisible(bool(self._at) and bool(self.link.text()) and not alone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand over the field that gets the focus, and stay at its edge when it gets another width."""
        if event.type() == QEvent.Type.Resize and self._at and self._boxes[self._at].entry is watched:
            self._stand_over(self._at)
        elif event.type() == QEvent.Type.FocusIn:
            name = next((name for name, box in self._boxes.items() if box.entry is watched), "")
            if name and self._key() is not None:
                self._stand_over(name)
        return super().eventFilter(watched, event)

    def ask(self) -> None:
        """Read what the field held, and show it."""
        key, name = self._key(), self._at
        if key is not None and name:
            self._questions.ask(
                "history",
                lambda session: of_field(session, self._table, key, name),
                lambda found: self._drop(key, name, found),
            )

    def _stand_over(self, name: str) -> None:
        self._at = name
        box = self._boxes[name]
        words = box.words_beside_label(_WORDS)
        self.link.setText(words)
        self.link.setParent(box)
        self.link.setAccessibleName(f"History of {box.field.label}")
        self.link.adjustSize()
        self.link.setFixedHeight(box.entry.y())
        self.link.move(box.width() - self.link.width(), 0)
        self.link.setVisible(bool(words) and not self.by_keys_alone)

    def _drop(self, key: int, name: str, held: Held) -> None:
        box, values = self._boxes[name], held.values
        self.menu.deleteLater()
        self.menu = QMenu(cast("QWidget", self.parent()))
        self.menu.setAccessibleName(f"History of {held.field.label}")
        for at, each in enumerate(values[:_SHOWN]):
            action = self.menu.addAction(escaped(self._words(held, each, now=at == 0)))
            action.setEnabled(at > 0 and each.value != values[0].value and not self._desk.read_only)
            action.triggered.connect(lambda _checked=False, each=each: self._restore(key, name, each))
        if len(values) == 1:
            self.menu.addAction("It never held anything else").setEnabled(False)
        self.menu.popup(box.entry.mapToGlobal(QPoint(0, box.entry.height())))

    def _words(self, held: Held, each: FieldValue, *, now: bool) -> str:
        wording = Wording(self._desk.facts, self._desk.today)
        field = held.field
        text = each.text if field.kind in BY_NAME else wording.text(field, each.value, each.currency)
        if field.kind is Kind.MONEY and text and each.currency != held.currency:
            text = f"{text} {each.currency}"
        parts = [f"Now: {text or 'empty'}" if now else text or "empty"]
        if each.step is not None:
            when, who, _ = step_cells(each.step, self._desk.today)
            parts += [who, when]
        return " · ".join(parts)

    def _restore(self, key: int, name: str, each: FieldValue) -> None:
        table = self._table
        self._desk.change(lambda session: session.execute(*restore_value(session, table, key, name, each)))
