"""Partners that may be the same: found, told apart, merged in one step that one undo takes back."""

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.services.checking import faults
from partnertracker.services.duplicates import duplicates_of, merge_partners, tell_apart
from partnertracker.services.editing import insert_row
from partnertracker.services.session import Session
from partnertracker.storage.store import SqliteStore
from tests.made_up import demo_session, empty_session, inserted
from tests.storage.test_reversal import content_of


@pytest.fixture
def session() -> Session:
    made = empty_session()
    inserted(
        made, "partners", {"name": "Acme Ltd", "tier": "Gold"}, {"name": "ACME Limited", "region": "North"}
    )
    return made


def ids(session: Session) -> list[str]:
    return [str(row["id"]) for row in session.store.find("partners", {})]


def content(session: Session) -> object:
    assert isinstance(session.store, SqliteStore)
    return content_of(session.store)


def test_a_near_name_is_found_and_stays_told_apart(session: Session) -> None:
    one, other = ids(session)
    found = duplicates_of(session.store, {"name": "acme"})
    assert [(each.name, each.why) for each in found] == [
        ("Acme Ltd", "similar name"),
        ("ACME Limited", "similar name"),
    ]
    assert [each.key for each in duplicates_of(session.store, {"name": "Acme Ltd"}, one)] == [2]
    session.execute(*tell_apart(session, 2, 1))
    session.execute(*tell_apart(session, 1, 2))
    assert duplicates_of(session.store, {"name": "Acme Ltd"}, one) == []
    assert duplicates_of(session.store, {"name": "ACME Limited"}, other) == []
    assert session.store.count("distinct_pairs") == 1
    session.undo()
    assert len(duplicates_of(session.store, {"name": "Acme Ltd"}, one)) == 1


def deal(**values: object) -> Row:
    row: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-01-01"}
    return {**row, **values}  # type: ignore[dict-item]


def test_all_that_hangs_on_the_one_moves_to_the_other(session: Session) -> None:
    kept, gone = ids(session)
    deals = [deal(source_partner=gone), deal(source_partner=kept), deal(source_partner=gone), deal()]
    one, two, three, four = (str(row["id"]) for row in inserted(session, "deals", *deals))
    for of, whom in ((two, gone), (three, kept), (four, kept), (four, gone)):
        inserted(session, "deal_influences", {"deal": of, "partner": whom})
    target: Row = {"metric": "bookings", "period": "2026", "comparison": "at_least", "value": 5.0}
    for scope in (kept, gone):
        row: Row = {**target, "scope": f"partner:{scope}", "effective_on": "2026-01-01"}
        inserted(session, "targets", row)
    inserted(session, "targets", {**target, "metric": "sqls", "scope": f"partner:{gone}"})
    inserted(session, "notes", {"date": "2026-01-01", "partner": gone, "text": "Met"})
    before = content(session)

    session.execute(*merge_partners(session, 1, 2, {"name": "ACME Limited", "region": "North"}))

    (partner,) = session.store.find("partners", {})
    assert (partner["name"], partner["tier"], partner["region"]) == ("ACME Limited", "Gold", "North")
    assert [row["source_partner"] for row in session.store.find("deals", {})] == [kept, kept, kept, None]
    influences = session.store.find("deal_influences", {})
    assert [(row["deal"], row["partner"]) for row in influences] == [(four, kept)]
    assert [row["metric"] for row in session.store.find("targets", {"scope": f"partner:{kept}"})] == [
        "bookings",
        "sqls",
    ]
    assert session.store.find("notes", {})[0]["partner"] == kept
    assert one
    assert list(faults(session)) == []
    assert session.store.check() == []
    session.undo()
    assert content(session) == before


def test_values_that_break_a_rule_leave_both(session: Session) -> None:
    inserted(session, "partners", {"name": "Fabrikam"})
    before = content(session)
    with pytest.raises(InvalidRowsError, match="already a partner"):
        session.execute(*merge_partners(session, 1, 2, {"name": "Fabrikam"}))
    assert content(session) == before


def test_any_two_partners_of_a_whole_programme_can_become_one() -> None:
    session = demo_session(12, 120)
    before = content(session)
    keys = [int(row["key"] or 0) for row in session.store.find("partners", {})]
    for kept, gone in zip(keys[::2], keys[1::2], strict=True):
        session.execute(*merge_partners(session, kept, gone, {}))
    assert session.store.count("partners") == 6
    assert list(faults(session)) == []
    assert session.store.check() == []
    for _ in range(6):
        session.undo()
    assert content(session) == before


def test_its_own_fields_go_with_the_one_that_goes(session: Session) -> None:
    field: Row = {"table_name": "partners", "name": "segment", "label": "Segment", "kind": "text"}
    session.execute(*insert_row(session, "custom_fields", field))
    inserted(session, "partners", {"name": "Acme", "segment": "Retail"})
    session.execute(*merge_partners(session, 1, 3, {"segment": "Retail"}))
    assert session.store.find("partners", {"name": "Acme Ltd"})[0]["segment"] == "Retail"
    assert session.store.count("custom_values") == 1
