"""What comes from a spreadsheet goes through the same steps: sheets, titles and copied cells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from partnertracker.gui.desk import Desk
from partnertracker.gui.importing import sheet as sheets
from partnertracker.gui.importing.checking import NEW
from partnertracker.services.importing import FileFormat, Source, open_source
from tests.gui.importing.person import Person

Begin = Callable[..., Person]

HEADER = ("name", "customer", "stage", "value", "created_on")
DEALS = [
    ("Rollout", "Munich", "lead", 1000.5, date(2026, 8, 31)),
    ("Pilot", "Ulm", "lead", 12, date(2026, 9, 1)),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with deals below two titles, and another sheet."""
    path = tmp_path / "Pipeline.xlsx"
    with Workbook(str(path), {"default_date_format": "dd/mm/yy"}) as made:
        for name in ("Deals", "Lost"):
            sheet = made.add_worksheet(name)
            for number, row in enumerate([("Pipeline",), ("as of", "today"), HEADER, *DEALS]):
                sheet.write_row(number, 0, row)
    return path


def shown(person: Person) -> list[str]:
    """The choices of the format that are on screen, and what each says."""
    bar = person.dialog.choosing.format
    return [f"{topic}: {each.currentText()}" for topic, each in bar.pickers.items() if each.isVisible()]


def copy(text: str, html: str = "") -> None:
    told = QMimeData()
    told.setText(text)
    if html:
        told.setHtml(html)
    QGuiApplication.clipboard().setMimeData(told)


def test_a_workbook_is_asked_for_its_sheet_and_imported(begin: Begin, book: Path, desk: Desk) -> None:
    person = begin("deals")
    person.chooses_file(book)
    panel = person.dialog.choosing.questions
    assert panel.question is not None
    assert panel.question.sentence == "Which sheet of Pipeline.xlsx is to be imported?"
    assert not person.dialog.footer.on_button.isEnabled()
    person.answers(panel, "Lost: 5 rows")
    assert shown(person) == [
        "sheet: Lost",
        "header: Row 3 – detected",
        "date: 2026-08-31 – detected",
        "decimal: Point – detected",
    ]
    person.goes_on()
    person.goes_on()
    assert [row[:4] for row in person.rows(NEW)] == [
        ["Rollout", "Munich", "Lead", "$1,000.50"],
        ["Pilot", "Ulm", "Lead", "$12"],
    ]
    person.goes_on()
    assert len(desk.facts["deals"]) == 2


def test_the_titles_are_told_and_the_row_of_the_header_can_be_changed(begin: Begin, book: Path) -> None:
    person = begin("deals")
    person.chooses_file(book)
    person.answers(person.dialog.choosing.questions, "Deals")
    choosing = person.dialog.choosing
    assert "“Pipeline”, “as of · today”" in choosing._above.text()
    person.picks(choosing.format.pickers["header"], "2")
    assert choosing.preview.headerData(0, Qt.Orientation.Horizontal) == "as of"
    person.picks(choosing.format.pickers["sheet"], "Lost")
    person.picks(choosing.format.pickers["header"], "")
    assert choosing.preview.headerData(0, Qt.Orientation.Horizontal) == "name"


def test_the_sheet_of_the_last_import_is_taken_again(begin: Begin, book: Path) -> None:
    person = begin("deals")
    person.chooses_file(book)
    person.answers(person.dialog.choosing.questions, "Lost: ")
    for _ in range(3):
        person.goes_on()
    person = begin("deals")
    person.chooses_file(book)
    assert person.dialog.choosing.questions.question is None
    assert shown(person)[0] == "sheet: Lost – detected"
    person.goes_on()
    assert person.dialog.mapping.saved.picker.currentText() == "Last import of deals"
    person.goes_on()
    assert person.tab_titles()[2] == "2 same"


def test_a_workbook_is_read_once_whatever_is_said_of_its_dates(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dates.xlsx"
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["Rollout", "Ulm", "lead", 5, "03/04/2026"])
    opened: list[object] = []

    def noted(origin: Path, known: FileFormat, live: Path, progress: Callable[[float], None]) -> Source:
        opened.append(origin)
        return open_source(origin, known, live, progress)

    monkeypatch.setattr(sheets, "open_source", noted)
    person = begin("deals")
    person.chooses_file(path)
    person.answers(person.dialog.choosing.questions, "31/08/2026")
    person.chooses_table("deals")
    assert shown(person)[-2] == "date: 31/08/2026"
    assert len(opened) == 1
    person.goes_on()
    person.goes_on()
    assert "3 Apr 2026" in person.rows(NEW)[0]
    person.chooses_file(path)
    assert len(opened) == 2


def test_a_cell_that_shows_a_percentage_is_read_as_shown(begin: Begin, tmp_path: Path) -> None:
    path = tmp_path / "shares.xlsx"
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, (*HEADER, "probability"))
        sheet.write_row(1, 0, ["Rollout", "Ulm", "lead", 5, "2026-01-02"])
        sheet.write_number(1, 5, 0.25, made.add_format({"num_format": "0%"}))
    person = begin("deals")
    person.chooses_file(path)
    assert not person.dialog.choosing.questions.isVisible()
    person.goes_on()
    person.goes_on()
    assert "25" in person.rows(NEW)[0][-1]
    assert "0.25" not in person.rows(NEW)[0][-1]


def test_copied_cells_are_pasted_with_the_exact_numbers_and_days_behind_them(
    begin: Begin, qtbot: QtBot
) -> None:
    rows = [
        "<tr><td>name</td><td>customer</td><td>stage</td><td>value</td><td>created_on</td></tr>",
        "<tr><td>A &amp; B</td><td>Ulm</td><td>lead</td>",
        '<td sdval="1234.25">1,234.3</td><td sdval="46204" sdnum="1033;0;DD/MM/YY">01/07/26</td></tr>',
    ]
    copy("not\tthis", f"<table>{''.join(rows)}</table>")
    person = begin("deals")
    person.dialog.activateWindow()
    qtbot.waitUntil(person.dialog.isActiveWindow)
    QTest.keyClick(person.dialog.choosing.browse, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert person.told == ""
    assert person.dialog.choosing.preview.rowCount() == 1
    person.goes_on()
    person.goes_on()
    assert person.rows(NEW) == [["A & B", "Ulm", "Lead", "$1,234.25", "1 Jul 2026"]]
    assert person.dialog.job.name_for_rejects() == "Clipboard rejects.csv"


def test_copied_text_is_pasted_too_and_what_is_no_table_says_so(begin: Begin) -> None:
    person = begin("partners")
    copy("hello")
    person.dialog.choosing.paste.click()
    assert person.told == "The clipboard holds no table. Copy cells with their column names first."
    copy("name\ttier\nLitware\tGold\n")
    person.dialog.choosing.paste.click()
    assert person.told == ""
    person.goes_on()
    person.goes_on()
    assert person.rows(NEW) == [["Litware", "Gold"]]
