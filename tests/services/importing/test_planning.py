"""An import is planned row by row: new, changed, the same, or rejected with what is wrong."""

from collections.abc import Callable

import pytest

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.services.editing import change_row
from partnertracker.services.importing import (
    FileFormat,
    ImportMapping,
    Plan,
    UndecidedError,
    carry_out,
    questions_about,
)
from tests.made_up import inserted
from tests.services.importing.conftest import Desk

Told = Callable[[Plan], list[str]]
NOBODY = "Sourced by must be a partner of this file, and “Nobody” is none; add it first."
NOTHING = "Deal must be the id, the external id or the name of a deal of this file, and “Nothing” is none."
SEVERAL = "Deal must say which deal is meant: “ERP” is the name of more than one. Give its id."
HEADER = "external_id,name,customer,source_partner,stage,value,created_on,closed_on"


def deals(*rows: str) -> str:
    return "\n".join((HEADER, *rows, ""))


def counts(made: Plan) -> tuple[int, int, int, int]:
    return made.new, made.changed, made.same, made.rejected


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
        "Row 3, stage “dream”: Stage must be one of lead, qualified, proposal, negotiation, won, lost.",
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


@pytest.mark.parametrize("given", ["", "external_id,"])
def test_deals_that_nothing_tells_apart_come_in_once(desk: Desk, given: str) -> None:
    cell = "," if given else ""
    content = f"{given}name,customer,stage,value,created_on\n" + f"{cell}ERP,Port,lead,5,2026-01-05\n" * 2
    assert counts(desk.bring("deals", content)) == (2, 0, 0, 0)
    assert counts(desk.plan("deals", content)) == (0, 0, 2, 0)
    assert counts(desk.plan("deals", f"{content}{cell}CRM,Port,lead,5,2026-01-05\n")) == (1, 0, 2, 0)
    assert counts(desk.plan("deals", content.replace(",5,", ",6,"))) == (2, 0, 0, 0)


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


def test_rows_that_repeat_are_settled_by_the_person(desk: Desk, sentences: Told) -> None:
    made = desk.bring(
        "deals",
        deals(
            "1,ERP,Port,,lead,5,2026-01-05,",
            "2,CRM,Port,,lead,bad,2026-01-05,",
            "1,ERP,Port,,lead,6,2026-01-05,",
            "1,ERP,Port,,lead,5,2026-01-05,",
            "2,CRM,Port,,lead,7,2026-01-05,",
            ",None,Port,,lead,7,2026-01-05,",
            ",None,Port,,lead,7,2026-01-05,",
        ),
    )
    assert counts(made) == (4, 0, 1, 2)
    assert sentences(made)[1:] == [
        "Row 4, external_id “1”: Row 2 has the same external_id and other values; keep one of the two."
    ]
    assert [row["value"] for row in desk.rows("deals")] == [500, 700, 700, 700]


def test_rows_that_repeat_far_apart_are_found_too(desk: Desk, sentences: Told) -> None:
    many = [f"{n},ERP,Port,,lead,5,2026-01-05," for n in range(5000)]
    made = desk.plan(
        "deals", deals(*many, "17,ERP,Port,,lead,6,2026-01-05,", "18,ERP,Port,,lead,5,2026-01-05,")
    )
    assert counts(made) == (5000, 0, 1, 1)
    assert sentences(made) == [
        "Row 5002, external_id “17”: Row 19 has the same external_id and other values; keep one of the two."
    ]


def test_partners_repeat_without_case(desk: Desk, sentences: Told) -> None:
    made = desk.plan("partners", "name,tier\nLitware,Gold\n LITWARE ,Silver\n")
    assert counts(made) == (1, 0, 0, 1)
    assert "Row 2 has the same name and other values" in sentences(made)[0]


