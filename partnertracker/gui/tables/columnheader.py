"""The header of a table: which columns show, in which order, how wide, and by which one rows are ordered."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from partnertracker.domain.fields import Kind
from partnertracker.gui import formats
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.painter import SIDE
from partnertracker.gui.theme.controls import escaped
from partnertracker.services.custom_fields import FIELDED
from partnertracker.services.listing.columns import Column
from partnertracker.services.listing.presets import FIRST_ORDER
from partnertracker.services.listing.queries import NEWEST_FIRST

_WIDTHS = {
    Kind.MONEY: 94,
    Kind.DATE: 118,
    Kind.YES_NO: 86,
    Kind.WHOLE: 86,
    Kind.PERCENT: 90,
    Kind.STAGE: 104,
    Kind.CHOICE: 96,
    Kind.REFERENCE: 136,
    Kind.LONG_TEXT: 200,
}
_BY_NAME = {
    "deals": {
        "name": 110,
        "partner": 110,
        "involvement": 92,
        "stage": 98,
        "value": 82,
        "close": 124,
        "manager": 86,
        "registered": 82,
    },
    "costs": {"month": 92, "category": 140},
    "deal_influences": {"deal": 170, "partner": 170},
    "deal_stage_events": {"deal": 200},
    "actions": {"title": 240},
    "certifications": {"certificate": 190},
    "tier_requirements": {"certificate": 190},
    "customer_stages": {"customer": 150, "stage": 124},
    "health_reviews": {"reason": 220},
    "targets": {"metric": 170, "scope": 170, "period": 74, "comparison": 100, "value": 90},
    "partners": {"name": 150, "tier": 88, "region": 112, "manager": 96, "health": 84, "deals": 64},
}
_USUAL, _NARROWEST = 122, 48
_KEPT = re.compile(r"(\w+):(\d+)(\+?)")
_PILL = 8
_TYPICAL = {
    Kind.MONEY: formats.amount(12_345_600, "USD"),
    Kind.DATE: "28 Sep 2026",
    Kind.STAGE: "Negotiation",
    Kind.CHOICE: "Influenced",
    Kind.PERCENT: "12.5%",
}
"""Words for which a column has room at the start, whatever the font; designed widths are for one font."""


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
        """Lay the columns out as they were left, or as they are at the start."""
        self._lay_out()
        self.show_sorted(self.sorted_by[0], descending=self.sorted_by[1])
        self.sectionResized.connect(lambda _section, _before, _now: self._keep())
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
        there = [(sections[name], width, shown) for name, width, shown in kept if name in sections]
        for visual, (section, width, shown) in enumerate(there):
            self.moveSection(self.visualIndex(section), visual)
            if int(width):
                self.resizeSection(section, int(width))
            self.setSectionHidden(section, not shown)
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
        sections = (self.logicalIndex(visual) for visual in range(self.count()))
        return tuple(self._columns[each].name for each in sections if not self.isSectionHidden(each))

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
        self._keep()

    def show_column(self, section: int, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        visible = [i for i in range(self.count()) if not self.isSectionHidden(i)]
        if shown or visible != [section]:
            self.setSectionHidden(section, not shown)
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
        if self.sectionSize(section) < width:
            self.resizeSection(section, width)

    def _usual_width(self, section: int) -> int:
        """Return the designed width, or more where the header or typical words need it."""
        column = self._columns[section]
        designed = _BY_NAME.get(self._table, {}).get(column.name, _WIDTHS.get(column.kind, _USUAL))
        pill = _PILL if column.kind is Kind.STAGE else 0
        words = column.shows or (_TYPICAL.get(column.kind, ""),)
        typical = max(map(self._metrics.horizontalAdvance, words)) + 2 * SIDE + pill
        return max(designed, typical, self.sectionSizeFromContents(section).width())

    def _reset(self) -> None:
        self.ensurePolished()
        for section, column in enumerate(self._columns):
            self.moveSection(self.visualIndex(section), section)
            self.resizeSection(section, self._usual_width(section))
            self.setSectionHidden(section, not column.listed)

    def _forget(self) -> None:
        self._reset()
        self._keep()

    def _keep(self) -> None:
        """Remember by name, in the order on screen: the width (0: the usual one), and what is shown."""
        if self.count() != len(self._columns):
            return  # between two sets of columns
        sections = [self.logicalIndex(visual) for visual in range(self.count())]
        shown = [each for each in sections if not self.isSectionHidden(each)]
        widths = {each: self.sectionSize(each) for each in shown[:-1]}  # the last one fills what is left
        kept = (
            f"{self._columns[each].name}:{widths.get(each, 0)}{'+' * (each in shown)}" for each in sections
        )
        self._memory.keep_text(self._state_name, " ".join(kept))

    @property
    def _state_name(self) -> str:
        return f"tables/{self._table}"
