"""Partners, customers, deals and notes are found by a part of their name."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.services.editing import change_row, delete_rows, insert_row
from partnertracker.services.finding import Hit, RecordFinder, best, matching
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

DEAL: Row = {"customer": "Munich Port", "stage": "lead", "value": 100, "created_on": "2026-01-01"}


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    session.load()
    for name in ("Litware", "Northwind Light", "Café Lumière"):
        inserted(session, "partners", {"name": name, "tier": "Gold", "manager": "AK"})
    for name in ("Light rollout", "Rollout", "Lighthouse", "ERP rollout", "Data rollout", "A rollout"):
        inserted(session, "deals", {**DEAL, "name": name})
    inserted(session, "deals", {**DEAL, "name": "Audit", "customer": "Lighting Ltd"})
    text = "We talked for a long time about the stand at the fair, about lights\nand about leads."
    inserted(session, "notes", {"date": "2026-03-02", "metric": "bookings", "text": text})
    yield session
    session.store.close()


def titles(session: Session, query: str, finder: RecordFinder | None = None) -> list[str]:
    return [hit.title for hit in (finder or RecordFinder()).find(session, query)]


def test_every_kind_is_found_whatever_the_case_and_accents(session: Session) -> None:
    found = RecordFinder().find(session, "LIGHT")
    assert [(hit.kind, hit.title, hit.detail) for hit in found] == [
        ("partners", "Northwind Light", "Partner · Gold · AK"),
        ("deals", "Lighting Ltd", "Customer · 1 deal"),
        ("deals", "Lighthouse", "Deal · Munich Port · Lead"),
        ("deals", "Light rollout", "Deal · Munich Port · Lead"),
        ("notes", "…stand at the fair, about lights and about leads.", found[-1].detail),
    ]
    assert found[-1].detail == "Note · bookings · 2 Mar 2026"
    assert titles(session, "cafe lum") == ["Café Lumière"]
    assert titles(session, "zzz") == []


def test_of_many_deals_those_that_begin_so_come_first_then_the_newest(session: Session) -> None:
    assert titles(session, "rollout") == ["Rollout", "A rollout", "Data rollout", "ERP rollout"]


def test_several_words_are_found_in_any_order_and_in_several_fields(session: Session) -> None:
    (litware,) = session.store.find("partners", {"name": "Litware"})
    rollout = {**DEAL, "name": "Rollout", "customer": "Acme", "source_partner": litware["id"]}
    inserted(session, "deals", rollout)
    for query in ("rollout acme", "ACME rollout", "acme litw", "lead roll litware", "out  acm"):
        (hit, *more) = [each for each in RecordFinder().find(session, query) if each.kind == "deals"]
        assert (hit.title, hit.detail, more) == ("Rollout", "Deal · Acme · Lead", [])
    assert titles(session, "rollout erp") == ["ERP rollout"]
    assert titles(session, "gold litware")[0] == "Litware"
    assert titles(session, "lumiere cafe") == ["Café Lumière"]
    assert titles(session, "port munich")[:2] == ["Munich Port", "A rollout"]
    assert [hit.kind for hit in RecordFinder().find(session, "leads fair talked")] == ["notes"]
    assert titles(session, "rollout zzz") == []


def test_a_deal_is_found_by_its_notes_and_says_so(session: Session) -> None:
    inserted(session, "deals", {**DEAL, "name": "CRM", "notes": "The pilot waits for a signature."})
    (hit,) = RecordFinder().find(session, "signature")
    assert (hit.title, hit.detail) == ("CRM", "Deal · Munich Port · The pilot waits for a signature.")
    (hit,) = RecordFinder().find(session, "pilot crm")
    assert hit.title == "CRM"


def test_a_customer_leads_to_its_newest_deal(session: Session) -> None:
    (hit,) = RecordFinder().find(session, "munich")
    (row,) = session.rows("deals", [hit.key])
    assert (row["name"], hit.detail) == ("A rollout", "Customer · 6 deals")


def test_what_changes_is_followed(session: Session) -> None:
    finder = RecordFinder()
    assert titles(session, "audit", finder) == ["Audit"]
    (row,) = session.store.find("deals", {"name": "Audit"})
    key = int(str(row["key"]))
    for edit, query, expected in (
        (change_row(session, "deals", key, {"name": "Review"}), "review", ["Review"]),
        (change_row(session, "deals", key, {"customer": "Zoo"}), "zoo", ["Zoo"]),
        (delete_rows(session, "deals", [key]), "review", []),
    ):
        finder.follow(session, session.execute(*edit).changes)
        assert titles(session, query, finder) == expected
    assert titles(session, "lighting", finder) == []
    assert titles(session, "audit", finder) == []


def test_the_best_fit_comes_first_whatever_it_is() -> None:
    hits = [Hit(title, "", "page", title) for title in ("Ideal", "A deal", "Dealers", "Deal")]
    assert [hit.title for hit in best(hits, "déal", 3)] == ["Deal", "Dealers", "A deal"]


def test_of_each_kind_a_few_are_kept() -> None:
    hits = [Hit(f"Deal {n}", "", kind, str(n)) for n in range(9) for kind in ("page", "command")]
    assert len(matching(hits, "deal")) == 8


def test_from_a_past_day_a_deal_is_told_with_its_stage_of_that_day(session: Session) -> None:
    (row,) = session.store.find("deals", {"name": "Audit"})
    days: Row = {
        "created_on": "2026-03-01",
        "qualified_on": "2026-04-01",
        "stage": "won",
        "closed_on": "2026-05-01",
    }
    session.execute(*change_row(session, "deals", int(str(row["key"])), days))

    def told(day: str | None) -> str:
        past = None if day is None else day_of(day)
        (hit,) = (each for each in RecordFinder().find(session, "audit", past) if each.kind == "deals")
        return hit.detail

    days_asked = (None, "2026-05-01", "2026-04-30", "2026-03-31", "2026-02-28")
    assert [told(day) for day in days_asked] == [
        "Deal · Lighting Ltd · Won",
        "Deal · Lighting Ltd · Won",
        "Deal · Lighting Ltd · Qualified",
        "Deal · Lighting Ltd · Lead",
        "Deal not yet created · Lighting Ltd",
    ]


def test_from_a_past_day_a_partner_that_joined_later_is_told_to_be_none_yet(session: Session) -> None:
    inserted(session, "partners", {"name": "Alpine Ski House", "joined_on": "2026-03-01"})
    session.load()

    def told(day: str) -> list[str]:
        return [hit.detail for hit in RecordFinder().find(session, "alpine", day_of(day))]

    assert told("2026-03-01") == ["Partner"]
    assert told("2026-02-28") == ["Partner not yet joined"]


def test_one_word_is_found_in_external_ids_and_in_fields_of_the_team(session: Session) -> None:
    field: Row = {"table_name": "deals", "name": "segment", "label": "Segment", "kind": "text"}
    session.execute(*insert_row(session, "custom_fields", field))
    inserted(session, "deals", {**DEAL, "name": "First", "external_id": "OPP-1199", "segment": "Aviation"})
    inserted(session, "deals", {**DEAL, "name": "Second", "segment": "Retail"})
    session.load()
    assert titles(session, "opp-1199") == ["First"]
    assert titles(session, "aviat") == ["First"]
    assert titles(session, "retail") == ["Second"]
    assert titles(session, "banking") == []
    finder = RecordFinder()
    finder.prepare(session)
    (first,) = session.store.find("deals", {"name": "First"})
    edit = change_row(session, "deals", int(first["key"] or 0), {"segment": "Banking"})
    finder.follow(session, session.execute(*edit).changes)
    assert titles(session, "banking", finder) == ["First"]
    assert titles(session, "aviat", finder) == []
