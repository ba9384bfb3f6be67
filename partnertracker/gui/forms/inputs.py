"""The inputs of forms and of cells: a text, one of some words, a day, a long text."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from PySide6.QtCore import QDate, QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.fields import Field, Kind
from partnertracker.domain.spoken import moved
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import spoken_date
from partnertracker.gui.theme.controls import card
from partnertracker.gui.theme.theme import Theme

Suggest: TypeAlias = Callable[[str, Callable[[Sequence[str]], None]], None]
"""Finds words for a text and hands them on, now or a little later."""

_SHOWN = 10
_LINES = 3
_UNITS = frozenset("dwmy")
_PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TextInput(QLineEdit):
    """A line of text."""

    edited = Signal()
    """The person changed the text."""

    left = Signal()
    """The person is done with it: Enter, or the focus went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self.left)

    def set_text(self, text: str) -> None:
        """Show another text; this is no edit."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show how a long text begins."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.setCursorPosition(0)


class IconInput(TextInput):
    """A line of text with something to click at its end."""

    def __init__(self, icon: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the icon's name and what it does; it follows the theme."""
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self.at_end = self.addAction(theme.icon(icon), QLineEdit.ActionPosition.TrailingPosition)
        self.at_end.setToolTip(hint)
        for inner in self.findChildren(QToolButton):
            inner.setAccessibleName(hint)
        theme.changed.connect(self._colour)

    def _colour(self) -> None:
        self.at_end.setIcon(self._theme.icon(self._icon))


class WordInput(IconInput):
    """A line of text that offers words as one types; Down or the arrow offers all of them."""

    chosen = Signal()
    """One of the words offered was taken."""

    def __init__(self, suggest: Suggest, theme: Theme, parent: QWidget | None = None) -> None:
        """Take what finds the words."""
        super().__init__("chevron-down", "All choices (Down)", theme, parent)
        self._suggest = suggest
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        self._completer = completer
        self.list_of_words.setProperty("role", "words")
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        completer.activated.connect(self._take)
        completer.setWidget(self)
        self.textEdited.connect(lambda text: self._suggest(text, self._offer))
        self.at_end.triggered.connect(self.offer_all)

    @property
    def offered(self) -> list[str]:
        """The words offered last."""
        return self._words.stringList()

    @property
    def list_of_words(self) -> QAbstractItemView:
        """The list under the line."""
        popup = self._completer.popup()
        if popup is None:
            raise RuntimeError("A completer that pops up has a list.")
        return popup

    def offer_all(self) -> None:
        """Offer every word, whatever stands in the line."""
        self.setFocus()
        self._suggest("", self._offer)

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
                self._take(str(chosen.data()))
            else:
                # sent anew, so that whoever waits for Enter here sees it: the list passed it by them
                QApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers()))
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  as Qt has it
        """Take the word chosen in the list when Tab leaves; the list would keep the focus from going."""
        popup = self.list_of_words
        chosen = popup.currentIndex() if popup.isVisible() else QModelIndex()
        popup.hide()
        if chosen.isValid():
            self._take(str(chosen.data()))
        return super().focusNextPrevChild(forward)

    def _offer(self, words: Sequence[str]) -> None:
        if not self.hasFocus():
            return
        self._words.setStringList(list(words))
        popup = self.list_of_words
        if words and list(words) != [self.text()]:
            self._completer.complete()
            popup.setCurrentIndex(QModelIndex())
        else:
            popup.hide()

    def _take(self, word: str) -> None:
        self.setText(word)
        self.setCursorPosition(0)  # a long one shows how it begins
        self.edited.emit()
        self.chosen.emit()
        self.left.emit()


class DateInput(IconInput):
    """A day as people write it; Alt+Down or the icon opens a calendar.

    On a whole day the keys d, w, m and y go on by a day, a week, a month or a year, with Shift back.
    """

    def __init__(self, today: date, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the day that the calendar opens on where there is none."""
        super().__init__("calendar", "Calendar (Alt+Down)", theme, parent)
        self._today = today
        self._popup: QWidget | None = None
        self.at_end.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show the calendar under the input."""
        popup = card(self)
        popup.setWindowFlags(Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day_of_week, QTextCharFormat())  # red is for what is wrong
        calendar.setAccessibleName("Calendar")
        iso = spoken_date(self.text(), self._today)
        day = date.fromisoformat(iso) if iso else self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        key = event.text().casefold()
        if (
            key in _UNITS
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and self._move(key, -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        ):
            return
        super().keyPressEvent(event)

    def _move(self, unit: str, count: int) -> bool:
        """Go on from the day in the input; False when there is no whole day in it."""
        text = self.text()
        # after a letter it may be the next one of a word: “1 Jul”, “mon”
        iso = spoken_date(text, self._today) if text[-1:].isdigit() and not self.isReadOnly() else ""
        day = moved(date.fromisoformat(iso), unit, count) if iso else None
        if day is None:
            return False
        self.setText(formats.long_date(day))
        self.selectAll()
        self.edited.emit()
        return True

    def _take(self, day: QDate) -> None:
        self.setText(formats.long_date(date(day.year(), day.month(), day.day())))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.setFocus()
        self.edited.emit()
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
            self.setPlainText(text)
            self._quiet = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person is done."""
        super().focusOutEvent(event)
        self.left.emit()

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()


Input: TypeAlias = TextInput | LongTextInput

_WORDS = frozenset({Kind.CHOICE, Kind.STAGE, Kind.REFERENCE, Kind.YES_NO, Kind.CURRENCY})


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
        made = WordInput(suggest, theme)
    elif field.kind is Kind.DATE:
        made = DateInput(today, theme)
    else:
        made = TextInput()
    made.setAccessibleName(field.label)
    made.setAccessibleDescription(field.help)
    made.setToolTip(field.help)
    return made
