"""What made a figure differ: which rows, which fields, by whom."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.periods import period_named
from partnertracker.services.editing import change_row, delete_rows, insert_row
from partnertracker.services.elsewhere import Asked
from partnertracker.services.restating import (
    Question,
    Restatement,
    differences,
    restatements,
    target_difference,
)
from partnertracker.services.session import Session
from partnertracker.services.tracing import Explained, explained, steps_behind
from tests.made_up import empty_session, inserted

QUESTION = Question(period_named("2026-Q3", 1), day_of("2026-09-30"))


def deal(name: str, partner: Row, value: int = 100_00, **fields: str | int) -> Row:
    usual: Row = {"name": name, "customer": "Port", "customer_is_new": 1, "stage": "won", "value": value}
    dates: Row = {"created_on": "2026-07-01", "closed_on": "2026-08-01", "source_partner": partner["id"]}
    return {**usual, **dates, **fields}


@pytest.fixture
def session() -> Iterator[Session]:
    """Two partners and three deals won in the third quarter; all that was the first step known."""
    session = empty_session()
    litware, _ = inserted(session, "partners", {"name": "Litware"}, {"name": "Adatum"})
    inserted(session, "deals", *(deal(name, litware) for name in ("ERP", "CRM", "SAP")))
    yield session
    session.store.close()


def asked(metric: str) -> Asked:
    return Asked(Restatement(BUILT_IN_BY_ID[metric], None, None), QUESTION)


def why(session: Session, step: int, metric: str = "bookings") -> dict[str, Explained]:
    past = session.as_known(step)
    rows = differences(past.facts, session.facts, metric, QUESTION).rows
    found = explained(session, past, rows, asked(metric))
    past.store.close()
    return {each.name: each for each in found}


def test_entered_later_deleted_and_changed(session: Session) -> None:
    known = session.store.last_step()
    litware = session.store.find("partners", {"name": "Litware"})[0]
    session.execute(*insert_row(session, "deals", deal("New", litware, 30_00)))
    session.execute(*delete_rows(session, "deals", [2]))
    session.execute(*change_row(session, "deals", 1, {"value": 150_00, "manager": "AK"}))
    session.execute(*change_row(session, "deals", 1, {"value": 170_00, "manager": None}))

    found = why(session, known)

    assert {name: each.row.difference for name, each in found.items()} == {"New": 30, "CRM": -100, "ERP": 70}
    assert {name: each.own[0].what for name, each in found.items()} == {
        "New": "added",
        "CRM": "deleted",
        "ERP": "changed",
    }
    assert [name for name, each in found.items() if not each.is_there] == ["CRM"]
    (value,) = found["ERP"].own[0].edited  # the manager is what it was
    assert (value.field.label, value.before, value.after) == ("Value", 100_00, 170_00)
    assert [step.number for step in found["ERP"].own[0].steps] == [known + 3, known + 4]


def test_a_partner_is_told_by_name(session: Session) -> None:
    known = session.store.last_step()
    adatum = session.store.find("partners", {"name": "Adatum"})[0]
    session.execute(*change_row(session, "deals", 1, {"source_partner": adatum["id"], "customer_is_new": 0}))

    edited = {each.field.name: (each.before, each.after) for each in why(session, known)["ERP"].own[0].edited}

    assert edited == {"source_partner": ("Litware", "Adatum"), "customer_is_new": (1, 0)}


def test_what_was_undone_differs_no_more(session: Session) -> None:
    known = session.store.last_step()
    session.execute(*change_row(session, "deals", 1, {"value": 150_00}))
    session.execute(*delete_rows(session, "deals", [2]))
    session.undo()
    session.undo()

    assert why(session, known) == {}


def test_a_difference_through_a_row_that_belongs_to_it(session: Session) -> None:
    months: list[Row] = [{"month": f"2026-0{month}", "amount": 1000_00} for month in (7, 8, 9)]
    inserted(session, "company_revenue", *months)
    adatum = session.store.find("partners", {"name": "Adatum"})[0]
    (direct,) = inserted(session, "deals", {**deal("Direct", adatum), "source_partner": None})
    known = session.store.last_step()
    session.execute(*insert_row(session, "deal_influences", {"deal": direct["id"], "partner": adatum["id"]}))

    found = why(session, known, "influenced_share")

    assert [(trace.table, trace.what) for trace in found["Direct"].own] == [("deal_influences", "added")]


def test_a_difference_through_a_rate_leads_to_the_step_that_changed_it(session: Session) -> None:
    litware = session.store.find("partners", {"name": "Litware"})[0]
    (rate,) = inserted(session, "exchange_rates", {"currency": "EUR", "from_date": "2020-01-01", "rate": 2.0})
    inserted(session, "deals", deal("Euro", litware, currency="EUR"))
    known = session.store.last_step()
    step = session.execute(*change_row(session, "exchange_rates", int(rate["key"] or 0), {"rate": 3.0})).step
    session.execute(*change_row(session, "partners", 2, {"tier": "Gold"}))
    past = session.as_known(known)

    rows = differences(past.facts, session.facts, "bookings", QUESTION).rows
    found = explained(session, past, rows, asked("bookings"))

    assert [(each.name, each.own, each.rules) for each in found] == [("Euro", (), ("exchange_rates",))]
    assert [each.number for each in found[0].ruled] == [step.number]
    assert [each.number for each in steps_behind(found)] == [step.number]
    past.store.close()


def test_a_target_that_moved_is_told_with_what_moved_it(session: Session) -> None:
    goal: Row = {"metric": "bookings", "period": "2026-Q3", "comparison": "at_least", "scope": "all"}
    goal |= {"effective_on": "2026-01-01"}
    (before,) = inserted(session, "targets", {**goal, "value": 1000})
    known = session.store.last_step()
    session.execute(*delete_rows(session, "targets", [int(before["key"] or 0)]))
    (after,) = inserted(session, "targets", {**goal, "value": 2000})
    past = session.as_known(known)

    every = restatements(past.facts, session.facts, QUESTION)
    restated = next(each for each in every if each.metric.id == "bookings")
    (row,) = target_difference(restated)
    assert (row.table, row.key, row.then, row.now) == ("targets", after["key"], 1000, 2000)
    (found,) = explained(session, past, [row], Asked(restated, QUESTION))
    assert [trace.what for trace in found.own] == ["added"]
    assert [each.number for each in steps_behind([found])] == [session.store.last_step()]
    past.store.close()


def test_a_target_spread_by_last_year_moves_with_the_rates_of_last_year(session: Session) -> None:
    litware = session.store.find("partners", {"name": "Litware"})[0]
    (rate,) = inserted(session, "exchange_rates", {"currency": "EUR", "from_date": "2020-01-01", "rate": 2.0})
    last_year: Row = {"created_on": "2025-01-02", "qualified_on": None}
    inserted(
        session, "deals", {**deal("Euro", litware, currency="EUR"), **last_year, "closed_on": "2025-08-01"}
    )
    inserted(session, "deals", {**deal("Dollar", litware), **last_year, "closed_on": "2025-02-01"})
    goal: Row = {"metric": "bookings", "period": "2026", "comparison": "at_least", "spread": "last_year"}
    inserted(session, "targets", {**goal, "value": 1000, "scope": "all", "effective_on": "2026-01-01"})
    known = session.store.last_step()
    step = session.execute(*change_row(session, "exchange_rates", int(rate["key"] or 0), {"rate": 3.0})).step
    past = session.as_known(known)

    restated = {each.metric.id: each for each in restatements(past.facts, session.facts, QUESTION)}[
        "bookings"
    ]
    (found,) = explained(session, past, target_difference(restated), Asked(restated, QUESTION))
    assert (found.own, found.rules) == ((), ("exchange_rates",))
    assert [each.number for each in steps_behind([found])] == [step.number]
    past.store.close()
