"""Two records made one, with all that hangs on them, in one step that one undo takes back."""

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.services.checking import faults
from partnertracker.services.editing import insert_row
from partnertracker.services.joining import Why
from partnertracker.services.merging import merge, prospect, what_hangs_on
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
    seen = prospect(session, "partners", 1, 2, {})
    told = [(loss.table, loss.name, loss.why, loss.stays is not None) for loss in seen.losses]
    assert sorted(told) == [
        ("deal_influences", "ERP", Why.SOURCE, False),
        ("deal_influences", "ERP", Why.SOURCE, False),
        ("deal_influences", "ERP", Why.TWICE, True),
        ("targets", "", Why.TWICE, True),
    ]

    session.execute(*merge(session, "partners", 1, 2, {"name": "ACME Limited", "region": "North"}))
    assert seen.hanging == what_hangs_on(session.store, "partners", kept)

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
        session.execute(*merge(session, "partners", 1, 2, {"name": "Fabrikam"}))
    assert content(session) == before


def test_any_two_partners_of_a_whole_programme_can_become_one() -> None:
    session = demo_session(12, 120)
    before = content(session)
    keys = [int(row["key"] or 0) for row in session.store.find("partners", {})]
    for kept, gone in zip(keys[::2], keys[1::2], strict=True):
        seen = prospect(session, "partners", kept, gone, {})
        session.execute(*merge(session, "partners", kept, gone, {}))
        (row,) = session.store.rows("partners", [kept])
        assert seen.hanging == what_hangs_on(session.store, "partners", str(row["id"]))
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
    session.execute(*merge(session, "partners", 1, 3, {"segment": "Retail"}))
    assert session.store.find("partners", {"name": "Acme Ltd"})[0]["segment"] == "Retail"
    assert session.store.count("custom_values") == 1


def merge_deals(session: Session, stage: str, closed_on: str | None) -> None:
    values: Row = {"stage": stage, "closed_on": closed_on}
    seen = prospect(session, "deals", 1, 2, values)
    session.execute(*merge(session, "deals", 1, 2, values))
    (row,) = session.store.rows("deals", [1])
    assert seen.hanging == what_hangs_on(session.store, "deals", str(row["id"]))


def stage_days(session: Session) -> list[tuple[object, object]]:
    events = session.store.find("deal_stage_events", {})
    return sorted((str(row["entered_on"]), str(row["stage"])) for row in events)


def two_deals(session: Session) -> list[str]:
    """Enter a deal proposed on 3 March, and one proposed on that day, too, and won on 1 May."""
    won = deal(name="ERP rollout", stage="won", closed_on="2026-05-01", source_partner=ids(session)[1])
    rows = [str(row["id"]) for row in inserted(session, "deals", deal(stage="proposal"), won)]
    for of, stage, day in (
        (0, "proposal", "2026-03-03"),
        (1, "proposal", "2026-03-03"),
        (1, "won", "2026-05-01"),
    ):
        inserted(session, "deal_stage_events", {"deal": rows[of], "stage": stage, "entered_on": day})
    return rows


@pytest.mark.parametrize(
    ("stage", "closed_on", "days"),
    [
        ("won", "2026-05-01", [("2026-03-03", "proposal"), ("2026-05-01", "won")]),
        ("proposal", None, [("2026-03-03", "proposal")]),
        ("lost", "2026-04-01", [("2026-03-03", "proposal"), ("2026-04-01", "lost")]),
    ],
)
def test_the_history_of_two_deals_leads_to_the_stage_that_was_chosen(
    session: Session, stage: str, closed_on: str | None, days: list[tuple[str, str]]
) -> None:
    two_deals(session)
    before = content(session)
    merge_deals(session, stage, closed_on)
    assert stage_days(session) == days
    assert list(faults(session)) == []
    session.undo()
    assert content(session) == before


def test_influences_of_two_deals_stand_once_and_none_is_the_source(session: Session) -> None:
    one, other = two_deals(session)
    acme, limited = ids(session)
    third = str(inserted(session, "partners", {"name": "Fabrikam"})[0]["id"])
    for of, whom in ((one, limited), (one, third), (other, third), (other, acme)):
        inserted(session, "deal_influences", {"deal": of, "partner": whom})
    seen = prospect(session, "deals", 1, 2, {"source_partner": limited})
    session.execute(*merge(session, "deals", 1, 2, {"source_partner": limited}))
    influence_losses = [loss for loss in seen.losses if loss.table == "deal_influences"]
    assert [(loss.name, loss.why) for loss in influence_losses] == [
        ("ACME Limited", Why.SOURCE),
        ("Fabrikam", Why.TWICE),
    ]
    assert seen.hanging == what_hangs_on(session.store, "deals", one)
    influences = session.store.find("deal_influences", {})
    assert sorted(str(row["partner"]) for row in influences) == sorted([acme, third])
    assert {row["deal"] for row in influences} == {one}
    assert list(faults(session)) == []


def test_what_hangs_on_a_record_is_counted(session: Session) -> None:
    one, _ = two_deals(session)
    limited = ids(session)[1]
    inserted(session, "notes", {"date": "2026-01-01", "partner": limited, "text": "Met"})
    target: Row = {"metric": "bookings", "period": "2026", "comparison": "at_least", "value": 5.0}
    inserted(session, "targets", {**target, "scope": f"partner:{limited}", "effective_on": "2026-01-01"})
    assert what_hangs_on(session.store, "partners", limited) == {"deals": 1, "targets": 1, "notes": 1}
    assert what_hangs_on(session.store, "deals", one) == {"deal_stage_events": 1}
    assert what_hangs_on(session.store, "partners", ids(session)[0]) == {}
