"""Workbooks are read as tables, whatever program made them, or refused with a sentence."""

import csv
import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing import (
    FileFormat,
    ImportMapping,
    Source,
    UndecidedError,
    open_source,
    write_rejects,
)
from tests.services.importing.conftest import Desk

RECORDED = Path(__file__).parent / "recorded"
LINES = [("name", "joined_on"), ("Litware", date(2026, 1, 31)), ("Adatum", "2026-02-30")]

Write = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Write:
    """Write a workbook with a sheet for each keyword and return its path."""

    def written(**sheets: list[tuple[object, ...]]) -> Path:
        path = tmp_path / "book.xlsx"
        with Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as made:
            for name, rows in sheets.items():
                sheet = made.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return written


def cells(source: Source) -> list[tuple[str, ...]]:
    return [row for chunk in source.chunks() for row in chunk.rows]


@pytest.mark.parametrize("name", ["calc.ods", "calc.xlsx"])
def test_what_libreoffice_wrote_is_read_exactly(name: str) -> None:
    source = open_source(RECORDED / name)
    assert source.header == ("Deal", "Customer", "Value", "Created", "New customer")
    assert source.titles == ("Pipeline report", "Exported · 2026-09-30")
    assert (source.format.sheet, source.format.header, source.sheets) == ("Q3", "4", ("Q3", "Notes"))
    assert [row[:4] for row in cells(source)] == [
        ("ERP rollout", "Blue Yonder", "12500.5", "2026-07-01"),
        ("CRM <pilot>", "Müller & Co", "0.3", "2026-08-31"),
        ("Cloud", "Litware", "1234.1250", "2026-09-05"),
        ("", "", "0", ""),
    ]
    assert [list(chunk.lines) for chunk in source.chunks()] == [[5, 6, 8, 10]]
    source.close()


