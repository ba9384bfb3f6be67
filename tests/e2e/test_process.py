"""The program as a process: what it loads before its first painting, and that every view opens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    own = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    return {
        **os.environ,
        **own,
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }


def loaded_after(statement: str, surroundings: dict[str, str]) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_first_painting_waits_for_nothing_heavy(surroundings: dict[str, str]) -> None:
    loaded = loaded_after("import partnertracker.gui.frame", surroundings)
    assert "PySide6.QtWidgets" in loaded
    heavy = {"numpy", "sqlite3", "sqlite_utils", "click", "pyqtgraph", "partnertracker.gui.views"}
    assert heavy & loaded == set()


def test_a_window_loads_no_charts_no_command_line_and_no_import_before_they_are_wanted(
    surroundings: dict[str, str],
) -> None:
    loaded = loaded_after("import partnertracker.app.window, partnertracker.gui.application", surroundings)
    unwanted = {
        "pyqtgraph",
        "partnertracker.cli",
        "partnertracker.gui.importing.dialog",
        "partnertracker.gui.records",
        "partnertracker.gui.metrics.view",
        "partnertracker.gui.health.view",
        "partnertracker.gui.settings.view",
        "partnertracker.services.demo",
    }
    assert unwanted & loaded == set()


STARTED = """
import sys
from PySide6.QtCore import QTimer
from partnertracker import __main__ as program
from partnertracker.gui import frame

class Watched(frame.Frame):
    'Ends the program when the page it starts with can be read, and tells what was loaded by then.'

    def __init__(self, *given):
        super().__init__(*given)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(1)

    def _look(self):
        file = self.centralWidget()
        if type(file).__name__ == "OpenFile" and file.today.view.grid.rows.rowCount():
            self._timer.stop()
            print(*sorted(sys.modules))
            self.close()

frame.Frame = Watched
sys.exit(program.main())
"""


def test_a_start_loads_what_its_first_page_shows_and_no_more(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=surroundings,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout

    run("-m", "partnertracker", "demo", "demo.sqlite3", "--deals", "200")
    loaded = set(run("-c", STARTED, "demo.sqlite3").split())

    assert "partnertracker.gui.partners" in loaded
    unwanted = {
        "click",
        "numpy.ma",
        "partnertracker.gui.health.view",
        "partnertracker.gui.importing.dialog",
        "partnertracker.gui.metrics.view",
        "partnertracker.gui.settings",
        "partnertracker.services.demo.plan",
        "pyqtgraph",
        "sqlite_utils",
    }
    assert unwanted & loaded == set()


def test_no_source_is_read_at_a_start(surroundings: dict[str, str]) -> None:
    code = "import partnertracker.gui.frame, partnertracker.app.window, linecache; print(*linecache.cache)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    assert [name for name in done.stdout.split() if "numpy" in name or "partnertracker" in name] == []


def test_every_view_opens_on_made_up_data(surroundings: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "partnertracker", "--smoke"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.log"))


VALUES = """
import dataclasses, inspect, sys
import partnertracker.app.window, partnertracker.gui.application, partnertracker.gui.deals
import partnertracker.gui.metrics.view
for module in [each for name, each in sys.modules.items() if name.startswith("partnertracker")]:
    for each in vars(module).values():
        if inspect.isclass(each) and each.__module__ == module.__name__ and dataclasses.is_dataclass(each):
            print(each.__qualname__)
"""


def test_the_values_that_a_start_needs_are_named_tuples(surroundings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", VALUES],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    others = done.stdout.split()
    assert len(others) <= 20, f"each of these costs a start half a millisecond: {others}"
