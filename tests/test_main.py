"""The program as a process: exit codes, streams, signals, and what it does not import."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from partnertracker import __main__ as program

WITHOUT_WINDOW = """
import sys
from partnertracker.app.commands import main
sys.argv = ["partnertracker", "metrics", "team.sqlite3"]
code = main()
window = ("PySide6", "shiboken6", "pyqtgraph", "partnertracker.gui")
loaded = [name for name in sys.modules if name.startswith(window)]
print(loaded, file=sys.stderr)
sys.exit(code)
"""

THREADS = """
import os, sys
from partnertracker.__main__ import main
sys.argv = ["partnertracker", "metrics", "team.sqlite3"]
main()
print("numpy" in sys.modules, len(os.listdir("/proc/self/task")), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The process's environment: folders of its own, and the checkout on the path."""
    root = Path(__file__).resolve().parent.parent
    home = tmp_path_factory.mktemp("home")
    own = {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    return {**os.environ, **own, "PYTHONPATH": str(root), "HOME": str(home)}


def started(
    environment: dict[str, str], folder: Path, *arguments: str, **streams: int
) -> "subprocess.Popen[bytes]":
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.Popen(
        [sys.executable, "-m", "partnertracker", *arguments],
        cwd=folder,
        env=environment,
        stdin=pipes["stdin"],
        stdout=pipes["stdout"],
        stderr=pipes["stderr"],
    )


def finished(process: "subprocess.Popen[bytes]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, (out or b"").decode(), (err or b"").decode()


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A folder with a made-up programme in ``team.sqlite3``."""
    folder = tmp_path_factory.mktemp("team")
    code, out, err = finished(started(environment, folder, "demo", "team.sqlite3", "--deals", "300"))
    assert (code, out) == (0, ""), err
    return folder


def test_each_exit_code(team: Path, environment: dict[str, str]) -> None:
    (team / "bad.csv").write_text("name,joined_on\nLitware 2,yesterday\nProseware 2,2026-01-05\n")
    calls = {
        ("check", "team.sqlite3"): 0,
        ("import", "team.sqlite3", "partners", "bad.csv"): 1,
        ("metrics", "team.sqlite3", "--period", "soon"): 2,
        ("metrics", "none.sqlite3"): 3,
    }
    for arguments, expected in calls.items():
        code, _, err = finished(started(environment, team, *arguments))
        assert code == expected, err
        assert "Traceback" not in err


def test_a_command_loads_nothing_of_the_window(team: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_WINDOW], cwd=team, env=environment, capture_output=True, check=True
    )

    assert done.stderr.decode().splitlines()[-1] == "[]"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists a process's threads there")
def test_numpy_has_no_threads_that_wait_busily(team: Path, environment: dict[str, str]) -> None:
    plain = {name: value for name, value in environment.items() if not name.startswith("OPENBLAS")}

    done = subprocess.run(
        [sys.executable, "-c", THREADS], cwd=team, env=plain, capture_output=True, check=True
    )

    assert done.stderr.decode().splitlines()[-1] == "True 1"


def test_output_is_utf_8_whatever_the_locale(team: Path, environment: dict[str, str]) -> None:
    plain = environment | {
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "",
    }

    code, out, err = finished(started(plain, team, "metrics", "team.sqlite3"))

    assert (code, err) == (0, "")
    assert "▲" in out or "▼" in out


def test_a_name_that_is_no_text_is_no_trace(team: Path, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [os.fsencode(sys.executable), b"-m", b"partnertracker", b"check", b"caf\xe9.sqlite3"],
        cwd=team,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )

    code, _, err = finished(process)

    assert code == 3
    assert err.count("\n") == 1


def test_a_reader_that_leaves_is_no_failure(team: Path, environment: dict[str, str]) -> None:
    process = started(environment, team, "metrics", "team.sqlite3", "--by", "partner", "--format", "json")
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()

    assert process.wait(60) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="closing a stream needs a POSIX shell")
def test_a_closed_standard_output_is_one_sentence(team: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m partnertracker metrics team.sqlite3 >&-'],
        cwd=team,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.decode() == "There is nowhere to write to: standard output is closed.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_output_is_one_sentence(team: Path, environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, err = finished(started(environment, team, "metrics", "team.sqlite3", stdout=full.fileno()))

    assert code == 2
    assert err.count("\n") == 1
    assert "No space left on device" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_ctrl_c_leaves_nothing_half_done(tmp_path: Path, environment: dict[str, str]) -> None:
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    process = started(environment, tmp_path, "demo", "big.sqlite3", "--deals", "2000000")
    signal.signal(signal.SIGINT, heeded)
    while process.poll() is None and not (tmp_path / "big.sqlite3-journal").exists():
        time.sleep(0.02)

    process.send_signal(signal.SIGINT)
    code, _, err = finished(process)

    assert code == 130, err
    assert "Traceback" not in err
    assert list(tmp_path.glob("big*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processor time of children is POSIX")
def test_a_call_costs_less_than_three_imports_of_sqlite_utils(
    team: Path, environment: dict[str, str]
) -> None:
    def seconds(*arguments: str) -> float:
        best = float("inf")
        for _ in range(3):
            before = os.times()
            subprocess.run(
                [sys.executable, *arguments], cwd=team, env=environment, capture_output=True, check=True
            )
            after = os.times()
            spent = after.children_user + after.children_system
            best = min(best, spent - before.children_user - before.children_system)
        return best

    imported = seconds("-c", "import sqlite_utils")

    assert seconds("-m", "partnertracker", "history", "team.sqlite3") < 3 * imported
    assert seconds("-m", "partnertracker", "metrics", "team.sqlite3") < 3 * imported


def test_without_a_screen_the_window_says_so(tmp_path: Path, environment: dict[str, str]) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in environment.items() if name not in screens}
    assert finished(started(bare, tmp_path, "new", "team.sqlite3"))[0] == 0
    for arguments in ((), ("team.sqlite3",)):
        code, out, err = finished(started(bare, tmp_path, *arguments))
        assert (code, out) == (2, "")
        assert err.startswith("There is no screen to show the window on.")
        assert err.count("\n") == 1


def test_ctrl_c_while_the_program_is_loaded_is_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "import_module", pressed)
    monkeypatch.setattr(sys, "argv", ["partnertracker", "metrics", "team.sqlite3"])
    enabled = gc.isenabled()
    try:
        assert program.main() == 130
    finally:
        if enabled:
            gc.enable()
