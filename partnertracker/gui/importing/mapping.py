"""The second step: which column of theirs fills which field of ours."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.custom import kind_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Entity
from partnertracker.gui.importing import offers
from partnertracker.gui.importing.focus import chain
from partnertracker.gui.importing.lines import MappingLines
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.importing.questions import QuestionPanel
from partnertracker.gui.importing.saved import SavedMappings
from partnertracker.gui.importing.sheet import Sheet
from partnertracker.gui.theme.controls import card, label, spring
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import ImportMapping, ImportRequest


class MapPage(QWidget):
    """A line per field, and what is to be done with the rows."""

    changed = Signal()
    """The mapping, the mode or what makes a row the same row is another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a file."""
        super().__init__(parent)
        self.saved = SavedMappings()
        self.questions = QuestionPanel(self.saved.save)
        self.lines = MappingLines()
        self.match = Picker("Match rows by")
        self.match.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToContents)
        self.mode = Picker("What to do with the rows")
        self.mode.setMinimumWidth(scaled(60 * STEP))
        self.create_partners = QCheckBox("Add missing partners")
        self.needed = label("", "error")
        self.needed.setWordWrap(True)
        self._adds: bool | None = None
        """Whether the person wants missing partners to be added; None: nobody has said."""
        self._table = ""
        self._kind: Entity | None = None
        self._context: Context | None = None
        self._header: tuple[str, ...] = ()
        self._lay_out()
        for picker in (self.match, self.mode):
            picker.picked.connect(self._on_changed)
        self.create_partners.clicked.connect(self._on_adds)
        self.lines.changed.connect(self._on_changed)

    def fill(self, sheet: Sheet, mapping: ImportMapping, facts: Facts, context: Context) -> None:
        """Show a mapping for a file; mode and partners stay as chosen for the same table."""
        kind, self._context = kind_of(facts, mapping.table), context
        self._kind = kind
        if mapping.table != self._table:
            self.mode.offer(offers.MODES)
            # where there are no partners yet, rejecting every row for want of one helps nobody
            self._adds = None
            self.create_partners.setChecked(not len(facts["partners"]))
            self.create_partners.setVisible(offers.takes_partners(kind))
        if mapping.create_partners is not None:
            self._adds = mapping.create_partners
            self.create_partners.setChecked(self._adds or not len(facts["partners"]))
        self._table = mapping.table
        self._header = sheet.source.header
        self.lines.fill(sheet, mapping, facts, context)
        self._offer_matches(mapping.match)
        chain([self.saved.save, *self.lines.stops(), self.match])
        self._on_changed()

    def is_for(self, sheet: Sheet) -> bool:
        """Tell whether what is chosen here fits a file just as well: same table, same columns."""
        table = "" if sheet.mapping is None else sheet.mapping.table
        return bool(table) and table == self._table and sheet.source.header == self._header

    @property
    def mapping(self) -> ImportMapping:
        """The mapping as it is chosen now."""
        # a box that was ticked beforehand counts as said: the file read again has to fare alike
        adds = self._adds if self._adds is not None else self._creates() or None
        return replace(self.lines.mapping(), match=self.match.value, create_partners=adds)

    def request(self, sheet: Sheet) -> ImportRequest:
        """Return what is to be planned."""
        return ImportRequest(sheet.source, self.mapping, self.mode.value, "", self._creates())

    @property
    def is_usable(self) -> bool:
        """Whether anything is mapped at all."""
        return bool(self.lines.lines and self.lines.mapping().columns)

    def _creates(self) -> bool:
        return self.create_partners.isVisibleTo(self) and self.create_partners.isChecked()

    def _on_adds(self, wanted: bool) -> None:  # noqa: FBT001  as Qt has it
        self._adds = wanted
        self._on_changed()

    def _offer_matches(self, chosen: str) -> None:
        """Offer what can make a row the same row with the columns that are mapped now."""
        if self._kind is None or self._context is None:
            return
        ways = list(offers.matches(self._kind, self.lines.mapping(), self._context))
        if chosen not in {value for value, _words in ways}:
            ways.append((chosen, chosen))
        self.match.offer(ways, chosen)

    def _on_changed(self) -> None:
        self._offer_matches(self.match.value)
        missing = offers.unmet(self._kind, self.lines.mapping()) if self._kind is not None else ()
        needs = bool(missing) and self.mode.value != "update"
        self.needed.setText(f"New rows still need: {', '.join(missing)}." if needs else "")
        self.needed.setVisible(needs)
        self.changed.emit()

    def _lay_out(self) -> None:
        panel = card()
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(4 * STEP, 2 * STEP, STEP, 2 * STEP)
        inner.addWidget(self.lines)
        options = QHBoxLayout()
        options.setSpacing(2 * STEP)
        for widget in (label("Match rows by", "muted"), self.match, self.mode):
            options.addWidget(widget)
        options.addWidget(self.create_partners)
        options.addWidget(spring())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * STEP)
        column.addWidget(self.saved)
        column.addWidget(self.questions)
        column.addWidget(panel, 1)
        column.addWidget(self.needed)
        column.addLayout(options)
