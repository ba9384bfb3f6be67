"""The layers hold: the contracts in pyproject.toml are part of the test suite."""

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
