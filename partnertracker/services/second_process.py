"""This program started once more, for work beside it, and what the two processes tell each other."""

import marshal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

_LENGTH = struct.Struct("<Q")
_SECONDS_TO_END = 5.0


@contextmanager
def second_process(argument: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start this program with an argument of its own; at the end of the ``with`` it is gone.

    It hears no Ctrl+C, which is for the process that started it; its standard input and output are pipes.

    Raises:
        OSError: the system starts none.
    """
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "partnertracker"]
    process = subprocess.Popen(  # noqa: S603  # this program
        [*program, argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    try:
        yield process
    finally:
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was not taken by a process that is gone
                    stream.close()  # from here on it can't send, and ends by that
        with suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS_TO_END)
        process.kill()
        process.wait()


def send(stream: IO[bytes], message: object) -> int:
    """Send a message of tuples, lists, texts, bytes and numbers; return its size in bytes."""
    content = marshal.dumps(message)  # type: ignore[arg-type]  # what the docstring says
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()
    return len(content)


def received(stream: IO[bytes] | None) -> Iterator[object]:
    """Yield the messages that come until the other process ends; one that was cut off is left out."""
    while stream is not None and len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        content = stream.read(length)
        if len(content) < length:
            return
        yield marshal.loads(content)  # noqa: S302  # only what our own process sends
