"""The layers hold: the contracts in pyproject.toml are part of the test suite."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LINT = """
import sys
from importlinter.cli import lint_imports

sys.exit(lint_imports(no_cache=True, no_logo=True))
"""
"""In a process of its own: the linter sets up logging, which silences the loggers that are there already."""


def test_every_import_follows_the_layers() -> None:
    linted = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_what_is_loaded_late_goes_through_the_doors_that_are_on_record() -> None:
    record = (ROOT / "docs/decisions/0017-what-a-start-waits-for.md").read_text("utf-8")
    (doors,) = (part for part in record.split("\n\n") if part.startswith("What a start can do without"))
    package = ROOT / "partnertracker"
    by_name = re.compile(r"\b(import_module|__import__)\(")

    late = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if by_name.search(path.read_text("utf-8"))
    }

    assert late == set(re.findall(r"`([\w/]+\.py)`", doors))
