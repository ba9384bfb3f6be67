"""Partners that may be the same: found, and told apart for good."""

import pytest

from partnertracker.services.duplicates import DuplicateSearch, duplicates_of, tell_apart
from partnertracker.services.session import Session
from tests.made_up import demo_session, empty_session, inserted


@pytest.fixture
def session() -> Session:
    made = empty_session()
    inserted(
        made, "partners", {"name": "Acme Ltd", "tier": "Gold"}, {"name": "ACME Limited", "region": "North"}
    )
    return made


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


def test_the_pairs_of_a_whole_file_are_those_found_one_by_one() -> None:
    session = demo_session(450, 0)
    inserted(session, "partners", {"name": "litware ag"}, {"name": "Fabrikams", "website": "x.example"})
    session.execute(*tell_apart(session, 1, 451))
    search = DuplicateSearch(session.store)
    assert search.portions == 3
    found = [each for portion in range(search.portions) for each in search.look(portion)]
    rows = session.store.find("partners", {})
    one_by_one = {
        tuple(sorted((int(row["key"] or 0), each.key)))
        for row in rows
        for each in duplicates_of(session.store, row, int(row["key"] or 0))
    }
    assert {each.keys for each in found} == one_by_one
    assert ("Fabrikam", "Fabrikams") in {each.names for each in found}
    assert (1, 451) not in {each.keys for each in found}


def test_a_file_without_partners_has_nothing_to_look_at() -> None:
    assert DuplicateSearch(empty_session().store).portions == 0
