"""What the command line needs of the parts it does not know; ``app`` fills it in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import click

from partnertracker.domain.settings import Settings
from partnertracker.services.importing.aside import Errand, Message
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Program:
    """The program around the command line.

    Attributes:
        reading: opens a file to look at, also while another program is changing it.
        writing: opens a file to change it; raises ReadOnlyError when it can't be changed.
        create: makes an empty file.
        window: opens the window on a file (None: the last one) and returns its exit code when it is closed.
        smoke: opens every view of the window on a temporary file and returns 0 if all went well.
        aside: judges a file to import in a second process, and gives what that sends.
        clock: today and now.
        mappings: the folder of the saved import mappings.
        log: the file that a bug's trace is written to.
    """

    reading: Callable[[Path], AbstractContextManager[Session]]
    writing: Callable[[Path], AbstractContextManager[Session]]
    create: Callable[[Path, Settings], None]
    window: Callable[[Path | None], int]
    smoke: Callable[[], int]
    aside: Callable[[Errand], AbstractContextManager[Iterator[Message]]]
    clock: Clock
    mappings: Path
    log: Path


pass_program = click.make_pass_decorator(Program)
"""Hands the program to a command as its first argument."""
