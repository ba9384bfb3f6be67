"""Nouns in sentences."""

import pytest

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.sentences import listed, with_article


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), ""),
        (("5 deals",), "5 deals"),
        (("5 deals", "1 action"), "5 deals and 1 action"),
        (("5 deals", "1 influence", "1 action"), "5 deals, 1 influence and 1 action"),
    ],
)
def test_names_are_listed_with_commas_and_one_and(names: tuple[str, ...], words: str) -> None:
    assert listed(names) == words


def test_every_kind_of_record_has_its_article() -> None:
    found = {with_article(each.singular.lower()) for each in ENTITIES}
    assert {"a deal", "an influence", "an action", "an exchange rate"} <= found
    assert {each for each in found if each.startswith("an ")} == {
        each for each in found if each.split()[1][0] in "aeiou"
    }
