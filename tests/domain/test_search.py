from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.search import folded, ranks_of, text_column, words_containing

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=24))
FEW_LETTERS = st.lists(st.text("abÄ é", max_size=20))


@given(TEXTS | FEW_LETTERS, st.text(max_size=3))
def test_finds_what_a_plain_loop_finds(texts: list[str], needle: str) -> None:
    column = text_column(texts)
    found = column.containing(needle).tolist()
    if "\0" in needle:
        assert found == []
    else:
        assert found == [i for i, text in enumerate(texts) if folded(needle) in folded(text)]


def test_finds_a_great_many_hits_by_the_other_way() -> None:
    texts = [f"row {i} a{'b' if i % 3 else 'c'}" for i in range(50_000)]
    found = text_column(texts).containing("AB")
    assert found.tolist() == [i for i in range(50_000) if i % 3]


def test_finds_without_case_and_accents() -> None:
    column = text_column(["Münchner Straße", "MUNCHEN", "Ankara"])
    assert column.containing("munchn").tolist() == [0]
    assert column.containing("STRASSE").tolist() == [0]
    assert column.containing("münch").tolist() == [0, 1]


@given(TEXTS | FEW_LETTERS, st.text("abÄé \0", max_size=3), st.integers(1, 4), st.sampled_from(["in", "at"]))
def test_the_newest_that_hold_or_begin_so_are_those_a_plain_loop_finds(
    texts: list[str], needle: str, most: int, where: str
) -> None:
    beginning = where == "at"

    def fits(text: str) -> bool:
        return folded(text).startswith(folded(needle)) if beginning else folded(needle) in folded(text)

    found = [i for i, text in enumerate(texts) if fits(text)] if needle and "\0" not in needle else []
    with patch("partnertracker.domain.search._STRIDE", 7):
        newest = text_column(texts).newest(needle, most, beginning=beginning)
    assert newest == found[::-1][:most]
    if "\0" not in needle:
        assert [text_column(texts).begins(row, needle) for row in range(len(texts))] == [
            folded(text).startswith(folded(needle)) for text in texts
        ]


@given(FEW_LETTERS, st.text("abé", max_size=2))
def test_tells_which_texts_are_just_that_and_which_are_empty(texts: list[str], needle: str) -> None:
    column = text_column(texts)
    assert column.equal(needle).tolist() == [
        i for i, text in enumerate(texts) if folded(text) == folded(needle)
    ]
    assert column.empty.tolist() == [not text for text in texts]


@given(TEXTS | FEW_LETTERS)
def test_ranks_order_as_the_folded_texts_do(texts: list[str]) -> None:
    column = text_column(texts)
    keys = [folded(text).encode() for text in texts]
    ranks = column.ranks.tolist()
    assert [rank < 0 for rank in ranks] == [not key for key in keys]
    for rank, key in zip(ranks, keys, strict=True):
        for other, other_key in zip(ranks, keys, strict=True):
            assert (rank < other) == (key < other_key)


def test_words_are_ranked_without_case() -> None:
    assert ranks_of(["beta", "Alpha", "ärger"]).tolist() == [2, 0, 1, -1]


def test_words_containing_says_no_for_a_missing_word() -> None:
    assert words_containing(["Fabrikam", "Litware"], "FAB").tolist() == [True, False, False]


@given(FEW_LETTERS, st.text("abä ", max_size=3))
def test_tells_which_texts_begin_with_the_needle(texts: list[str], needle: str) -> None:
    assert text_column(texts).beginning(needle).tolist() == [
        folded(text).startswith(folded(needle)) for text in texts
    ]
