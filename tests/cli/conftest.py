"""A command line in this process, on files and folders of its own."""

import io
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from partnertracker.app.commands import program_of
from partnertracker.cli.presenter import run
from partnertracker.cli.program import Program
from partnertracker.services.folders import Folders
from tests.made_up import clock


@dataclass
class Result:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass
class CommandLine:
    """Runs commands as a person would type them, in an empty folder; its day is 22 November 2026."""

    program: Program
    folders: Folders
    capture: pytest.CaptureFixture[str]
    windows: list[Path | None] = field(default_factory=list)

    def __call__(self, *arguments: str) -> Result:
        self.capture.readouterr()
        code = run(self.program, arguments)
        caught = self.capture.readouterr()
        assert "Traceback" not in caught.err
        return Result(code, caught.out, caught.err)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    home, desk = tmp_path / "home", tmp_path / "desk"
    folders = Folders(home / "backups", home / "mappings", home, home / "log" / "partnertracker.log")
    desk.mkdir()
    monkeypatch.chdir(desk)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    windows: list[Path | None] = []

    def window(path: Path | None) -> int:
        windows.append(path)
        return 0

    program = replace(program_of(folders, clock()), window=window, smoke=lambda: 0)
    return CommandLine(program, folders, capsys, windows)


@pytest.fixture
def demo(cli: CommandLine) -> CommandLine:
    """The command line with a made-up programme of 20 partners and 200 deals in ``demo.sqlite3``."""
    made = cli("demo", "demo.sqlite3", "--partners", "20", "--deals", "200", "--today", "2026-11-22")
    assert made.code == 0, made.err
    return cli
