"""Faults of the machine: all or nothing, what was acknowledged is present, and the file stays sound.

The long sweeps (strace lets the N-th write, sync or truncation fail, for every N) take minutes; they run with
``PARTNERTRACKER_FAULT_SWEEP=1`` in the environment.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partnertracker.domain.settings import Settings
from partnertracker.storage.create import create_file
from partnertracker.storage.store import SqliteStore

ROWS_A_STEP = 40
Open = Callable[..., SqliteStore]

WORKER = """
import sys
from pathlib import Path
from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.storage.opening import open_file
path, backups, steps, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
try:
    store = open_file(path, backups=backups)
    if limit:
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    first = store.count("partners")
    print("open", flush=True)
    for number in range(steps):
        try:
            with store.step("Add", "2026-01-01T00:00:00Z", "x") as step:
                rows = [{"name": f"P{first + 40 * number + n}", "notes": "x" * 300} for n in range(40)]
                step.insert("partners", rows)
                if number % 3 == 2:
                    costs = [("2026-01", "marketing", 1)] * 40
                    step.insert_many("costs", ["month", "category", "amount"], costs)
            print("stored", flush=True)
        except PartnerTrackerError as error:
            print("refused", error.sentence, flush=True)
    store.close()
except PartnerTrackerError as error:
    print("refused", error.sentence, flush=True)
print("end", flush=True)
"""


def command(path: Path, steps: int, limit: int = 0) -> list[str]:
    arguments = [path, path.parent / "backups", steps, limit]
    return [sys.executable, "-c", WORKER, *(str(each) for each in arguments)]


def make_sure_that_it_is_sound(opened: Open, path: Path, acknowledged: int, *, possibly: int = 0) -> None:
    """Open the file and compare it with what was acknowledged; ``possibly`` more steps may have been kept."""
    store = opened(path)
    assert store.state.read_only == ""
    assert store.check() == []
    steps = store.last_step()
    assert acknowledged <= steps <= acknowledged + possibly
    assert store.count("partners") == steps * ROWS_A_STEP
    store.close()


def test_what_was_acknowledged_survives_kill_9(path: Path, opened: Open) -> None:
    chance, acknowledged = random.Random(5), 0
    for _ in range(8):
        worker = subprocess.Popen(command(path, 10_000), stdout=subprocess.PIPE, text=True)
        assert worker.stdout is not None
        assert worker.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0, 0.12))
        worker.kill()
        acknowledged += worker.communicate()[0].count("stored\n")
        make_sure_that_it_is_sound(opened, path, acknowledged, possibly=1)
        store = opened(path)
        acknowledged = store.last_step()
        store.close()
    assert acknowledged > 8


def test_a_disk_error_is_one_sentence_and_after_the_second_writing_stops(path: Path, opened: Open) -> None:
    limit = path.stat().st_size + 100_000
    done = subprocess.run(command(path, 30, limit), check=True, capture_output=True, text=True)
    told = done.stdout.splitlines()
    assert (told[0], told[-1]) == ("open", "end")
    refused = [each for each in told if each.startswith("refused")]
    assert "reported an error; nothing of this step was stored." in refused[0]
    assert "reported errors twice; writing has stopped." in refused[-1]
    make_sure_that_it_is_sound(opened, path, told.count("stored"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 2 MB in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_one_sentence_and_keeps_what_was_stored(small_disk: Path, opened: Open) -> None:
    path = small_disk / "programme.sqlite3"
    create_file(path, Settings())
    done = subprocess.run(command(path, 150), check=True, capture_output=True, text=True)
    told = done.stdout.splitlines()
    assert told.count("stored") > 3
    assert "refused The disk that holds programme.sqlite3 is full; nothing of this step was stored." in told
    assert told[-1] == "end"
    ballast = small_disk / "backups"
    shutil.rmtree(ballast, ignore_errors=True)
    make_sure_that_it_is_sound(opened, path, told.count("stored"))


def test_two_processes_do_not_write_at_once(path: Path, opened: Open) -> None:
    workers = [
        subprocess.Popen(command(path, 20), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [worker.communicate()[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    stored = sum(each.count("stored\n") for each in told)
    assert stored >= 20
    assert stored % 20 == 0
    assert stored == 60 or any("is open: " in each for each in told)
    make_sure_that_it_is_sound(opened, path, stored)


SWEEP = pytest.mark.skipif(
    os.environ.get("PARTNERTRACKER_FAULT_SWEEP") != "1" or shutil.which("strace") is None,
    reason="long: set PARTNERTRACKER_FAULT_SWEEP=1, with strace installed",
)


@SWEEP
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync,fsync", "ftruncate", "openat", "unlink"])
@pytest.mark.parametrize("fault", ["error=EIO", "error=ENOSPC", "signal=SIGKILL"])
def test_the_file_is_sound_whichever_call_fails(tmp_path: Path, opened: Open, call: str, fault: str) -> None:
    pristine = tmp_path / "pristine.sqlite3"
    create_file(pristine, Settings())
    for number in range(1, 400):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        path = folder / "programme.sqlite3"
        shutil.copy(pristine, path)
        trace = folder / "trace"
        paths = ["-P", str(path), "-P", f"{path}-journal"]
        tracing = ["strace", "-f", "-o", str(trace), "-e", f"trace={call}", *paths]
        inject = ["-e", f"inject={call}:{fault}:when={number}"]
        traced = [*tracing, *inject, *command(path, 6)]
        done = subprocess.run(traced, check=False, capture_output=True, text=True)
        assert "Traceback" not in done.stderr, f"{call} {number}: {done.stderr}"
        make_sure_that_it_is_sound(opened, path, done.stdout.count("stored\n"), possibly=1)
        if "INJECTED" not in trace.read_text() and "SIGKILL" not in trace.read_text():
            return
        shutil.rmtree(folder)
    pytest.fail("the sweep never came to an end")
