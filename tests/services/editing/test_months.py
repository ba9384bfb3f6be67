"""Going on by a month."""

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.services.editing import add_next_month, month_after
from partnertracker.services.listing.scope import newest_rows
from tests.made_up import empty_session, inserted

COSTS: list[Row] = [
    {"month": "2026-11", "category": "marketing", "amount": 100, "notes": "Fair"},
    {"month": "2026-12", "category": "marketing", "amount": 200, "people": 1.5, "notes": "Party"},
    {"month": "2026-12", "category": "commission", "amount": 300, "currency": "EUR"},
]


@pytest.mark.parametrize(("month", "after"), [("2026-09", "2026-10"), ("2026-12", "2027-01")])
def test_the_month_after(month: str, after: str) -> None:
    assert month_after(month) == after


def test_the_last_month_is_copied_without_its_notes_in_one_step() -> None:
    session = empty_session()
    inserted(session, "costs", *COSTS)
    edit = add_next_month(session, "costs", newest_rows(session.facts, "costs", "month", 0))
    assert edit.label == "Add 2 costs of 2027-01"
    session.execute(*edit)
    new = session.store.find("costs", {"month": "2027-01"})
    told = [(row["category"], row["amount"], row["people"], row["currency"], row["notes"]) for row in new]
    assert told == [("marketing", 200, 1.5, "USD", None), ("commission", 300, None, "EUR", None)]
    session.undo()
    assert len(session.facts["costs"]) == 3


def test_only_what_concerns_a_partner_goes_on() -> None:
    session = empty_session()
    (partner,) = inserted(session, "partners", {"name": "Litware"})
    inserted(session, "costs", *COSTS, {**COSTS[0], "partner": partner["id"]})
    assert newest_rows(session.facts, "costs", "month", 1) == [4]
    assert newest_rows(session.facts, "costs", "month", 0) == [2, 3]


def test_a_month_that_is_there_stays_the_only_one() -> None:
    session = empty_session()
    inserted(session, "company_revenue", {"month": "2026-01", "amount": 1}, {"month": "2026-02", "amount": 2})
    with pytest.raises(InvalidRowsError, match="already a company revenue with this month"):
        session.execute(*add_next_month(session, "company_revenue", [1]))


def test_nothing_entered_leaves_nothing_to_copy() -> None:
    assert newest_rows(empty_session().facts, "costs", "month", 0) == []
