"""All lines of the mapping in one scrolling list: required fields first."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from partnertracker.domain.custom import kind_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Field, Kind
from partnertracker.domain.names import search_key
from partnertracker.gui.importing import offers
from partnertracker.gui.importing.line import MappingLine
from partnertracker.gui.importing.sheet import Sheet, Words
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import ImportMapping

_MOST_WORDS = 60
"""A column with more different values than these shows those that matter most."""


class MappingLines(QScrollArea):
    """A line per field of a table."""

    changed = Signal()
    """Something else is mapped now."""

    words_wanted = Signal(object)
    """The values of these columns are needed: a list of headers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines: list[MappingLine] = []
        self._opened: MappingLine | None = None
        self._mapping = ImportMapping("deals")

    def fill(self, sheet: Sheet, mapping: ImportMapping, facts: Facts, context: Context) -> None:
        """Make the lines anew for a file and what a mapping says of it."""
        self._sheet, self._mapping, self._facts, self._context = sheet, mapping, facts, context
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 3 * STEP, 0)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(STEP)
        grid.setColumnStretch(2, 1)
        heads = ("Field", f"Column in {one_line(sheet.source.name)}", "First values", "If empty")
        for column, words in enumerate(heads):
            grid.addWidget(label(words, "caption"), 0, column)
        headers = [(header, header) for header in dict.fromkeys(sheet.source.header) if header]
        self._opened = None
        self.lines = []
        for number, target in enumerate(offers.targets(kind_of(facts, mapping.table), mapping), 1):
            line = MappingLine(target, offers.words_of(target.field, facts), content)
            line.read(
                headers,
                mapping.columns.get(target.name, ""),
                mapping.defaults.get(target.name, ""),
                mapping.values.get(target.name, {}),
            )
            line.place(grid, number)
            line.column_chosen.connect(self._on_column)
            line.changed.connect(self.changed)
            line.words_wanted.connect(self._on_words_wanted)
            line.show_samples(sheet.column(line.column.value))
            self.lines.append(line)
        grid.setRowStretch(2 * len(self.lines) + 2, 1)
        self.setWidget(content)
        self._ask([line for line in self.lines if offers.is_worded(line.target.field)])

    def first(self) -> QWidget | None:
        """Return what takes the focus first."""
        return self.lines[0].column if self.lines else None

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [stop for line in self.lines for stop in (*line.stops(), *line.words.pickers())]

    def mapping(self) -> ImportMapping:
        """Return the mapping with columns, defaults and values as they are chosen now."""
        values = {line.target.name: line.values for line in self.lines}
        return replace(
            self._mapping,
            columns={line.target.name: line.column.value for line in self.lines if line.column.value},
            defaults={line.target.name: line.default_text for line in self.lines if line.default_text},
            values={name: words for name, words in values.items() if words},
        )

    def show_words(self, words: Words) -> None:
        """Show the values of some columns beside our words; opens the lines where one is none of ours."""
        for line in self.lines:
            if line.target.field is not None and line.column.value in words:
                self._show_words(line, line.target.field, words[line.column.value])

    def _show_words(self, line: MappingLine, field: Field, found: Mapping[str, int]) -> None:
        counts = {word: rows for word, rows in found.items() if word.strip()}
        given = {search_key(theirs): ours for theirs, ours in line.values.items()}
        chosen = {word: given[search_key(word)] for word in counts if search_key(word) in given}
        readings = {word: offers.reads_as(field, word, self._context) for word in counts}
        if field.kind is Kind.REFERENCE:
            known = {search_key(name) for name, _label in offers.words_of(field, self._facts)}
            counts = {
                word: n for word, n in counts.items() if word in chosen or search_key(word) not in known
            }
        unread = [word for word in counts if readings[word] is None and word not in chosen]
        order = sorted(counts, key=lambda word: (word not in unread, -counts[word]))[:_MOST_WORDS]
        shown = [(word, counts[word]) for word in order]
        line.show_words(shown, readings, chosen, len(counts) - len(shown))
        line.open_words(is_asked=line is self._opened)

    def _on_column(self, line: MappingLine) -> None:
        line.show_samples(self._sheet.column(line.column.value))
        if offers.is_worded(line.target.field):
            self._ask([line])

    def _on_words_wanted(self, line: MappingLine) -> None:
        self._opened = line
        self._ask([line])

    def _ask(self, lines: list[MappingLine]) -> None:
        headers = [line.column.value for line in lines if line.column.value]
        if headers:
            self.words_wanted.emit(headers)
