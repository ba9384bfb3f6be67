"""Filters are written as one types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Either, Filter, Missing, Not
from partnertracker.services.listing.language import read_query
from partnertracker.services.listing.spelling import respelled, with_filter, written
from tests.services.listing.terms import FILTERS, VOCABULARY, day

GERMAN = Notation(",", ".", "%d.%m.%Y")


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (AnyOf("stage", frozenset({"won"})), "stage:Won"),
        (AnyOf("stage", frozenset({"won", "lead", ""})), "stage:Lead|Won|none"),
        (Not(AnyOf("partner", frozenset({"Blue Yonder"}))), '-partner:"Blue Yonder"'),
        (AnyOf("partner", frozenset({"none"})), 'partner:"none"'),
        (AnyOf("partner", frozenset({"a|b"})), 'partner:"a|b"'),
        (AnyOf("customer", frozenset({'The "Best"'})), 'customer:"The ""Best"""'),
        (AnyOf("registered", frozenset({"1"})), "registered:Yes"),
        (Missing("closed_on"), "closed:none"),
        (Not(Missing("closed_on")), "closed:any"),
        (Between("closed_on", day("2026-07-01"), day("2026-09-30")), "closed:2026-Q3"),
        (Between("closed_on", day("2026-01-01"), day("2026-12-31")), "closed:2026"),
        (Between("closed_on", day("2026-09-14"), day("2026-09-20")), "closed:2026-W38"),
        (Between("closed_on", day("2026-09-14"), day("2026-09-14")), "closed:2026-09-14"),
        (Between("closed_on", day("2026-09-14"), None), "closed:>=2026-09-14"),
        (Between("closed_on", day("9999-12-31") + 1, None), "closed:>9999-12-31"),
        (Between("value", 1_000_000.0, 5_000_050.0), "value:10000..50000.5"),
        (Between("value", None, 0.0), "value:<=0"),
        (Between("value", 5_000_001.0, None), "value:>50000"),
        (Between("value", None, 4_999_999.0), "value:<50000"),
        (Between("probability", 12.500000000000002, None), "probability:>12.5"),
        (Contains("name", "two words"), 'name:"two words"'),
        (Contains("name", "~x"), 'name:"~x"'),
        (Contains("customer", "port"), "customer:~port"),
        (Either((Missing("name"), Contains("name", "x"))), "name:none|x"),
    ],
)
def test_how_a_filter_is_written(wanted: Filter, text: str) -> None:
    assert written(wanted, VOCABULARY) == text
    assert read_query(text, VOCABULARY).filters == (wanted,)


@given(st.lists(FILTERS, max_size=4), st.sampled_from([PLAIN, GERMAN, Notation(",", " ")]))
def test_what_is_written_is_read_as_the_same_and_written_alike(
    filters: list[Filter], notation: Notation
) -> None:
    vocabulary = type(VOCABULARY)(**{**vars(VOCABULARY), "notation": notation})
    text = " ".join(written(each, vocabulary) for each in filters)
    query = read_query(text, vocabulary)
    assert (query.unread, query.words) == ((), "")
    assert query.filters == tuple(filters)
    assert " ".join(written(each, vocabulary) for each in query.filters) == text


def test_a_column_s_filter_takes_the_place_of_the_one_before() -> None:
    text = 'port stage:won value:>5  "two words" stage:lead'
    lead = AnyOf("stage", frozenset({"lead"}))
    assert with_filter(text, "stage", lead, VOCABULARY) == 'port stage:Lead value:>5 "two words"'
    assert with_filter(text, "stage", None, VOCABULARY) == 'port value:>5 "two words"'
    assert with_filter("port", "stage", lead, VOCABULARY) == "port stage:Lead"
    assert with_filter("colour:red", "stage", lead, VOCABULARY) == "colour:red stage:Lead"


@pytest.mark.parametrize(
    ("german", "plain"),
    [
        ("value:>1,5k port closed:>=-30d", "value:>1500 port closed:>=-30d"),
        ("value:1.500", "value:1500"),
        ("stage:won|lead colour:rot", "stage:won|lead colour:rot"),
        ("closed:1.9", "closed:2026-09-01"),
    ],
)
def test_a_text_is_carried_to_another_way_of_writing(german: str, plain: str) -> None:
    here = type(VOCABULARY)(**{**vars(VOCABULARY), "notation": GERMAN})
    assert respelled(german, here, PLAIN) == plain
    assert read_query(plain, VOCABULARY).filters == read_query(german, here).filters
