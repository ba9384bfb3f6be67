"""How many rows of a table read in the history."""

import pytest

from partnertracker.gui.history.words import counted
from partnertracker.services.past import Count


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count("deals", "delete", 1), "1 deal"),
        (Count("custom_values", "update", 1), "1 value of a field of your own"),
        (Count("custom_values", "update", 2), "2 values of fields of your own"),
        (Count("custom_fields", "insert", 1), "1 field of your own"),
    ],
)
def test_rows_are_called_as_the_screen_calls_them(count: Count, words: str) -> None:
    assert counted(count) == words
