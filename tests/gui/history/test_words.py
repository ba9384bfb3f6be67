"""How many rows of a table read in the history."""

import pytest

from partnertracker.domain.entities import entity
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.history.words import counted, edited_words, preview
from partnertracker.services.history import Edited
from partnertracker.services.past import Count
from partnertracker.services.ports import Step
from partnertracker.services.taking_back import Prospect
from tests.made_up import TODAY, empty_session


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


def test_many_effects_read_as_one_list() -> None:
    step = Step(1, "", "Import 5 deals", "AK", "here", "2026-11-21T12:00:00.000000Z")
    effects = (
        Count("deals", "delete", 5),
        Count("deal_influences", "delete", 1),
        Count("notes", "delete", 2),
    )
    assert preview(Prospect(step, effects)).startswith(
        "Taking it back deletes 5 deals, 1 influence and 2 notes."
    )
    more = (*effects, Count("partners", "update", 23), Count("actions", "insert", 1))
    assert preview(Prospect(step, more)).startswith(
        "Taking it back deletes 5 deals, 1 influence, 2 notes, changes back 23 partners"
        " and brings back 1 action."
    )


def test_an_amount_names_its_currency_where_that_is_not_the_files() -> None:
    value, wording = entity("deals").field("value"), Wording(empty_session().facts, TODAY)
    assert edited_words(Edited(value, 100_00, 200_00), wording) == "Value: 100.00 → 200.00"
    assert edited_words(Edited(value, None, 61_500, "JPY", "USD"), wording) == "Value: empty → 61,500 JPY"
    assert edited_words(Edited(value, 7_50, 7, "JPY", "EUR"), wording) == "Value: 7.50 EUR → 7 JPY"
