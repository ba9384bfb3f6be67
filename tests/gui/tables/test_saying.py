"""Filters in words, as chips show them."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.gui.tables.saying import said
from partnertracker.services.listing.language import read_query
from partnertracker.services.listing.queries import Listing, rows_of
from tests.services.listing.terms import DEALS, FACTS, VOCABULARY

SIGNS = st.sampled_from(["", "-"])
COLUMNS = st.sampled_from(["value", "probability", "closed", "close", "created"])
NUMBERS = st.one_of(
    st.integers(-(10**60), 10**60).map(str),
    st.floats().map(repr),
    st.decimals(-1, 1, allow_nan=False, places=30).map(lambda each: f"{each:f}"),
    st.sampled_from(["1bn*1bn*1bn*1bn", "*".join(["9bn"] * 40), "1/0", "-0", "1/3", "9" * 190, "5%", ""]),
)
DAYS = st.one_of(
    st.dates().map(str),
    st.integers(0, 10**5).map(str),
    st.tuples(st.integers(0, 10**5), st.sampled_from("dwmy")).map(lambda each: f"-{each[0]}{each[1]}"),
    st.sampled_from(["9999-W53", "0001-Q1", "9999-Q4", "+9999y", "-9999y", "31 Feb", "29/2", "0", "today"]),
)
BOUNDS = NUMBERS | DAYS


@st.composite
def terms(draw: st.DrawFn) -> str:
    """Return a term that compares: ``-value:>1e40``, ``closed:0001..9999-12-31``."""
    bound = draw(BOUNDS)
    value = draw(st.sampled_from([bound, f">{bound}", f"<={bound}", f"<{bound}", f"{bound}..{draw(BOUNDS)}"]))
    quote = '"' if " " in value else ""
    return f"{draw(SIGNS)}{draw(COLUMNS)}:{quote}{value}{quote}"


def in_words(text: str) -> str:
    query = read_query(text, VOCABULARY)
    assert query.unread == ()
    column = VOCABULARY.column(query.terms[0].piece.name)
    assert column is not None
    return said(query.filters, column, VOCABULARY)


@example("value:>99999999999999999999999", PLAIN)
@example("-probability:<1e300", PLAIN)
@given(terms(), st.sampled_from([PLAIN, Notation(",", ".", "%d.%m.%Y")]))
def test_every_term_is_a_filter_that_can_be_said_and_listed_or_a_sentence(
    text: str, notation: Notation
) -> None:
    vocabulary = replace(VOCABULARY, notation=notation)
    query = read_query(text, vocabulary)
    assert len(query.terms) + len(query.unread) == 1
    for term in query.terms:
        column = vocabulary.column(term.piece.name)
        assert column is not None
        assert said((term.filter,), column, vocabulary)
        assert set(rows_of(FACTS, Listing("deals", filters=query.filters)).tolist()) <= set(range(len(DEALS)))
    assert all(each.sentence.endswith(".") for each in query.unread)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("closed:2026..2027", "1 Jan 2026 – 31 Dec 2027"),
        ("closed:2025-03..2026-03", "1 Mar 2025 – 31 Mar 2026"),
        ("closed:2026-03..2026-05", "1 Mar – 31 May"),
        ("closed:2026", "2026"),
        ("closed:>=2026-03-01", "from 1 Mar"),
    ],
)
def test_days_of_two_years_both_name_theirs(text: str, words: str) -> None:
    assert in_words(text) == words
