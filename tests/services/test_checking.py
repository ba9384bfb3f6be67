"""Every broken rule is found, with the name of the row."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.checking import faults
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


DEAL: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 100, "created_on": "2026-01-05"}


def test_an_empty_file_has_no_faults(session: Session) -> None:
    assert list(faults(session)) == []


def test_a_rule_across_columns(session: Session) -> None:
    (deal,) = inserted(session, "deals", DEAL | {"stage": "won"})

    (fault,) = faults(session)

    assert (fault.table, fault.id, fault.column) == ("deals", deal["id"], "closed_on")
    assert fault.sentence == "“ERP”: Closed on is needed when a deal is won."


def test_an_influence_of_the_source_partner(session: Session) -> None:
    litware, proseware = inserted(session, "partners", {"name": "Litware"}, {"name": "Proseware"})
    (deal,) = inserted(session, "deals", DEAL | {"source_partner": litware["id"]})
    good, bad = inserted(
        session,
        "deal_influences",
        {"deal": deal["id"], "partner": proseware["id"]},
        {"deal": deal["id"], "partner": litware["id"]},
    )

    found = list(faults(session))

    assert [fault.id for fault in found] == [bad["id"]]
    assert good["id"] != bad["id"]
    assert "sourced" in found[0].sentence


def test_a_metric_that_does_not_exist(session: Session) -> None:
    inserted(
        session,
        "targets",
        {"metric": "nonsense", "scope": "all", "period": "2026", "comparison": "at_least", "value": 1.0},
    )

    assert [fault.column for fault in faults(session)] == ["metric"]
