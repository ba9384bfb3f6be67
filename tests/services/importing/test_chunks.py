"""Rows come as columns, and cutting plain lines gives what reading them sign by sign does."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnertracker.services.importing import chunks
from partnertracker.services.importing.chunks import Chunk, chunks_of

SIGNS = st.text(alphabet='ab,"\n\r ', max_size=60)


def read(text: str, width: int = 2) -> list[Chunk]:
    return list(chunks_of(io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline=""), ",", width, 2))


def sign_by_sign(text: str, width: int) -> tuple[list[tuple[str, ...]], list[list[str]]]:
    """Return the rows of this width and the others, as ``csv`` alone reads them."""
    whole, ragged = [], []
    for row in csv.reader(io.StringIO(text, newline=""), strict=True):
        cells = row[:width] if len(row) > width and not any(row[width:]) else row
        if len(cells) != width:
            ragged.extend([cells] if cells else [])
        elif any(cells):
            whole.append(tuple(cells))
    return whole, ragged


@pytest.mark.parametrize("at_once", [3, 1 << 18])
@given(text=SIGNS, width=st.sampled_from([1, 2, 3]))
@example(text="a,b\r\na,b\n", width=2)
@example(text="a,b\n,\na,\n", width=2)
@example(text="a\rb,a\nb\r\n", width=2)
@example(text='a,b\n"a\r\n\n",b\na,b', width=2)
def test_every_text_is_read_as_csv_reads_it(at_once: int, text: str, width: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_AT_ONCE", at_once)
        try:
            expected = sign_by_sign(text, width)
        except csv.Error:
            with pytest.raises(csv.Error):
                read(text, width)
            return
        found = read(text, width)
    assert [row for chunk in found for row in chunk.rows] == expected[0]
    assert [row for chunk in found for _, row in chunk.ragged] == expected[1]
    for chunk in found:
        assert [tuple(chunk.row(at)) for at in range(len(chunk.lines))] == list(chunk.rows)


@pytest.mark.parametrize("at_once", [3, 1 << 18])
def test_lines_are_counted_through_plain_and_other_rows(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(chunks, "_AT_ONCE", at_once)
    found = read('a,b\r\n"a\r\n\n",b\n\na,b\na\n,\n"a",b\nlast,b')
    lines = [line for chunk in found for line in chunk.lines]
    assert lines == [2, 3, 7, 10, 11]
    assert [each for chunk in found for each in chunk.ragged] == [(8, ["a"])]


def test_plain_rows_never_pass_the_slow_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_closer_look", None)
    (chunk,) = read("1,2\r\n3,\r\n")
    assert (list(chunk.lines), list(chunk.cells)) == ([2, 3], [("1", "3"), ("2", "")])
