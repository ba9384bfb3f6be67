"""Filters as one types them."""

import operator
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.fields import Row, Value
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Either, Filter, Missing, Not
from partnertracker.services.listing.language import Query, read_query
from partnertracker.services.listing.queries import Listing, rows_of
from tests.services.listing.terms import DEALS, FACTS, PARTNERS, VOCABULARY, day


def filters(text: str) -> tuple[Filter, ...]:
    query = read_query(text, VOCABULARY)
    assert query.unread == ()
    return query.filters


CLOSED_Q1 = Between("closed_on", day("2026-01-01"), day("2026-03-31"))
CLOSED_Q3 = Between("closed_on", day("2026-07-01"), day("2026-09-30"))


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
        ("closed:>9999-12-31", Between("closed_on", day("9999-12-31") + 1, None)),
        ("closed:2026-Q1|2026-Q3", Either((CLOSED_Q1, CLOSED_Q3))),
        ("-closed:2026-Q1|none", Not(Either((CLOSED_Q1, Missing("closed_on"))))),
        ("manager:bo|none", AnyOf("manager", frozenset({"Bo", ""}))),
        ('partner:"none"', AnyOf("partner", frozenset({"none"}))),
        ('partner:"a|b"', AnyOf("partner", frozenset({"a|b"}))),
        ("partner:Cafe", AnyOf("partner", frozenset({"Cafe"}))),
        ("partner:cafe", AnyOf("partner", frozenset({"Cafe", "Café"}))),
        ('customer:"The ""Best"""', AnyOf("customer", frozenset({'The "Best"'}))),
        ("registered:yes", AnyOf("registered", frozenset({"1"}))),
        ("value:>0.005", Between("value", 1.0, None)),
        ("name:a|b", Either((Contains("name", "a"), Contains("name", "b")))),
        ("name:erp", Contains("name", "erp")),
        ('name:"ERP roll"', Contains("name", "ERP roll")),
    ],
)
def test_what_a_term_means(text: str, expected: Filter) -> None:
    assert filters(text) == (expected,)


def test_what_is_no_term_is_searched() -> None:
    query = read_query('port stage:won "two words" 12:30 "stage:lead"', VOCABULARY)
    assert query.filters == (AnyOf("stage", frozenset({"won"})),)
    assert query.words == "port two words 12:30 stage:lead"
    assert read_query("", VOCABULARY) == Query()


@pytest.mark.parametrize(
    ("text", "wrong", "words"),
    [
        ("port colour:red", "colour:red", "There is no column “colour”. Choose one of name, partner"),
        ("stage:woz", "stage:woz", "There is no “woz” in Stage. Choose one of Lead, Not won, Won."),
        ("value:much", "value:much", "Value takes a number"),
        ("value:..", "value:..", "Value takes a number"),
        ("stage:won closed:soonish", "closed:soonish", "takes 2026-Q3"),
        ("stage:", "stage:", "Say after stage: what is wanted."),
        ("stage:won|", "stage:won|", "Say after stage: what is wanted."),
        ('name:""', 'name:""', "Say after name: what is wanted."),
        (
            "value:>99999999999999999999999",
            "value:>99999999999999999999999",
            "Value: 99999999999999999999999 is too large a number; take one up to 10,000,000,000,000.",
        ),
        ("value:50k..10k", "value:50k..10k", "The smaller or earlier one stands first: 10k..50k."),
        ("closed:2026-Q3..2026-Q1", "closed:2026-Q3..2026-Q1", "stands first: 2026-Q1..2026-Q3."),
        ("port - stage:won", "-", "Put the - right before what is to be left out: -stage:won."),
    ],
)
def test_a_term_that_means_nothing_is_told_with_its_place(text: str, wrong: str, words: str) -> None:
    (unread,) = read_query(text, VOCABULARY).unread
    assert text[unread.at : unread.at + unread.length] == wrong
    assert words in unread.sentence


