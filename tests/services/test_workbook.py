"""A workbook's cells become texts that have one reading, some thousand rows at a time."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.notation import Notation
from partnertracker.domain.numerals import read_number
from partnertracker.services.workbook import Cell, blocks_of, texts_of

COMMA = Notation(",", ". '")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Müller", "Müller"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1234567.89, "1234567.89"),
        (-0.00001, "-0.00001"),
        (1e20, "100000000000000000000"),
        (True, "yes"),
        (False, "no"),
        (date(2026, 1, 31), "2026-01-31"),
        (datetime(2026, 1, 31), "2026-01-31"),  # noqa: DTZ001  # a spreadsheet knows no time zones
        (datetime(2026, 1, 31, 8, 30), "2026-01-31 08:30:00"),  # noqa: DTZ001
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_cell_has_one_text(cell: Cell, text: str) -> None:
    assert texts_of([cell]) == [text]
    assert texts_of(["x", cell, 5.0]) == ["x", text, "5"]


@given(st.decimals(-(10**11), 10**11, places=3, allow_nan=False))
def test_a_number_is_exact_and_never_taken_for_another_one(number: Decimal) -> None:
    (text,) = texts_of([float(number)])
    assert Decimal(text) == number
    assert read_number(text, COMMA) in {None, number}


def test_rows_come_some_thousand_at_a_time_with_their_numbers() -> None:
    blocks = list(blocks_of(iter([[f"P{n}", float(n)] for n in range(1, 5001)])))
    assert [number for number, _columns in blocks] == [1, 4097]
    assert blocks[1][1][0][:2] == ("P4097", "P4098")
    assert blocks[1][1][1][-1] == "5000"
