"""The header is found below titles, and not where there are none."""

import pytest

from partnertracker.domain.errors import UnusableInputError
from partnertracker.services.importing import FileFormat, ImportMapping
from partnertracker.services.importing.headers import header_at, titles_in
from tests.services.importing.conftest import Desk


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([], 0),
        ([["", ""], ["", ""]], 0),
        ([["name", "tier"], ["Litware", "Gold"]], 0),
        ([["name", "tier", ""], ["Litware", "Gold", "x"], ["Adatum", "", "y"]], 0),
        ([["Report", "", ""], ["", "", ""], ["name", "tier", "region"], ["Litware", "Gold", "EU"]], 2),
        ([["Exported", "2026-09-30", "", ""], ["a", "b", "c", "d"], ["1", "2", "3", "4"]], 1),
        ([["12", "13"], ["name", "2025"], ["Litware", "5"]], 1),
        ([["1", "2"], ["3", "4"]], 0),
        ([["name"], ["Litware"]], 0),
    ],
)
def test_the_header_is_the_first_row_that_fills_most_columns_with_words(
    rows: list[list[str]], at: int
) -> None:
    assert header_at(rows) == at


def test_what_stands_above_is_told() -> None:
    assert titles_in([["Report", "", "2026 "], ["", "", ""]]) == ("Report · 2026",)


def test_titles_above_a_text_files_header_are_skipped_and_lines_keep_their_numbers(desk: Desk) -> None:
    content = 'Pipeline report\n"two\nlines"\n\nname;joined_on\nLitware;2026-01-01\nAdatum;2026-02-30\n'
    source = desk.source(content)
    assert source.header == ("name", "joined_on")
    assert source.titles == ("Pipeline report", "two\nlines")
    assert (source.format.header, source.format.delimiter) == ("5", ";")
    made = desk.bring("partners", content)
    assert made.new == 1
    assert [rejection.line for rejection in made.rejections()] == [7]


@pytest.mark.parametrize("content", ["x\nname,tier\nLitware,Gold\n", "a,b\nname,tier\nLitware,Gold\n"])
def test_the_row_of_the_header_can_be_told(desk: Desk, content: str) -> None:
    mapping = ImportMapping("partners", columns={"name": "name"}, format=FileFormat(header="2"))
    assert desk.source(content, mapping).header == ("name", "tier")
    assert desk.source(content, ImportMapping("partners", format=FileFormat(header="1"))).header[0] in "xa"


def test_a_row_that_is_not_there_is_no_header(desk: Desk) -> None:
    with pytest.raises(UnusableInputError, match="no header in row 9"):
        desk.source("name\nLitware\n", ImportMapping("partners", format=FileFormat(header="9")))