def test_two_equal_answers_are_two_answers_and_come_in_once(desk: Desk) -> None:
    inserted(desk.session, "partners", {"name": "Litware"})
    content = "partner,kind,score,answered_on\n" + "Litware,nps,9,2026-05-01\n" * 2
    assert counts(desk.bring("surveys", content)) == (2, 0, 0, 0)
    assert counts(desk.plan("surveys", content)) == (0, 0, 2, 0)
    assert counts(desk.plan("surveys", content + "Litware,nps,9,2026-05-01\n")) == (1, 0, 2, 0)


def test_rows_are_matched_by_the_column_that_is_asked_for(desk: Desk, sentences: Told) -> None:
    desk.bring("deals", deals("1,ERP,Port,,lead,5,2026-01-05,", "2,CRM,Port,,lead,5,2026-01-05,"))
    made = desk.plan("deals", "name,value\nERP,6\n", match="name", mode="update")
    assert counts(made) == (0, 1, 0, 0)
    made = desk.plan("deals", "customer,value\nPort,6\n", match="customer", mode="update")
    assert sentences(made) == [
        "Row 2, customer “Port”: More than one deal has this customer; match by another column."
    ]
    with pytest.raises(UnusableArgumentError, match="no column “colour”"):
        desk.plan("deals", deals(), match="colour")
    with pytest.raises(UnusableArgumentError, match="no column of the file fills it"):
        desk.plan("deals", deals(), match="manager")


def test_the_id_goes_before_everything_else(desk: Desk) -> None:
    first, second = inserted(desk.session, "partners", {"name": "Litware"}, {"name": "Proseware"})
    made = desk.bring("partners", f"id,name\n{first['id']},Lit\n{str(second['id']).upper()},Proseware\n")
    assert counts(made) == (0, 1, 1, 0)
    assert [row["name"] for row in desk.rows("partners")] == ["Lit", "Proseware"]


def test_an_id_that_is_new_is_kept(desk: Desk, sentences: Told) -> None:
    given = "0198f000-0000-7000-8000-000000000001"
    desk.bring("partners", f"id,name\n{given},Litware\n,Proseware\n")
    assert desk.rows("partners")[0]["id"] == given
    made = desk.plan("partners", "id,name\n12,X\n")
    assert sentences(made) == ["Row 2, id “12”: Id must be one that this program gave, or empty."]


def test_another_files_id_does_not_hide_the_name(desk: Desk) -> None:
    inserted(desk.session, "partners", {"name": "Litware", "tier": "Gold"})
    made = desk.plan("partners", "id,name,tier\n0198f000-0000-7000-8000-000000000001,Litware,Silver\n")
    assert counts(made) == (0, 1, 0, 0)


def test_a_unique_value_that_another_row_has_is_refused(desk: Desk, sentences: Told) -> None:
    desk.bring("deals", deals("1,ERP,Port,,lead,5,2026-01-05,", "2,CRM,Port,,lead,5,2026-01-05,"))
    made = desk.plan("deals", deals("2,SAP,Port,,lead,5,2026-01-05,"), match="name")
    assert sentences(made) == ["Row 2, external_id “2”: There is already a deal with this external id."]
    made = desk.plan("deals", deals("2,ERP,Port,,lead,5,2026-01-05,"), match="name")
    assert sentences(made) == ["Row 2, external_id “2”: There is already a deal with this external id."]


def test_references_are_by_name_and_the_id_beside_it_wins(desk: Desk, sentences: Told) -> None:
    litware, adatum = inserted(desk.session, "partners", {"name": "Litware"}, {"name": "Adatum"})
    header = "name,customer,stage,value,created_on,source_partner,source_partner_id"
    rows = [
        f"A,Port,lead,5,2026-01-05,litware,{adatum['id']}",
        "B,Port,lead,5,2026-01-05,Adatum,",
        f"C,Port,lead,5,2026-01-05,,{litware['id']}",
        "D,Port,lead,5,2026-01-05,,",
        "E,Port,lead,5,2026-01-05,,nothing",
    ]
    made = desk.bring("deals", "\n".join((header, *rows)))
    found = {row["name"]: row["source_partner"] for row in desk.rows("deals")}
    assert found == {"A": adatum["id"], "B": adatum["id"], "C": litware["id"], "D": None}
    assert sentences(made)[0].startswith("Row 6, source_partner “nothing”: Sourced by must be a partner")


