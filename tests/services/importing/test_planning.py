"""An import is planned row by row: new, changed, the same, or rejected with what is wrong."""

import pytest

from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.services.editing import change_row
from partnertracker.services.importing import ImportMapping, carry_out
from tests.made_up import inserted
from tests.services.importing.conftest import Desk, Told, counts, deals

NOBODY = "Sourced by must be a partner of this file, and “Nobody” is none; add it first."


def test_every_problem_names_row_column_value_and_what_is_expected(desk: Desk, sentences: Told) -> None:
    made = desk.plan(
        "deals",
        deals(
            '1,ERP,Port,,lead,"12,5o",2026-01-05,',
            "2,,Port,,dream,5,2026-02-30,",
            "3,ERP,Port,Nobody,won,5,2026-01-05,",
            "4,ERP,Port,,won,5,2026-01-05,2026-01-04",
            "5,ERP,Port",
            "6,ERP,Port,,lead,5,2026-01-05,",
        ),
    )
    assert counts(made) == (1, 0, 0, 5)
    assert sentences(made) == [
        "Row 2, value “12,5o”: Value must be a number such as 1250.00.",
        "Row 3, stage “dream”: Stage must be one of Lead, Qualified, Proposal, Negotiation, Won, Lost.",
        "Row 3, created_on “2026-02-30”: Created on must be a date of the calendar such as 2026-08-31.",
        "Row 3, name: Deal name is needed.",
        f"Row 4, source_partner “Nobody”: {NOBODY}",
        "Row 4, closed_on: Closed on is needed when a deal is won.",
        "Row 5, closed_on “2026-01-04”: Closed on must be on or after created on (2026-01-05).",
        "Row 6 has 3 cells and the header 8; give it as many.",
    ]
    rejection = next(made.rejections())
    assert (rejection.line, rejection.problems[0].column, rejection.problems[0].line) == (2, "value", 2)


def test_nothing_is_written_by_a_plan(desk: Desk) -> None:
    made = desk.plan("deals", deals("1,ERP,Port,Litware,lead,5,2026-01-05,"), create_partners=True)
    assert (counts(made), made.partners) == ((1, 0, 0, 0), ("Litware",))
    assert (desk.rows("deals"), desk.rows("partners"), desk.session.store.last_step()) == ([], [], 0)
    assert [row["name"] for row in made.additions()] == ["ERP"]


def test_the_same_file_again_is_the_same(desk: Desk) -> None:
    content = deals("1,ERP,Port,,lead,5,2026-01-05,", "2,CRM,Port,,won,5,2026-01-05,2026-02-01")
    assert counts(desk.bring("deals", content)) == (2, 0, 0, 0)
    assert counts(desk.plan("deals", content)) == (0, 0, 2, 0)


def test_changes_are_shown_cell_by_cell(desk: Desk) -> None:
    desk.bring("deals", deals("1,ERP,Port,,lead,5,2026-01-05,"))
    made = desk.bring("deals", deals("1,ERP,Harbour,,lead,6,2026-01-05,"))
    (change,) = made.changes()
    assert (change.line, change.name) == (2, "ERP")
    assert change.before == {"customer": "Port", "value": 500}
    assert change.after == {"customer": "Harbour", "value": 600}
    (deal,) = desk.rows("deals")
    assert (deal["customer"], deal["value"]) == ("Harbour", 600)


def test_columns_that_the_file_lacks_stay_as_they_are(desk: Desk) -> None:
    desk.bring("deals", deals("1,ERP,Port,,lead,5,2026-01-05,"))
    made = desk.bring("deals", "external_id,notes\n1,Call them\n")
    assert counts(made) == (0, 1, 0, 0)
    (deal,) = desk.rows("deals")
    assert (deal["name"], deal["notes"]) == ("ERP", "Call them")


def test_an_empty_cell_empties_and_a_default_only_fills_gaps(desk: Desk) -> None:
    (partner,) = inserted(desk.session, "partners", {"name": "Litware", "tier": "Gold", "region": "West"})
    mapping = ImportMapping(
        "partners", columns={"name": "name", "tier": "tier", "region": "region"}, defaults={"tier": "Silver"}
    )
    made = desk.bring("partners", "name,tier,region\nlitware,,\nProseware,,\n", mapping)
    assert counts(made) == (1, 1, 0, 0)
    first, second = desk.rows("partners")
    assert (first["name"], first["tier"], first["region"]) == ("litware", "Gold", None)
    assert second["tier"] == "Silver"
    assert first["id"] == partner["id"]