def test_what_can_be_read_holds_beside_what_can_not() -> None:
    query = read_query("stage:won colour:red port", VOCABULARY)
    assert (len(query.filters), query.words, len(query.unread)) == (1, "port", 1)


def _dated(name: str, compare: Callable[[str, str], bool], other: str) -> Callable[[Row], bool]:
    return lambda row: row.get(name) is not None and compare(str(row[name]), other)


def _valued(compare: Callable[[float, float], bool], other: float) -> Callable[[Row], bool]:
    return lambda row: compare(float(row["value"] or 0), other)


def _partner(row: Row) -> Value:
    position = row.get("source_partner")
    return None if position is None else PARTNERS[int(position) - 1]


PLAINLY: dict[str, Callable[[Row], bool]] = {
    "stage:won": lambda row: row["stage"] == "won",
    "stage:lead|won": lambda row: row["stage"] in {"lead", "won"},
    "customer:zoo|port": lambda row: row["customer"] in {"Zoo", "Port"},
    "manager:none": lambda row: row.get("manager") is None,
    "manager:bo|none": lambda row: row.get("manager") in {None, "Bo"},
    "closed:any": lambda row: row.get("closed_on") is not None,
    "closed:2026-Q3": lambda row: "2026-07" <= str(row.get("closed_on") or "") <= "2026-09-31",
    "closed:<2026-06": _dated("closed_on", operator.lt, "2026-06"),
    "closed:2026-02-01|none": lambda row: row.get("closed_on") in {None, "2026-02-01"},
    "value:>50k": _valued(operator.gt, 5_000_000),
    "value:<=5": _valued(operator.le, 500),
    "value:1..750": lambda row: 100 <= float(row["value"] or 0) <= 75_000,
    'partner:"Blue Yonder"': lambda row: _partner(row) == "Blue Yonder",
    "partner:cafe": lambda row: _partner(row) in {"Café", "Cafe"},
    "partner:none": lambda row: _partner(row) is None,
    "registered:yes": lambda row: row.get("registration_status") == "approved",
    "probability:>12": lambda row: float(row.get("probability") or 0) > 12,
}
"""Terms, and what each says of a deal."""


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(PLAINLY))), max_size=4))
def test_the_rows_shown_are_those_of_which_every_term_is_true(terms: list[tuple[bool, str]]) -> None:
    text = " ".join(f"{'-' if turned else ''}{term}" for turned, term in terms)
    listing = Listing("deals", filters=filters(text), sort=("", False))
    expected = [
        at for at, row in enumerate(DEALS) if all(PLAINLY[term](row) != turned for turned, term in terms)
    ]
    assert rows_of(FACTS, listing).tolist() == expected


@given(st.text(alphabet='stagevlu:|."-> 50kwon,clodé', max_size=40))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    for unread in read_query(text, VOCABULARY).unread:
        assert 0 <= unread.at < unread.at + unread.length <= len(text)
        assert unread.sentence.endswith(".")


def test_a_long_text_is_searched_by_its_part() -> None:
    notes = replace(VOCABULARY, table="notes")
    assert read_query("text:fair", notes).filters == (Contains("text", "fair"),)
    assert read_query("notes:fair", VOCABULARY).filters == (Contains("notes", "fair"),)


def test_what_is_told_of_the_language_is_so() -> None:
    told = (Path(__file__).parents[3] / "docs" / "filters.md").read_text(encoding="utf-8")
    examples = [each.replace("\\|", "|") for each in re.findall("`([^`]+)`", told) if ":" in each]
    assert len(examples) > 25
    for each in examples:
        assert not read_query(each, VOCABULARY).unread, each


@pytest.mark.parametrize("text", ["stage:won partner:nobody", "-partner:nobody|cafe", "partner:nobody|cafe"])
def test_a_word_that_there_is_not_lets_no_row_through(text: str) -> None:
    listing = Listing("deals", filters=read_query(text, VOCABULARY).filters, sort=("", False))
    assert rows_of(FACTS, listing).tolist() == []