def test_deals_are_found_by_id_external_id_or_a_name_of_their_own(desk: Desk, sentences: Told) -> None:
    inserted(desk.session, "partners", {"name": "Litware"})
    desk.bring(
        "deals",
        deals(
            "X-1,ERP,Port,,lead,5,2026-01-05,",
            "X-2,ERP,Port,,lead,5,2026-01-05,",
            "X-3,CRM,Port,Litware,lead,5,2026-01-05,",
            "X-4,SAP,Port,,lead,5,2026-01-05,",
        ),
    )
    ids = {row["external_id"]: row["id"] for row in desk.rows("deals")}
    texts = [str(ids["X-1"]), "X-2", "SAP", "ERP", "Nothing", "CRM"]
    made = desk.bring("deal_influences", "deal,partner\n" + "".join(f"{text},Litware\n" for text in texts))
    assert [row["deal"] for row in desk.rows("deal_influences")] == [ids["X-1"], ids["X-2"], ids["X-4"]]
    assert sentences(made) == [
        f"Row 5, deal “ERP”: {SEVERAL}",
        f"Row 6, deal “Nothing”: {NOTHING}",
        "Row 7, partner “Litware”: A partner can't both source a deal and influence it.",
    ]


def test_scopes_name_partners(desk: Desk, sentences: Told) -> None:
    (litware,) = inserted(desk.session, "partners", {"name": "Litware"})
    header = "metric,scope,period,comparison,value"
    rows = [
        "bookings,partner:litware,2026,at_least,5",
        "bookings,partner:X,2026,at_least,5",
        "luck,,2026,growing,",
    ]
    made = desk.bring("targets", "\n".join((header, *rows)))
    (target,) = desk.rows("targets")
    assert (target["scope"], target["effective_on"]) == (f"partner:{litware['id']}", "2026-11-22")
    assert len(sentences(made)) == 2


def test_partners_are_added_for_the_rows_that_come_in(desk: Desk) -> None:
    content = deals(
        "1,ERP,Port,Litware,lead,5,2026-01-05,",
        "2,ERP,Port,LITWARE,lead,5,2026-01-05,",
        "3,ERP,Port,Adatum,lead,wrong,2026-01-05,",
    )
    made = desk.bring("deals", content, create_partners=True)
    assert made.partners == ("Litware",)
    (partner,) = desk.rows("partners")
    assert {row["source_partner"] for row in desk.rows("deals")} == {partner["id"]}
    desk.session.undo()
    assert desk.rows("partners") == []


def test_a_changed_row_may_name_a_partner_to_be_added(desk: Desk) -> None:
    desk.bring("deals", deals("1,ERP,Port,,lead,5,2026-01-05,"))
    made = desk.bring("deals", deals("1,ERP,Port,Litware,lead,5,2026-01-05,"), create_partners=True)
    assert counts(made) == (0, 1, 0, 0)
    assert desk.rows("deals")[0]["source_partner"] == desk.rows("partners")[0]["id"]


def test_a_partner_to_be_added_does_not_excuse_other_faults(desk: Desk, sentences: Told) -> None:
    (note,) = inserted(desk.session, "notes", {"date": "2026-01-05", "metric": "bookings", "text": "Fair"})
    made = desk.plan("notes", f"id,partner\n{note['id']},Litware\n", create_partners=True)
    assert sentences(made) == [
        "Row 2, partner “Litware”: A note belongs to a partner or to a metric: give one of the two.",
    ]


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
        "Row 4, s “Dreaming”: Stage must be one of lead, qualified, proposal, negotiation, won, lost."
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


def test_one_row_under_two_names_is_settled_by_the_person(desk: Desk, sentences: Told) -> None:
    (litware,) = inserted(desk.session, "partners", {"name": "Litware"})
    made = desk.plan("partners", f"id,name,tier\n{litware['id']},Lit,Gold\n,Litware,Silver\n")
    assert counts(made) == (0, 1, 0, 1)
    assert sentences(made) == ["Row 3: Row 2 is the same partner; keep one of the two."]


