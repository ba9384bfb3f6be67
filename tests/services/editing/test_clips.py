"""Cells from the clipboards of spreadsheets, and back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.services.editing.clip_reading import read_clips
from partnertracker.services.editing.clips import Clip, to_html, to_text

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), include_characters=" "), max_size=8
).map(lambda text: " ".join(text.split()))
LINES = st.lists(WORDS.filter(bool), min_size=1, max_size=3).map("\n".join) | st.just("")
CLIPS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[LINES.map(Clip)] * width), min_size=1, max_size=4)
)


@given(CLIPS)
def test_what_is_copied_is_what_is_pasted(clips: list[tuple[Clip, ...]]) -> None:
    last = max((at for at, row in enumerate(clips) if any(clip.text for clip in row)), default=-1)
    wanted = tuple(clips[: last + 1])
    assert read_clips(to_text(clips)) == wanted
    assert read_clips("", to_html(clips)) == wanted


@given(st.lists(st.tuples(st.integers(), st.sampled_from(["USD", "EUR", "JPY"])), min_size=1, max_size=4))
def test_copied_amounts_keep_their_currency(amounts: list[tuple[int, str]]) -> None:
    clips = [[Clip(str(number), str(number), currency)] for number, currency in amounts]
    assert read_clips("", to_html(clips)) == tuple(map(tuple, clips))


@given(st.text(), st.text())
def test_anything_at_all_is_read_as_cells_of_an_even_block(text: str, html: str) -> None:
    rows = read_clips(text, f"<table>{html}")
    assert len({len(row) for row in rows}) <= 1


def test_text_between_tabs() -> None:
    rows = read_clips('Harbour\t1,200\r\n"two\nlines"\t"say ""so"""\r\n\r\n')
    assert rows == ((Clip("Harbour"), Clip("1,200")), (Clip("two\nlines"), Clip('say "so"')))
    assert read_clips("") == ()
    assert read_clips("a\tb\nc") == ((Clip("a"), Clip("b")), (Clip("c"), Clip("")))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a\t"open\nb\tc', [["a", '"open'], ["b", "c"]]),
        ('"Big" deal\tx\n6"\ty', [['"Big" deal', "x"], ['6"', "y"]]),
        ('"one\ttwo"\t"say ""so"""\n""\tz', [["one\ttwo", 'say "so"'], ["", "z"]]),
        ('"a\tb"c\td', [['"a', 'b"c', "d"]]),
        ('"\n"\t"', [["\n", '"']]),
    ],
)
def test_a_quote_counts_only_where_it_opens_a_cell_and_is_closed_at_its_end(
    text: str, rows: list[list[str]]
) -> None:
    assert [[clip.text for clip in row] for row in read_clips(text)] == rows


def test_many_open_quotes_take_no_time() -> None:
    text = '"open\t' * 40_000 + '"' * 100_000
    assert len(read_clips(text)[0]) == 40_001


def test_exact_numbers_of_every_spreadsheet() -> None:
    calc = '<td sdval="1234.5" sdnum="1031;0;#.##0,00">1.234,50</td>'
    excel = '<td align=right x:num="1234.5">1.234,50</td>'
    sheets = '<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:1234.5}">1.234,50</td>'
    html = f"<html><body><table><tr>{calc}{excel}{sheets}</tr></table></body></html>"
    assert read_clips("", html) == ((Clip("1.234,50", "1234.5"),) * 3,)


def test_numbers_that_are_none_are_left_out() -> None:
    html = (
        "<table><tr><td sdval='1e999x'>a</td><td data-sheets-value='[1]'>b</td><td x:num>3</td></tr></table>"
    )
    assert read_clips("", html) == ((Clip("a"), Clip("b"), Clip("3")),)


def test_cells_over_several_columns_leave_the_others_empty() -> None:
    html = (
        "<table><tr><td colspan=2>Total</td><td>3</td></tr><tr><td>a<td>b<td>c</tr></table><table><tr><td>x"
    )
    assert read_clips("", html) == ((Clip("Total"), Clip(""), Clip("3")), (Clip("a"), Clip("b"), Clip("c")))


def test_cells_over_several_rows_leave_those_below_empty() -> None:
    html = (
        "<table><tr><td rowspan=2>a<td>b<td rowspan=3 colspan=2>c</tr><tr><td>d</tr>"
        "<tr><td>e<td>f</tr><tr><td>g<td>h<td>i<td>j</tr></table>"
    )
    texts = [[clip.text for clip in row] for row in read_clips("", html)]
    assert texts == [["a", "b", "c", ""], ["", "d", "", ""], ["e", "f", "", ""], ["g", "h", "i", "j"]]


@pytest.mark.parametrize(("name", "seven"), [("excel-form", ""), ("sheets-form", "7")])
def test_blocks_in_the_published_form_of_excel_and_google_sheets(name: str, seven: str) -> None:
    """The files follow the form that is published for these programs; they were not recorded from them."""
    html = (Path(__file__).parent / "clipboard" / f"{name}.html").read_text(encoding="utf-8")
    assert read_clips("anything else", html) == (
        (Clip("Munich Port"), Clip("1,234.50", "1234.5"), Clip("12/1/2026", "46357"), Clip("two\nlines")),
        (Clip(""), Clip("7", seven), Clip('say "so" & <b>'), Clip("")),
    )


def test_html_without_a_table_gives_way_to_the_text() -> None:
    assert read_clips("a\tb", "<meta><p>a b</p>") == ((Clip("a"), Clip("b")),)


def test_no_cell_becomes_a_formula_elsewhere() -> None:
    clips = [[Clip("=1+1"), Clip("-5", "-5")]]
    assert to_text(clips) == "'=1+1\t-5\n"
    assert '<td sdval="-5">-5</td>' in to_html(clips)
    assert ">&#x27;=1+1<" in to_html(clips)
