"""Files of every making are read as tables, or refused with a sentence."""

import io
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing import FileFormat, Source, UndecidedError, open_source


def opened(content: bytes | str, known: FileFormat | None = None) -> Source:
    return open_source(io.BytesIO(content.encode() if isinstance(content, str) else content), known)


def cells(source: Source) -> list[list[str]]:
    return [list(row) for chunk in source.chunks() for row in chunk.rows]


@pytest.mark.parametrize(
    "content",
    [
        "name,tier\nMüller,Gold\n".encode(),
        "\ufeffname,tier\nMüller,Gold".encode(),
        "name,tier\r\nMüller,Gold\r\n".encode("utf-16"),
        "\ufeffname,tier\nMüller,Gold\n".encode("utf-16-be"),
        "name,tier\nMüller,Gold\n".encode("utf-16-le"),
        "name,tier\nMüller,Gold\n".encode("utf-16-be"),
        "name;tier\nMüller;Gold\n".encode(),
        "name\ttier\rMüller\tGold\r".encode(),
        '"name"|"tier"\n"Müller"|"Gold"\n'.encode(),
    ],
)
def test_encodings_delimiters_and_line_ends_are_detected(content: bytes) -> None:
    with_it = opened(content)
    assert with_it.header == ("name", "tier")
    assert cells(with_it) == [["Müller", "Gold"]]
    with_it.close()


def test_what_is_not_utf_8_is_a_question_with_a_preview() -> None:
    content = "name,tier\nLitware,Gold\nMüller,Gold\n".encode("cp1252")
    with pytest.raises(UndecidedError) as asked:
        opened(content)
    question = asked.value.question
    assert (question.topic, question.answers[0].value) == ("encoding", "windows-1252")
    assert "“Müller,Gold”" in question.sentence
    assert 'encoding = "windows-1252"' in asked.value.next_step
    assert cells(opened(content, FileFormat(encoding="windows-1252")))[1] == ["Müller", "Gold"]


def test_a_mark_goes_before_what_the_mapping_says() -> None:
    content = "\ufeffname,tier\nMüller,Gold\n".encode()
    assert cells(opened(content, FileFormat(encoding="windows-1252"))) == [["Müller", "Gold"]]


def test_two_delimiters_that_fit_are_a_question() -> None:
    with pytest.raises(UndecidedError) as asked:
        opened("a,b;c\n1,2;3\n")
    assert [answer.value for answer in asked.value.question.answers] == [",", ";"]
    assert opened("a,b;c\n1,2;3\n", FileFormat(delimiter=";")).header == ("a,b", "c")


def test_a_comma_in_the_numbers_does_not_hide_the_semicolon() -> None:
    assert opened("name;value;note\nERP;12,5;a, b\nCRM;13,5;c\n").format.delimiter == ";"


def test_a_decimal_comma_in_every_row_makes_no_question() -> None:
    lines = "".join(f"D{n};Port;{n},5;01.07.2026\n" for n in range(40))
    assert opened(f"Opp;Konto;Betrag;Angelegt\n{lines}").format.delimiter == ";"
    assert opened(f"Bericht\n\nOpp;Konto;Betrag;Angelegt\n{lines}").format.delimiter == ";"
    for other in (
        f"Opp;Konto;Betrag, netto;Angelegt\n{lines}",
        f"Bericht, Juli\n\nOpp;Konto;Betrag;Angelegt\n{lines}",
    ):
        with pytest.raises(UndecidedError):
            opened(other)


def test_one_column_needs_no_delimiter() -> None:
    assert cells(opened("name\nLitware\n")) == [["Litware"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "no header"),
        (b",,\n1,2,3\n", "no header"),
        (b"a\0b,c\n", "not a text file"),
        (b"\x81\x8d\x8f\x90\x9d,a\n", "is not text in utf-8"),
        (b"\xff\xfea", "is not text in utf-16"),
        (",".join("c" * 501).encode() + b"\n", "has 501 columns"),
        (b"a,b\n" + b"x" * 65 * (1 << 20), "a line that is too long"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(UnusableInputError, match=sentence):
        opened(content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('a,b\n1,2\n"open,3\n' + "4,5\n" * 1000, "line 3 on: a quotation mark is opened and never closed"),
        ('a,b\n1,"2"3\n', "line 2 on: a quotation mark stands inside a field"),
        (f"a,b\n1,{'x' * 1_000_001}\n", "a field has more than 1,000,000 characters"),
    ],
)
def test_rows_that_can_not_be_told_apart_are_refused_and_never_swallowed(content: str, sentence: str) -> None:
    source = opened(content, FileFormat(delimiter=","))
    with pytest.raises(UnusableInputError, match=sentence):
        cells(source)


def test_a_megabyte_in_a_field_is_allowed() -> None:
    assert len(cells(opened(f"a,b\n1,{'x' * 1_000_000}\n", FileFormat(delimiter=",")))[0][1]) == 1_000_000


def test_missing_and_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableInputError, match=re.escape("There is no file none.csv.")):
        open_source(tmp_path / "none.csv")
    with pytest.raises(UnusableInputError, match="can't be read"):
        open_source(tmp_path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices here")
def test_what_never_ends_is_refused() -> None:
    with pytest.raises(UnusableInputError, match="zero is no ordinary file"):
        open_source(Path("/dev/zero"))
    with Path("/dev/zero").open("rb") as stream, pytest.raises(UnusableInputError, match="line that is too"):
        open_source(stream)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are POSIX")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", 'printf "a,b\\n1,2\\n" > "$0"', str(pipe)]):
        source = open_source(pipe)
    assert cells(source) == [["1", "2"]]
    source.close()


def test_the_open_file_is_never_opened_a_second_time(tmp_path: Path) -> None:
    live = tmp_path / "team.sqlite3"
    live.write_text("a,b\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(live)
    with pytest.raises(UnusableInputError, match="is the open file itself"):
        open_source(tmp_path / "link.csv", live=live)


def test_rows_of_another_width_are_set_aside_with_their_lines() -> None:
    source = opened("a,b\n1,2\n\n3\n4,5,6\n7,8,,\n9,0\n,\n,,,\n")
    (chunk,) = source.chunks()
    assert list(chunk.rows) == [("1", "2"), ("7", "8"), ("9", "0")]
    assert chunk.lines == [2, 6, 7]
    assert chunk.ragged == [(4, ["3"]), (5, ["4", "5", "6"])]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    source = opened('a,b\n"1\n\n",2\n3,"4\r\n5"\n6,7\n')
    (chunk,) = source.chunks()
    assert chunk.lines == [2, 5, 7]


def test_a_preview_shows_the_first_rows() -> None:
    source = opened("a,b\n" + "1,2\n" * 50)
    assert source.preview(3) == [("1", "2")] * 3
    assert opened("a,b\n").preview() == []


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=12), st.sampled_from(",;\t|"))
def test_what_csv_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = "".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"
        for row in [["a", "b"], *rows]
    )
    try:
        content = text.encode()
    except UnicodeEncodeError:
        return
    source = opened(content, FileFormat(delimiter=delimiter, encoding="utf-8"))
    assert cells(source) == [row for row in rows if any(row)]


@given(st.binary(max_size=300))
def test_no_bytes_at_all_end_in_anything_but_rows_or_a_sentence(content: bytes) -> None:
    with suppress(UnusableInputError):
        source = opened(content)
        for chunk in source.chunks():
            assert all(len(row) == len(source.header) for row in chunk.rows)
