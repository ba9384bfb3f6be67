"""Numbers of a sheet are what lies behind its cells, whatever texts stand beside them."""

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from partnertracker.domain.notation import Notation
from partnertracker.domain.numerals import read_number
from partnertracker.services.importing import ImportMapping, UndecidedError
from tests.services.importing.conftest import Desk, Told, counts

HEADER = ("name", "customer", "stage", "value", "created_on", "probability")


def book(path: Path, *deals: tuple[object, object]) -> bytes:
    """Return a workbook of deals with these values and probabilities."""
    with Workbook(str(path / "book.xlsx"), {"default_date_format": "dd.mm.yyyy"}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for at, (value, probability) in enumerate(deals, 1):
            sheet.write_row(at, 0, (f"D{at}", "Port", "lead", value, date(2026, 1, 5), probability))
    return (path / "book.xlsx").read_bytes()


def test_amounts_that_a_formula_gave_are_rounded_as_the_sheet_shows_them(desk: Desk, tmp_path: Path) -> None:
    made = desk.bring("deals", book(tmp_path, (1000 / 3, ""), (2 / 3, ""), (12.5, ""), (1000 / 3, "")))
    assert (counts(made), made.rounded) == ((4, 0, 0, 0), 3)
    assert [row["value"] for row in desk.rows("deals")] == [33_333, 67, 1_250, 33_333]
    assert counts(desk.plan("deals", book(tmp_path, (1000 / 3, "")))) == (0, 0, 1, 0)


def test_amounts_of_a_text_are_never_rounded(desk: Desk, sentences: Told) -> None:
    made = desk.plan("deals", "name,customer,stage,value,created_on\nERP,Port,lead,333.3333,2026-01-05\n")
    assert (made.rounded, len(sentences(made))) == (0, 1)


@pytest.mark.parametrize("value", [1234.5, 0.125, 1e6, 7])
def test_a_text_says_nothing_about_how_the_numbers_beside_it_are_read(
    desk: Desk, tmp_path: Path, value: float
) -> None:
    made = desk.bring("deals", book(tmp_path, ("1.234,50 $", ""), (value, "")))
    assert counts(made) == (2, 0, 0, 0)
    assert [row["value"] for row in desk.rows("deals")] == [123_450, round(value * 100 + 1e-6)]


def test_percent_cells_beside_a_text_with_its_sign_are_asked_about(desk: Desk, tmp_path: Path) -> None:
    content = book(tmp_path, (5, 0.35), (5, "35 %"), (5, "35,5 %"))
    with pytest.raises(UndecidedError, match=r"“0\.35” may be 0.35 or 35") as asked:
        desk.plan("deals", content)
    mapping = ImportMapping("deals", columns={name: name for name in HEADER})
    answered = mapping.answered(asked.value.question.topic, "0.25")
    desk.bring("deals", content, answered)
    assert [row["probability"] for row in desk.rows("deals")] == [35.0, 35.0, 35.5]


def test_a_plain_number_is_read_beside_commas_only_where_it_can_be_no_other() -> None:
    beside = Notation(",", ". '", plain=True)
    texts = ("1234.5", "-0.05", "0.1250", "1.250", "1.250,5", "12.5.1")
    assert [read_number(text, beside) and str(read_number(text, beside)) for text in texts] == [
        "1234.5",
        "-0.05",
        "0.1250",
        "1250.0",
        "1250.5",
        None,
    ]
    assert read_number("1234.5", Notation(",", ". '")) is None


def test_an_amount_in_another_currency_than_its_row_is_told_as_that(desk: Desk, sentences: Told) -> None:
    header = "name,customer,stage,value,created_on,currency\n"
    rows = "A,Port,lead,5 €,2026-01-05,\nB,Port,lead,5 €,2026-01-05,EUR\n"
    made = desk.plan("deals", header + rows)
    assert counts(made) == (1, 0, 0, 1)
    assert sentences(made) == [
        "Row 2, value “5 €”: Value is in USD here, and this amount is in €: type it in USD."
    ]
