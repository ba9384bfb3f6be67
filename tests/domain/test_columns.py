"""Rows become columns and can be read back."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import (
    NO_AMOUNT,
    NO_CODE,
    NO_DAY,
    NO_ROW,
    Columns,
    Encoder,
    date_of,
    day_of,
    fact_fields,
    has_column,
)
from partnertracker.domain.entities.costs import COSTS
from partnertracker.domain.entities.deals import DEALS
from partnertracker.domain.entities.partners import PARTNERS
from partnertracker.domain.fields import Value
from partnertracker.domain.words import Words

PARTNER_KEYS = [3, 5, 8]


def partners() -> Columns:
    encoder = Encoder(PARTNERS)
    width = len(fact_fields(PARTNERS))
    encoder.add([(key, f"P{key}", *[None] * (width - 1)) for key in PARTNER_KEYS])
    return encoder.columns({})


def deal(key: int, **fields: Value) -> tuple[Value, ...]:
    usual: dict[str, Value] = {"customer": "C", "stage": "lead", "value": 1, "created_on": "2026-01-01"}
    return (key, *((usual | fields).get(each.name) for each in fact_fields(DEALS)))


def form(made: Columns, name: str) -> tuple[str, float]:
    """Return the dtype of a column and its first value."""
    return str(made[name].dtype), made[name][0]


def columns(*rows: tuple[Value, ...]) -> Columns:
    encoder = Encoder(DEALS)
    encoder.add(rows)
    return encoder.columns({"partners": partners()})


def test_each_kind_has_its_form() -> None:
    made = columns(
        deal(
            1,
            source_partner=5,
            value=10**17,
            probability=12.5,
            customer_is_new=0,
            closed_on="1969-12-31",
            term_months=12,
        )
    )
    assert form(made, "source_partner") == ("int32", 1)
    assert form(made, "value") == ("int64", 10**17)
    assert form(made, "probability") == ("float64", 12.5)
    assert form(made, "customer_is_new") == ("int8", 0)
    assert form(made, "closed_on") == ("int32", -1)
    assert made["term_months"][0] == 12
    assert made.text("stage", 0) == "lead"


def test_each_kind_has_its_missing_mark() -> None:
    made = columns(deal(1, value=None, customer=None))
    assert made["source_partner"][0] == NO_ROW
    assert made["value"][0] == NO_AMOUNT
    assert made["closed_on"][0] == NO_DAY
    assert made["customer"][0] == NO_CODE
    assert made["customer_is_new"][0] == -1
    assert np.isnan(made["probability"][0])
    assert np.isnan(made["term_months"][0])
    assert made.text("customer", 0) is None


def test_a_month_is_its_first_day() -> None:
    encoder = Encoder(COSTS)
    encoder.add([(1, "2026-02", "marketing", None, 5, None, None)])
    assert date_of(encoder.columns({"partners": partners()})["month"][0]) == date(2026, 2, 1)


def test_texts_that_are_not_coded_have_no_column() -> None:
    assert not has_column(DEALS.field("name"))
    assert not has_column(DEALS.field("notes"))
    assert "external_id" not in columns(deal(1)).values


def test_rows_are_ordered_by_key_whatever_their_order() -> None:
    made = columns(deal(9, value=9), deal(2, value=2), deal(5, value=5))
    assert made.keys.tolist() == made["value"].tolist() == [2, 5, 9]


def test_positions_are_found_by_key() -> None:
    made = columns(deal(2), deal(5))
    assert made.positions_of([5, 3, 2, 99]).tolist() == [1, NO_ROW, 0, NO_ROW]
    assert columns().positions_of([1]).tolist() == [NO_ROW]


def test_a_reference_to_a_row_that_is_not_there_is_missing() -> None:
    assert columns(deal(1, source_partner=4))["source_partner"].tolist() == [NO_ROW]


def test_spellings_that_people_take_for_one_are_compared_as_one() -> None:
    encoder = Encoder(DEALS)
    names = ["Ann Lee", None, "ann  lee", "Bob"]
    encoder.add([deal(key, manager=name) for key, name in enumerate(names, start=1)])
    places, keys = encoder.columns({"partners": partners()}).as_compared("manager")
    assert places.tolist() == [0, NO_CODE, 0, 1]
    assert keys == ("ann lee", "bob")


def test_words_that_were_known_keep_their_codes() -> None:
    first = columns(deal(1, customer="A"), deal(2, customer="B"))
    encoder = Encoder(DEALS, first.words)
    encoder.add([deal(3, customer="C"), deal(4, customer="B")])
    second = encoder.columns({"partners": partners()})
    assert second.words["customer"] == ("A", "B", "C")
    assert second["customer"].tolist() == [2, 1]
    assert second.words["stage"] is first.words["stage"]
    assert first.code("customer", "Z") == NO_CODE - 1


@given(st.dates(min_value=date(1, 1, 1)))
def test_days_and_dates_are_the_same(day: date) -> None:
    assert date_of(day_of(day.isoformat())) == day


@given(
    st.lists(
        st.tuples(st.none() | st.text(min_size=1, max_size=3), st.none() | st.integers(0, 10**17)),
        max_size=30,
    ),
    st.integers(1, 7),
    st.integers(0, 40),
)
def test_neither_chunks_nor_room_make_a_difference(
    rows: list[tuple[str | None, int | None]], size: int, room: int
) -> None:
    made = [deal(key, customer=customer, value=value) for key, (customer, value) in enumerate(rows)]
    whole, chunked = columns(*made), Encoder(DEALS, size=room)
    for start in range(0, len(made), size):
        chunked.add(made[start : start + size])
    parts = chunked.columns({"partners": partners()})
    assert parts.words == whole.words
    for name in whole.values:
        np.testing.assert_array_equal(parts[name], whole[name])
    assert [whole.text("customer", at) for at in range(len(whole))] == [customer for customer, _ in rows]


def test_words_that_are_added_keep_their_codes_whoever_adds_others() -> None:
    def with_deals(words: Mapping[str, Words] | None, *customers: str) -> Columns:
        encoder = Encoder(DEALS, words)
        encoder.add([deal(key, customer=name) for key, name in enumerate(customers, 1)])
        return encoder.columns({"partners": partners()})

    first = with_deals(None, "A", "B")
    assert first.code("customer", "B") == 1
    one, other = with_deals(first.words, "C", "A"), with_deals(first.words, "D", "C", "B")
    again = with_deals(one.words, "E", "C")
    for columns, names in ((one, "CA"), (other, "DCB"), (again, "EC"), (first, "AB")):
        assert [columns.text("customer", at) for at in range(len(columns))] == list(names)
        assert [columns.words["customer"][columns.code("customer", name)] for name in names] == list(names)
