"""One writer at a time, and who it is."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from partnertracker.storage import lock
from partnertracker.storage.lock import SUFFIX, FileLock, Holder, take
from partnertracker.storage.processes import start_of

SINCE = "2026-01-01T10:30:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "programme.sqlite3"


def me() -> Holder:
    return Holder.this_process(SINCE)


def held(path: Path, holder: Holder) -> FileLock:
    taken = take(path, holder)
    assert isinstance(taken, FileLock)
    return taken


def test_the_second_learns_who_has_it(path: Path) -> None:
    mine = me()
    first = held(path, mine)
    assert take(path, me()) == mine
    assert mine.words.endswith("since 2026-01-01 10:30 UTC")
    first.release()
    held(path, me()).release()
    assert list(path.parent.iterdir()) == []


def test_a_lock_of_another_is_not_released(path: Path) -> None:
    first = held(path, me())
    lock_path = path.with_name(path.name + SUFFIX)
    lock_path.unlink()
    held(path, me())
    first.release()
    assert lock_path.exists()


def test_a_holder_that_ended_leaves_it_free(path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    held(path, replace(me(), pid=ended.pid))
    held(path, me()).release()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells")
def test_a_holder_that_was_killed_leaves_it_free_before_its_parent_knows(path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    held(path, replace(me(), pid=process.pid, started=start_of(process.pid)))
    assert isinstance(take(path, me()), Holder)
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert isinstance(take(path, me()), FileLock)
    process.communicate()


def test_a_later_process_with_the_same_number_is_another(path: Path) -> None:
    if not me().started:
        pytest.skip("this system doesn't say when a process started")
    held(path, replace(me(), started="1"))
    held(path, me()).release()


def test_a_holder_on_another_machine_is_taken_to_be_there(path: Path) -> None:
    away = replace(me(), host="elsewhere", pid=2**22 + 1)
    held(path, away)
    assert take(path, me()) == away


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1}', "\0" * 50])
def test_a_lock_file_that_says_nothing_is_removed(
    path: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_SECONDS_UNTIL_JUNK", 0.05)
    path.with_name(path.name + SUFFIX).write_text(content)
    held(path, me()).release()


def test_a_disk_without_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    first = held(path, me())
    assert isinstance(take(path, me()), Holder)
    first.release()
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file's size")
@pytest.mark.parametrize("links", [True, False])
def test_a_full_disk_leaves_nothing_beside_the_file(path: Path, *, links: bool) -> None:
    script = """
import os, resource, sys
from pathlib import Path
from partnertracker.storage.lock import Holder, take
def refuse(*_):
    raise PermissionError
if sys.argv[2] == "False":
    os.link = refuse
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
try:
    take(Path(sys.argv[1]), Holder.this_process("2026-01-01"))
except OSError as error:
    print(error.strerror)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, path, str(links)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "File too large\n"
    assert list(path.parent.iterdir()) == []


def test_of_many_that_take_over_from_a_dead_holder_one_succeeds(path: Path) -> None:
    script = """
import sys
from pathlib import Path
from partnertracker.storage.lock import FileLock, Holder, take
taken = take(Path(sys.argv[1]), Holder.this_process("2026-01-01"))
print("held" if isinstance(taken, FileLock) else "refused", flush=True)
sys.stdin.read()
"""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    held(path, replace(me(), pid=ended.pid))
    rivals = [
        subprocess.Popen(
            [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = [str(each.stdout.readline()).strip() for each in rivals if each.stdout]
    for each in rivals:
        each.communicate("")
    assert sorted(said) == ["held", "refused", "refused", "refused"]
