"""Qt's actions and menus, made from the commands."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from partnertracker.gui.actions import ACTIONS, MENUS, Command
from partnertracker.gui.theme.controls import escaped
from partnertracker.gui.theme.theme import Theme


class Actions(QObject):
    """One ``QAction`` for each command, by name in ``by_name``."""

    def __init__(self, window: QWidget, do: Callable[[Command], None], theme: Theme) -> None:
        """Make the actions.

        Args:
            window: has them, so that their shortcuts work everywhere in it.
            do: does a command.
            theme: colours their icons.
        """
        super().__init__(window)
        self._theme = theme
        self.by_name: dict[str, QAction] = {}
        for command in ACTIONS:
            action = QAction(escaped(command.text), window)
            action.setShortcuts([QKeySequence(shortcut) for shortcut in command.shortcuts])
            action.triggered.connect(lambda _checked=False, command=command: do(command))
            window.addAction(action)
            self.by_name[command.name] = action
        theme.changed.connect(self._colour)
        self._coloured = {"undo", "redo"}
        self._colour()

    def enable(self, holds: Collection[str]) -> None:
        """Enable the commands whose need holds now."""
        for command in ACTIONS:
            self.by_name[command.name].setEnabled(not command.needs or command.needs in holds)

    def describe(self, name: str, text: str) -> None:
        """Give an action other words, in the menu and in its tooltip."""
        action = self.by_name[name]
        action.setText(escaped(text))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shortcut})")

    def colour_all(self) -> None:
        """Give icons to all actions: they are about to be on screen."""
        self._coloured = {command.name for command in ACTIONS}
        self._colour()

    def _colour(self) -> None:
        """Give icons to the actions that are on screen: those of the menu wait until it is opened."""
        for command in ACTIONS:
            if command.icon and command.name in self._coloured:
                self.by_name[command.name].setIcon(self._theme.icon(command.icon))


class MainMenu(QMenu):
    """Every command in its part of the menu; the files opened lately stand after Open."""

    file_wanted = Signal(str)
    """One of the files opened lately shall be opened: its path."""

    def __init__(self, actions: Actions, lately: Callable[[], Sequence[str]], window: QWidget) -> None:
        """Make the menu.

        Args:
            actions: the commands.
            lately: tells which files were opened lately, the last one first.
            window: whose menu it is.
        """
        super().__init__(window)
        self._lately = lately
        self._recent = QMenu("Open recent", window)
        self._recent.aboutToShow.connect(self._name_recent)
        self.aboutToShow.connect(actions.colour_all)
        for title in MENUS:
            part = self.addMenu(title)
            for command in (each for each in ACTIONS if each.menu == title):
                if command.apart:
                    part.addSeparator()
                part.addAction(actions.by_name[command.name])
                if command.name == "open_file":
                    part.addMenu(self._recent)

    def drop_below(self, widget: QWidget) -> None:
        """Open the menu under a widget."""
        self.popup(widget.mapToGlobal(widget.rect().bottomLeft()))

    def _name_recent(self) -> None:
        self._recent.clear()
        for name in self._lately():
            action = self._recent.addAction(escaped(name))
            action.triggered.connect(lambda _checked=False, name=name: self.file_wanted.emit(name))
