"""Filters by column, each a chip that says what it lets through and opens where that is chosen."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.columns import day_of
from partnertracker.domain.custom import kind_of
from partnertracker.domain.fields import Field, Kind
from partnertracker.domain.problems import Problem
from partnertracker.domain.search import folded
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.inputs import input_for
from partnertracker.gui.forms.lines import TextInput
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.shell.chips import Chip
from partnertracker.gui.tables.cells import labels_of
from partnertracker.gui.tables.saying import EMPTY, said, vocabulary_of
from partnertracker.gui.theme.controls import button, label, restyle
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.listing.columns import Column, cells
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Filter, Missing, Not
from partnertracker.services.listing.language import DAYS
from partnertracker.services.listing.spelling import day_text

_FEW = 60
_WIDTH = 240
_LINE, _LINES = 26, 12
_RANGES = frozenset({Kind.DATE, Kind.MONTH, Kind.MONEY, Kind.NUMBER, Kind.WHOLE, Kind.PERCENT})


class FilterChip(Chip):
    """One column's filters, as the text of the query has them."""

    wanted = Signal(object)
    """The person wants another filter for the column: the ``Filter``, or None for none."""

    removed = Signal()
    """It is no longer wanted."""

    def __init__(self, desk: Desk, table: str, column: Column, theme: Theme) -> None:
        """Start letting everything through."""
        super().__init__(f"{column.label}:", theme)
        self.column = column
        self.filters: tuple[Filter, ...] = ()
        self._desk = desk
        self._table = table
        self._theme = theme
        self._turned = False
        self._texts = ["", ""]
        self.show_value("any")
        self.clicked.connect(self.open)

    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """Show what the column lets through."""
        self.filters = filters
        self.show_value(said(filters, self.column, vocabulary_of(self._desk, self._table)))

    def clear(self) -> None:
        """Let everything through."""
        self._texts = ["", ""]
        self.wanted.emit(None)

    def open(self) -> None:
        """Open the panel in which the filter is chosen."""
        panel = QFrame(self)
        panel.setWindowFlags(Qt.WindowType.Popup)
        panel.setProperty("role", "popup")
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.setFixedWidth(scaled(_WIDTH))
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(10, 10, 10, 10)
        self._turned = bool(self.filters) and isinstance(self.filters[0], Not)
        words = self._words()
        if words is not None:
            first = self._list(layout, words)
        elif self.column.kind in _RANGES:
            first = self._range(layout)
        else:
            first = self._text(layout)
        turned = QCheckBox("Everything but that")
        turned.setChecked(self._turned)
        turned.toggled.connect(self.turn_round)
        layout.addWidget(turned)
        line = QHBoxLayout()
        for text, act in (("Any", self.clear), ("Remove filter", self.removed.emit)):
            choice = button(text, "link")
            choice.clicked.connect(act)
            choice.clicked.connect(panel.close)
            line.addWidget(choice)
        line.addStretch(1)
        layout.addLayout(line)
        panel.adjustSize()
        panel.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        panel.show()
        first.setFocus()

    def choose(self, words: frozenset[str]) -> None:
        """Let through only rows that hold one of these words; none of them: everything."""
        self._take(AnyOf(self.column.name, words) if words else None)

    def search(self, text: str) -> None:
        """Let through only rows whose text contains this one."""
        self._take(Contains(self.column.name, text.strip()) if text.strip() else None)

    def bound(self, low: str, high: str) -> list[str]:
        """Let through only what lies between two typed bounds; returns what is wrong with each."""
        self._texts = [low, high]
        bounds = [self._number(low), self._number(high)]
        wrong = [each if isinstance(each, str) else "" for each in bounds]
        if not any(wrong):
            low_number, high_number = (None if isinstance(each, str) else each for each in bounds)
            nothing = low_number is None and high_number is None
            self._take(None if nothing else Between(self.column.name, low_number, high_number))
        return wrong

    def turn_round(self, turned: bool) -> None:  # noqa: FBT001  as the check box tells it
        """Let through what is held back now, and hold back the rest."""
        self._turned = turned
        if self.filters:
            self._take(self._unturned)

    @property
    def _unturned(self) -> Filter | None:
        """The first filter without its ``Not``; None where there is none."""
        first = self.filters[0] if self.filters else None
        return first.filter if isinstance(first, Not) else first

    def _take(self, wanted: Filter | None) -> None:
        if wanted is not None and self._turned:
            wanted = Not(wanted)
        if (wanted,) != self.filters:
            self.wanted.emit(wanted)

    def _words(self) -> list[str] | None:
        """Return the words to choose from; None where there are too many or none."""
        if self.column.kind is Kind.YES_NO:
            return ["1", "0", ""]
        if self.column.stored or not self.column.coded:
            return None
        here = cells(self._desk.facts, self._table, self.column.name)
        if len(here.words) > _FEW:
            return None
        if here.ranks:
            order = sorted(range(len(here.words)), key=lambda code: here.ranks[code])
            return [*(here.words[code] for code in order), ""]
        return [*sorted(here.words, key=folded), ""]

    def _list(self, layout: QVBoxLayout, words: list[str]) -> QWidget:
        labels = labels_of(self._desk.facts, self._table)
        if self.column.kind is Kind.YES_NO:
            labels |= {(self.column.name, word): shown for word, shown in (("1", "Yes"), ("0", "No"))}
        now = self._unturned
        chosen = now.words if isinstance(now, AnyOf) else frozenset({""} if isinstance(now, Missing) else ())
        choices = QListWidget()
        choices.setProperty("role", "words")
        choices.ensurePolished()  # else the lines are laid out before they have their height
        choices.setAccessibleName(self.column.label)
        for word in words:
            item = QListWidgetItem(labels.get((self.column.name, word), word) or EMPTY)
            item.setData(Qt.ItemDataRole.UserRole, word)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if word in chosen else Qt.CheckState.Unchecked)
            choices.addItem(item)
        choices.setFixedHeight(min(len(words), _LINES) * scaled(_LINE) + 4)
        choices.setCurrentRow(0)
        choices.itemChanged.connect(lambda _item: self.choose(_checked(choices)))
        layout.addWidget(choices)
        return choices

    def _text(self, layout: QVBoxLayout) -> QWidget:
        entry = TextInput()
        entry.setAccessibleName(f"{self.column.label} contains")
        entry.setPlaceholderText("contains …")
        now = self._unturned
        entry.set_text(now.text if isinstance(now, Contains) else "")
        entry.edited.connect(lambda: self.search(entry.text()))
        layout.addWidget(entry)
        return entry

    def _range(self, layout: QVBoxLayout) -> QWidget:
        entries: list[TextInput] = []
        for caption, text in zip(("From", "To"), self._typed(), strict=True):
            made = input_for(self._field(), lambda _text, _then: None, self._desk.today, self._theme)
            entry = made if isinstance(made, TextInput) else TextInput()
            entry.setAccessibleName(f"{self.column.label} {caption.lower()}")
            entry.set_text(text)
            entries.append(entry)
            layout.addWidget(label(caption, "caption"))
            layout.addWidget(entry)
        sentence = label("", "error")
        sentence.setWordWrap(True)
        layout.addWidget(sentence)

        def take() -> None:
            wrong = self.bound(entries[0].text(), entries[1].text())
            sentence.setText(" ".join(each for each in wrong if each))
            for entry, each in zip(entries, wrong, strict=True):
                restyle(entry, "state", "wrong" if each else "")

        for entry in entries:
            entry.edited.connect(take)
        return entries[0]

    def _typed(self) -> list[str]:
        """Return the bounds as they were typed here, or as the text of the query has them."""
        now = self._unturned
        if not isinstance(now, Between) or [self._number(text) for text in self._texts] == list(now[1:]):
            return self._texts
        return ["" if bound is None else self._written(bound) for bound in now[1:]]

    def _written(self, bound: float) -> str:
        wording = Wording(self._desk.facts, self._desk.today)
        if self.column.kind in DAYS:
            day = day_text(bound)
            return wording.text(
                self._field(), day[: len("YYYY-MM")] if self.column.kind is Kind.MONTH else day
            )
        return wording.text(self._field(), bound)

    def _number(self, text: str) -> float | str | None:
        """Return a typed bound in the column's unit, None for none, or what is wrong with it."""
        if not text.strip():
            return None
        value = Wording(self._desk.facts, self._desk.today).value(self._field(), text)
        if isinstance(value, Problem):
            return value.sentence
        if self.column.kind in DAYS:
            return float(day_of(str(value)))
        return None if value is None else float(value)

    def _field(self) -> Field:
        """Return the field that bounds are read as; a computed column is read as a number of its kind."""
        if self.column.edits:
            return kind_of(self._desk.facts, self._table).field(self.column.edits[-1])
        return Field(self.column.name, self.column.label, self.column.kind)


def _checked(choices: QListWidget) -> frozenset[str]:
    items = (choices.item(i) for i in range(choices.count()))
    return frozenset(
        str(item.data(Qt.ItemDataRole.UserRole))
        for item in items
        if item.checkState() is Qt.CheckState.Checked
    )