DATES = "name,joined_on\nA,{}\nB,{}\n"


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("13/02/2026", "03/04/2026", ["2026-02-13", "2026-04-03"]),
        ("02/13/2026", "03/04/2026", ["2026-02-13", "2026-03-04"]),
        ("03.04.2026", "2026-05-06", ["2026-04-03", "2026-05-06"]),
        ("03/03/2026", "04/04/2026", ["2026-03-03", "2026-04-04"]),
        ("3 Apr 2026", "", ["2026-04-03", None]),
        ("2026-04-03T00:00:00", "2026-05-06", ["2026-04-03", "2026-05-06"]),
    ],
)
def test_the_order_of_dates_is_told_by_the_whole_column(
    desk: Desk, one: str, other: str, days: list[str]
) -> None:
    desk.bring("partners", DATES.format(one, other))
    assert [row["joined_on"] for row in desk.rows("partners")] == days


@pytest.mark.parametrize("other", ["05/06/2026", "31/31/2026", ""])
def test_dates_that_can_be_read_both_ways_are_a_question(desk: Desk, other: str) -> None:
    content = DATES.format("03/04/2026", other)
    with pytest.raises(UndecidedError) as asked:
        desk.plan("partners", content)
    question = asked.value.question
    assert (question.topic, question.column) == ("date", "joined_on")
    assert "“03/04/2026” may be 2026-04-03 or 2026-03-04" in question.sentence
    mapping = ImportMapping("partners", columns={"name": "name", "joined_on": "joined_on"})
    assert questions_about(desk.source(content), mapping, entity("partners")) == (question,)
    answered = mapping.answered(question.topic, question.answers[1].value)
    assert questions_about(desk.source(content), answered, entity("partners")) == ()
    desk.bring("partners", content, answered)
    assert desk.rows("partners")[0]["joined_on"] == "2026-03-04"


def test_dates_in_both_orders_are_a_question(desk: Desk) -> None:
    with pytest.raises(UndecidedError, match="written in different ways"):
        desk.plan("partners", DATES.format("13/04/2026", "04/13/2026"))


AMOUNTS = "month;amount\n2026-01;{}\n2026-02;{}\n"


@pytest.mark.parametrize(
    ("one", "other", "minor"),
    [
        ("1.250", "3,5", [125000, 350]),
        ("1,250", "3.5", [125000, 350]),
        ("1.250,50", "7", [125050, 700]),
        ("1 250,5", "7", [125050, 700]),
        ("1.234.567", "7", [123456700, 700]),
        ("$1,250", "7.25", [125000, 725]),
    ],
)
def test_the_decimal_sign_is_told_by_the_whole_column(
    desk: Desk, one: str, other: str, minor: list[int]
) -> None:
    desk.bring("company_revenue", AMOUNTS.format(one, other))
    assert [row["amount"] for row in desk.rows("company_revenue")] == minor


def test_numbers_that_can_be_read_both_ways_are_a_question(desk: Desk) -> None:
    content = AMOUNTS.format("1.250", "2.500")
    with pytest.raises(UndecidedError) as asked:
        desk.plan("company_revenue", content)
    question = asked.value.question
    assert question.topic == "decimal"
    assert "“1.250” may be 1.25 or 1250" in question.sentence
    columns = {"month": "month", "amount": "amount"}
    mapping = ImportMapping("company_revenue", columns=columns, format=FileFormat(decimal=","))
    desk.bring("company_revenue", content, mapping)
    assert desk.rows("company_revenue")[0]["amount"] == 125000


def test_an_ambiguous_number_far_down_is_still_a_question(desk: Desk) -> None:
    rows = [f"{1000 + n // 12}-{n % 12 + 1:02};5" for n in range(12 * 900, 12 * 1500)]
    with pytest.raises(UndecidedError):
        desk.plan("company_revenue", "\n".join(("month;amount", *rows, "2501-01;1.250")))


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
