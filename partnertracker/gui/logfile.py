"""The log of what went wrong: a file of limited size, made when there is something to write."""

import logging
from functools import cached_property
from importlib import import_module
from pathlib import Path

_BYTES, _KEPT = 1_000_000, 3


def keep_log(path: Path) -> None:
    """Write what is logged from now on to a file."""
    logger = logging.getLogger("partnertracker")
    logger.addHandler(LogFile(path))
    logger.propagate = False


class LogFile(logging.Handler):
    """Hands on to a file that is opened with the first line; most starts have none.

    A folder that can't be written to costs only the log.
    """

    def __init__(self, path: Path) -> None:
        """Take the file's path."""
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        self._file.handle(record)

    def close(self) -> None:
        """Close the file if there is one."""
        if "_file" in self.__dict__:
            self._file.close()
        super().close()

    @cached_property
    def _file(self) -> logging.Handler:
        file: logging.Handler = logging.NullHandler()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = import_module("logging.handlers").RotatingFileHandler(
                self._path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8"
            )
        except OSError:
            return file
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return file
