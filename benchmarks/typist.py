"""Enters the deals of a sheet of paper into the real window by key events alone, and counts them."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.paper import Deal, typed_day
from partnertracker.gui.deals import DealsView
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.forms.texts import notation

_FIELDS = (
    "name",
    "customer",
    "source_partner",
    "stage",
    "closed_on",
    "value",
    "created_on",
    "expected_close_on",
)
"""In the order of the form."""

_THOUSAND = 1000
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Typist:
    """Looks at the window as a person does, and presses keys where the keyboard is.

    Attributes:
        count: the keys pressed so far; keys held together count once.
    """

    def __init__(self, page: DealsView, today: date, wait: Callable[[], None]) -> None:
        """Take the page of deals, in front, and what lets the window work."""
        self._page = page
        self._today = today
        self._wait = wait
        self._known: set[str] = set()
        self._pinned: int | None = None
        here = notation().date
        self._day_first = here.find("%d") < here.find("%m")
        self.count = 0

    def enter(self, paper: Sequence[Deal]) -> list[int]:
        """Enter deals one after another; return the keys that each took."""
        presses = []
        for deal, following in zip_longest(paper, paper[1:]):
            before = self.count
            self._enter(deal, following.created if following else None)
            presses.append(self.count - before)
        self._press(Qt.Key.Key_Return)  # Ctrl+N saved the others
        presses[-1] += 1
        return presses

    @property
    def _form(self) -> EntryForm:
        return self._page.form

    def _enter(self, deal: Deal, next_created: int | None) -> None:
        """Enter a deal; the day of its creation is pinned where the next one has the same."""
        self._press(Qt.Key.Key_N, _CONTROL)
        texts = self._texts(deal)
        for name, text in texts.items():
            if self._form.boxes[name].entry.text() == text:  # it was filled in
                continue
            self._reach(name)
            help_with = self._page.customer_help
            if help_with is not None and text in help_with.filling.text:
                self._press(Qt.Key.Key_F8)
            elif name in {"customer", "source_partner"}:
                self._choose(text)
            else:
                self._type(text)
            if name == "created_on" and self._pinned is None and next_created == deal.created:
                self._press(Qt.Key.Key_P, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
                self._pinned = deal.created
            elif name == "created_on" and self._pinned is not None:
                self._pinned = deal.created
        self._known |= texts.keys()

    def _texts(self, deal: Deal) -> dict[str, str]:
        """Return what is typed into each field; where nothing needs to be, the field is left out."""
        value = f"{deal.value / _THOUSAND:g}k"
        created = 0 if self._pinned is None else self._pinned  # today, unless another day is pinned
        days = {
            "closed_on": (deal.closed, 0),
            "created_on": (deal.created, created),
            "expected_close_on": (deal.due, None),
        }
        wanted = {
            "name": deal.name,
            "customer": deal.customer,
            "source_partner": deal.partner,
            "stage": "" if deal.stage == "Lead" else deal.stage[: 2 if deal.stage == "Lost" else 1].lower(),
            "value": min(value, str(deal.value), key=len),
            **{
                name: ""
                if day in {None, there}
                else typed_day(day or 0, self._today, day_first=self._day_first)
                for name, (day, there) in days.items()
            },
        }
        return {name: wanted[name] for name in _FIELDS if wanted[name]}

    def _reach(self, name: str) -> None:
        """Go on to a field: by Enter where that leads to it, else by Tab."""
        while self._form.held() != name:
            self._press(Qt.Key.Key_Return if self._leads_to(name) else Qt.Key.Key_Tab)

    def _leads_to(self, name: str) -> bool:
        pinned = name == "created_on" and self._pinned is not None
        return (self._form.boxes[name].field.required or name in self._known) and not pinned

    def _choose(self, text: str) -> None:
        """Type a word until it is offered first or second, and choose it; or type all of it, and add it."""
        box = self._form.boxes[self._form.held()]
        assert isinstance(box.entry, WordInput)
        for typed, letter in enumerate(text, start=1):
            self._type(letter)
            offered = box.entry.offered[:2] if box.entry.list_of_words.isVisible() else []
            if text in offered and len(text) - typed > offered.index(text) + 1:
                for _ in range(offered.index(text) + 1):
                    self._press(Qt.Key.Key_Down)
                return
        if box.adds:
            self._press(Qt.Key.Key_Tab)
            self._press(Qt.Key.Key_Space)

    def _type(self, text: str) -> None:
        for letter in text:
            self.count += 1
            QTest.keyClicks(_keyboard(), letter)
            self._wait()

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(QApplication.activePopupWidget() or _keyboard(), key, modifier)
        self._wait()


def _keyboard() -> QWidget:
    """Return the widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the window has not the focus"
    return widget
