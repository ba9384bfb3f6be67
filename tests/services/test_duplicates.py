"""Partners that may be the same: found, and told apart for good."""

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.duplicates import deals_like, duplicates_of, partners_like, tell_apart
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Session:
    made = empty_session()
    inserted(
        made, "partners", {"name": "Acme Ltd", "tier": "Gold"}, {"name": "ACME Limited", "region": "North"}
    )
    return made


@pytest.mark.parametrize(("text", "names"), [("Acne", []), ("Acmee", ["Acme Ltd"]), ("", [])])
def test_a_mistyped_partner_is_told(session: Session, text: str, names: list[str]) -> None:
    assert partners_like(session.facts, text) == names


def test_a_near_name_is_found_and_stays_told_apart(session: Session) -> None:
    found = duplicates_of(session.store, {"name": "acme"})
    assert [(each.name, each.why) for each in found] == [
        ("Acme Ltd", "similar name"),
        ("ACME Limited", "similar name"),
    ]
    assert [each.key for each in duplicates_of(session.store, {"name": "Acme Ltd"}, 1)] == [2]
    session.execute(*tell_apart(session, 2, 1))
    session.execute(*tell_apart(session, 1, 2))
    assert duplicates_of(session.store, {"name": "Acme Ltd"}, 1) == []
    assert duplicates_of(session.store, {"name": "ACME Limited"}, 2) == []
    assert session.store.count("distinct_pairs") == 1
    session.undo()
    assert len(duplicates_of(session.store, {"name": "Acme Ltd"}, 1)) == 1


def test_a_deal_with_the_name_and_customer_of_another_is_found_and_stays_told_apart(session: Session) -> None:
    deal: Row = {
        "name": "ERP",
        "customer": "Port AG",
        "stage": "lead",
        "value": 1,
        "created_on": "2026-01-05",
    }
    inserted(session, "deals", deal, {**deal, "name": "CRM"}, {**deal, "name": "erp", "customer": "PORT  ag"})
    assert [each.key for each in deals_like(session, {"name": " Erp", "customer": "port ag"})] == [3, 1]
    assert [each.key for each in deals_like(session, deal, 1)] == [3]
    for values in ({"name": "ERP"}, {"customer": "Port AG"}, {"name": "ERP", "customer": "Port"}):
        assert deals_like(session, values) == []
    session.execute(*tell_apart(session, 1, 3, "deals"))
    assert deals_like(session, deal, 1) == []
