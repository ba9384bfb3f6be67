"""Cells copied in a spreadsheet are a list like any other, with the exact values behind what is shown."""

from pathlib import Path

import pytest

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing import Copied, ImportRequest, guess, open_source, plan
from tests.services.importing.conftest import Desk

RECORDED = Path(__file__).parent / "recorded"
TEXT, HTML = ((RECORDED / f"calc.{kind}").read_text(encoding="utf-8") for kind in ("tsv", "html"))


def rows(copied: Copied) -> list[tuple[str, ...]]:
    source = open_source(copied)
    assert source.header == ("Deal", "Customer", "Value", "Created", "New customer")
    assert source.name == "Clipboard"
    assert [list(chunk.lines) for chunk in source.chunks()] == [[2, 3, 5, 7]]
    return source.preview()


def test_what_libreoffice_copied_has_exact_numbers_and_days() -> None:
    assert rows(Copied(TEXT, HTML)) == [
        ("ERP rollout", "Blue Yonder", "12500.5", "2026-07-01", "TRUE"),
        ("CRM <pilot>", "Müller & Co", "0.3", "2026-08-31", "FALSE"),
        ("Cloud", "Litware", "1234.1250", "2026-09-05", "TRUE"),
        ("", "", "0", "", ""),
    ]


def test_its_text_alone_is_what_was_shown() -> None:
    assert rows(Copied(TEXT))[2] == ("Cloud", "Litware", "1,234.13", "05.09.2026", "TRUE")


@pytest.mark.parametrize(
    ("number", "shown", "text"),
    [
        ("0.25", "25%", "25%"),  # what is shown is what is meant
        ("1234.5", "1.234,50", "1234.5"),
        ("1234.5", "1.234,50 €", "1234.5"),
        ("1234567", "1.2E+06", "1.2E+06"),
        ("46204", "07/01/26", "2026-07-01"),
        ("46204", "Wed", "Wed"),
        ("46204", "46,204", "46204"),
        ("5", "Five", "Five"),
        ("1e400", "1", "1"),
        ("7", "700", "700"),
    ],
)
def test_a_number_counts_where_it_is_what_is_shown(number: str, shown: str, text: str) -> None:
    html = f'<table><tr><td>a</td><td>b</td></tr><tr><td>x</td><td sdval="{number}">{shown}</td></tr></table>'
    assert open_source(Copied("", html)).preview() == [("x", text)]


@pytest.mark.parametrize("text", ["", "\n\n", "hello"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(UnusableInputError, match="The clipboard holds no table"):
        open_source(Copied(text))


def test_it_is_imported_in_one_step_that_says_where_from(desk: Desk) -> None:
    source = open_source(Copied("name\tjoined_on\nLitware\t2026-01-31\nAdatum\t2026-02-30\n"))
    made = plan(desk.session, ImportRequest(source, guess(desk.session.kind("partners"), source.header)))
    assert [(each.line, each.texts) for each in made.rejections()] == [(3, ("Adatum", "2026-02-30"))]
    made.close()
