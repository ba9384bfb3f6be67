"""Opening and closing files on the file lane, so that the window never waits."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import as_of_day, period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.headstart import Headstart
from partnertracker.gui.lane import Runner
from partnertracker.gui.late import doors
from partnertracker.services.session import Session


class Files(NamedTuple):
    """How files are opened; ``app`` introduces the storage that can. All of it runs on the file lane.

    Attributes:
        open: opens a file; raises UnusableFileError.
        create: makes a new file with these settings and opens it; raises UnusableFileError.
        copy: copies a backup to where there is nothing yet and opens the copy; raises UnusableFileError.
    """

    open: Callable[[Path], Session]
    create: Callable[[Path, Settings], Session]
    copy: Callable[[Path, Path], Session]


class Opener(QObject):
    """Holds the open file, at most one, with its desk."""

    opened = Signal(object, object)
    """A file is open: its ``Desk`` and its ``Path``."""

    failed = Signal(object)
    """A file could not be opened, or work on the open one failed: the exception."""

    progressed = Signal(float)
    """How far the opening has come, 0 to 1; told from the file lane."""

    def __init__(self, files: Files, file_lane: Runner, figures_lane: Runner, parent: QObject) -> None:
        """Take the ways to open a file and the two lanes."""
        super().__init__(parent)
        self._files = files
        self._file_lane = file_lane
        self._figures_lane = figures_lane
        self.path: Path | None = None
        self.desk: Desk | None = None

    def follow(self, path: Path, headstart: Headstart) -> None:
        """Take over a file that is being opened already."""
        headstart.progressed.connect(self.progressed)
        headstart.found.connect(lambda found: self._adopt(path, *found))
        headstart.failed.connect(self.failed)

    def open(self, path: Path) -> None:
        """Open a file; the one that is open is closed once the new one is there."""
        self._start(path, lambda: self._files.open(path))

    def create(self, path: Path, settings: Settings) -> None:
        """Make a new file and open it."""
        self._start(path, lambda: self._files.create(path, settings))

    def copy(self, backup: Path, path: Path) -> None:
        """Copy a backup to where there is nothing yet, and open the copy."""
        self._start(path, lambda: self._files.copy(backup, path))

    def demo(self, path: Path) -> None:
        """Open the demo file, made on the first use."""
        self._start(path, lambda: self._files.open(path) if path.exists() else self._make_demo(path))

    def close(self) -> None:
        """Close the open file, after everything that was handed in before."""
        desk = self.desk
        self.path = self.desk = None
        if desk is not None:
            desk.close()

    def _start(self, path: Path, work: Callable[[], Session]) -> None:
        def both() -> tuple[Session, Facts]:
            session = work()
            return session, session.load(self.progressed.emit)

        self._file_lane.run(both, lambda found: self._adopt(path, *found), self.failed.emit)

    def _make_demo(self, path: Path) -> Session:
        doors().make_demo(self._files.create, path, self.progressed.emit)
        return self._files.open(path)

    def _adopt(self, path: Path, session: Session, facts: Facts) -> None:
        self.close()
        today = day_of(session.clock.today().isoformat())
        period = period_containing(today, "quarter", facts.settings.fiscal_year_start)
        choice = Choice(period, as_of_day(period, today))
        self.path = path
        self.desk = Desk(session, facts, choice, self._file_lane, self._figures_lane, self)
        self.desk.failed.connect(self.failed)
        self.opened.emit(self.desk, path)