@pytest.mark.parametrize(
    ("mode", "expected", "sentence"),
    [
        ("create", (1, 0, 0, 1), "Row 2, tier “Gold”: This partner is there already, with no tier."),
        ("update", (0, 1, 0, 1), "Row 3, name “Proseware”: There is no such partner to update."),
        ("both", (1, 1, 0, 0), ""),
    ],
)
def test_modes(desk: Desk, sentences: Told, mode: str, expected: tuple[int, ...], sentence: str) -> None:
    inserted(desk.session, "partners", {"name": "Litware"})
    made = desk.plan("partners", "name,tier\nLitware,Gold\nProseware,Gold\n", mode=mode)
    assert counts(made) == expected
    assert sentences(made) == ([sentence] if sentence else [])


def test_what_is_there_already_is_named(desk: Desk, sentences: Told) -> None:
    desk.bring("deals", deals("1,ERP,Port,,lead,5,2026-01-05,"))
    made = desk.plan("deals", deals("1,ERP,Harbour,,lead,6.50,2026-01-05,"), mode="create")
    assert sentences(made) == [
        "Row 2, customer “Harbour”: This deal is there already, with the customer “Port”.",
        "Row 2, value “6.50”: This deal is there already, with the value “5.00”.",
    ]


def test_a_row_of_one_cell_has_one_cell(desk: Desk, sentences: Told) -> None:
    made = desk.plan("partners", "name,tier\nLitware\n")
    assert sentences(made) == ["Row 2 has 1 cell and the header 2; give it as many."]


def test_their_words_become_ours(desk: Desk, sentences: Told) -> None:
    inserted(desk.session, "partners", {"name": "Direct"})
    names = ("name", "customer", "source_partner", "stage", "value", "created_on")
    mapping = ImportMapping(
        "deals",
        columns=dict(zip(names, "ncpsvd", strict=True)),
        defaults={"customer": "Unknown"},
        values={"stage": {"Engaging now": "Qualified", "": "lead"}, "source_partner": {"Direct": ""}},
    )
    rows = ("A,,direct,engaging NOW", "B,Port,,", "C,Port,,Dreaming")
    content = "n,c,p,s,v,d\n" + "".join(f"{row},5,2026-01-05\n" for row in rows)
    made = desk.bring("deals", content, mapping)
    found = [(row["customer"], row["source_partner"], row["stage"]) for row in desk.rows("deals")]
    assert found == [("Unknown", None, "qualified"), ("Port", None, "lead")]
    assert sentences(made) == [
        "Row 4, s “Dreaming”: Stage must be one of Lead, Qualified, Proposal, Negotiation, Won, Lost."
    ]


def test_a_guarded_text_loses_its_guard(desk: Desk) -> None:
    desk.bring("partners", "name,tier,notes\n'=Litware,'-,O'Brien\n")
    (partner,) = desk.rows("partners")
    assert (partner["name"], partner["tier"], partner["notes"]) == ("=Litware", "-", "O'Brien")


def test_the_currency_decides_the_decimals_of_each_row(desk: Desk, sentences: Told) -> None:
    content = "month,amount,currency\n2026-01,5.25,\n2026-02,5,JPY\n2026-03,5.25,JPY\n2026-04,1.2,KWD\n"
    made = desk.bring("company_revenue", content)
    assert [row["amount"] for row in desk.rows("company_revenue")] == [525, 5, 1200]
    assert desk.rows("company_revenue")[0]["currency"] == "USD"
    assert sentences(made) == ["Row 4, amount “5.25”: Amount can have no decimals in JPY."]


