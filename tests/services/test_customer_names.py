"""Names of customers follow what is entered, renamed and deleted after they were first looked at."""

from collections.abc import Sequence

import pytest

from partnertracker.domain.fields import Row
from partnertracker.domain.likeness import Companies, Company
from partnertracker.services import customer_names
from partnertracker.services.customers import customers_like, rename_customer
from partnertracker.services.editing import delete_rows
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


def deal(customer: str) -> Row:
    return {"name": "ERP", "customer": customer, "stage": "lead", "value": 1, "created_on": "2026-03-01"}


@pytest.fixture
def session() -> Session:
    """A file whose customers were looked at already."""
    made = empty_session()
    inserted(made, "deals", deal("Port of Hull"), deal("Munich Port"))
    assert customers_like(made.facts, "Port of Hul") == ["Port of Hull"]
    return made


def test_a_name_that_came_since_is_found(session: Session) -> None:
    assert customers_like(session.facts, "Fabrikan Retail") == []
    inserted(session, "deals", deal("Fabrikam Retail"))
    assert customers_like(session.facts, "Fabrikan Retail") == ["Fabrikam Retail"]
    assert customers_like(session.facts, "Port of Hul") == ["Port of Hull"]
    assert customers_like(session.facts, "Fabrikam Retail") == []


def test_a_name_that_nobody_bears_any_more_is_not(session: Session) -> None:
    session.execute(*rename_customer("Port of Hull", "Hull Docks"))
    assert customers_like(session.facts, "Port of Hul") == []
    assert customers_like(session.facts, "Hull Dock") == ["Hull Docks"]
    (key,) = (int(str(row["key"])) for row in session.store.find("deals", {"customer": "Hull Docks"}))
    session.execute(*delete_rows(session, "deals", [key]))
    assert customers_like(session.facts, "Hull Dock") == []
    session.undo()
    assert customers_like(session.facts, "Hull Dock") == ["Hull Docks"]


def test_names_are_made_ready_once_and_not_after_each_edit(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def made_ready(known: Sequence[Company]) -> Companies:
        compared.append(len(known))
        return Companies(known)

    monkeypatch.setattr(customer_names, "Companies", made_ready)
    for name in ("Fabrikam Retail", "Relecloud", "Fabrikam Retail"):
        inserted(session, "deals", deal(name))
        customers_like(session.facts, "Port of Hul")
    assert max(compared) == 2  # those that came since, and never the two that were there
    assert len(compared) == 2
