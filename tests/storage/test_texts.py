"""Text as it may be stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.storage.texts import stored, stored_column

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(TEXT)
def test_storing_twice_is_storing_once(text: str) -> None:
    once = stored("name", text)
    assert stored("name", once) == once


@given(st.lists(st.none() | TEXT | st.integers()))
def test_a_column_is_stored_like_its_values(values: list[str | int | None]) -> None:
    assert list(stored_column("name", values)) == [stored("name", value) for value in values]


@pytest.mark.parametrize("text", ["a\0", "\ud800", "x\udfff", "é\0"])
def test_what_is_no_text_is_refused_with_the_place(text: str) -> None:
    for refuse in (lambda: stored("notes", text), lambda: stored_column("notes", ["fine", text])):
        with pytest.raises(InvalidRowsError, match="notes") as caught:
            refuse()
        assert caught.value.problems[0].column == "notes"
        str(caught.value).encode()
