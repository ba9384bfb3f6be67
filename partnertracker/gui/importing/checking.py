"""The third step: what would be new, changed, the same and rejected, before anything is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.names import search_key
from partnertracker.gui import formats
from partnertracker.gui.importing.alike import AlikeList
from partnertracker.gui.importing.focus import chain
from partnertracker.gui.importing.planned import Cells, Head, PlannedModel, Pull
from partnertracker.gui.importing.tables import arrange, fit
from partnertracker.gui.importing.telling import CHANGED_HEADS, REJECTED_HEADS, Telling
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.importing.undertaking import Errands
from partnertracker.gui.theme.controls import button, card, escaped, label
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import Alike, Choice, ImportMapping, Plan

_PORTION = 200
_NAMED = 6
_ASKED = 3

_TABS = """
QTabBar::tab {
    background: transparent; color: palette(dark); border: 1px solid transparent; border-radius: 6px;
    padding: 0 11px; margin-right: 4px; min-height: 28px;
}
QTabBar::tab:hover { color: palette(text); }
QTabBar::tab:selected { background: palette(base); color: palette(text); border-color: palette(mid); }
QTabBar:focus::tab:selected { border-color: palette(highlight); }
"""

_NOTHING = ("No row is new.", "No row changes.", "No row is here already.", "No row is rejected.")

NEW, CHANGED, SAME, REJECTED, ALIKE = range(5)
"""The tabs, in order."""

_EMPTY = 5


@dataclass(frozen=True)
class Checked:
    """A plan with the words for its rows.

    Attributes:
        plan: the plan.
        telling: the words.
        mapping: what it was made with.
        choices: what becomes of new partners that may be there already.
    """

    plan: Plan
    telling: Telling
    mapping: ImportMapping
    choices: Mapping[Alike, Choice]


class CheckPage(QWidget):
    """Four counts, each with its rows, and the partners that may be there already."""

    failed = Signal(object)
    """Rows could not be read on: the exception."""

    saving = Signal()
    """The person wants the rejected rows as a file."""

    settled = Signal(object, str)
    """The person chose what becomes of a partner: the ``Alike``, and the ``Choice``."""

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        """Take what reads the rows on."""
        super().__init__(parent)
        self._errands = errands
        self.tabs = QTabBar()
        self.tabs.setStyleSheet(_TABS)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("What the import would do")
        self.models = [PlannedModel(self) for _ in range(4)]
        self.views: dict[int, QTableView] = {}
        self.alike = AlikeList()
        self.alike.chosen.connect(self.settled)
        self._pages = QStackedWidget()
        self._empty = label("", "muted")
        self._empty.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        self.note = label("", "caption")
        self.note.setWordWrap(True)
        self.save = button("Save rejects…")
        self.save.clicked.connect(self.saving)
        keeps_its_place = self.save.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self.save.setSizePolicy(keeps_its_place)
        self.saved = label("", "muted")
        self._plan: Plan | None = None
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)

    def show_plan(self, checked: Checked) -> None:
        """Show a plan."""
        plan, telling = checked.plan, checked.telling
        self._plan = plan
        self.saved.setText("")
        counts = (plan.new, plan.changed, plan.same, plan.rejected)
        for tab, (count, word) in enumerate(zip(counts, ("new", "changed", "same", "rejected"), strict=True)):
            self.tabs.setTabText(tab, escaped(f"{formats.count(count)} {word}"))
        self._begin(NEW, telling.new_heads(), telling.new() if plan.new else None)
        self._begin(CHANGED, CHANGED_HEADS, telling.changed() if plan.changed else None)
        self._begin(SAME, telling.same_heads(), telling.same() if plan.same else None)
        self._begin(REJECTED, REJECTED_HEADS, telling.rejected() if plan.rejected else None)
        self.alike.fill(checked.choices)
        chain([self.tabs, *self.alike.pickers.values()])
        self.tabs.setTabText(ALIKE, formats.counted(len(checked.choices), "possible duplicate"))
        self.tabs.setTabVisible(ALIKE, bool(checked.choices))
        self.note.setText(_note(checked))
        self.note.setVisible(bool(self.note.text()))
        if self.tabs.currentIndex() == ALIKE and checked.choices:
            return
        first = next((tab for tab in (NEW, CHANGED, REJECTED, SAME) if counts[tab]), NEW)
        self.tabs.setCurrentIndex(first)
        self._on_tab(first)

    def say_saved(self, name: str) -> None:
        """Confirm that the rejected rows were saved."""
        self.saved.setText(f"Saved as {one_line(name)}.")

    def _begin(self, tab: int, heads: Sequence[Head], rows: Iterator[Cells] | None) -> None:
        self.models[tab].begin(heads, None if rows is None else self._puller(tab, rows))

    def _puller(self, tab: int, rows: Iterator[Cells]) -> Pull:
        is_first = True

        def pull(take: Callable[[Sequence[Cells]], None]) -> None:
            def arrived(portion: Sequence[Cells]) -> None:
                nonlocal is_first
                take(portion)
                if is_first:
                    is_first = False
                    fit(self.views[tab])

            self._errands.ask(lambda: list(islice(rows, _PORTION)), arrived, self.failed.emit)

        return pull

    def _on_tab(self, tab: int) -> None:
        if self._plan is None:
            return
        counts = (self._plan.new, self._plan.changed, self._plan.same, self._plan.rejected)
        is_empty = tab != ALIKE and not counts[tab]
        self._pages.setCurrentIndex(_EMPTY if is_empty else tab)
        self._empty.setText(_NOTHING[tab] if is_empty else "")
        for widget in (self.save, self.saved):
            widget.setVisible(tab == REJECTED and bool(counts[REJECTED]))

    def _lay_out(self) -> None:
        panel = card()
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._pages)
        for tab, name in enumerate(("New rows", "Changed values", "Same rows", "Rejected rows")):
            self.tabs.addTab(name)
            view = QTableView()
            view.setAccessibleName(name)
            view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            arrange(view, self.models[tab])
            self.views[tab] = view
            self._pages.addWidget(view)
        self.tabs.addTab("Possible duplicates")
        self._pages.addWidget(self.alike)
        self._pages.addWidget(_topped(self._empty))
        first = QHBoxLayout()
        first.addWidget(self.tabs)
        first.addStretch(1)
        first.addWidget(self.saved)
        first.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * STEP)
        column.addLayout(first)
        column.addWidget(panel, 1)
        column.addWidget(self.note)


def _topped(widget: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return page


def _note(checked: Checked) -> str:
    plan, said = checked.plan, list[str]()
    if plan.partners:
        names = ", ".join(one_line(name) for name in sorted(plan.partners, key=str.casefold)[:_NAMED])
        more = len(plan.partners) - _NAMED
        others = f" and {formats.count(more)} more" if more > 0 else ""
        said.append(f"{formats.counted(len(plan.partners), 'partner')} will be added: {names}{others}.")
        said += _meant(checked)
    if plan.rounded:
        said.append(
            f"{formats.counted(plan.rounded, 'amount')} will be rounded to the decimals of the currency."
        )
    if plan.unsure:
        said.append(plan.doubt(formats.counted(plan.unsure, "new row")))
    if plan.ignored:
        said.append(f"Columns not used: {', '.join(one_line(each) for each in plan.ignored)}.")
    return " ".join(said)


def _meant(checked: Checked) -> list[str]:
    """Return who may be meant by the names of partners that would be added with the rows."""
    added = {search_key(name) for name in checked.plan.partners}
    asked = [
        f"{one_line(each.name)}: did you mean {one_line(each.there)}?"
        for each, choice in checked.choices.items()
        if each.table == "partners" and choice is Choice.ADD and search_key(each.name) in added
    ]
    more = len(asked) - _ASKED
    others = [f"{formats.counted(more, 'other')} may be there already, too."] if more > 0 else []
    return [*asked[:_ASKED], *others, "Choose under possible duplicates."] if asked else []
