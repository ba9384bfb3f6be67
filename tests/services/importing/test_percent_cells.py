"""A number that a workbook shows as a percentage is read as that, and nothing is asked."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from partnertracker.domain.fields import Value
from partnertracker.services.importing import UndecidedError, open_source
from tests.services.importing.conftest import Desk
from tests.services.importing.documents import with_cell

HEADER = ("name", "customer", "stage", "value", "created_on", "probability")


def book_of(path: Path, shares: list[float | str], code: str = "0%") -> bytes:
    """Return a workbook of deals with these probabilities in a number format; a text is a formula."""
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        made.add_format({"num_format": "0.00"})
        shown = made.add_format({"num_format": code})
        sheet.write_row(0, 0, HEADER)
        for row, share in enumerate(shares, start=1):
            sheet.write_row(row, 0, (f"ERP {row}", "Port", "lead", 5, "2026-01-05"))
            if isinstance(share, str):
                sheet.write_formula(row, 5, "=1/4", shown, share if share == "#N/A" else float(share))
            else:
                sheet.write_number(row, 5, share, shown)
    return path.read_bytes()


def probabilities(desk: Desk) -> list[Value]:
    return [row["probability"] for row in desk.rows("deals")]


@pytest.mark.parametrize("code", ["0%", "0.00%", '0.0" of "%', "[Red]0%;-0%"])
def test_percentages_of_a_workbook_are_read_without_a_question(desk: Desk, tmp_path: Path, code: str) -> None:
    desk.bring("deals", book_of(tmp_path / "book.xlsx", [0.5, 0.07, 0.12125, 1, 0, 1 / 3, "0.25"], code))
    assert probabilities(desk) == [50, 7, 12.125, 100, 0, 33.3333333333333, 25]


@pytest.mark.parametrize("code", ["0.00", '0.00"%"', "0.00\\%"])
def test_a_number_that_only_shows_a_percent_sign_is_asked_about(
    desk: Desk, tmp_path: Path, code: str
) -> None:
    with pytest.raises(UndecidedError, match=r"may be 0\.5 or 50"):
        desk.plan("deals", book_of(tmp_path / "book.xlsx", [0.5], code))


def test_percentages_hold_in_a_long_workbook_with_a_remark_on_errors(desk: Desk, tmp_path: Path) -> None:
    shares: list[float | str] = [at % 101 / 100 for at in range(30_000)]
    made = desk.plan("deals", book_of(tmp_path / "book.xlsx", [*shares, "#N/A"]))
    assert (made.new, made.rejected) == (30_000, 1)
    source = open_source(tmp_path / "book.xlsx")
    texts = [row[5] for chunk in source.chunks() for row in chunk.rows]
    assert texts[:30_000] == [f"{at % 101}%" for at in range(30_000)]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_percentages_of_open_documents_are_read_too(tmp_path: Path, quote: str) -> None:
    cell = (
        '<table:table-cell office:value-type="percentage" office:value="0.335" '
        'calcext:value-type="percentage"><text:p>34%<'
    )
    path = with_cell(tmp_path / "made.ods", cell, quote)
    assert [row[1] for chunk in open_source(path).chunks() for row in chunk.rows][2] == "33.5%"
