"""The inputs of forms and of cells: a text, one of some words, a day, a long text."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TypeAlias

from PySide6.QtCore import QMimeData, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QPlainTextEdit, QWidget

from partnertracker.domain.fields import Field, Kind
from partnertracker.gui.forms.days import DateInput
from partnertracker.gui.forms.lines import IconInput, TextInput
from partnertracker.gui.theme.theme import Theme

Suggest: TypeAlias = Callable[[str, Callable[[Sequence[str]], None]], None]
"""Finds words for a text and hands them on, now or a little later."""

_SHOWN = 10
_LINES = 3
_LONGEST_WORD = 1_000
_ANYWHERE = QTextOption.WrapMode.WrapAnywhere
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class WordInput(IconInput):
    """A line of text that offers words as one types; Down or the arrow offers all of them."""

    chosen = Signal()
    """One of the words offered was taken."""

    def __init__(
        self, suggest: Suggest, theme: Theme, parent: QWidget | None = None, *, closed: bool = False
    ) -> None:
        """Take what finds the words, and whether nothing but one of them can stand here."""
        super().__init__("chevron-down", "All choices (Down)", theme, parent)
        self._suggest = suggest
        self._closed = closed
        self._words = QStringListModel(self)
        self._asked = ""
        """What was typed when words were last asked for; empty when all of them were."""
        self._told = True
        """Whether the words that were asked for have come."""
        self._left_with = ""
        """What stood here when Tab left before they came."""
        self.textEdited.connect(self._ask)
        self.at_end.triggered.connect(self.offer_all)

    @property
    def offered(self) -> list[str]:
        """The words offered last."""
        return self._words.stringList()

    @property
    def list_of_words(self) -> QAbstractItemView:
        """The list under the line."""
        return _list_of(self._completer)

    @cached_property
    def _completer(self) -> QCompleter:
        """What drops the list under the line, made when somebody comes to the line for the first time."""
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        _list_of(completer).setProperty("role", "words")
        completer.activated.connect(self.take)
        completer.setWidget(self)
        return completer

    def offer_all(self) -> None:
        """Offer every word, whatever stands in the line."""
        self.setFocus()
        self._ask("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Down; Enter takes the word chosen in it, else what was typed."""
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.offer_all()
            return
        popup = self.list_of_words
        if event.key() in _ENTER and popup.isVisible():
            chosen = popup.currentIndex()
            popup.hide()
            if chosen.isValid():
                self.take(str(chosen.data()))
                self.returnPressed.emit()
            else:
                # sent anew, so that whoever waits for Enter here sees it: the list passed it by them
                QApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers()))
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  as Qt has it
        """Take the word chosen in the list when Tab leaves; the list would keep the focus from going.

        Where nothing but the words can stand, one that alone fits what was typed is taken unchosen, even if
        it is found only after Tab has gone on.
        """
        popup = self.list_of_words
        chosen = popup.currentIndex() if popup.isVisible() else QModelIndex()
        popup.hide()
        if chosen.isValid():
            self.take(str(chosen.data()))
        elif self._told:
            self._take_only(self.text())
        else:
            self._left_with = self.text()
        return super().focusNextPrevChild(forward)

    def _ask(self, text: str) -> None:
        self._asked, self._told, self._left_with = text, False, ""
        self._suggest(text, self._offer)

    def _take_only(self, typed: str) -> None:
        """Take the word that alone fits what was typed, if that still stands here."""
        fits = self._closed and typed.strip() and typed == self._asked == self.text()
        if fits and len(self.offered) == 1 and self.offered != [typed]:
            self.take(self.offered[0])

    def _offer(self, words: Sequence[str]) -> None:
        self._told = True
        self._words.setStringList(list(words))
        if not self.hasFocus():
            self._take_only(self._left_with)
            return
        popup = self.list_of_words
        if words and list(words) != [self.text()]:
            self._completer.complete()
            popup.setCurrentIndex(QModelIndex())
        else:
            popup.hide()

    def take(self, word: str) -> None:
        """Let a word stand in the line, as if it had been chosen in the list."""
        self.setText(word)
        self.setCursorPosition(0)  # a long one shows how it begins
        self.edited.emit()
        self.chosen.emit()
        self.left.emit()


class LongTextInput(QPlainTextEdit):
    """Several lines of text; Tab goes to the next input."""

    edited = Signal()
    """The person changed the text."""

    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, three lines high."""
        super().__init__(parent)
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 20)
        self.textChanged.connect(self._tell)

    def text(self) -> str:
        """Return what stands in it."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; this is no edit."""
        if text != self.toPlainText():
            self._quiet = True
            self.clear()  # so that what stood here is not laid out once more
            self.setWordWrapMode(_wrapping(text))
            self.setPlainText(text)
            self._quiet = False

    def forget_typing(self) -> None:
        """Take back nothing of what was typed so far when undo is pressed here: it is stored by now."""
        self.document().clearUndoRedoStacks()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, whatever the length of its words."""
        if _wrapping(source.text()) is _ANYWHERE:
            self.setWordWrapMode(_ANYWHERE)
        super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person is done."""
        super().focusOutEvent(event)
        self.left.emit()

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()


Input: TypeAlias = TextInput | LongTextInput


def _wrapping(text: str) -> QTextOption.WrapMode:
    """Return where a text's lines may end: looking for the end of a word takes the square of its length."""
    longest = max(map(len, text.split()), default=0)
    return _ANYWHERE if longest > _LONGEST_WORD else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def _list_of(completer: QCompleter) -> QAbstractItemView:
    popup = completer.popup()
    if popup is None:
        raise RuntimeError("A completer that pops up has a list.")
    return popup


_WORDS = frozenset({Kind.CHOICE, Kind.STAGE, Kind.REFERENCE, Kind.YES_NO, Kind.CURRENCY, Kind.SCOPE})


def input_for(field: Field, suggest: Suggest, today: date, theme: Theme, *, in_cell: bool = False) -> Input:
    """Return the input that fits a field.

    Args:
        field: what is entered.
        suggest: finds the words of a field that has some.
        today: the day a calendar opens on.
        theme: where icons come from.
        in_cell: whether it stands in a cell, where there is one line only.
    """
    made: Input
    if field.kind is Kind.LONG_TEXT and not in_cell:
        made = LongTextInput()
    elif field.kind in _WORDS or field.completes:
        made = WordInput(suggest, theme, closed=field.kind in _WORDS)
    elif field.kind is Kind.DATE:
        made = DateInput(today, theme)
    else:
        made = TextInput()
    made.setAccessibleName(field.label)
    made.setAccessibleDescription(field.help)
    made.setToolTip(field.help)
    return made
