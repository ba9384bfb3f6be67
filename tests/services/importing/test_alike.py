"""New partners that may be there already are pointed out, and become what is chosen for them."""

from dataclasses import replace

import pytest

from partnertracker.services.customers import CUSTOMERS
from partnertracker.services.importing import (
    Alike,
    Choice,
    ImportRequest,
    alike_in,
    carry_out,
    guess,
    plan,
    settled,
)
from partnertracker.services.importing import alike as comparing
from tests.services.importing.conftest import Desk

THERE = "name,website,contact_email\nAcme Ltd,https://acme.example,\nLitware,,bo@litware.example\n"
PARTNERS = """name,website,contact_email
ACME Limited,,
Fabrikam,acme.example,
Contoso,,cy@litware.example
Adatum,,
"""
DEALS = """name,customer,source_partner,stage,value,created_on
A,Ulm,ACME Limited,lead,1,2026-01-02
B,Ulm,Adatum,lead,1,2026-01-02
"""
ACME = Alike("ACME Limited", "Acme Ltd", "similar name")


@pytest.fixture
def there(desk: Desk) -> Desk:
    desk.bring("partners", THERE)
    return desk


def request(desk: Desk, table: str, content: str) -> ImportRequest:
    source = desk.source(content)
    return ImportRequest(source, guess(desk.session.kind(table), source.header), create_partners=True)


def carried_out(desk: Desk, asked: ImportRequest, choices: dict[Alike, Choice]) -> tuple[int, int, int]:
    """Import with these choices and return how many rows are new, the same and rejected."""
    kind = desk.session.kind(asked.mapping.table)
    made = plan(desk.session, settled(asked, kind, choices))
    desk.open.callback(made.close)
    carry_out(desk.session, made)
    return made.new, made.same, made.rejected


def names(desk: Desk) -> set[object]:
    return {row["name"] for row in desk.rows("partners")}


def test_partners_of_a_list_are_compared_by_name_website_and_mail(there: Desk) -> None:
    told: list[float] = []
    made = there.plan("partners", PARTNERS)
    assert alike_in(there.session.store, made, told.append) == [
        ACME,
        Alike("Fabrikam", "Acme Ltd", "same website"),
        Alike("Contoso", "Litware", "same e-mail domain"),
    ]
    assert told == [0.0, 0.25, 0.5, 0.75]


def test_partners_that_deals_name_are_compared_too(there: Desk) -> None:
    made = there.plan("deals", DEALS, create_partners=True)
    assert alike_in(there.session.store, made) == [ACME]
    assert alike_in(there.session.store, there.plan("deals", DEALS)) == []  # none would be added


@pytest.mark.parametrize(
    ("choice", "counts", "added"),
    [
        (Choice.ADD, (2, 0, 0), {"ACME Limited", "Adatum"}),
        (Choice.USE, (2, 0, 0), {"Adatum"}),
        (Choice.LEAVE_OUT, (1, 0, 1), {"Adatum"}),
    ],
)
def test_a_deal_goes_to_the_partner_that_is_chosen(
    there: Desk, choice: Choice, counts: tuple[int, int, int], added: set[str]
) -> None:
    assert carried_out(there, request(there, "deals", DEALS), {ACME: choice}) == counts
    assert names(there) == {"Acme Ltd", "Litware"} | added
    partner = {row["id"]: row["name"] for row in there.rows("partners")}
    sources = {row["name"]: partner[row["source_partner"]] for row in there.rows("deals")}
    if choice is Choice.USE:
        assert sources["A"] == "Acme Ltd"


def test_a_partner_of_a_list_is_taken_for_the_one_that_is_there(there: Desk) -> None:
    content = "name,tier\nacme limited ,Gold\n"
    asked = request(there, "partners", content)
    assert carried_out(there, asked, {ACME: Choice.USE}) == (0, 0, 0)
    assert names(there) == {"Acme Ltd", "Litware"}
    assert {row["tier"] for row in there.rows("partners")} == {"Gold", None}


