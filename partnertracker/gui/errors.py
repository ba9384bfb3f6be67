"""What a person sees when something fails: one sentence and the next step, never a traceback."""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication

import partnertracker
from partnertracker.domain.errors import (
    DamagedFileError,
    InvalidRowsError,
    PartnerTrackerError,
    ReadOnlyError,
    UnusableFileError,
)
from partnertracker.gui import formats
from partnertracker.gui.moments import spoken_moment
from partnertracker.gui.shell.notice import Remedy

_SENTENCES = 3
_UNEXPECTED = "Something unexpected happened; the file is as it was before that step."

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Presenter(QObject):
    """Tells failures: known ones in their own words, each unexpected one once, with its trace in the log."""

    _caught = Signal(object)

    def __init__(
        self,
        say: Callable[[str, Sequence[Remedy]], None],
        file_remedies: Callable[[PartnerTrackerError], Sequence[Remedy]],
        parent: QObject | None = None,
    ) -> None:
        """Take where sentences are shown, and what helps where a file can't be used."""
        super().__init__(parent)
        self._say = say
        self._file_remedies = file_remedies
        self._log = logging.getLogger("partnertracker")
        self._told: set[str] = set()
        self.unexpected = 0
        self._caught.connect(self.present, Qt.ConnectionType.QueuedConnection)

    def present(self, error: BaseException) -> None:
        """Show a failure. An unexpected one that was shown before is only logged again."""
        if isinstance(error, InvalidRowsError):
            sentences = [formats.with_spoken_days(problem.sentence) for problem in error.problems]
            more = len(sentences) - _SENTENCES
            rest = [f"And {more} more."] if more > 0 else []
            self._say(" ".join(sentences[:_SENTENCES] + rest), ())
        elif isinstance(error, PartnerTrackerError):
            of_file = isinstance(error, UnusableFileError | ReadOnlyError)
            self._say(_words_of(error), self._file_remedies(error) if of_file else ())
        else:
            self._present_unexpected(error)

    def watch(self) -> None:
        """Take every exception that nobody caught, and Qt's own messages, from now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._catch(args.exc_value)
        qInstallMessageHandler(self._on_message)

    def _present_unexpected(self, error: BaseException) -> None:
        details = details_of(error)
        self.unexpected += 1
        self._log.error("%s", details)
        if details not in self._told:
            self._told.add(details)
            copy = ("Copy details", lambda: QGuiApplication.clipboard().setText(details))
            self._say(_UNEXPECTED, (copy,))

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QGuiApplication.exit(1)
        else:
            self._catch(error)

    def _catch(self, error: BaseException | None) -> None:
        if error is not None:
            self._caught.emit(error)

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        self._log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", message)


def _words_of(error: PartnerTrackerError) -> str:
    """Return a known failure in its words; of a backup that is offered, when it was made and not where."""
    if isinstance(error, DamagedFileError) and error.backup:
        return f"{error.sentence} Its newest verified backup is of {spoken_moment(error.backed_up_at)}."
    return str(error)


def details_of(error: BaseException) -> str:
    """Return where a failure came from, without any value: what it says may hold a partner's name."""
    versions = (
        f"Partner Tracker {partnertracker.__version__}, Qt {qVersion()}, Python {platform.python_version()}"
    )
    lines = [f"{versions}, {platform.system()}", type(error).__qualname__]
    for frame in traceback.extract_tb(error.__traceback__):
        module = (
            frame.filename.replace("\\", "/")
            .rpartition("/partnertracker/")[2]
            .rpartition("site-packages/")[2]
        )
        lines.append(f"  {module}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines.append(f"after {details_of(cause).partition(chr(10))[2]}")
    return "\n".join(lines)
