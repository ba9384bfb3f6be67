"""The header of a table: which columns show, in which order, how wide, and by which one rows are ordered."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QStyleOptionHeader, QWidget

from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.cells import NUMBERS
from partnertracker.gui.tables.widths import GROWTH, giving_way, grows, least_width, shared, usual_width
from partnertracker.gui.theme.controls import escaped
from partnertracker.services.custom_fields import FIELDED
from partnertracker.services.listing.columns import Column
from partnertracker.services.listing.presets import FIRST_ORDER
from partnertracker.services.listing.queries import NEWEST_FIRST

_NARROWEST = 48
_BESIDE_MARK = "\N{EM SPACE}"
_KEPT = re.compile(r"(\w+):(\d+)(\+?)")


class ColumnHeader(QHeaderView):
    """Columns as the person likes them; remembered from one start to the next.

    Attributes:
        sorted_by: the column that rows are ordered by, and whether the largest comes first.
    """

    sort_wanted = Signal(str, bool)
    """Rows are to be ordered by a column, the largest first or not."""

    fields_wanted = Signal()
    """Somebody wants to add fields to the table, or to change them."""

    def __init__(self, table: str, columns: tuple[Column, ...], memory: Memory, font: QFont) -> None:
        """Take the columns in the order of the model, and the font of the cells.

        ``arrange`` lays the columns out once there is a model.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._table = table
        self._columns = columns
        self._memory = memory
        self._metrics = QFontMetrics(font)
        self._by_hand: dict[str, int] = {}
        self._least: dict[str, int] = {}
        self._given: dict[int, int] = {}
        self.sorted_by = FIRST_ORDER.get(table, NEWEST_FIRST)
        self.setAccessibleName("Columns")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setStretchLastSection(True)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumSectionSize(_NARROWEST)
        self.setSortIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.sectionClicked.connect(self._on_click)

    def arrange(self) -> None:
        """Lay the columns out as they were left, or as they are at the start.

        A click orders the rows, where Qt's own way would choose the whole column besides: the next Del would
        empty it. Cells that are chosen are not marked in the header, which has no choice of cells of its own
        to look at: in that of the table, Qt would ask for each of a million rows whether it is chosen.
        """
        for pressed in (self.sectionPressed, self.sectionEntered):
            pressed.disconnect()
        self.setSelectionModel(QItemSelectionModel(self.model(), self))
        self._lay_out()
        self.show_sorted(self.sorted_by[0], descending=self.sorted_by[1])
        self.sectionResized.connect(lambda section, _before, now: self._on_resized(section, now))
        self.sectionMoved.connect(lambda _section, _before, _now: self._keep())

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Take other columns, now that the model has them: those that were there stay as they were left."""
        self._columns = columns
        self._lay_out()
        self.show_sorted(self.sorted_by[0], descending=self.sorted_by[1])

    def _lay_out(self) -> None:
        """Lay the columns out as they were left, by name; those that are new stand last."""
        kept = _KEPT.findall(self._memory.text(self._state_name))
        sections = {column.name: section for section, column in enumerate(self._columns)}
        self._reset()
        self._by_hand = {name: int(width) for name, width, _ in kept if int(width)}
        there = [(sections[name], shown) for name, _, shown in kept if name in sections]
        for visual, (section, shown) in enumerate(there):
            self.moveSection(self.visualIndex(section), visual)
            self.setSectionHidden(section, not shown)
        self._share_out()
        self._keep()

    def show_sorted(self, name: str, *, descending: bool) -> None:
        """Mark the column that the rows are ordered by; none for the order of entry."""
        self.sorted_by = (name, descending)
        sections = [i for i, column in enumerate(self._columns) if column.name == name]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicatorShown(bool(sections))
        if sections:
            self.setSortIndicator(sections[0], order)

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu in which columns are shown and hidden."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in enumerate(self._columns):
            action = menu.addAction(escaped(column.label))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.toggled.connect(lambda shown, section=section: self.show_column(section, shown=shown))
        menu.addSeparator()
        menu.addAction("As at the start", self._forget)
        if any(each.table == self._table for each in FIELDED):
            menu.addAction("Fields of your own…", self.fields_wanted.emit)
        return menu

    @property
    def names_shown(self) -> tuple[str, ...]:
        """The names of the columns shown, in the order on screen."""
        return tuple(self._columns[each].name for each in self._shown)

    def show_only(self, names: Sequence[str]) -> None:
        """Show these columns in this order and hide the others; none of them there: all stay as they are."""
        sections = {column.name: section for section, column in enumerate(self._columns)}
        wanted = [sections[name] for name in names if name in sections]
        if not wanted:
            return
        for visual, section in enumerate(wanted):
            self.moveSection(self.visualIndex(section), visual)
            self.setSectionHidden(section, False)
        for section in set(sections.values()) - set(wanted):
            self.setSectionHidden(section, True)
        self._share_out()
        self._keep()

    def show_column(self, section: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        visible = [i for i in range(self.count()) if not self.isSectionHidden(i)]
        if shown or visible != [section]:
            self.setSectionHidden(section, not shown)
            self._share_out()
            self._keep()

    def _on_click(self, section: int) -> None:
        name = self._columns[section].name
        again = self.sorted_by[0] == name
        self.sort_wanted.emit(name, again and not self.sorted_by[1])

    def _open_menu(self, at: QPoint) -> None:
        section = self.logicalIndexAt(at)
        menu = self.menu(self)
        first = menu.actions()[0]
        if section >= 0:
            column = self._columns[section]
            label = escaped(column.label)
            for text, descending in ((f"Sort by {label}", False), (f"Sort by {label}, reversed", True)):
                action = menu.addAction(text)
                action.triggered.connect(
                    lambda _checked=False, down=descending: self.sort_wanted.emit(column.name, down)
                )
                menu.insertAction(first, action)
            menu.insertAction(first, self._entry_order(menu))
            menu.insertSeparator(first)
        menu.popup(self.mapToGlobal(at))

    def _entry_order(self, menu: QMenu) -> QAction:
        action = menu.addAction("Newest entries first")
        action.triggered.connect(lambda _checked=False: self.sort_wanted.emit(*NEWEST_FIRST))
        return action

    def widen(self, section: int, width: int) -> None:
        """Make a column at least that wide."""
        name = self._columns[section].name
        if self.sectionSize(section) < width:
            self._least[name] = width
            self._share_out()

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Keep words at the right off the mark of the order, which stands there."""
        super().initStyleOptionForIndex(option, section)
        right = option.textAlignment & Qt.AlignmentFlag.AlignRight
        if right and option.sortIndicator is not QStyleOptionHeader.SortIndicator.None_:
            option.text = f"{option.text}{_BESIDE_MARK}"

    @property
    def wanted(self) -> int:
        """How wide all columns like to be together: those of names somewhat wider than they must be."""
        return sum(map(self._width, self._shown)) + GROWTH * sum(map(self._grows, self._shown))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.count() == len(self._columns):
            self._share_out()

    @property
    def _shown(self) -> list[int]:
        """The sections on screen, in their order there."""
        sections = (self.logicalIndex(visual) for visual in range(self.count()))
        return [each for each in sections if not self.isSectionHidden(each)]

    def _width(self, section: int) -> int:
        """Return how wide a column is: as the person made it, or as it usually is, and never too narrow."""
        column = self._columns[section]
        usual = self._by_hand.get(column.name) or usual_width(
            self._table, column, self._metrics, self._head(section)
        )
        return max(usual, self._least.get(column.name, 0))

    def _head(self, section: int) -> int:
        """Return how wide the words over a column are, with the mark of the order."""
        return self.sectionSizeFromContents(section).width()

    def _grows(self, section: int) -> bool:
        """Tell whether a column takes room that is left over: one that the person widened does not."""
        return grows(self._columns[section]) and self._columns[section].name not in self._by_hand

    def _share_out(self) -> None:
        """Give every column its width, and what room is left to those whose words can be long."""
        shown = self._shown
        growing = [self._grows(each) for each in shown]
        widths = shared(self.width(), [self._width(each) for each in shown], growing)
        least = [
            least_width(width, self._head(each)) if grows else width
            for each, width, grows in zip(shown, widths, growing, strict=True)
        ]
        numbers = [self._columns[each].kind in NUMBERS for each in shown]
        widths = giving_way(self.width(), widths, least, numbers)
        self._given = dict(zip(shown, widths, strict=True))
        for section, width in self._given.items():
            self.resizeSection(section, width)

    def _on_resized(self, section: int, width: int) -> None:
        """Remember a width that the person chose: not one that was given, and not what the last fills."""
        if self.count() != len(self._columns) or self._given.get(section) == width:
            return
        if self._shown[-1:] != [section]:
            self._by_hand[self._columns[section].name] = width
            self._keep()

    def _reset(self) -> None:
        """Order, widths and what is shown are as at the start."""
        self.ensurePolished()
        self._by_hand.clear()
        for section, column in enumerate(self._columns):
            self.moveSection(self.visualIndex(section), section)
            self.setSectionHidden(section, not column.listed)

    def _forget(self) -> None:
        self._reset()
        self._share_out()
        self._keep()

    def _keep(self) -> None:
        """Remember by name, in the order on screen: the width (0: the usual one), and what is shown."""
        if self.count() != len(self._columns):
            return  # between two sets of columns
        sections = [self.logicalIndex(visual) for visual in range(self.count())]
        kept = (
            f"{self._columns[each].name}:{self._by_hand.get(self._columns[each].name, 0)}"
            f"{'' if self.isSectionHidden(each) else '+'}"
            for each in sections
        )
        self._memory.keep_text(self._state_name, " ".join(kept))

    @property
    def _state_name(self) -> str:
        return f"tables/{self._table}"
