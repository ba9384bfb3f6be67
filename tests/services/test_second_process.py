"""What two processes of the program tell each other comes whole or not at all."""

import io
import subprocess

from partnertracker.services.second_process import received, second_process, send


def test_what_was_cut_off_is_no_message() -> None:
    stream = io.BytesIO()
    send(stream, ("done", (2, 1)))
    whole = stream.getvalue()
    assert list(received(io.BytesIO(whole + whole[:-1]))) == [("done", (2, 1))]
    assert list(received(io.BytesIO(whole + whole[:3]))) == [("done", (2, 1))]


def test_it_is_gone_at_the_end_even_if_it_was_told_nothing() -> None:
    processes: list[subprocess.Popen[bytes]] = []
    with second_process("--judge-aside") as process:
        processes.append(process)
    assert processes[0].returncode is not None
