"""Figures and cards as texts."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.parsing import unguarded
from partnertracker.domain.periods import period_named
from partnertracker.services.measuring import figures
from partnertracker.services.review import board
from partnertracker.services.sheets import (
    CARD_HEADER,
    DEFINITION_HEADER,
    FIGURE_HEADER,
    NUMBERS,
    board_texts,
    definition_texts,
    figure_texts,
    number_text,
    write_sheet,
)
from tests.made_up import TODAY, demo_session


@pytest.mark.parametrize(
    ("value", "unit", "currency", "text"),
    [
        (842300.0, "money", "USD", "842300.00"),
        (842300.4, "money", "JPY", "842300"),
        (0.8423, "share", "USD", "0.8423"),
        (61.0, "count", "USD", "61"),
        (12_345_678_901.0, "count", "USD", "12345678901"),
        (68.5, "days", "USD", "68.5"),
        (-3.0, "points", "USD", "-3"),
        (-1.5, "people", "USD", "-1.5"),
        (None, "money", "USD", ""),
    ],
)
def test_numbers_are_plain(value: float | None, unit: str, currency: str, text: str) -> None:
    assert number_text(value, unit, currency) == text


def test_rows_fit_their_headers() -> None:
    session = demo_session(15, 100)
    today = day_of(TODAY.isoformat())
    judged = figures(session.facts, period_named("2026-Q4"), today, trend=False)
    cards = board_texts(session, board(session.facts, today))

    assert {len(figure_texts(each, "USD")) for each in judged} == {len(FIGURE_HEADER)}
    assert {len(card) for card in cards} == {len(CARD_HEADER)}
    assert {len(definition_texts(metric)) for metric in BUILT_IN} == {len(DEFINITION_HEADER)}
    session.store.close()


def test_a_card_says_why() -> None:
    session = demo_session(15, 100)

    texts = board_texts(session, board(session.facts, day_of(TODAY.isoformat())))

    cards = {card[0]: dict(zip(CARD_HEADER, card, strict=True)) for card in texts}
    assert cards["Tailspin Resellers"]["reason"] == "No revenue in 11 months"
    assert cards["Contoso Cloud"]["overdue"] == "yes"
    session.store.close()


@given(
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["money", "share", "count", "people"])
)
def test_a_number_comes_out_of_a_sheet_as_one(value: float, unit: str) -> None:
    out = io.StringIO()

    assert write_sheet(out, sorted(NUMBERS), [[number_text(value, unit, "USD")] * len(NUMBERS)]) == 1

    _, row = csv.reader(io.StringIO(out.getvalue()))
    assert {float(each) for each in row} == {float(number_text(value, unit, "USD"))}


@given(st.text(st.sampled_from("=+-@'1\t a"), min_size=1))
def test_no_text_of_a_sheet_is_a_formula_and_each_reads_back(text: str) -> None:
    out = io.StringIO()

    write_sheet(out, ("label",), [(text,)])

    _, (cell,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert cell[:1] not in {"=", "+", "-", "@", "\t"}
    assert unguarded(cell) == text
