"""The line in which rows are looked for: words, and filters with what may follow as one types."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLineEdit, QWidget

from partnertracker.gui.late import HIT_DELEGATE, WAVED, part
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.listing.completion import Suggestion
from partnertracker.services.listing.language import Unread

Suggest: TypeAlias = Callable[[str, Callable[[Sequence[Suggestion]], None]], None]
"""Finds how a text may go on and hands it on, now or a little later."""

_NARROW, _WIDE = 190, 460
_ROOM = 64
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LIST_WIDTH = 300


class QueryInput(QLineEdit):
    """A line for a query, as wide as its text needs; Down offers what may be typed."""

    done = Signal()
    """The person has finished typing: Enter, or the focus went elsewhere."""

    def __init__(self, suggest: Suggest, theme: Theme, parent: QWidget | None = None) -> None:
        """Take what finds suggestions."""
        super().__init__(parent)
        self._suggest = suggest
        self._theme = theme
        self._asked_for_all = False
        self._offers = QStandardItemModel(self)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(_NARROW)
        self.textEdited.connect(self._on_typed)
        self.textChanged.connect(self.updateGeometry)
        self.returnPressed.connect(self.done)

    @property
    def offered(self) -> list[str]:
        """What is offered now; nothing while the list is closed."""
        rows = range(self._offers.rowCount())
        return [self._offers.item(row).text() for row in rows] if self.is_offering else []

    @property
    def is_offering(self) -> bool:
        """Whether the list of suggestions is open."""
        return "_completer" in self.__dict__ and self.list_of_offers.isVisible()

    @property
    def list_of_offers(self) -> QAbstractItemView:
        """The list under the line."""
        popup = self._completer.popup()
        if popup is None:
            raise RuntimeError("A completer that pops up has a list.")
        return popup

    def set_text(self, text: str) -> None:
        """Show another text; this is no edit."""
        if text != self.text():
            self.setText(text)

    def sizeHint(self) -> QSize:
        """Return the room that the text takes, within reason; the line gives way where there is less."""
        needed = self.fontMetrics().horizontalAdvance(self.text()) + _ROOM
        return QSize(min(max(needed, _NARROW), _WIDE), super().sizeHint().height())

    def mark(self, unread: Sequence[Unread]) -> None:
        """Underline the parts of the text that mean nothing."""
        marks = []
        for each in unread:
            look = part(WAVED)(self._theme.tokens.red.text)
            begin = each.at - self.cursorPosition()
            kind = QInputMethodEvent.AttributeType.TextFormat
            marks.append(QInputMethodEvent.Attribute(kind, begin, each.length, look))
        QApplication.sendEvent(self, QInputMethodEvent("", marks))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Down; Enter takes what is chosen in it."""
        if event.key() == Qt.Key.Key_Down and not self.is_offering:
            self._asked_for_all = True
            self._ask()
        elif event.key() in _ENTER and self.is_offering:
            chosen = self.list_of_offers.currentIndex()
            self.list_of_offers.hide()
            if chosen.isValid():
                self._take(chosen)
            else:
                self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  as Qt has it
        """Take what is chosen in the list with Tab, and stay; else leave."""
        chosen = self.list_of_offers.currentIndex() if self.is_offering else QModelIndex()
        if self.is_offering:
            self.list_of_offers.hide()
        if chosen.isValid():
            self._take(chosen)
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went elsewhere; the list is no elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.done.emit()

    @cached_property
    def _completer(self) -> QCompleter:
        """What drops the list under the line, made when something is offered for the first time."""
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.setWidget(self)
        popup = completer.popup()
        if popup is not None:
            popup.setItemDelegate(part(HIT_DELEGATE)(self._theme, popup))
            popup.setAccessibleName("Filters that may follow")
            popup.clicked.connect(self._take)
        return completer

    def _on_typed(self) -> None:
        self._asked_for_all = False
        self._ask()

    def _ask(self) -> None:
        text, rest = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        self._suggest(text, lambda found: self._offer(text, rest, found))

    def _offer(self, text: str, rest: str, found: Sequence[Suggestion]) -> None:
        if not self.hasFocus() or self.text() != text + rest:
            return
        begun = bool(text.strip()) and not text[-1].isspace()
        self._offers.clear()
        for each in found:
            item = QStandardItem(each.shown)
            item.setData(each.hint, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setData((each.text, rest), Qt.ItemDataRole.UserRole)
            self._offers.appendRow(item)
        if found and (begun or self._asked_for_all):
            popup = self.list_of_offers
            popup.setMinimumWidth(_LIST_WIDTH)
            self._completer.complete()
            popup.setCurrentIndex(QModelIndex())
        elif self.is_offering:
            self.list_of_offers.hide()

    def _take(self, chosen: QModelIndex) -> None:
        text, rest = chosen.data(Qt.ItemDataRole.UserRole)
        self.list_of_offers.hide()
        self.setText(text + rest.lstrip() if text.endswith(" ") else text + rest)
        self.setCursorPosition(len(text))
        self._ask()