def test_a_formula_is_what_it_gave_when_the_file_was_written(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "book.xlsx")) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["name", "tier"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://example.com","x")', None, "Litware")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    assert cells(open_source(tmp_path / "book.xlsx")) == [("Litware", "#DIV/0!")]


def test_which_of_several_sheets_is_asked_and_can_be_told(book: Write) -> None:
    path = book(Partners=LINES, Empty=[], Old=[("name", ""), ("Contoso", "")])
    with pytest.raises(UndecidedError) as asked:
        open_source(path)
    question = asked.value.question
    assert question.topic == "sheet"
    assert [(each.value, each.label) for each in question.answers] == [
        ("Partners", "Partners: 3 rows, 2 columns"),
        ("Old", "Old: 2 rows, 1 column"),
    ]
    assert cells(open_source(path, FileFormat(sheet="Old"))) == [("Contoso",)]
    with pytest.raises(UnusableInputError, match="Its sheets are Partners, Empty, Old"):
        open_source(path, FileFormat(sheet="New"))
    with pytest.raises(UnusableInputError, match="is empty"):
        open_source(path, FileFormat(sheet="Empty"))


def test_columns_without_name_and_content_are_left_out(book: Write) -> None:
    path = book(Sheet=[("name", "", "", "tier"), ("Litware", "", "", ""), ("Adatum", "", "x", "")])
    source = open_source(path)
    assert source.header == ("name", "", "tier")
    assert cells(source) == [("Litware", "", ""), ("Adatum", "x", "")]


def test_a_long_sheet_is_read_in_order_and_tells_how_far_it_is(book: Write) -> None:
    path = book(Sheet=[("name", "n"), *[(f"P{n}", n) for n in range(10_000)]])
    told: list[float] = []
    source = open_source(path, progress=told.append)
    assert [row[0] for row in cells(source)] == [f"P{n}" for n in range(10_000)]
    assert source.about_rows() == pytest.approx(10_000, rel=0.01)
    assert told == sorted(told)
    assert told[-1] > 0.8


def test_a_reading_that_is_stopped_leaves_no_process(book: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    processes: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*arguments: object, **options: object) -> "subprocess.Popen[bytes]":
        processes.append(start(*arguments, **options))  # type: ignore[call-overload]
        return processes[-1]

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", noted)
    with pytest.raises(KeyboardInterrupt):
        open_source(book(Sheet=LINES), progress=stop)
    assert [each.returncode is None for each in processes] == [False]


def test_a_workbook_may_come_as_a_stream(book: Write) -> None:
    with book(Sheet=LINES).open("rb") as stream:
        assert open_source(stream).header == ("name", "joined_on")


def test_rejects_of_a_workbook_are_mended_and_come_in_by_the_same_mapping(desk: Desk, book: Write) -> None:
    columns = {"name": "name", "joined_on": "joined_on"}
    known = FileFormat(sheet="Partners", header="2")
    mapping = ImportMapping("partners", columns=columns, format=known)
    content = book(Partners=[("List",), *LINES], Other=[("x",)]).read_bytes()
    made = desk.bring("partners", content, mapping)
    assert (made.new, made.rejected) == (1, 1)
    out = io.StringIO(newline="")
    write_rejects(made, out)
    assert list(csv.reader(out.getvalue().lstrip("\ufeff").splitlines()))[1:3] == [
        ["name", "joined_on", "reason"],
        [
            "Adatum",
            "2026-02-30",
            "Row 4, joined_on “2026-02-30”: Joined on must be a date of the calendar such as 2026-08-31.",
        ],
    ]
    desk.bring("partners", out.getvalue().replace("2026-02-30,", "2026-02-28,"), mapping)
    assert {row["joined_on"] for row in desk.rows("partners")} == {"2026-01-31", "2026-02-28"}


def broken(change: Callable[[str], str]) -> bytes:
    """Return the recorded XLSX with its sheet and its strings changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(RECORDED / "calc.xlsx") as whole, zipfile.ZipFile(out, "w") as made:
        for name in whole.namelist():
            text = whole.read(name).decode()
            made.writestr(name, change(text))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "protected by a password, or in the format of Excel 2003",
        ),
        (b"PK\x03\x04" + bytes(100), "it is damaged, or no XLSX or ODS file"),
        (
            b"\x81\x8d\x8f\x90\x9d\n" * 99,
            "can't be read as a workbook: it is damaged, or no XLSX or ODS file",
        ),
        (b"a\0b" * 99, "it is damaged, or no XLSX or ODS file"),
        ((RECORDED / "calc.xlsx").read_bytes()[:3000], "it is damaged"),
        (broken(lambda text: text.replace("</sheetData>", "")), "it is damaged"),
        (broken(lambda text: text.replace('uniqueCount="', 'uniqueCount="4294967')), "it is damaged"),
        (
            broken(lambda text: text.replace('r="A1"', 'r="XFD1048576"').replace('r="B2"', 'r="A1"')),
            "it is damaged",
        ),
    ],
)
def test_what_can_not_be_read_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnusableInputError, match=sentence):
        open_source(path)


def test_a_workbook_that_would_fill_the_memory_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    packed = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with packed as made, made.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(1025):
            part.write(bytes(1 << 20))
    with pytest.raises(UnusableInputError, match="more than 1 GB"):
        open_source(path)


def test_a_protected_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "protected.ods"
    with zipfile.ZipFile(RECORDED / "calc.ods") as whole, zipfile.ZipFile(path, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "META-INF/manifest.xml":
                entry = (
                    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
                )
                content = content.replace(
                    b"</manifest:manifest>",
                    entry + b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
                )
            made.writestr(name, content)
    with pytest.raises(UnusableInputError, match="protected by a password"):
        open_source(path)


def test_a_sheet_may_not_be_wider_than_a_table(book: Write) -> None:
    with pytest.raises(UnusableInputError, match="more than 500 columns"):
        open_source(book(Sheet=[tuple(f"c{n}" for n in range(501))]))
