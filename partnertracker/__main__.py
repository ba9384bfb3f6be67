"""Start the program: ``python -m partnertracker``, and the console script.

A start that is plainly one of the window shows it before the rest of the program is loaded; everything else,
wrong arguments too, is the command line's.
"""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from partnertracker.app.screen import has_screen
from partnertracker.services.folders import system_folders
from partnertracker.services.starts import JUDGE_ASIDE, READ_WORKBOOK

_SUFFIX = ".sqlite3"
_INTERRUPTED = 130


def main() -> int:
    """Start the program with the process's arguments and return its exit code.

    Ctrl+C while the program is loaded ends it as it does later: with the code 130, without a word.
    """
    try:
        return _started()
    except KeyboardInterrupt:
        return _INTERRUPTED


def _started() -> int:
    gc.disable()  # what is loaded stays: looking through it again and again is a third of a start
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads for matrices wait busily, for none
    if sys.argv[1:] == [JUDGE_ASIDE]:
        judged: int = import_module("partnertracker.app.aside").run()
        return judged
    if sys.argv[1:] == [READ_WORKBOOK]:
        read: int = import_module("partnertracker.services.workbook").run()
        return read
    begun = _begun(sys.argv[1:])
    if begun is not None:
        shown: int = import_module("partnertracker.app.window").go_on(begun)  # which turns it on again
        return shown
    commands = import_module("partnertracker.app.commands")
    gc.enable()
    done: int = commands.main()
    return done


def _begun(arguments: Sequence[str]) -> object:
    """Return the window on screen when there is no argument or the name of a file, else None."""
    named = [Path(argument) for argument in arguments]
    if len(named) > 1 or not all(path.suffix == _SUFFIX and path.is_file() for path in named):
        return None
    if not has_screen():
        return None  # the command line says so
    return import_module("partnertracker.gui.frame").begin(system_folders().settings, next(iter(named), None))


if __name__ == "__main__":
    sys.exit(main())
