"""What is offered while one types filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.services.listing.completion import suggested
from partnertracker.services.listing.language import read_query
from tests.services.listing.terms import VOCABULARY


def texts(text: str) -> list[str]:
    return [each.text for each in suggested(text, VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("st", "stage:"),
        ("port -st", "port -stage:"),
        ("", "name:"),
        ("port ", "port name:"),
        ("stage:", "stage:Lead "),
        ("stage:w", "stage:Won "),
        ("stage:won|l", "stage:won|Lead "),
        ("partner:yon", 'partner:"Blue Yonder" '),
        ("partner:no", 'partner:"none" '),
        ("registered:", "registered:No "),
        ("closed:", "closed:2026-Q4 "),
        ("value:", "value:>10k "),
        ("manager:n", 'manager:"Ann Lee" '),
    ],
)
def test_how_a_text_may_go_on(text: str, first: str) -> None:
    assert texts(text)[0] == first


def test_what_was_typed_whole_is_not_offered_again() -> None:
    assert texts("stage:Lead") == []
    assert texts("closed:today") == []


@given(st.sampled_from([each.name for each in VOCABULARY.columns]), st.data())
def test_everything_that_is_offered_is_read(name: str, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(suggested(f"{name}:", VOCABULARY)))
    query = read_query(chosen.text, VOCABULARY)
    assert (len(query.filters), query.unread) == (1, ())


@given(st.text(alphabet='stagevlu:|."-> 50kwon,clodé', max_size=40))
def test_whatever_is_typed_something_may_be_offered(text: str) -> None:
    head, space, _ = text.partition(" ")
    kept = head + space if space and '"' not in head else ""  # a space between quotes ends no piece
    for each in suggested(text, VOCABULARY):
        assert each.shown
        assert each.text.startswith(kept)
