"""The chooser of a table's view: ready-made ones, and those that the team keeps under names of its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.desk import Desk
from partnertracker.gui.shell.chips import Chip
from partnertracker.gui.tables.namedialog import NameDialog
from partnertracker.gui.theme.controls import escaped
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.arrangements import Arrangement
from partnertracker.services.editing import Edit
from partnertracker.services.listing.presets import presets_of
from partnertracker.services.ports import Outcome
from partnertracker.services.saved_views import (
    TABLE,
    SavedView,
    delete_view,
    rename_view,
    replace_view,
    save_view,
    saved_view,
    view_names,
)
from partnertracker.services.session import Session

_Making = Callable[[Session], Edit]


class ViewChooser(Chip):
    """Says which view is shown, and drops the menu of views.

    Attributes:
        preset: the name of the ready-made choice of rows.
        saved: the saved view that was chosen last; None when a ready-made one was.
        arranged: gives how the table is arranged now; the page sets it.
    """

    preset_chosen = Signal()
    """Another ready-made choice of rows is wanted."""

    view_chosen = Signal(object)
    """The table is to be arranged so: the ``Arrangement``."""

    def __init__(self, desk: Desk, table: str, theme: Theme) -> None:
        """Start with the first ready-made view."""
        super().__init__("View", theme)
        self.preset = presets_of(table)[0].name
        self.saved: SavedView | None = None
        self.arranged: Callable[[], Arrangement] = Arrangement
        self._desk = desk
        self._table = table
        self.clicked.connect(self.drop)
        desk.chosen.connect(self.show_state)
        desk.changed.connect(self._follow)
        self.show_state()

    def choose_preset(self, name: str) -> None:
        """Show the rows of a ready-made choice."""
        self.preset, self.saved = name, None
        self.show_state()
        self.preset_chosen.emit()

    def choose_view(self, key: int) -> None:
        """Arrange the table as a saved view says."""
        self._desk.ask(lambda session: saved_view(session, key), self._show)

    def show_all(self) -> None:
        """Go back to the first ready-made view; nobody is told."""
        self.preset, self.saved = presets_of(self._table)[0].name, None
        self.show_state()

    def show_state(self) -> None:
        """Show what is chosen, and whether the table is arranged otherwise by now."""
        if self.saved is None:
            words = next(each.label for each in presets_of(self._table) if each.name == self.preset)
            self.show_value(words.format(period=self._desk.choice.period.kind))
        else:
            self.show_value(f"{self.saved.name}, changed" if self._is_changed else self.saved.name)

    @property
    def _is_changed(self) -> bool:
        return self.saved is not None and self.arranged() != self.saved.arrangement

    def drop(self) -> None:
        """Open the menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for preset in presets_of(self._table):
            words = preset.label.format(period=self._desk.choice.period.kind)
            action = menu.addAction(words, partial(self.choose_preset, preset.name))
            action.setCheckable(True)
            action.setChecked(self.saved is None and preset.name == self.preset)
        menu.addSeparator()
        for key, name in view_names(self._desk.facts, self._table):
            action = menu.addAction(escaped(name), partial(self.choose_view, key))
            action.setCheckable(True)
            action.setChecked(self.saved is not None and self.saved.key == key)
        menu.addSeparator()
        self._add_changes(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _add_changes(self, menu: QMenu) -> None:
        """Add what can be done with saved views."""
        changes = [menu.addAction("Save this view…", self.ask_for_name)]
        if self.saved is not None:
            name = f"“{escaped(self.saved.name)}”"
            changes += [
                menu.addAction(f"Save the changes to {name}", self.replace),
                menu.addAction(f"Rename {name}…", self.ask_for_other_name),
                menu.addAction(f"Delete {name}", self.delete),
            ]
            changes[1].setEnabled(self._is_changed)
        for action in changes:
            action.setEnabled(action.isEnabled() and not self._desk.read_only)

    def ask_for_name(self) -> NameDialog:
        """Ask for the name under which the table is kept as it is arranged now."""
        arrangement = self.arranged()
        making = partial(save_view, table=self._table, arrangement=arrangement)
        return self._ask("Save this view", "", lambda name: partial(making, name=name))

    def ask_for_other_name(self) -> NameDialog:
        """Ask for another name for the chosen view."""
        key, before = (self.saved.key, self.saved.name) if self.saved is not None else (0, "")
        return self._ask("Rename the view", before, lambda name: partial(rename_view, key=key, name=name))

    def replace(self) -> None:
        """Keep the table as it is arranged now under the name of the chosen view."""
        if self.saved is not None:
            key, arrangement = self.saved.key, self.arranged()
            self._change(lambda session: replace_view(session, key, arrangement))

    def delete(self) -> None:
        """Forget the chosen view; the table stays as it is."""
        if self.saved is not None:
            key = self.saved.key
            self._change(lambda session: delete_view(session, key))

    def _ask(self, title: str, name: str, making: Callable[[str], _Making]) -> NameDialog:
        dialog = NameDialog(self._desk, title, name, self.window())

        def done(outcome: Outcome) -> None:
            dialog.accept()
            touched = [*outcome.changes[TABLE].touched] if TABLE in outcome.changes else []
            if touched:
                self._desk.ask(lambda session: saved_view(session, touched[0]), self._keep)

        def refused(error: Exception) -> None:
            if isinstance(error, PartnerTrackerError):
                dialog.refuse(str(error))
            else:
                self._desk.failed.emit(error)

        def store(wanted: str) -> None:
            make = making(wanted)
            dialog.store(lambda session: session.execute(*make(session)), done, refused)

        dialog.named.connect(store)
        dialog.open()
        return dialog

    def _change(self, making: _Making) -> None:
        self._desk.change(lambda session: session.execute(*making(session)))

    def _show(self, found: SavedView | None) -> None:
        """Arrange the table as a view says that was read."""
        if found is not None:
            names = {each.name for each in presets_of(self._table)}
            self.preset = found.arrangement.preset if found.arrangement.preset in names else ""
            self.saved = found
            self.view_chosen.emit(found.arrangement)
            self._keep(found._replace(arrangement=self.arranged()))

    def _keep(self, found: SavedView | None) -> None:
        self.saved = found
        self.show_state()

    def _follow(self, changes: dict[str, object]) -> None:
        if TABLE in changes and self.saved is not None:
            key = self.saved.key
            self._desk.ask(lambda session: saved_view(session, key), self._keep)
