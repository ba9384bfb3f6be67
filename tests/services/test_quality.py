import json
from collections.abc import Iterator
from datetime import date

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.quality import flaws, flaws_as_json, flaws_of_metric, usable_rows
from partnertracker.services.session import Session
from tests.storage.memory import open_memory

DAY = day_of("2026-11-21")


@pytest.fixture
def session() -> Iterator[Session]:
    clock = Clock(today=lambda: date(2026, 11, 21), now=lambda: "2026-11-21T12:00:00.000000Z")
    session = Session(open_memory(Settings()), clock, "AK")

    def fill(writer: Writer) -> None:
        (litware,) = writer.insert("partners", [{"name": "Litware", "manager": "MO", "tier": "Gold"}])
        deal: Row = {
            "customer": "Acme",
            "customer_is_new": 1,
            "source_partner": litware["id"],
            "stage": "won",
            "value": 100,
            "created_on": "2026-10-01",
            "closed_on": "2026-11-01",
        }
        writer.insert("deals", [deal | {"name": "ERP"}, deal | {"name": "CRM", "qualified_on": "2026-10-02"}])
        writer.insert(
            "custom_metrics",
            [{"name": "pace", "label": "Pace", "formula": "sales_cycle / 7", "unit": "count"}],
        )

    session.execute("Fill", fill)
    yield session
    session.store.close()


def test_flaws_are_written_with_their_rows_by_name(session: Session) -> None:
    written = flaws_as_json(session, flaws_of_metric(session.facts, "sales_cycle", DAY))

    assert json.loads(json.dumps(written)) == written
    (unqualified,) = written
    rows = unqualified.pop("rows")
    assert isinstance(rows, list)
    assert [row["label"] for row in rows] == ["ERP"]
    assert unqualified == {
        "id": "won_unqualified",
        "label": "Won deals without a qualified date",
        "kind": "missing",
        "effect": "They are left out of the sales cycle, and count as no SQL.",
        "table": "deals",
        "field": "qualified_on",
        "metrics": ["sales_cycle", "sqls", "cohort_conversion"],
        "count": 1,
        "among": 2,
        "absent": [],
    }


def test_what_is_absent_is_named(session: Session) -> None:
    found = {each.flaw.id: each.absent for each in flaws(session.facts, DAY)}

    assert found["months_without_cost"][0] == "2025-12"
    assert found["tiers_without_requirements"] == ("Gold",)


def test_a_metric_made_of_others_has_their_flaws(session: Session) -> None:
    assert [each.flaw.id for each in flaws_of_metric(session.facts, "pace", DAY)] == ["won_unqualified"]
    period = period_named("2026-Q4")
    for metric in ("pace", "sales_cycle"):
        assert usable_rows(session.facts, metric, period, DAY).share == 0.5


def test_a_scope_narrows_rows(session: Session) -> None:
    ids = {each.flaw.id for each in flaws(session.facts, DAY, "partner:Litware")}

    assert "won_unqualified" in ids
    assert "partners_unrated" in ids
