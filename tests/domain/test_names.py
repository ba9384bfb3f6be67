"""Names compare as people mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.names import free_key, search_key, sight_key, word_key


@pytest.mark.parametrize("spelling", ["Ärger  GmbH", " ärger gmbh ", "A\u0308RGER\tGMBH"])
def test_case_space_and_composition_do_not_matter(spelling: str) -> None:
    assert search_key(spelling) == "ärger gmbh"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        (" Acme   Corp ", "acme corp"),
        ("Caf\u00e9", "CAFE\u0301"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Acme\u00a0Corp", "acme corp"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    "name", ["Book\u200bings", "\uff22\uff4f\uff4f\uff4b\uff49\uff4e\uff47\uff53", "\u202abookings "]
)
def test_names_that_look_the_same_are_one(name: str) -> None:
    assert sight_key(name) == sight_key("Bookings")
    assert search_key(name) != search_key("Bookings")


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert search_key(search_key(name)) == search_key(name)


@pytest.mark.parametrize(
    "spelling", ["early_adoption", "Early adoption", "EARLY-ADOPTION", "early  adoption"]
)
def test_words_of_a_list_join_in_any_way(spelling: str) -> None:
    assert word_key(spelling) == "early adoption"


@pytest.mark.parametrize(
    ("label", "key"),
    [("Légal review", "legal_review_2"), ("Legal-review!", "legal_review_2"), ("契約", "stage")],
)
def test_a_new_key_follows_from_the_label_and_is_free(label: str, key: str) -> None:
    assert free_key(label, ["legal_review"], "stage") == key
