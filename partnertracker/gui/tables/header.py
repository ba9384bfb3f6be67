"""The line above a table: its title, what is shown, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.notation import PLAIN
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.flow import FlowLayout
from partnertracker.gui.tables.asof import AsOfLine
from partnertracker.gui.tables.filters import FilterChip
from partnertracker.gui.tables.query import QueryInput
from partnertracker.gui.tables.reading import QueryReading
from partnertracker.gui.tables.saying import said_of_unread
from partnertracker.gui.tables.viewchooser import ViewChooser
from partnertracker.gui.theme.controls import ToolButton, button, escaped, label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import CONTROL, STEP
from partnertracker.services.listing.columns import columns_in
from partnertracker.services.listing.filters import Filter
from partnertracker.services.listing.language import Query, Unread
from partnertracker.services.listing.queries import Listing
from partnertracker.services.listing.spelling import respelled, with_filter

_ALWAYS = {"deals": ("stage", "involvement"), "partners": ("stage", "health")}
_TYPING = 150
_HELP = "Words to find, and filters such as stage:won value:>50k closed:2026-Q3 -partner:none"
_AFTER_CHIPS = 1  # the button that adds a filter


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
        self.chips: dict[str, FilterChip] = {}
        self.query = Query()
        self._desk = desk
        self._theme = theme
        self._by_hand: set[str] = set()
        self._reading = QueryReading(desk, table, self)
        self._reading.found.connect(self._take)
        self.search = QueryInput(self._reading.suggest, theme)
        self.search.setPlaceholderText(f"Find in {entity(table).plural.lower()}")
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setToolTip(_HELP)
        self.search.setAccessibleDescription(_HELP)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self.read)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.done.connect(self._tell)
        self.told = label("", "error")
        self.told.setWordWrap(True)
        self.told.hide()
        self.view = ViewChooser(desk, table, theme)
        self.view.preset_chosen.connect(self.changed)
        self.add = button("+ Filter", "chooser")
        self.add.clicked.connect(self.offer_filters)
        self.as_of = AsOfLine(desk, table, self)
        self.as_of.changed.connect(self.changed)
        self._choosers = FlowLayout(spacing=2 * STEP)
        self._lay_out()
        desk.changed.connect(self._follow)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What the text asks of columns, as the chips say."""
        return self.query.filters

    @property
    def text(self) -> str:
        """What is looked for in all texts."""
        return self.query.words

    @property
    def narrows(self) -> bool:
        """Whether it may hide rows."""
        return bool(self.filters or self.text or self.view.preset or not self.as_of.later)

    def listing(self, sort: tuple[str, bool], partner: int) -> Listing:
        """Return what is asked for in an order, of one partner or (0) of all that the window looks at."""
        choice = self._desk.choice
        return Listing(
            self.table,
            self.view.preset,
            self.filters,
            sort,
            self.text,
            choice.manager,
            choice.tier,
            partner,
            choice.period.start,
            choice.period.end,
            choice.as_of,
            self.as_of.later,
            self.as_of.is_past,
        )

    def find_rows(self) -> None:
        """Put the cursor where rows are looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Take every filter away."""
        self.as_of.show_later()
        self.view.show_all()
        self.write("")

    def write(self, text: str) -> None:
        """Look for what a text asks for, at once."""
        self.search.set_text(text)
        self.read()

    @property
    def is_outdated(self) -> bool:
        """Whether the text may mean something else by now: the file has changed, or another day has begun."""
        return bool(self.search.text()) and not self._reading.is_current

    @property
    def plain_text(self) -> str:
        """The text with numbers and dates as any system reads them."""
        return respelled(self.search.text(), self._reading.vocabulary, PLAIN)

    def write_plain(self, text: str) -> None:
        """Look for what a ``plain_text`` asks for, written as the person's system writes."""
        here = self._reading.vocabulary
        self.write(respelled(text, replace(here, notation=PLAIN), here.notation))

    def add_filter(self, name: str) -> FilterChip:
        """Show a chip for a column and return it; it stays until somebody takes it away."""
        self._by_hand.add(name)
        self._show_chip(name)
        return self.chips[name]

    def _show_chip(self, name: str) -> None:
        if name not in self.chips:
            before = [self.view, *self.chips.values()][-1]
            self._add_chip(name)
            self.setTabOrder(before, self.chips[name])  # Qt puts what is made late behind everything else
            self._choosers.move_last_to(self._choosers.count() - _AFTER_CHIPS - 1)

    def _add_chip(self, name: str) -> None:
        column = next(each for each in columns_in(self._desk.facts, self.table) if each.name == name)
        chip = self.chips[name] = FilterChip(self._desk, self.table, column, self._theme)
        chip.wanted.connect(lambda wanted: self._want(name, wanted))
        chip.clicked.connect(lambda: self._by_hand.add(name))
        chip.removed.connect(lambda: self._remove(name))
        self._choosers.addWidget(chip)

    def _want(self, name: str, wanted: Filter | None) -> None:
        """Write what was chosen in a chip into the text."""
        self.write(with_filter(self.search.text(), name, wanted, self._reading.vocabulary))

    def _remove(self, name: str) -> None:
        self._by_hand.discard(name)
        self._want(name, None)

    def read(self) -> None:
        """Read the text as it is now, what was renamed by its new name; then other rows are wanted."""
        text = self._reading.followed(self.search.text(), self.query)
        self._drop_outdated_chips()
        if text != self.search.text():
            self.search.set_text(text)
        self._typing.stop()
        self._reading.read(text)

    def _take(self, query: Query) -> None:
        """Show the filters of the text in chips, and ask for the rows."""
        self.query = query
        filters: dict[str, tuple[Filter, ...]] = {}
        for each in self.query.filters:
            filters[each.column] = (*filters.get(each.column, ()), each)
        for name in filters:
            self._show_chip(name)
        for name in self.chips.keys() - filters.keys() - self._by_hand - set(_ALWAYS.get(self.table, ())):
            self._drop_chip(name)
        for name, chip in self.chips.items():
            chip.show_filters(filters.get(name, ()))
        self.search.mark(self.query.unread)
        self._tell_unread([] if self.search.is_offering else self.query.unread)
        self.changed.emit()

    def _drop_chip(self, name: str) -> None:
        chip = self.chips.pop(name)
        chip.hide()
        self._choosers.removeWidget(chip)
        chip.deleteLater()

    def _tell(self) -> None:
        """Say what the text holds that means nothing, now that it is whole."""
        if self._typing.isActive():
            self.read()
        self._tell_unread(self.query.unread)

    def _tell_unread(self, unread: Sequence[Unread]) -> None:
        self.told.setText(said_of_unread(self.search.text(), unread))
        self.told.setVisible(bool(unread))

    def _follow(self, changes: dict[str, object]) -> None:
        if "custom_fields" in changes:
            self._drop_outdated_chips()

    def _drop_outdated_chips(self) -> None:
        """Drop the chips of columns that are no longer as they were: the team has changed its fields."""
        columns = columns_in(self._desk.facts, self.table)
        for name in [name for name, chip in self.chips.items() if chip.column not in columns]:
            self._by_hand.discard(name)
            self._drop_chip(name)

    def offer_filters(self) -> None:
        """Open the menu of columns to filter by."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._reading.vocabulary.columns:
            if column.name in self.chips:
                continue
            action = menu.addAction(escaped(column.label))
            action.triggered.connect(lambda _checked=False, name=column.name: self.add_filter(name).open())
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _lay_out(self) -> None:
        self._choosers.addWidget(self.search)
        self._choosers.addWidget(self.view)
        for name in _ALWAYS.get(self.table, ()):
            self._add_chip(name)
        self._choosers.addWidget(self.add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        line = QHBoxLayout()
        whole.addLayout(line)
        whole.addWidget(self.told)
        whole.addWidget(self.as_of)
        line.setSpacing(2 * STEP)
        title = label(entity(self.table).plural, "title")
        title.setFixedHeight(scaled(CONTROL))
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(STEP)
        line.addLayout(self._choosers, 1)
        end = QWidget()
        end.setFixedHeight(scaled(CONTROL))
        end.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        parts = QHBoxLayout(end)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(2 * STEP)
        for part in (self._columns_button(), *self._doors()):
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

    def _columns_button(self) -> ToolButton:
        self._columns = ToolButton()
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
