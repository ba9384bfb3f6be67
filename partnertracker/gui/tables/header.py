"""The line above a table: its title, what is shown, what that adds up to, and what can be done with it."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Kind
from partnertracker.domain.money import to_major
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.flow import FlowLayout
from partnertracker.gui.shell.chips import Chip
from partnertracker.gui.tables.asof import AsOfLine
from partnertracker.gui.tables.filters import FilterChip
from partnertracker.gui.theme.controls import button, escaped, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CONTROL, STEP
from partnertracker.services.listing.columns import columns_in
from partnertracker.services.listing.filters import Filter
from partnertracker.services.listing.presets import presets_of

_ALWAYS = {"deals": ("stage", "involvement"), "partners": ("stage", "health")}
_TYPING = 150
_SEARCH = 150
_AFTER_CHIPS = 2  # the button that adds a filter, and the search


class TableHeader(QWidget):
    """Chooses which rows a table shows."""

    changed = Signal()
    """Other rows are wanted."""

    import_wanted = Signal()
    export_wanted = Signal()

    columns_wanted = Signal(QPoint)
    """Columns are to be chosen; where the menu may open."""

    def __init__(self, desk: Desk, table: str, theme: Theme) -> None:
        """Start with the first preset and no filter."""
        super().__init__()
        self.table = table
        self.preset = presets_of(table)[0].name
        self.chips: dict[str, FilterChip] = {}
        self._desk = desk
        self._theme = theme
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"Find in {entity(table).plural.lower()}")
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.view = Chip("View", theme)
        self.view.clicked.connect(self._drop_presets)
        self.add = button("+ Filter")
        self.add.setFixedHeight(CONTROL)
        self.add.clicked.connect(self.offer_filters)
        self.summary = label("", "muted")
        self.as_of = AsOfLine(desk, table, self)
        self.as_of.changed.connect(self.changed)
        self._choosers = FlowLayout(spacing=2 * STEP)
        self._lay_out()
        desk.chosen.connect(self._show_preset)
        desk.changed.connect(self._follow)
        self._show_preset()

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What the chips let through."""
        return tuple(chip.filter for chip in self.chips.values() if chip.filter is not None)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.search.text()

    @property
    def narrows(self) -> bool:
        """Whether it may hide rows."""
        return bool(self.filters or self.text.strip() or self.preset or not self.as_of.later)

    def find_rows(self) -> None:
        """Put the cursor where rows are looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Take every filter away."""
        self.as_of.show_later()
        self.preset = presets_of(self.table)[0].name
        self._show_preset()
        self.search.clear()
        for chip in self.chips.values():
            chip.clear()
        self.changed.emit()

    def show_summary(self, shown: int, everything: int, total: int | None, currency: str) -> None:
        """Show how many rows of how many are listed, and what they add up to (minor units; None: nothing)."""
        words = formats.count(everything)
        if shown != everything:
            words = f"{formats.count(shown)} of {words}"
        if total is not None:
            words += f" · {formats.money(to_major(total, currency), currency)}"
        self.summary.setText(words)

    def choose_preset(self, name: str) -> None:
        """Show the rows of a preset."""
        self.preset = name
        self._show_preset()
        self.changed.emit()

    def add_filter(self, name: str) -> FilterChip:
        """Show a chip for a column and return it."""
        if name not in self.chips:
            before = [self.view, *self.chips.values()][-1]
            self._add_chip(name)
            self.setTabOrder(before, self.chips[name])  # Qt puts what is made late behind everything else
            self._choosers.move_last_to(self._choosers.count() - _AFTER_CHIPS - 1)
        return self.chips[name]

    def _add_chip(self, name: str) -> None:
        column = next(each for each in columns_in(self._desk.facts, self.table) if each.name == name)
        chip = self.chips[name] = FilterChip(self._desk, self.table, column, self._theme)
        chip.changed.connect(self.changed)
        chip.removed.connect(lambda: self._remove(name))
        self._choosers.addWidget(chip)

    def _remove(self, name: str) -> None:
        chip = self.chips[name]
        chip.clear()
        if name not in _ALWAYS.get(self.table, ()):
            del self.chips[name]
            self._choosers.removeWidget(chip)
            chip.deleteLater()

    def _follow(self, changes: dict[str, object]) -> None:
        """Take away the chips of fields that the team has deleted or changed."""
        if "custom_fields" in changes:
            columns = columns_in(self._desk.facts, self.table)
            for name in [name for name, chip in self.chips.items() if chip.column not in columns]:
                self._remove(name)

    def _show_preset(self) -> None:
        words = next(each.label for each in presets_of(self.table) if each.name == self.preset)
        self.view.show_value(words.format(period=self._desk.choice.period.kind))

    def _drop_presets(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for preset in presets_of(self.table):
            action = menu.addAction(preset.label.format(period=self._desk.choice.period.kind))
            action.setCheckable(True)
            action.setChecked(preset.name == self.preset)
            action.triggered.connect(lambda _checked=False, name=preset.name: self.choose_preset(name))
        menu.popup(self.view.mapToGlobal(self.view.rect().bottomLeft()))

    def offer_filters(self) -> None:
        """Open the menu of columns to filter by."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in columns_in(self._desk.facts, self.table):
            if column.name in self.chips or column.kind in {Kind.LONG_TEXT, Kind.YES_NO}:
                continue
            action = menu.addAction(escaped(column.label))
            action.triggered.connect(lambda _checked=False, name=column.name: self.add_filter(name).open())
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _lay_out(self) -> None:
        self._choosers.addWidget(self.view)
        if len(presets_of(self.table)) == 1:
            self.view.hide()
        for name in _ALWAYS.get(self.table, ()):
            self._add_chip(name)
        self.search.setFixedWidth(_SEARCH)
        self._choosers.addWidget(self.add)
        self._choosers.addWidget(self.search)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * STEP)
        title = label(entity(self.table).plural, "title")
        title.setFixedHeight(CONTROL)
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(STEP)
        line.addLayout(self._choosers, 1)
        end = QWidget()
        end.setFixedHeight(CONTROL)
        end.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        parts = QHBoxLayout(end)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(2 * STEP)
        for part in (self.summary, self._columns_button(), *self._doors()):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            parts.addWidget(part)
        line.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)

    def _doors(self) -> list[QWidget]:
        """Return the buttons that lead in and out."""
        doors: list[QWidget] = []
        for text, signal in (("Import…", self.import_wanted), ("Export CSV", self.export_wanted)):
            each = button(text)
            each.clicked.connect(signal)
            doors.append(each)
        doors[0].setDisabled(bool(self._desk.read_only))
        return doors

    def _columns_button(self) -> QToolButton:
        self._columns = QToolButton()
        self._columns.setIconSize(QSize(16, 16))
        self._columns.setToolTip("Choose columns")
        self._columns.setAccessibleName("Choose columns")
        self._columns.clicked.connect(self.ask_for_columns)
        self._theme.changed.connect(self._colour)
        self._colour()
        return self._columns

    def ask_for_columns(self) -> None:
        """Ask for the menu of columns under its button."""
        self.columns_wanted.emit(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))

    def _colour(self) -> None:
        self._columns.setIcon(self._theme.icon("columns-3"))
