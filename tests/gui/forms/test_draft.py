from datetime import date

from partnertracker.domain.fields import Row
from partnertracker.gui.forms.draft import Draft, hints_of, new_draft
from partnertracker.gui.forms.texts import Wording
from tests.domain.programmes import facts_of

WORDING = Wording(facts_of({}), date(2026, 11, 21))
BASE: Row = {
    "key": 1,
    "id": "x",
    "created_step": 1,
    "name": "ERP",
    "customer": "Port",
    "stage": "lead",
    "value": 500,
    "created_on": "2026-01-01",
}


def draft(**texts: str) -> Draft:
    return Draft("deals", 1, dict(BASE), dict(texts))


def test_nothing_typed_is_nothing_to_save() -> None:
    assert draft().read(WORDING) == ({}, {})
    assert draft(name="ERP", value="5.00").read(WORDING) == ({}, {})


def test_what_was_typed_is_read_as_values() -> None:
    assert draft(name="CRM", value="7").read(WORDING).values == {"name": "CRM", "value": 700}


def test_amounts_have_the_decimals_of_the_currency_typed_beside_them() -> None:
    assert draft(value="7", currency="JPY").read(WORDING).values["value"] == 7
    assert "value" in draft(value="7.5", currency="JPY").read(WORDING).problems


def test_a_required_field_that_was_emptied_is_a_problem() -> None:
    assert set(draft(name=" ").read(WORDING).problems) == {"name"}


def test_a_name_to_be_added_is_no_problem() -> None:
    typed = draft(source_partner="Northwind")
    assert "source_partner" in typed.read(WORDING).problems
    typed.adding.add("source_partner")
    assert typed.read(WORDING) == ({"source_partner": "Northwind"}, {})


def test_what_the_file_refused_stays_a_problem() -> None:
    typed = draft(name="CRM")
    typed.refused["name"] = "Another one is called that."
    assert typed.read(WORDING).problems == {"name": "Another one is called that."}


def test_settling_forgets_what_is_stored_but_not_what_is_being_typed() -> None:
    typed = draft(name="ERP", value="5", customer="Rome")
    typed.settle(WORDING, held="value")
    assert typed.texts == {"value": "5", "customer": "Rome"}


def test_a_new_deal_begins_today_in_the_first_stage() -> None:
    base = new_draft("deals", WORDING).base
    assert (base["stage"], base["created_on"], base["customer_is_new"]) == ("lead", "2026-11-21", 1)


def test_only_an_open_deal_can_be_overdue() -> None:
    late: Row = {**BASE, "expected_close_on": "2026-11-20"}
    assert set(hints_of("deals", late, WORDING.context)) == {"expected_close_on"}
    assert hints_of("deals", {**late, "expected_close_on": "2026-11-21"}, WORDING.context) == {}
    assert hints_of("deals", {**late, "stage": "won"}, WORDING.context) == {}


def test_an_amount_stays_as_it_is_written_when_the_currency_changes() -> None:
    base: Row = {**BASE, "value": 61_500_00, "currency": "USD"}
    typed = Draft("deals", 1, base, {"currency": "jpy"})
    assert typed.read(WORDING) == ({"currency": "JPY", "value": 61_500}, {})
    typed.base["value"] = 61_500_55
    assert typed.read(WORDING).problems == {"value": "Value can have no decimals in JPY."}


def test_an_amount_typed_beside_a_currency_is_that_of_the_new_one() -> None:
    base: Row = {**BASE, "value": 61_500_00, "currency": "USD"}
    typed = Draft("deals", 1, base, {"currency": "JPY", "value": "6150000"})
    typed.settle(WORDING)
    assert typed.read(WORDING).values == {"currency": "JPY", "value": 6_150_000}
