"""The steps of one import, for pictures of each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook

from partnertracker.gui.importing.checking import ALIKE
from partnertracker.gui.importing.dialog import ImportDialog
from tests.gui.importing.person import Person

_HEADER = ("Opportunity", "Account", "Partner", "Sales stage", "Amount", "Created", "Note")
_STAGES = ("Qualified", "Proposal", "Lead", "Talking")


def import_steps(dialog: ImportDialog, path: Path, partner: str) -> Iterator[str]:
    """Bring in a workbook of deals, written to ``path``, and yield the name of each step once it is shown.

    Args:
        dialog: the import window, for deals.
        path: where the workbook is written to.
        partner: the name of a partner that is there.
    """
    _write(path, [partner, f"{partner} Limited", "Woodgrove & Sons"])
    person = Person(dialog)
    yield "1-empty"
    person.chooses_file(path)
    yield "2-sheets"
    person.answers(dialog.choosing.questions, "Deals")
    yield "3-rows"
    person.goes_on()
    dialog.mapping.create_partners.setChecked(True)
    yield "4-columns"
    person.goes_on()
    yield "5-check"
    dialog.checking.tabs.setCurrentIndex(ALIKE)
    yield "6-duplicates"


def _write(path: Path, partners: list[str]) -> None:
    with Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as made:
        for name in ("Deals", "Lost deals"):
            sheet = made.add_worksheet(name)
            sheet.write("A1", "Pipeline report")
            sheet.write_row("A2", ["Exported", date(2026, 9, 30)])
            sheet.write_row("A4", _HEADER)
            for at in range(40):
                who = (f"Deal {at + 1}", f"Customer {at % 7 + 1}", partners[at % 3], _STAGES[at % 4])
                sheet.write_row(
                    4 + at, 0, [*who, 1000.5 * at, date(2026, 7, at % 28 + 1), "from the old list"]
                )
