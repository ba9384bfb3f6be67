"""Rows that hold several words, against looking into one row after another."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain import seeking
from partnertracker.domain.search import folded, text_column, words_containing
from partnertracker.domain.seeking import Coded, Places, newest_holding, words_in

WORDS = st.sampled_from(["ab", "ba", "a b", "Ä", "b", "abc", ""])
ROWS = st.lists(st.tuples(WORDS, WORDS, st.integers(-1, 2)), max_size=12)
SPELLED = ("abc", "cab", "b a")


def places(rows: list[tuple[str, str, int]]) -> Places:
    codes = np.array([code for _, _, code in rows], dtype=np.int32)
    coded = Coded(codes, lambda word: words_containing(SPELLED, word))
    columns = (text_column(one for one, _, _ in rows), text_column(other for _, other, _ in rows))
    return Places(columns, (coded,))


@given(ROWS, st.lists(st.sampled_from(["a", "b", "c", "ab", "z"]), max_size=3), st.integers(1, 4))
def test_it_finds_what_looking_into_each_row_finds(
    rows: list[tuple[str, str, int]], words: list[str], most: int
) -> None:
    texts = [[folded(one), folded(other), SPELLED[code] if code >= 0 else ""] for one, other, code in rows]
    every = [
        at
        for at, row in enumerate(texts)
        if words and all(any(word in text for text in row) for word in words)
    ]
    assert newest_holding(words, places(rows), most) == every[::-1][:most]


def test_many_rows_are_looked_at_block_by_block() -> None:
    count = 3 * seeking._BLOCK
    names = [f"Rollout {number}" for number in range(count)]
    codes = (np.arange(count) % 3).astype(np.int32)
    found = Places((text_column(names),), (Coded(codes, lambda word: words_containing(SPELLED, word)),))
    assert newest_holding(words_in("rollout 12345"), found, 3) == [123459, 123458, 123457]
    assert newest_holding(words_in("12345 abc"), found, 1) == [123459]


def test_words_are_compared_without_case_and_accents_each_once() -> None:
    assert words_in("  Café ACME café ") == ("cafe", "acme")
