"""Numbers as a person reads them in a terminal."""

import pytest

from partnertracker.cli.words import number_words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (842300.4, "money", "842,300 USD"),
        (0.3412, "share", "34.1 %"),
        (71.0, "days", "71 d"),
        (68.5, "days", "68.5 d"),
        (3.04, "times", "3.0×"),
        (2.5, "people", "2.5"),
        (-1.0, "people", "-1"),
        (1250.0, "count", "1,250"),
        (None, "money", "–"),
    ],
)
def test_numbers_have_their_unit(value: float | None, unit: str, words: str) -> None:
    assert number_words(value, unit, "USD") == words
