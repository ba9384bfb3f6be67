"""Rejected rows go out with their reasons, are mended, and come in by the same mapping."""

import io

from partnertracker.services.importing import FileFormat, ImportMapping, Plan, write_rejects
from tests.services.importing.conftest import Desk

NO_DAY = "Row 3, Since “2026-02-30”: Joined on must be a date of the calendar such as 2026-08-31."


def written(made: Plan) -> str:
    out = io.StringIO(newline="")
    assert write_rejects(made, out) == made.rejected
    return out.getvalue()


def test_rejects_can_be_mended_and_imported_again(desk: Desk) -> None:
    mapping = ImportMapping("partners", columns={"name": "Partner", "joined_on": "Since"})
    content = "Partner;Since;x\nLitware;2026-01-01;\n'=Adatum;2026-02-30;y\n;2026-01-01;\n"
    made = desk.bring("partners", content, mapping)
    rejects = written(made)
    assert rejects.splitlines() == [
        "Partner;Since;x;reason",
        f"'=Adatum;2026-02-30;y;{NO_DAY}",
        ";2026-01-01;;Row 4, Partner: Partner name is needed.",
    ]
    mended = rejects.replace("2026-02-30;", "2026-02-28;").replace("\n;", "\nContoso;")
    assert desk.bring("partners", mended, mapping).rejected == 0
    assert {row["name"] for row in desk.rows("partners")} == {"Litware", "=Adatum", "Contoso"}


def test_the_reasons_of_rejected_rejects_take_the_place_of_the_old_ones(desk: Desk) -> None:
    mapping = ImportMapping("partners", columns={"name": "Partner", "joined_on": "Since"})
    first = written(
        desk.plan("partners", "Partner;Since\nLitware;2026-02-30\nAcme;no\n;2026-01-01\n", mapping)
    )
    again = first.replace("2026-02-30;", "2026-02-31;").replace("\nAcme;no", "\nAcme;2026-01-01")
    assert written(desk.plan("partners", again, mapping)).splitlines() == [
        "Partner;Since;reason",
        f"Litware;2026-02-31;{NO_DAY}".replace("Row 3", "Row 2").replace("02-30", "02-31"),
        ";2026-01-01;Row 4, Partner: Partner name is needed.",
    ]


def test_a_column_of_reasons_that_a_person_wrote_stays(desk: Desk) -> None:
    mapping = ImportMapping("partners", columns={"name": "Partner", "joined_on": "Since"})
    made = desk.plan("partners", "Partner,Since,reason\nLitware,no,moved to Oslo\n", mapping)
    assert written(made).startswith('Partner,Since,reason,rejected_because\nLitware,no,moved to Oslo,"Row 2')


def test_the_encoding_of_the_mapping_does_not_garble_them(desk: Desk) -> None:
    known = FileFormat(encoding="windows-1252", delimiter=",")
    mapping = ImportMapping("partners", columns={"name": "name", "joined_on": "joined_on"}, format=known)
    made = desk.bring("partners", "name,joined_on\nMüller,wrong\n".encode("cp1252"), mapping)
    mended = written(made).replace("Müller,wrong", "Müller,2026-01-01").encode()
    desk.bring("partners", mended, mapping)
    assert desk.rows("partners")[0]["name"] == "Müller"


def test_ragged_rows_keep_their_width_and_the_reason_its_own_column(desk: Desk) -> None:
    content = "partner,status,reviewed_on,reason\nLitware,green\n"
    assert written(desk.plan("health_reviews", content)) == (
        "partner,status,reviewed_on,reason,rejected_because\n"
        "Litware,green,,,Row 2 has 2 cells and the header 4; give it as many.\n"
    )
