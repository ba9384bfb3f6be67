"""Mappings from earlier imports: the one that fits is taken, and this one can be kept under a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.domain.fields import Entity
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import ImportMapping, MappingLibrary
from partnertracker.services.importing.library import shape_of

GUESSED = ""
"""Stands for: no saved mapping, but what the names of the columns suggest."""

_LAST = "Last import of "


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping from the library.

    Attributes:
        name: under which it is saved.
        mapping: what it says.
        is_of_shape: whether it was remembered from a file with just the columns of the one at hand.
    """

    name: str
    mapping: ImportMapping
    is_of_shape: bool = False

    @property
    def is_remembered(self) -> bool:
        """Whether the program remembered it, and nobody gave it its name."""
        return self.name.startswith(_LAST)

    @property
    def label(self) -> str:
        """The words for a person: what was remembered has no name of its own."""
        if not self.is_remembered:
            return self.name
        words = f"{_LAST}{self.mapping.table.replace('_', ' ')}"
        return words if self.is_of_shape else f"{words} with other columns"


def last_name(table: str, header: Sequence[str]) -> str:
    """Return the name under which the mapping of the last import of a file with this header is remembered."""
    return f"{_LAST}{table.replace('_', ' ')} {shape_of(header)}"


def kept(library: MappingLibrary, table: str, header: Sequence[str] = ()) -> list[SavedMapping]:
    """Return the saved mappings for a table, those that the program remembered at the end.

    One that can't be read is left out: a person may have edited it, and it is in nobody's way here.
    """
    found: list[SavedMapping] = []
    of_shape = last_name(table, header)
    for name in library.names():
        try:
            mapping = library.load(name)
        except PartnerTrackerError:
            continue
        if mapping.table == table and mapping.columns:
            found.append(SavedMapping(name, mapping, name == of_shape))
    return sorted(found, key=lambda each: (each.is_remembered, not each.is_of_shape, each.name))


def fitting(library: MappingLibrary, kind: Entity, header: Sequence[str]) -> list[SavedMapping]:
    """Return the saved mappings for files of this shape, the one that uses most columns first.

    Custom fields that are gone since are left out of them.
    """
    known = [replace(each, mapping=each.mapping.within(kind)) for each in kept(library, kind.table, header)]
    fits = (each for each in known if set(each.mapping.columns.values()) <= set(header))
    return sorted(fits, key=lambda each: -len(each.mapping.columns))


class SavedMappings(QWidget):
    """Offers the mappings that fit, and a name to save the present one under."""

    chosen = Signal(str)
    """The person chose a saved mapping by name, or ``GUESSED``."""

    saving = Signal(str)
    """The person wants the mapping to be saved under this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to offer."""
        super().__init__(parent)
        self._fitting: Sequence[SavedMapping] = ()
        self.picker = Picker("Mapping")
        self.picker.setMinimumWidth(scaled(68 * STEP))
        self.picker.picked.connect(self._on_picked)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name for this mapping")
        self.name.setPlaceholderText("Name for this mapping")
        self.name.setFixedWidth(scaled(48 * STEP))
        self.name.textChanged.connect(self._on_name)
        self.save = button("Save mapping")
        self.save.setEnabled(False)
        self.save.clicked.connect(lambda: self.saving.emit(self.name.text().strip()))
        self.name.returnPressed.connect(self.save.click)
        self.said = Elided("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        for widget in (label("Mapping", "muted"), self.picker, self.said, self.name, self.save):
            row.addWidget(widget, int(widget is self.said))

    def offer(self, saved: Sequence[SavedMapping], name: str) -> None:
        """Offer these mappings and show which one is used."""
        self._fitting = saved
        names = [(each.name, each.label) for each in saved]
        self.picker.offer([(GUESSED, "Guessed from the column names"), *names], name)
        self._say_used(name)

    def mapping(self, name: str) -> ImportMapping | None:
        """Return one of the offered mappings by its name."""
        return next((each.mapping for each in self._fitting if each.name == name), None)

    def say_saved(self, name: str) -> None:
        """Confirm that the mapping was saved."""
        self.said.show_text(f"Saved as “{name}”.")

    def _on_picked(self, name: str) -> None:
        self._say_used(name)
        self.chosen.emit(name)

    def _say_used(self, name: str) -> None:
        self.name.setText("" if name.startswith(_LAST) else name)
        self.said.show_text("Remembered from a file like this." if name else "")

    def _on_name(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()))
