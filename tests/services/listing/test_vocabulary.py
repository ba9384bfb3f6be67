"""Columns and words by the names that people type."""

import pytest

from partnertracker.services.listing.vocabulary import Spelled
from tests.services.listing.terms import VOCABULARY


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("closed_on", "closed_on"),
        ("closed", "closed_on"),
        ("Stage", "stage"),
        ("expected-close", "expected_close_on"),
        ("close", "close"),
        ("notes", "notes"),
        ("colour", None),
    ],
)
def test_a_column_is_meant_by_its_name_or_label(typed: str, name: str | None) -> None:
    column = VOCABULARY.column(typed)
    assert (column.name if column else None) == name


def test_every_column_is_meant_by_the_name_that_is_written() -> None:
    for column in VOCABULARY.columns:
        assert VOCABULARY.column(VOCABULARY.name(column)) == column


def words(name: str) -> Spelled:
    column = VOCABULARY.column(name)
    assert column is not None
    found = VOCABULARY.words(column)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("stage", "won", {"won"}),
        ("stage", "Won", {"won"}),
        ("stage", "Not won", {"lost"}),
        ("stage", "lost", {"lost"}),
        ("partner", "Café", {"Café"}),
        ("partner", "CAFE", {"Café", "Cafe"}),
        ("partner", "b", {"Blue Yonder"}),
        ("partner", "yonder", {"Blue Yonder"}),
        ("partner", "zzz", set()),
        ("partner", "", set()),
        ("registered", "y", {"1"}),
    ],
)
def test_what_a_typed_word_means(name: str, typed: str, meant: set[str]) -> None:
    assert words(name).named(typed) == meant


def test_words_are_offered_from_their_beginning() -> None:
    assert words("stage").like("w", 5) == ["Won", "Not won"]
    assert words("stage").like("", 2) == ["Lead", "Not won"]