def test_an_amount_is_read_in_the_currency_that_its_row_has_already(desk: Desk, sentences: Told) -> None:
    desk.bring("company_revenue", "month,amount,currency\n2026-01,5,JPY\n2026-02,5,JPY\n")
    made = desk.bring("company_revenue", "month,amount\n2026-01,5\n2026-02,7\n")
    assert counts(made) == (0, 1, 1, 0)
    assert [row["amount"] for row in desk.rows("company_revenue")] == [5, 7]
    made = desk.plan("company_revenue", "month,amount\n2026-01,5.5\n")
    assert sentences(made) == ["Row 2, amount “5.5”: Amount can have no decimals in JPY."]


@pytest.mark.parametrize(
    ("table", "content", "sentence"),
    [
        ("deals", "a,b\n1,2\n", "No column of list.csv has the name of a column of deals"),
        ("deals", "name,customer\nERP,Port\n", "says nothing of stage, value, created_on"),
        ("dreams", "name\nx\n", "no table “dreams”"),
        ("settings", "name,value\ncurrency,EUR\n", "settings can't be imported"),
    ],
)
def test_a_file_of_which_nothing_could_come_in_is_refused(
    desk: Desk, table: str, content: str, sentence: str
) -> None:
    with pytest.raises((UnusableInputError, UnusableArgumentError), match=sentence):
        desk.plan(table, content)


def test_a_mapping_must_fit_the_file(desk: Desk) -> None:
    content = "name,tier,tier\nLitware,Gold,Silver\n"
    for theirs, sentence in (("grade", "has no column “grade”"), ("tier", "more than one column “tier”")):
        with pytest.raises(UnusableInputError, match=sentence):
            desk.plan(
                "partners", content, ImportMapping("partners", columns={"name": "name", "tier": theirs})
            )
    with pytest.raises(UnusableArgumentError, match="no column “colour”"):
        desk.plan("partners", content, ImportMapping("partners", columns={"colour": "name"}))
    with pytest.raises(UnusableArgumentError, match="no mode “wild”"):
        desk.plan("partners", "name\nx\n", mode="wild")


@pytest.mark.parametrize("content", ["name,name\nA,B\n", "Name,tier,name\nA,Gold,B\n"])
def test_a_name_of_a_column_that_stands_twice_is_told_as_that(desk: Desk, content: str) -> None:
    with pytest.raises(UnusableInputError) as caught:
        desk.plan("partners", content)
    assert str(caught.value).startswith("list.csv has more than one column “name”.")


def test_the_columns_there_are_begin_a_sentence_of_their_own(desk: Desk) -> None:
    with pytest.raises(UnusableArgumentError) as caught:
        desk.plan("partners", "name\nA\n", ImportMapping("partners", columns={"bogus": "name"}))
    assert caught.value.sentence == "There is no column “bogus” in partners."
    assert caught.value.next_step.startswith("Its columns are id, name,")


def test_a_default_stands_in_for_an_absent_column(desk: Desk) -> None:
    mapping = ImportMapping("partners", columns={"name": "name", "tier": "grade"}, defaults={"tier": "Gold"})
    made = desk.bring("partners", "name,other\nLitware,x\n", mapping)
    assert desk.rows("partners")[0]["tier"] == "Gold"
    assert made.ignored == ("other",)


def test_a_header_alone_is_an_empty_import(desk: Desk) -> None:
    assert counts(desk.bring("partners", "name,tier\n")) == (0, 0, 0, 0)
    assert desk.session.store.last_step() == 0


def test_nul_and_other_odd_characters(desk: Desk, sentences: Told) -> None:
    made = desk.bring("partners", 'name,notes\nA\0B,x\nA\u0308rger,"one\r\ntwo"\n')
    assert sentences(made) == [
        "Row 2, name “A\0B”: Partner name has a character that can't be stored; type it again."
    ]
    (partner,) = desk.rows("partners")
    assert (partner["name"], partner["notes"]) == ("Ärger", "one\ntwo")


def test_a_plan_holds_only_for_the_file_it_was_made_for(desk: Desk) -> None:
    (partner,) = inserted(desk.session, "partners", {"name": "Litware"})
    made = desk.plan("partners", "name,tier\nLitware,Gold\n")
    desk.session.execute(*change_row(desk.session, "partners", int(partner["key"] or 0), {"tier": "Silver"}))
    with pytest.raises(UnusableInputError, match="has changed since the import was planned"):
        carry_out(desk.session, made)
