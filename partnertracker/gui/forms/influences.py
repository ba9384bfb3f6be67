"""The partners that influenced a deal, as chips that can be added and taken away."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.fieldbox import AS_WIDE_AS_ANY
from partnertracker.gui.forms.flow import FlowLayout
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.lane import Failed
from partnertracker.gui.theme.controls import Button, escaped, label, tooltip
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import Edit, add_influence, delete_rows
from partnertracker.services.listing.columns import names_of
from partnertracker.services.session import Session

_ENTRY = 90
_AWAY = " ×"
_FIELD = entity("deal_influences").field("partner")


class Influences(QWidget):
    """Chips of one deal; each change is a step of its own."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        """Start without a deal."""
        super().__init__()
        self._desk = desk
        self._deal: Row = {}
        self._typed: dict[Value, str] = {}
        self.entry = WordInput(suggest_for(desk, "deal_influences", _FIELD), theme, closed=True)
        self.entry.setAccessibleName("Add a partner that influenced the deal")
        self.entry.setPlaceholderText("+ add")
        self.entry.setMinimumWidth(scaled(_ENTRY))
        self.entry.chosen.connect(self._add)
        self.entry.returnPressed.connect(self._add)
        self._sentence = label("", "error")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        self._holder = QWidget()
        self._chips = FlowLayout(self._holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(label("Influenced by", "caption"))
        layout.addWidget(self._holder)
        layout.addWidget(self.entry)
        layout.addWidget(self._sentence)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(AS_WIDE_AS_ANY)

    @property
    def names(self) -> list[str]:
        """The partners shown."""
        chips = self._holder.findChildren(_Chip, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [chip.name for chip in chips]

    @property
    def sentence(self) -> str:
        """Why the last change was not possible, empty when it was."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def show_deal(self, deal: Row) -> None:
        """Show the influences of a stored deal; an empty row for one that is not stored yet.

        What is being typed stays with its deal, also while another one is shown.
        """
        last, self._deal = self._deal, deal
        if last.get("key") != deal.get("key"):
            if self.entry.text():
                self._typed[last.get("key")] = self.entry.text()
            self.entry.set_text(self._typed.pop(deal.get("key"), ""))
            self._say("")
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # else one that Qt is about to show would be a window for a moment
                widget.setParent(None)
                widget.deleteLater()
        facts = self._desk.facts
        influences = facts["deal_influences"]
        position = int(facts["deals"].positions_of([int(str(deal["key"]))])[0]) if deal else -1
        found = np.flatnonzero(influences["deal"] == position) if position >= 0 else np.empty(0, np.int64)
        names = names_of(facts, "partners")
        before = self._before_entry()
        for at in found.tolist():
            chip = self._show_chip(names[influences["partner"][at]], int(influences.keys[at]))
            self.setTabOrder(before, chip)  # Qt puts what is made late behind everything else
            before = chip
        self.setTabOrder(before, self.entry)
        self._holder.setVisible(bool(len(found)))
        self.entry.setEnabled(bool(deal) and not self._desk.read_only)

    def _before_entry(self) -> QWidget:
        """Return what Tab leaves for the entry while there is no chip."""
        before = self.entry.previousInFocusChain()
        while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        return before or self.entry

    def _show_chip(self, name: str, key: int) -> QWidget:
        chip = _Chip(name)
        chip.setToolTip(tooltip(f"Take away {name}"))
        chip.clicked.connect(lambda: self._take_away(key))
        chip.setDisabled(bool(self._desk.read_only))
        self._chips.addWidget(chip)
        return chip

    def _take_away(self, key: int) -> None:
        self._change(lambda session: delete_rows(session, "deal_influences", [key]), self._refuse)

    def _add(self) -> None:
        name = self.entry.text().strip()
        if not name or not self._deal:
            return
        deal, key = str(self._deal["id"]), self._deal["key"]
        self.entry.set_text("")  # now, so that the next one can be typed
        self._say("")

        def edit(session: Session) -> Edit:
            found = session.store.find("partners", {"name": name})
            return add_influence(session, deal, str(found[0]["id"]) if found else name)

        def fail(error: Exception) -> None:
            if self._deal.get("key") != key:
                self._typed.setdefault(key, name)
                self._desk.failed.emit(error)
                return
            self.entry.set_text(self.entry.text() or name)
            self._refuse(error)

        self._change(edit, fail)

    def _change(self, edit: Callable[[Session], Edit], failed: Failed) -> None:
        self._desk.change(lambda session: session.execute(*edit(session)), failed=failed)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError):
            self._say(str(error))
        else:
            self._desk.failed.emit(error)

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


class _Chip(Button):
    """A partner's name, as much of it as there is room for, and the sign that takes it away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setProperty("kind", "chip")
        self.setAutoDefault(False)
        self.setAccessibleName(f"Take away {name}")
        self.setMinimumWidth(scaled(_ENTRY))  # a long name makes neither its column nor the page wider
        self._say(name)

    def sizeHint(self) -> QSize:
        """Return the room that the whole name takes."""
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        words = self.fontMetrics().horizontalAdvance(f"{self.name}{_AWAY}")
        return QSize(around + words, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go of the end of the name where there is no room for it."""
        super().resizeEvent(event)
        metrics, missing = self.fontMetrics(), self.sizeHint().width() - self.width()
        room = metrics.horizontalAdvance(self.name) - missing
        end = Qt.TextElideMode.ElideRight
        self._say(metrics.elidedText(self.name, end, room) if missing > 0 else self.name)

    def _say(self, words: str) -> None:
        self.setText(escaped(f"{words}{_AWAY}"))
