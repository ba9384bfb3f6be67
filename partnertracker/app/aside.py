"""A second process of this program: it judges a file to import and ends with the command that asked."""

import pickle
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from typing import IO, cast

from partnertracker.app.sessions import open_session
from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.services.folders import system_folders
from partnertracker.services.importing import Errand, Message, judge_aside
from partnertracker.services.ports import Clock
from partnertracker.services.second_process import received, second_process, send
from partnertracker.services.starts import JUDGE_ASIDE


@contextmanager
def sent_out(errand: Errand) -> Iterator[Iterator[Message]]:
    """Start the process and give its messages as they come; at the end of the ``with`` it is gone.

    It says nothing but its messages. Where the system starts none, there are no messages.
    """
    with ExitStack() as running:
        try:
            process = running.enter_context(second_process(JUDGE_ASIDE))
        except OSError:
            yield iter(())
            return
        told = cast("IO[bytes]", process.stdin)
        with suppress(OSError), told:
            pickle.dump(errand, told)
        yield cast("Iterator[Message]", received(process.stdout))


def run() -> int:
    """Be the other process: take the errand from standard input, and send messages to standard output.

    It tells nobody what goes wrong. The process that waits meets that, too, and tells it.
    """
    errand: Errand = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
    clock = Clock(today=lambda: errand.today, now=lambda: "")
    with suppress(PartnerTrackerError, OSError):
        session = open_session(errand.file, system_folders(), clock, read_only=True)
        with closing(session.store):
            judge_aside(session, errand, partial(send, sys.stdout.buffer))
    return 0
