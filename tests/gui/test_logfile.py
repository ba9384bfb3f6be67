"""What went wrong is written down, where that is possible."""

import logging
from pathlib import Path

from partnertracker.gui.logfile import LogFile


def told(file: LogFile, words: str) -> None:
    file.handle(logging.LogRecord("partnertracker", logging.ERROR, "", 0, words, None, None))


def test_there_is_a_log_from_the_first_line_on(tmp_path: Path) -> None:
    path = tmp_path / "log" / "partnertracker.log"
    file = LogFile(path)
    assert not path.parent.exists()
    told(file, "One")
    told(file, "Two")
    file.close()
    assert [line.split()[-2:] for line in path.read_text().splitlines()] == [
        ["ERROR", "One"],
        ["ERROR", "Two"],
    ]


def test_a_folder_that_cannot_be_made_costs_only_the_log(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    file = LogFile(tmp_path / "taken" / "partnertracker.log")
    told(file, "One")
    file.close()
    assert (tmp_path / "taken").read_text() == ""
