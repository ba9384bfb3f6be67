"""The fields of two records side by side, and which of the two values is kept."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from partnertracker.domain.fields import Field
from partnertracker.gui import formats
from partnertracker.gui.theme.controls import button, escaped, label, tooltip
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.tokens import GAP, STEP

NOTHING = "–"
_LONGEST = 40
_LABEL, _SIDES, _RESULT = 0, (1, 2), 3
_NARROWEST = 190


class Pair(NamedTuple):
    """A field of two records.

    Attributes:
        field: what it is.
        texts: what each of the two holds, as it reads on screen; empty: nothing.
    """

    field: Field
    texts: tuple[str, str]

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.texts[0] != self.texts[1]


_STEPS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Choices(QWidget):
    """One line for each field: those that differ first, each with a choice, then those that agree.

    Left and right choose, up and down go from field to field.
    """

    changed = Signal()
    """Another value is kept."""

    def __init__(self) -> None:
        """Start without fields."""
        super().__init__()
        self.groups: dict[str, QButtonGroup] = {}
        self.results: dict[str, Elided] = {}
        self.left: dict[str, Elided] = {}
        """What will hang on the one that is left, by table."""
        self.losses = label("", "muted")
        self.losses.setWordWrap(True)
        self._pairs: dict[str, Pair] = {}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * STEP)
        for column in (*_SIDES, _RESULT):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, _NARROWEST)

    def show_pairs(
        self, names: tuple[str, str], pairs: Sequence[Pair], hanging: Mapping[str, tuple[str, int, int]]
    ) -> None:
        """Lay out the fields, once; of two values the first is kept unless it is empty.

        Args:
            names: of the two records.
            pairs: what stands in both records, in the order of the form; empty in both is left out.
            hanging: by table, what hangs on the two: the words, and how much on each.
        """
        self._add_heads(names)
        told = [pair for pair in pairs if any(pair.texts)]
        for pair in (each for each in told if each.differs):
            self._add_choice(self._grid.rowCount(), pair)
        self._add_heading("What belongs to them", wanted=bool(hanging))
        for table, (words, *counts) in hanging.items():
            *_, self.left[table] = self._add_texts(words, [*map(formats.count, counts), ""])
        self._grid.addWidget(self.losses, self._grid.rowCount(), _SIDES[0], 1, _RESULT)
        same = [each for each in told if not each.differs]
        self._add_heading("The same in both", wanted=bool(same))
        for pair in same:
            self._add_texts(pair.field.label, [_one_line(pair.texts[0])])
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def show_left(self, counts: Mapping[str, int], losses: Sequence[str]) -> None:
        """Show how much will hang on the one that is left, by table, and sentences about what goes."""
        for table, shown in self.left.items():
            shown.show_text(formats.count(counts.get(table, 0)))
        self.losses.setText("\n".join(losses))
        self.losses.setVisible(bool(losses))

    def begin(self) -> None:
        """Put the keyboard to the first choice."""
        for group in self.groups.values():
            group.button(group.checkedId()).setFocus()
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where the arrow points: radio buttons of Qt's own would go to and fro, up as well as left."""
        groups = list(self.groups.values())
        at = next((place for place, group in enumerate(groups) if self.focusWidget() in group.buttons()), -1)
        if at < 0 or event.key() not in _STEPS:
            super().keyPressEvent(event)
            return
        down, right = _STEPS[event.key()]
        group = groups[min(max(at + down, 0), len(groups) - 1)]
        side = min(max(group.checkedId() + right, 0), 1)
        group.button(side).setChecked(True)
        group.button(side).setFocus()

    def side(self, name: str) -> int:
        """Return which record's value a field keeps: 0 or 1."""
        group = self.groups.get(name)
        return 0 if group is None else group.checkedId()

    def keep_all(self, side: int) -> None:
        """Keep every value of one record that holds something."""
        for name, group in self.groups.items():
            if self._pairs[name].texts[side]:
                group.button(side).setChecked(True)

    def _add_heads(self, names: tuple[str, str]) -> None:
        for side, (column, name) in enumerate(zip(_SIDES, names, strict=True)):
            head = Elided("heading")
            head.show_text(name)
            self._grid.addWidget(head, 0, column)
            everything = button("Keep all of it", "link")
            everything.setAccessibleName(f"Keep all of {name}")
            everything.clicked.connect(partial(self.keep_all, side))
            self._grid.addWidget(everything, 1, column, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(label("What they become", "heading"), 0, _RESULT)

    def _add_heading(self, text: str, *, wanted: bool) -> None:
        if wanted:
            heading = label(text, "heading")
            heading.setContentsMargins(0, GAP, 0, 0)
            self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, _RESULT + 1)

    def _add_texts(self, words: str, texts: Sequence[str]) -> list[Elided]:
        row = self._grid.rowCount()
        made = []
        self._grid.addWidget(label(words, "muted"), row, _LABEL)
        for column, text in enumerate(texts, start=_SIDES[0]):
            shown = Elided("")
            shown.show_text(text)
            shown.setContentsMargins(2 * STEP, 0, 0, 0)
            self._grid.addWidget(shown, row, column, 1, 1 if len(texts) > 1 else _RESULT)
            made.append(shown)
        return made

    def _add_choice(self, row: int, pair: Pair) -> None:
        name = pair.field.name
        self._pairs[name] = pair
        group = self.groups[name] = QButtonGroup(self)
        caption = label(pair.field.label)
        self._grid.addWidget(caption, row, _LABEL)
        for side, column in enumerate(_SIDES):
            text = _one_line(pair.texts[side]) or NOTHING
            choice = _Side(escaped(_short(text)))
            choice.setAccessibleName(f"{pair.field.label}: {text if text != NOTHING else 'nothing'}")
            choice.setToolTip(tooltip(text) if len(text) > _LONGEST else "")
            group.addButton(choice, side)
            self._grid.addWidget(choice, row, column)
            choice.show()  # the layout would show it only later: until then the keyboard can't go there
        result = self.results[name] = Elided("heading")
        self._grid.addWidget(result, row, _RESULT)
        group.idToggled.connect(lambda _side, on: self._follow(name) if on else None)
        group.button(0 if pair.texts[0] else 1).setChecked(True)

    def _follow(self, name: str) -> None:
        self.results[name].show_text(_one_line(self._pairs[name].texts[self.side(name)]) or NOTHING)
        self.changed.emit()


class _Side(QRadioButton):
    """Leaves the arrows to the choices as a whole."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
