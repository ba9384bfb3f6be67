"""The main window: what stands in it (a start, a file on its way, an open file), and the commands."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui.actions import Command
from partnertracker.gui.desk import Desk
from partnertracker.gui.errors import Presenter
from partnertracker.gui.frame import TITLE, Frame
from partnertracker.gui.headstart import Headstart
from partnertracker.gui.late import BACKUP_REMEDIES, dialogs, part
from partnertracker.gui.leaving import leave
from partnertracker.gui.menus import Actions, MainMenu
from partnertracker.gui.opening import Opener
from partnertracker.gui.preferences import Preferences
from partnertracker.gui.shell.log import LogEnds
from partnertracker.gui.shell.notice import Remedy
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.start import OpeningPage, StartPage

if TYPE_CHECKING:
    from partnertracker.gui.dialogs import NewFileDialog

_Page = StartPage | OpeningPage | OpenFile


class Window(QObject):
    """What the window holds, for one file at a time, and what its commands do."""

    preferred = Signal(object)
    """The person's ``Preferences`` are other ones now."""

    def __init__(
        self, frame: Frame, opener: Opener, preferences: Preferences, demo: Path, mappings: Path
    ) -> None:
        """Take over a window; ``begin`` fills it.

        Args:
            frame: the window itself.
            opener: opens files.
            preferences: files opened lately.
            demo: where the demo file lies, or shall lie.
            mappings: the folder of the saved import mappings.
        """
        super().__init__(frame)
        self.frame = frame
        self.opener = opener
        self._demo = demo
        self._mappings = mappings
        self.preferences = preferences
        self.page = cast("_Page | None", frame.centralWidget()) or OpeningPage(Path(), frame.theme)
        self._importing = self._settled = False
        self.presenter = Presenter(self.say, self._file_remedies, self)
        self.commands = Actions(frame, self.do, frame.theme)
        self._menu = MainMenu(self.commands, lambda: self.preferences.recent, frame)
        self._menu.file_wanted.connect(lambda name: self.open_path(Path(name)))
        opener.opened.connect(self._adopt)
        opener.failed.connect(self._on_failure)
        frame.may_close = self._may_close
        frame.day_may_differ.connect(self._follow_calendar)

    def begin(self, path: Path | None, headstart: Headstart | None = None) -> None:
        """Open a file (which may be under way already), or show the choices of a start."""
        if path is None:
            self._show_start()
        elif headstart is not None:
            self._wait_for(path)
            self.opener.follow(path, headstart)
        else:
            self.open_path(path)

    @property
    def workspace(self) -> Workspace | None:
        """What stands around the open file, as it is or as it was known; None while there is none."""
        return self.page.shown if isinstance(self.page, OpenFile) else None

    def say(self, sentence: str, remedies: Sequence[Remedy] = (), *, good: bool = False) -> None:
        """Show a sentence over the page; a good one is no warning."""
        self.page.notice.say(sentence, remedies, good=good)

    def open_path(self, path: Path) -> None:
        """Open a file; the page for it comes when it is there."""
        if self.opener.path is None or path.resolve() != self.opener.path.resolve():
            self._turn_to(path, lambda: self.opener.open(path))

    def do(self, command: Command) -> None:
        """Do a command: here, or on the open file."""
        receiver = {"window": self, "file": self.page, "workspace": self.workspace}[command.target]
        getattr(receiver, command.handler)(*filter(None, (command.argument,)))

    def quit(self) -> None:
        """Close the window."""
        self.frame.close()

    # --- the commands that are not about the open file ---

    def new_file(self) -> None:
        """Ask for a new file's place and make it."""
        dialog = dialogs().NewFileDialog(self.frame)
        dialog.accepted.connect(lambda: self._create(dialog))
        dialog.rejected.connect(self._forget_import)
        dialog.open()

    def start_import(self) -> None:
        """Make a new file, then bring a spreadsheet into it."""
        self._importing = True
        self.new_file()

    def open_file(self) -> None:
        """Ask for a file and open it."""
        folder = self.opener.path.parent if self.opener.path else dialogs().documents()
        chosen, _ = QFileDialog.getOpenFileName(self.frame, "Open", str(folder), dialogs().FILTER)
        if chosen:
            self.open_path(Path(chosen))

    def open_demo(self) -> None:
        """Open the demo, made at the first time."""
        self._turn_to(self._demo, lambda: self.opener.demo(self._demo))

    def close_file(self) -> None:
        """Close the file and show the choices of a start."""

        def close() -> None:
            self.opener.close()
            self._prefer(Preferences("", self.preferences.recent))
            self._show_start()

        self._leave(close)

    def show_menu(self) -> None:
        """Drop the main menu under the program's name."""
        page = self.page.shown if isinstance(self.page, OpenFile) else self.page
        self._menu.drop_below(page.navigation.brand)

    def show_shortcuts(self) -> None:
        """Show every command with its keys."""
        dialogs().ShortcutSheet(self.frame).open()

    def show_about(self) -> None:
        """Show the version and whose work this builds on."""
        dialogs().AboutDialog(self.frame).open()

    # --- what happens to the window ---

    def _may_close(self) -> bool:
        """Let what was typed be saved first; the window stays open while something isn't."""
        asking = True

        def go_on() -> None:
            self._settled = True
            if not asking:
                self.frame.close()

        if not self._settled:
            self._leave(go_on, "Quit")
        asking = False
        if self._settled:
            self.opener.close()
        return self._settled

    def _follow_calendar(self) -> None:
        if isinstance(self.page, OpenFile):
            self.page.today.top.renew_day()

    def _adopt(self, desk: Desk, path: Path) -> None:
        frame = self.frame
        page = OpenFile(desk, lambda on, parent: self._workspace_on(on, path, parent), frame.theme, frame)
        page.log_read.connect(self._show_log)
        page.said.connect(lambda sentence: self.say(sentence, good=True))
        page.turned.connect(self._follow_page)
        page.command_taken.connect(lambda name: self.commands.by_name[name].trigger())
        self._show(page)
        self._show_log(page.shown.log_ends)
        page.shown.view.take_focus()
        if desk.read_only:
            self.say(desk.read_only)
        self._prefer(self.preferences.with_opened(path.resolve()))
        if self._importing:
            self._importing = False
            page.shown.import_table()

    def _workspace_on(self, desk: Desk, path: Path, parent: QWidget) -> Workspace:
        theme, memory = self.frame.theme, self.frame.memory
        made = Workspace(desk, theme, memory, self.commands.by_name, self._mappings, path.name, parent)
        made.navigation.brand.clicked.connect(self.show_menu)
        return made

    def _on_failure(self, error: Exception) -> None:
        self._importing = False
        if isinstance(self.page, OpeningPage):
            if self.opener.desk is not None and self.opener.path is not None:
                self._adopt(self.opener.desk, self.opener.path)
            else:
                self._show_start()
        self.presenter.present(error)

    def _show_start(self) -> None:
        start = StartPage(self.frame.theme, self.preferences.recent)
        start.chosen.connect(lambda handler: getattr(self, handler)())
        start.recent_chosen.connect(self.open_path)
        self._show(start)
        start.ways[0].setFocus()

    def _wait_for(self, path: Path) -> None:
        shown = self.page if isinstance(self.page, OpeningPage) and self.page.path == path else None
        opening = shown or OpeningPage(path, self.frame.theme)
        self.opener.progressed.connect(opening.show_progress)
        self._show(opening)

    def _show(self, page: _Page) -> None:
        if not isinstance(page, OpenFile):
            page.navigation.brand.clicked.connect(self.show_menu)
        self.page = page
        self.frame.setCentralWidget(page)  # deletes the one before
        self._follow_page()

    def _follow_page(self) -> None:
        """Enable the commands that make sense on what is in front, and name that in the title."""
        self._enable()
        name = self.workspace.title if self.workspace is not None else ""
        self.frame.setWindowTitle(f"{name} – {TITLE}" if name else TITLE)

    def _enable(self) -> None:
        """Enable the commands that make sense now."""
        holds: set[str] = set()
        if self.workspace is not None:
            holds = {"file", *self.workspace.view.offers}
            holds.add("past" if self.workspace.desk.known_on else "present")
            if not self.workspace.desk.read_only:
                holds |= {"write", "new", *self.workspace.view.handles, *self.workspace.log_ends.commands}
        self.commands.enable(holds)

    def _show_log(self, ends: LogEnds) -> None:
        """Name the steps that undo and redo would take, and offer what there is."""
        for name, words in ends.words.items():
            self.commands.describe(name, words)
        self._enable()

    def _create(self, dialog: "NewFileDialog") -> None:
        path, settings = dialog.path, dialog.settings  # the dialog is gone when somebody thinks it over
        importing, self._importing = self._importing, False

        def turn() -> None:
            self._importing = importing
            self._wait_for(path)
            self.opener.create(path, settings)

        self._leave(turn)

    def _forget_import(self) -> None:
        self._importing = False

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.preferred.emit(preferences)

    def _file_remedies(self, error: PartnerTrackerError) -> Sequence[Remedy]:
        backup = part(BACKUP_REMEDIES)(error, self.frame, self._open_copy)
        remedies = (("Save elsewhere…", self._save_elsewhere), ("Reload", self._reload))
        return (*backup, *remedies) if self.workspace is not None else backup

    def _open_copy(self, backup: Path, path: Path) -> None:
        self._turn_to(path, lambda: self.opener.copy(backup, path))

    def _save_elsewhere(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.frame, "Save a copy in", str(dialogs().documents()))
        if folder and self.workspace is not None:
            self.workspace.desk.ask(lambda session: session.store.backup(Path(folder)), self.open_path)

    def _reload(self) -> None:
        if (path := self.opener.path) is not None:
            self.opener.close()
            self.open_path(path)

    def _turn_to(self, path: Path, start: Callable[[], None]) -> None:
        """Leave the open file for another one, whose page comes when it is there."""

        def turn() -> None:
            self._wait_for(path)
            start()

        self._leave(turn)

    def _leave(self, go_on: Callable[[], None], word: str = "Close") -> None:
        """Leave the open file, if there is one, for something else."""
        if isinstance(self.page, OpenFile):
            leave(self.page, word, go_on)
        else:
            go_on()
