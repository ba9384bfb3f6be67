"""Views are kept in the file, each change a step that can be undone."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.services.arrangements import Arrangement
from partnertracker.services.saved_views import (
    delete_view,
    rename_view,
    replace_view,
    save_view,
    saved_view,
    view_names,
)
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

LARGE = Arrangement("value:>50k closed:>=-30d", "open", ("value", True), ("name", "value"))


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    session.load()
    yield session
    session.store.close()


def names(session: Session, table: str = "deals") -> list[str]:
    return [name for _, name in view_names(session.facts, table)]


def saved(session: Session, name: str, arrangement: Arrangement = LARGE, table: str = "deals") -> int:
    session.execute(*save_view(session, table, name, arrangement))
    return next(key for key, called in view_names(session.facts, table) if called == name)


def test_a_view_is_saved_renamed_replaced_and_deleted_each_in_one_step(session: Session) -> None:
    key = saved(session, "Large deals")
    found = saved_view(session, key)
    assert found is not None
    assert (found.name, found.arrangement) == ("Large deals", LARGE)
    session.execute(*rename_view(session, key, "Large"))
    session.execute(*replace_view(session, key, Arrangement("stage:won")))
    assert saved_view(session, key) == (key, "Large", Arrangement("stage:won"))
    session.execute(*delete_view(session, key))
    assert names(session) == []
    assert saved_view(session, key) is None
    assert [step.label for step in session.store.steps()] == [
        "Delete saved view “Large”",
        "Edit saved view “Large”",
        "Edit saved view “Large deals”",
        "Add saved view “Large deals”",
    ]
    for _ in range(3):
        session.undo()
    assert names(session) == ["Large deals"]
    assert saved_view(session, key) == found


def test_views_belong_to_a_table_and_stand_by_name(session: Session) -> None:
    for name in ("zoo", "Éclair", "Deals"):
        saved(session, name)
    saved(session, "Deals", table="partners")
    assert names(session) == ["Deals", "Éclair", "zoo"]
    assert names(session, "partners") == ["Deals"]


@pytest.mark.parametrize("name", ["Large", " lArge", "  "])
def test_a_name_is_needed_and_no_two_views_of_a_table_share_one(session: Session, name: str) -> None:
    saved(session, "Large")
    with pytest.raises(InvalidRowsError):
        session.execute(*save_view(session, "deals", name, LARGE))
    saved(session, "Small")
    (_, small) = view_names(session.facts, "deals")
    with pytest.raises(InvalidRowsError):
        session.execute(*rename_view(session, small[0], name))
    session.execute(*rename_view(session, small[0], "SMALL"))


@given(
    st.builds(
        Arrangement,
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
        st.sampled_from(["", "won"]),
        st.tuples(st.sampled_from(["", "value"]), st.booleans()),
        st.lists(st.sampled_from(["name", "value", "stage"]), unique=True).map(tuple),
    )
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_read_as_it_was(session: Session, arrangement: Arrangement) -> None:
    key = saved(session, "Kept", arrangement)
    assert saved_view(session, key) == (key, "Kept", arrangement)
    session.undo()


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[1]", '{"sort": 3, "columns": "name", "text": 5}', '{"sort": ["value"]}']
)
def test_what_can_t_be_read_is_as_at_the_start(session: Session, text: str) -> None:
    inserted(session, "saved_views", {"table_name": "deals", "name": "Odd", "definition": text or "-"})
    ((key, _),) = view_names(session.facts, "deals")
    assert saved_view(session, key) == (key, "Odd", Arrangement())
