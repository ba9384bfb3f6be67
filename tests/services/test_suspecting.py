"""Records of a whole file that may be there twice."""

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.customers import CUSTOMERS, rename_customer
from partnertracker.services.duplicates import duplicates_of, tell_apart, tell_pair_apart
from partnertracker.services.merging import candidates, merge
from partnertracker.services.session import Session
from partnertracker.services.suspecting import Suspects, searching
from tests.made_up import demo_session, empty_session, inserted


def pairs(session: Session, table: str) -> list[Suspects]:
    search = searching(session.facts, table)(session)
    return [each for portion in range(search.portions) for each in search.look(portion)]


def names(session: Session, table: str) -> list[tuple[str, str]]:
    return [(each.one.name, each.other.name) for each in pairs(session, table)]


def tell(session: Session, pair: Suspects) -> None:
    records = ((each.id, each.name) for each in (pair.one, pair.other))
    session.execute(*tell_pair_apart(pair.table, *records))


def test_the_pairs_of_all_partners_are_those_found_one_by_one() -> None:
    session = demo_session(450, 0)
    inserted(session, "partners", {"name": "litware ag"}, {"name": "Fabrikams", "website": "x.example"})
    session.execute(*tell_apart(session, 1, 451))
    found = pairs(session, "partners")
    rows = session.store.find("partners", {})
    one_by_one = {
        tuple(sorted((int(row["key"] or 0), each.key)))
        for row in rows
        for each in duplicates_of(session.store, row, int(row["key"] or 0))
    }
    assert {(each.one.key, each.other.key) for each in found} == one_by_one
    assert ("Fabrikam", "Fabrikams") in {(each.one.name, each.other.name) for each in found}
    assert (1, 451) not in one_by_one


@pytest.mark.parametrize("table", ["partners", CUSTOMERS, "deals"])
def test_a_file_without_records_has_nothing_to_look_at(table: str) -> None:
    session = empty_session()
    assert searching(session.facts, table)(session).portions == 0


def deal(name: str, customer: str, partner: object, **values: str | int) -> Row:
    row: Row = {"name": name, "customer": customer, "source_partner": str(partner), "stage": "lead"}
    return {**row, "value": 10_000, "created_on": "2026-01-01", "expected_close_on": "2026-06-30", **values}


@pytest.fixture
def session() -> Session:
    made = empty_session()
    litware, fabrikam = (
        each["id"] for each in inserted(made, "partners", {"name": "Litware"}, {"name": "Fabrikam"})
    )
    inserted(
        made,
        "deals",
        deal("ERP rollout", "Acme Ltd", litware),
        deal("ERP roll-out", "ACME Limited", litware, value=10_900, expected_close_on="2026-07-30"),
        deal("ERP rollout", "Acme Ltd", fabrikam),
        deal("ERP rollout", "Acme Ltd", litware, value=20_000),
        deal("ERP rollout", "Acme Ltd", litware, expected_close_on="2027-06-30"),
        deal("Audit", "Acme Ltd", litware),
        deal("ERP rollout", "Quite another", litware),
    )
    stage: Row = {"partner": litware, "stage": "onboarding", "started_on": "2026-01-01"}
    inserted(made, "customer_stages", {**stage, "customer": "Acme GmbH"})
    return made


def test_deals_of_one_partner_and_customer_that_are_near_in_all_are_found(session: Session) -> None:
    (pair,) = pairs(session, "deals")
    assert (pair.one.key, pair.other.key) == (1, 2)
    assert pair.why == "same partner, customer and name; near value and date"
    tell(session, pair)
    assert pairs(session, "deals") == []
    session.undo()
    assert len(pairs(session, "deals")) == 1
    tell(session, pair)
    both = candidates(session, "deals", (1, 2))
    session.execute(*merge(session, "deals", 1, 2, both[0].stored))
    assert session.store.count("distinct_pairs") == 0
    session.undo()
    assert session.store.count("distinct_pairs") == 1


def test_customers_with_near_names_are_found_in_deals_and_customer_stages(session: Session) -> None:
    acme = ["ACME Limited", "Acme GmbH", "Acme Ltd"]
    assert names(session, CUSTOMERS) == [(acme[0], acme[1]), (acme[0], acme[2]), (acme[1], acme[2])]
    pair = pairs(session, CUSTOMERS)[0]
    assert (pair.one.table, pair.one.key) == ("deals", 2)
    assert (pair.other.table, pair.other.key) == ("customer_stages", 1)


def test_customers_told_apart_stay_so_under_another_name(session: Session) -> None:
    for pair in pairs(session, CUSTOMERS)[:2]:
        tell(session, pair)
    assert names(session, CUSTOMERS) == [("Acme GmbH", "Acme Ltd")]
    session.execute(*rename_customer("ACME Limited", "Acme Inc"))
    assert names(session, CUSTOMERS) == [("Acme GmbH", "Acme Ltd")]
    session.execute(*rename_customer("Acme GmbH", "Acme Ltd"))
    assert names(session, CUSTOMERS) == []
    assert session.store.count("distinct_pairs") == 1
    session.undo()
    session.undo()
    assert names(session, CUSTOMERS) == [("Acme GmbH", "Acme Ltd")]
