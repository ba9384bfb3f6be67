"""Files that appear as a whole, and tables that line up."""

import errno
from pathlib import Path

import pytest

from partnertracker.cli.output import text_file, write_csv, write_table
from partnertracker.domain.errors import UnusableArgumentError


def test_a_file_appears_only_when_all_of_it_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before", encoding="utf-8")

    with pytest.raises(KeyboardInterrupt), text_file(target) as file:  # noqa: PT012 - the block is the test
        file.write("half")
        raise KeyboardInterrupt

    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]

    with text_file(target) as file:
        file.write("after")
    assert target.read_text(encoding="utf-8") == "after"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_no_ordinary_file_is_written_to_directly() -> None:
    with text_file(Path("/dev/null")) as file:
        file.write("nothing")

    assert not Path("/dev/null").is_file()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableArgumentError, match="can't be written"), text_file(tmp_path / "no" / "x"):
        pass


def test_a_folder_that_may_not_be_written_is_said_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "open", refuse)  # a mounted disk, which a test has none of
    monkeypatch.setattr(Path, "unlink", refuse)
    target = tmp_path / "x2.csv"

    with pytest.raises(UnusableArgumentError) as caught, text_file(target):
        pass

    assert caught.value.sentence == f"{target} can't be written: Read-only file system."


def test_tables_line_up_and_show_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(("Name", "Value"), [("a\x1b[2Jb\n", "5"), ("Litware", "1,000")], right=("Value",))

    assert capsys.readouterr().out == "Name     Value\na [2Jb       5\nLitware  1,000\n"


def test_csv_guards_what_a_spreadsheet_would_run(capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(("name",), [("=1+1",), ('a "b", c',)])

    assert capsys.readouterr().out == 'name\n\'=1+1\n"a ""b"", c"\n'


def test_csv_leaves_numbers_as_they_are_and_guards_texts_that_look_like_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_csv(("label", "value", "gap"), [("-100", "-100", "-1.5"), ("+1", "1e-07", "")])

    assert capsys.readouterr().out == "label,value,gap\n'-100,-100,-1.5\n'+1,1e-07,\n"