def test_a_partner_that_is_left_out_is_rejected_with_the_reason(there: Desk) -> None:
    asked = settled(
        request(there, "partners", PARTNERS), there.session.kind("partners"), {ACME: Choice.LEAVE_OUT}
    )
    made = plan(there.session, asked)
    there.open.callback(made.close)
    (rejection,) = made.rejections()
    assert rejection.problems[0].sentence == (
        "Row 2, name “ACME Limited”: This partner is left out, as you chose."
    )


def test_what_is_chosen_stands_beside_the_words_of_the_mapping(there: Desk) -> None:
    asked = request(there, "deals", DEALS)
    words = {"stage": {"open": "lead"}, "source_partner": {"X": "Litware"}}
    asked = replace(asked, mapping=replace(asked.mapping, values=words))
    values = settled(asked, there.session.kind("deals"), {ACME: Choice.USE}).mapping.values
    assert values == {
        "stage": {"open": "lead"},
        "source_partner": {"X": "Litware", "ACME Limited": "Acme Ltd"},
    }
    assert settled(asked, there.session.kind("deals"), {}) == asked


TWICE = "name,website\nNorthwind Traders,\nAdatum,\nNorthwind Trader GmbH,\nNorthwind Traders Inc,\n"
TRADER = Alike("Northwind Trader GmbH", "Northwind Traders", "similar name in this list")


def test_partners_of_one_list_are_compared_with_those_before_them(there: Desk) -> None:
    found = alike_in(there.session.store, there.plan("partners", TWICE))
    assert found == [
        TRADER,
        Alike("Northwind Traders Inc", "Northwind Traders", "similar name in this list"),
    ]


def test_one_that_is_taken_for_another_of_the_list_is_added_once(there: Desk) -> None:
    header, first, *_ = DEALS.splitlines()
    written = ("Northwind Traders", "Northwind Trader GmbH", "Northwind Trader SA")
    content = "\n".join((header, *(first.replace("ACME Limited", name) for name in written), ""))
    asked = request(there, "deals", content)
    assert TRADER in alike_in(there.session.store, there.plan("deals", content, create_partners=True))
    chain = Alike("Northwind Trader SA", "Northwind Trader GmbH", "similar name in this list")
    new, *_ = carried_out(there, asked, {TRADER: Choice.USE, chain: Choice.USE})
    assert new
    assert names(there) == {"Acme Ltd", "Litware", "Northwind Traders"}


SOLD = """name,customer,stage,value,created_on
ERP,Port of Hull,lead,1,2026-01-02
CRM,Store 12,lead,1,2026-01-02
"""
AGAIN = """name,customer,stage,value,created_on
ERP,PORT OF HULL Ltd,lead,2,2026-01-02
New,Port of Hul,lead,2,2026-01-02
CRM,Store 13,lead,2,2026-01-02
Other,Quite new,lead,2,2026-01-02
Old,Store 12,lead,2,2026-01-02
"""
LTD = Alike("PORT OF HULL Ltd", "Port of Hull", "similar name", CUSTOMERS)
HUL = Alike("Port of Hul", "Port of Hull", "similar name", CUSTOMERS)


def test_customers_of_new_deals_are_compared_with_those_that_are_there(desk: Desk) -> None:
    desk.bring("deals", SOLD)
    made = desk.plan("deals", AGAIN)
    assert alike_in(desk.session.store, made) == [LTD, HUL]


def test_of_too_many_customers_those_in_another_case_or_form_are_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_MOST_PAIRS", 1)
    desk.bring("deals", SOLD)
    assert alike_in(desk.session.store, desk.plan("deals", AGAIN)) == [LTD]


def test_a_deal_of_a_customer_taken_for_another_one_is_the_deal_that_is_there(desk: Desk) -> None:
    desk.bring("deals", SOLD)
    asked = request(desk, "deals", AGAIN)
    made = plan(desk.session, settled(asked, desk.session.kind("deals"), {LTD: Choice.USE, HUL: Choice.ADD}))
    desk.open.callback(made.close)
    assert (made.new, made.changed) == (4, 1)
    carry_out(desk.session, made)
    customers = [row["customer"] for row in desk.rows("deals")]
    assert customers == ["Port of Hull", "Store 12", "Port of Hul", "Store 13", "Quite new", "Store 12"]
