"""An error that a spreadsheet shows is no value, and never one that is empty."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from partnertracker.services.importing import open_source
from partnertracker.services.importing.errors import is_error
from tests.services.importing.conftest import Desk, Told, counts, deals
from tests.services.importing.documents import with_cell

MEND = "This is an error of the spreadsheet. Mend the cell there, or empty it."
HEADER = ("name", "customer", "stage", "value", "created_on", "probability", "expected_close_on")


def book_of(path: Path, *, error: str = "") -> bytes:
    """Return a workbook with one deal; with an error in place of its last two values."""
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("ERP", "Port", "lead", 5, "2026-01-05", 35, "2026-12-01"))
        for column in (5, 6) if error else ():
            sheet.write_formula(1, column, "=NA()", None, error)
    return path.read_bytes()


def test_an_error_in_a_workbook_is_rejected_and_clears_nothing(
    desk: Desk, sentences: Told, tmp_path: Path
) -> None:
    desk.bring("deals", book_of(tmp_path / "book.xlsx"))
    made = desk.bring("deals", book_of(tmp_path / "book.xlsx", error="#N/A"), mode="update")
    assert counts(made) == (0, 0, 0, 1)
    assert sentences(made) == [
        f"Row 2, expected_close_on “#N/A”: {MEND}",
        f"Row 2, probability “#N/A”: {MEND}",
    ]
    (deal,) = desk.rows("deals")
    assert (deal["probability"], deal["expected_close_on"]) == (35, "2026-12-01")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_errors_of_open_documents_are_seen_too(tmp_path: Path, quote: str) -> None:
    cell = (
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#REF!<"
    )
    path = with_cell(tmp_path / "made.ods", cell, quote)
    assert [row[1] for chunk in open_source(path).chunks() for row in chunk.rows][2] == "#REF!"


@pytest.mark.parametrize("column", [0, 1, 2, 3, 4, 5, 6])
def test_an_error_in_text_is_rejected_in_every_column(desk: Desk, sentences: Told, column: int) -> None:
    cells = ["X-1", "ERP", "Port", "Litware", "lead", "5", "2026-01-05", ""]
    cells[column] = "#REF!"
    made = desk.plan("deals", deals(",".join(cells)), create_partners=True)
    assert counts(made)[0] == 0
    assert f"“#REF!”: {MEND}" in sentences(made)[0]


def test_what_only_looks_like_an_error_is_none() -> None:
    assert all(map(is_error, ("#N/A", "#DIV/0!", "#NAME?", "#WERT!", "#NV")))
    assert not any(map(is_error, ("", "#1", "# N/A", "#N/A 5", "N/A", "#WIN!", "#name?")))
