"""The bin tells what a deleted row counted towards."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.bin import Worth, binned
from partnertracker.services.editing import delete_rows
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def deal(name: str, stage: str, closed_on: str | None = None, **more: str) -> Row:
    usual: Row = {"customer": "C", "value": 12_000_00, "created_on": "2026-01-05"}
    return {**usual, "name": name, "stage": stage, "closed_on": closed_on, **more}


def test_what_deals_counted_towards(session: Session) -> None:
    rows = [
        deal("Won", "won", "2026-08-03"),
        deal("Lost", "lost", "2026-02-01", currency="EUR"),
        deal("Open", "proposal"),
    ]
    inserted(session, "deals", *rows)
    session.execute(*delete_rows(session, "deals", [1, 2, 3]))

    found = {each.name: (each.kind, each.worth) for each in binned(session, "", 0, 9)}

    assert found == {
        "Won": ("Deal", Worth("bookings", 12_000_00, "USD", "2026-Q3")),
        "Lost": ("Deal", Worth("lost deals", 12_000_00, "EUR", "2026-Q1")),
        "Open": ("Deal", Worth("pipeline", 12_000_00, "USD")),
    }


def test_costs_count_in_their_month_and_partners_towards_no_sum(session: Session) -> None:
    inserted(session, "costs", {"month": "2026-07", "category": "partner_managers", "amount": 300_00})
    inserted(session, "partners", {"name": "Litware"})
    session.execute(*delete_rows(session, "costs", [1]))
    session.execute(*delete_rows(session, "partners", [1]))

    partner, cost = binned(session, "", 0, 9)

    assert (partner.name, partner.worth) == ("Litware", None)
    assert cost.worth == Worth("cost", 300_00, "USD", "2026-07")
