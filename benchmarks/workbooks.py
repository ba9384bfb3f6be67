"""A workbook of deals, and what its reader takes alone: ``make CSV XLSX`` or ``read XLSX``."""

import csv
import sys
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook


def workbook(source: Path, goal: Path) -> None:
    """Write the rows of a CSV as a sheet: days as days, amounts as numbers."""
    with Workbook(str(goal), {"default_date_format": "yyyy-mm-dd"}) as made, source.open(newline="") as lines:
        sheet = made.add_worksheet("Deals")
        rows = csv.reader(lines)
        header = next(rows)
        sheet.write_row(0, 0, header)
        days = {at for at, name in enumerate(header) if name.endswith("_on")}
        amount = header.index("value")
        for number, row in enumerate(rows, 1):
            for at, text in enumerate(row):
                if at in days and text:
                    sheet.write_datetime(number, at, date.fromisoformat(text))
                elif at == amount:
                    sheet.write_number(number, at, float(text))
                elif text:
                    sheet.write_string(number, at, text)


def read(path: Path) -> int:
    """Read every cell into Python and return the number of rows."""
    with CalamineWorkbook.from_path(path) as book:
        return sum(1 for _row in book.get_sheet_by_index(0).iter_rows())


if __name__ == "__main__":
    what, *paths = sys.argv[1:]
    if what == "make":
        workbook(Path(paths[0]), Path(paths[1]))
    else:
        print(read(Path(paths[0])))
