"""A second process of this program: it judges a file to import and ends with the command that asked."""

import marshal
import pickle
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import IO, cast

from partnertracker.app import JUDGE_ASIDE
from partnertracker.app.sessions import open_session
from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.services.folders import system_folders
from partnertracker.services.importing import Errand, Message, judge_aside
from partnertracker.services.ports import Clock

_LENGTH = struct.Struct("<Q")
_SECONDS_TO_END = 5.0


@contextmanager
def sent_out(errand: Errand) -> Iterator[Iterator[Message]]:
    """Start the process and give its messages as they come; at the end of the ``with`` it is gone.

    It hears no Ctrl+C, which is for the process that started it, and says nothing but its messages. Where the
    system starts none, there are no messages.
    """
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "partnertracker"]
    try:
        process = subprocess.Popen(  # noqa: S603  # this program
            [*program, JUDGE_ASIDE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except OSError:
        yield iter(())
        return
    told, sent = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    try:
        with suppress(OSError), told:
            pickle.dump(errand, told)
        yield _messages(sent)
    finally:
        sent.close()  # from here on it can't send, and ends by that
        with suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS_TO_END)
        process.kill()
        process.wait()


def run() -> int:
    """Be the other process: take the errand from standard input, and send messages to standard output.

    It tells nobody what goes wrong. The process that waits meets that, too, and tells it.
    """
    errand: Errand = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
    clock = Clock(today=lambda: errand.today, now=lambda: "")
    with suppress(PartnerTrackerError, OSError):
        session = open_session(errand.file, system_folders(), clock, read_only=True)
        with closing(session.store):
            judge_aside(session, errand, _send)
    return 0


def _send(message: Message) -> None:
    content = marshal.dumps(message)
    sys.stdout.buffer.write(_LENGTH.pack(len(content)))
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _messages(stream: IO[bytes]) -> Iterator[Message]:
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        content = stream.read(length)
        if len(content) < length:
            return
        yield marshal.loads(content)  # noqa: S302  # only what our own process sends
