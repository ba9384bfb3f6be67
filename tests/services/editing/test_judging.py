"""Many rows judged by their different values get the verdict that each by itself gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.services.editing import change_rows, insert_rows
from partnertracker.services.editing.checking import problems_in
from partnertracker.services.editing.judging import Judge, change_of
from partnertracker.services.session import Session
from tests.made_up import empty_session


def an_id(number: int) -> str:
    return f"01900000-0000-7000-8000-{number:012x}"


LITWARE, FABRIKAM, NOBODY = an_id(1), an_id(2), an_id(9)
DEAL: Row = {
    "name": "ERP rollout",
    "customer": "Port",
    "stage": "lead",
    "value": 100_00,
    "created_on": "2026-03-01",
}
NEW: dict[str, st.SearchStrategy[Value]] = {
    "name": st.sampled_from([None, "", "Other"]),
    "value": st.sampled_from([-1, 5, None, "much"]),
    "stage": st.sampled_from(["won", "lead", "gone"]),
    "closed_on": st.sampled_from([None, "2026-01-01", "2026-05-01", "2027-01-01"]),
    "qualified_on": st.sampled_from([None, "2026-01-01", "2026-03-05"]),
    "source_partner": st.sampled_from([None, LITWARE, FABRIKAM, NOBODY]),
    "external_id": st.sampled_from([None, "X-0", "X-9"]),
    "currency": st.sampled_from([None, "EUR", "euro"]),
}


def with_deals() -> Session:
    session = empty_session()
    partners = [{"id": LITWARE, "name": "Litware"}, {"id": FABRIKAM, "name": "Fabrikam"}]
    session.execute(*insert_rows(session, "partners", partners))
    closed: Row = {"stage": "won", "closed_on": "2026-06-01"}
    deals: list[Row] = [
        {**DEAL, "id": an_id(100 + n), "external_id": f"X-{n}", **(closed if n % 2 else {})} for n in range(4)
    ]
    session.execute(*insert_rows(session, "deals", deals))
    influence = {"deal": an_id(100), "partner": LITWARE}
    session.execute(*insert_rows(session, "deal_influences", [influence]))
    return session


SESSION = with_deals()


@given(st.lists(st.tuples(st.integers(1, 4), st.fixed_dictionaries({}, optional=NEW)), max_size=6))
def test_the_verdict_is_that_of_each_row_by_itself(changes: list[tuple[int, dict[str, Value]]]) -> None:
    kind, context, store = SESSION.kind("deals"), SESSION.context, SESSION.store
    judge = Judge(store, kind, context)
    ids = set()
    for key, values in changes:
        (before,) = store.rows("deals", [key])
        change = change_of(kind, before, values, context)
        found = {(each.column, each.sentence) for each in judge.problems(change)}
        alone = {
            (each.column, each.sentence)
            for each in problems_in(store, kind, change.after, context, before)
            if change.differing
        }
        wanted = change.differing.get("external_id")
        if wanted in ids:
            alone.add(("external_id", "There is already a deal with this external id."))
        ids.add(wanted if wanted is not None else "")
        assert found == alone


def test_two_rows_can_not_become_the_same_one() -> None:
    session = with_deals()
    edit = change_rows(session, "partners", {1: {"name": "Contoso"}, 2: {"name": "CONTOSO"}})
    with pytest.raises(InvalidRowsError, match="There is already a partner with this partner name"):
        session.execute(*edit)
    assert [row["name"] for row in session.rows("partners", [1, 2])] == ["Litware", "Fabrikam"]


def test_the_same_sentence_about_many_rows_is_said_once() -> None:
    session = with_deals()
    edit = change_rows(session, "deals", {key: {"value": -1} for key in range(1, 5)})
    with pytest.raises(InvalidRowsError) as refused:
        session.execute(*edit)
    assert str(refused.value) == "Value must be 0 or more."


def test_stages_of_many_deals_change_with_their_events_in_one_step() -> None:
    session = with_deals()
    closed: Row = {"stage": "lost", "closed_on": "2026-11-20"}
    outcome = session.execute(*change_rows(session, "deals", dict.fromkeys((1, 3), closed)))
    assert outcome.step.label == "Edit 2 deals"
    events = session.store.find("deal_stage_events", {"stage": "lost"})
    assert [(row["deal"], row["entered_on"]) for row in events] == [
        (an_id(100), "2026-11-20"),
        (an_id(102), "2026-11-20"),
    ]
    session.undo()
    assert session.store.find("deal_stage_events", {"stage": "lost"}) == []
