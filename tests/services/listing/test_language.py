"""Filters as one types them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.notation import PLAIN
from partnertracker.services.listing.language import Query, Unread, Vocabulary, read_query, suggested
from partnertracker.services.listing.queries import (
    AnyOf,
    Between,
    Contains,
    Filter,
    Listing,
    Missing,
    Not,
    rows_of,
)
from tests.domain.programmes import facts_from

TODAY = date(2026, 11, 21)
DEALS: list[Row] = [
    {"customer": "Port", "stage": "won", "value": 6_000_000, "source_partner": 1, "closed_on": "2026-08-01"},
    {"customer": "Zoo", "stage": "lead", "value": 100, "source_partner": 2, "manager": "Ann Lee"},
    {"customer": "Zoo", "stage": "won", "value": 500, "closed_on": "2026-02-01", "manager": "Bo"},
]
FACTS: Facts = facts_from(
    {
        "partners": [{"name": "Blue Yonder"}, {"name": "Litware"}],
        "deals": [{**deal, "created_on": "2026-01-01"} for deal in DEALS],
    }
)
LABELS = {("stage", "won"): "Won", ("stage", "lead"): "Lead"}
VOCABULARY = Vocabulary(FACTS, "deals", TODAY, PLAIN, LABELS)


def filters(text: str) -> tuple[Filter, ...]:
    read = read_query(text, VOCABULARY)
    assert isinstance(read, Query), read
    return read.filters


def day(iso: str) -> float:
    return float(day_of(iso))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stage:won", AnyOf("stage", frozenset({"won"}))),
        ("Stage:WON|lead", AnyOf("stage", frozenset({"won", "lead"}))),
        ("-stage:won", Not(AnyOf("stage", frozenset({"won"})))),
        ('partner:"Blue Yonder"', AnyOf("partner", frozenset({"Blue Yonder"}))),
        ("partner:blue", AnyOf("partner", frozenset({"Blue Yonder"}))),
        ("partner:yonder", AnyOf("partner", frozenset({"Blue Yonder"}))),
        ("manager:none", Missing("manager")),
        ("manager:any", Not(Missing("manager"))),
        ("-manager:any", Missing("manager")),
        ("value:>50k", Between("value", 5_000_001.0, None)),
        ("value:>=50k", Between("value", 5_000_000.0, None)),
        ("value:<1.5m", Between("value", None, 149_999_999.0)),
        ("value:10k..50k", Between("value", 1_000_000.0, 5_000_000.0)),
        ("value:..50k", Between("value", None, 5_000_000.0)),
        ("value:500", Between("value", 50_000.0, 50_000.0)),
        ("closed:2026-Q3", Between("closed_on", day("2026-07-01"), day("2026-09-30"))),
        ("closed_on:2026-09", Between("closed_on", day("2026-09-01"), day("2026-09-30"))),
        ("closed:>2026-Q3", Between("closed_on", day("2026-10-01"), None)),
        ("closed:2026-01..2026-03", Between("closed_on", day("2026-01-01"), day("2026-03-31"))),
        ("closed:-30d", Between("closed_on", day("2026-10-22"), day("2026-10-22"))),
        ("closed:>=-30d", Between("closed_on", day("2026-10-22"), None)),
        ("closed:today", Between("closed_on", day("2026-11-21"), day("2026-11-21"))),
        ("closed:none", Missing("closed_on")),
        ("name:erp", Contains("name", "erp")),
        ('name:"ERP roll"', Contains("name", "ERP roll")),
    ],
)
def test_what_a_term_means(text: str, expected: Filter) -> None:
    assert filters(text) == (expected,)


def test_what_is_no_term_is_searched() -> None:
    assert read_query('port stage:won "two words" 12:30', VOCABULARY) == Query(
        (AnyOf("stage", frozenset({"won"})),), "port two words 12:30"
    )
    assert read_query("", VOCABULARY) == Query((), "")


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("port colour:red", 5, "There is no column “colour”"),
        ("stage:woz", 0, "No stage is “woz”. Choose one of Lead, Won."),
        ("value:much", 0, "Value takes a number"),
        ("closed:soonish", 0, "takes 2026-Q3"),
        ("stage:", 0, "Say after stage: what is wanted."),
        ("name:a|b", 0, "takes one text"),
    ],
)
def test_a_term_that_means_nothing_is_told_with_its_place(text: str, at: int, words: str) -> None:
    read = read_query(text, VOCABULARY)
    assert isinstance(read, Unread)
    assert (read.at, words in read.sentence) == (at, True), read.sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("stage:won", [0, 2]),
        ("-stage:won", [1]),
        ("manager:none", [0]),
        ("closed:none", [1]),
        ("-closed:2026-Q3", [1, 2]),
        ("value:<=5", [1, 2]),
        ("value:>5 closed:any", [0]),
        ("partner:none", [2]),
        ("customer:zoo|port -manager:bo", [0, 1]),
    ],
)
def test_the_rows_that_are_shown(text: str, shown: list[int]) -> None:
    listing = Listing("deals", filters=filters(text), sort=("", False))
    assert rows_of(FACTS, listing).tolist() == shown


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("st", "stage:"),
        ("port -st", "port -stage:"),
        ("stage:", "stage:Lead "),
        ("stage:w", "stage:Won "),
        ("stage:won|l", "stage:won|Lead "),
        ("partner:yon", 'partner:"Blue Yonder" '),
    ],
)
def test_how_a_text_may_go_on(text: str, first: str) -> None:
    assert suggested(text, VOCABULARY)[0] == first


@given(st.text(alphabet='stagevlu:|."-> 50kwon,clodé', max_size=40))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    read = read_query(text, VOCABULARY)
    if isinstance(read, Unread):
        assert 0 <= read.at < len(text)
        assert read.sentence.endswith(".")
    for more in suggested(text, VOCABULARY):
        assert more


@given(st.sampled_from(["stage", "partner", "manager"]), st.data())
def test_every_word_that_is_offered_is_read(name: str, data: st.DataObject) -> None:
    offered = suggested(f"{name}:", VOCABULARY)
    chosen = data.draw(st.sampled_from(offered))
    assert len(filters(chosen)) == 1
