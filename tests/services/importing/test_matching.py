"""Rows of a file are matched with those that are there, and what they name with partners and deals."""

import pytest

from partnertracker.domain.errors import UnusableArgumentError
from tests.made_up import inserted
from tests.services.importing.conftest import Desk, Told, counts, deals

NOTHING = "Deal must be the id, the external id or the name of a deal of this file, and “Nothing” is none."
SEVERAL = "Deal must say which deal is meant: “ERP” is the name of more than one. Give its id."


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


NAMED = "name,customer,value,stage,created_on\n"


def named(*rows: str) -> str:
    """Return a list of deals without external ids: name, customer and value of each."""
    return NAMED + "".join(f"{row},lead,2026-01-05\n" for row in rows)


def test_deals_without_external_ids_are_recognised_by_name_and_customer(desk: Desk) -> None:
    desk.bring("deals", named("ERP,Port,5", "CRM,Port,5", "Renewal,Port,5", "Renewal,Harbour,5"))
    made = desk.bring("deals", named("CRM,Port,5", "ERP,Port,9", "Renewal,Harbour,6", "Renewal,Canal,7"))
    assert counts(made) == (1, 2, 1, 0)
    values = {(row["name"], row["customer"]): row["value"] for row in desk.rows("deals")}
    assert values == {
        ("ERP", "Port"): 900,
        ("CRM", "Port"): 500,
        ("Renewal", "Port"): 500,
        ("Renewal", "Harbour"): 600,
        ("Renewal", "Canal"): 700,
    }
    assert counts(desk.plan("deals", "name,value\nERP,9\nCRM,7\n", mode="update")) == (0, 1, 1, 0)


def test_a_deal_that_comes_again_in_another_case_is_the_same_deal(desk: Desk) -> None:
    desk.bring("deals", named("Beta,Port AG,5", "ERP,Port AG,5", "Großauftrag,Zoo,5"))
    made = desk.bring("deals", named("BETA,PORT  ag,7", "ERP,Port AG,5", "GROSSAUFTRAG,Zoo,5"))
    assert (counts(made), made.unsure) == ((0, 2, 1, 0), 0)
    assert [(row["name"], row["value"]) for row in desk.rows("deals")] == [
        ("BETA", 700),
        ("ERP", 500),
        ("GROSSAUFTRAG", 500),
    ]
    made = desk.plan("deals", named("Beta,Port AG,7", "beta,Port AG,8"))
    assert (counts(made), made.unsure) == ((2, 0, 0, 0), 2)


@pytest.mark.parametrize("changed_first", [True, False])
def test_deals_that_share_name_and_customer_are_never_taken_for_each_other(
    desk: Desk, *, changed_first: bool
) -> None:
    desk.bring("deals", named("Renewal,Port,5", "ERP,Port,5"))
    rows = ["Renewal,Port,6", "Renewal,Port,5"] if changed_first else ["Renewal,Port,5", "Renewal,Port,6"]
    made = desk.bring("deals", named(*rows, "ERP,Port,6"))
    assert (counts(made), made.unsure) == ((1, 1, 1, 0), 1)
    made = desk.plan("deals", named("Renewal,Port,7", "Renewal,Port,6", "Fresh,Port,1", "Fresh,Port,2"))
    assert (counts(made), made.unsure) == ((3, 0, 1, 0), 1)
    assert made.doubt("1 new row") == (
        "1 new row may be there already: several deals have the same deal name and customer. "
        "The external id tells them apart: map it if the file has one."
    )


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


def test_a_deal_is_referred_to_in_any_case_and_by_its_own_spelling_first(desk: Desk) -> None:
    inserted(desk.session, "partners", {"name": "Litware"})
    desk.bring("deals", named("ERP,Port,5", "CRM,Port,5", "crm,Zoo,5"))
    ids = [row["id"] for row in desk.rows("deals")]
    made = desk.bring("deal_influences", "deal,partner\nerp,Litware\nCRM,Litware\ncrm,Litware\nCrm,Litware\n")
    assert [row["deal"] for row in desk.rows("deal_influences")] == ids
    assert made.rejected == 1


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


def test_a_row_that_names_no_currency_is_there_already_where_the_file_names_its_own(desk: Desk) -> None:
    inserted(desk.session, "costs", {"month": "2026-01", "amount": 500, "category": "marketing"})
    header = "month,category,amount,currency"
    assert counts(desk.plan("costs", f"{header}\n2026-01,marketing,5,USD\n")) == (0, 0, 1, 0)
    assert counts(desk.plan("costs", f"{header}\n2026-01,marketing,5,\n")) == (0, 0, 1, 0)
    assert counts(desk.plan("costs", f"{header}\n2026-01,marketing,5,EUR\n")) == (1, 0, 0, 0)
    assert counts(desk.plan("costs", "month,category,amount\n2026-01,marketing,5\n")) == (0, 0, 1, 0)


def test_a_row_that_differs_from_the_one_it_is_about_is_pointed_out(desk: Desk) -> None:
    inserted(desk.session, "partners", {"name": "Litware"}, {"name": "Fabrikam"})
    header = "partner,kind,score,answered_on"
    first, other = "Litware,nps,7,2026-01-05", "Litware,nps,8,2026-01-05"
    desk.bring("surveys", f"{header}\n{first}\n{other}\nFabrikam,nps,9,2026-01-05\n")

    again = desk.plan("surveys", f"{header}\n{first}\nLitware,nps,10,2026-01-05\n")
    assert (again.new, again.same, again.unsure) == (1, 1, 1)
    assert again.doubt("1 new row").startswith(
        "1 new row may be there already with other values: the same partner, kind and answered on"
    )
    beside = desk.plan("surveys", f"{header}\n{first}\n{other}\nLitware,nps,10,2026-01-05\n")
    assert (beside.new, beside.same, beside.unsure) == (1, 2, 0)


@pytest.mark.parametrize(
    ("table", "header", "there", "changed"),
    [
        (
            "certifications",
            "partner,person,certificate,issued_on,expires_on",
            "Litware,Jo Doe,Cloud,2026-01-05,2027-01-05",
            "Litware,Jo Doe,Cloud,2026-01-05,2028-01-05",
        ),
        ("notes", "date,partner,text", "2026-01-05,Litware,Fair", "2026-01-05,Litware,Trade fair"),
        ("notes", "date,metric,text", "2026-01-05,bookings,Fair", "2026-01-05,bookings,Trade fair"),
    ],
)
def test_a_changed_row_is_pointed_out_in_every_table_without_names_of_its_own(
    desk: Desk, table: str, header: str, there: str, changed: str
) -> None:
    inserted(desk.session, "partners", {"name": "Litware"})
    desk.bring(table, f"{header}\n{there}\n")
    again = desk.plan(table, f"{header}\n{there}\n")
    assert (again.new, again.same, again.unsure) == (0, 1, 0)
    other = desk.plan(table, f"{header}\n{changed}\n")
    assert (other.new, other.same, other.unsure) == (1, 0, 1)
