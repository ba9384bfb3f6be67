"""The two public data sets, against figures computed apart from this project."""

import csv
from pathlib import Path
from typing import Any

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_containing, period_named
from partnertracker.services.measuring import drill, figures
from tests.domain.programmes import facts_from

STAGES = {
    "Prospecting": "lead",
    "Engaging": "qualified",
    "Won": "won",
    "Lost": "lost",
    "Lead": "lead",
    "Qualify": "qualified",
    "Solution": "proposal",
    "Proposal": "negotiation",
    "Finalize": "negotiation",
}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def numbered(names: list[str]) -> dict[str, int]:
    return {name: key for key, name in enumerate(dict.fromkeys(names), start=1)}


@pytest.fixture(scope="module")
def sales(shared_data: Path) -> Facts:
    found = [row for row in rows_of(shared_data, "sales_pipeline.csv") if row["engage_date"]]
    partners = numbered([row["account"] for row in found if row["account"]])
    deals: list[dict[str, Any]] = [
        {
            "customer": row["account"] or "Unknown",
            "customer_is_new": 1,
            "source_partner": partners.get(row["account"]),
            "stage": STAGES[row["deal_stage"]],
            "value": round(float(row["close_value"] or 0) * 100),
            "created_on": row["engage_date"],
            "qualified_on": row["engage_date"],
            "closed_on": row["close_date"] or None,
        }
        for row in found
    ]
    return facts_from({"partners": [{"name": name} for name in partners], "deals": deals})


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2017-Q1", (531, 1_134_672, 0.820711, 74, 84)),
        ("2017-Q2", (1_254, 3_086_111, 0.617126, 52, 85)),
        ("2017-Q3", (1_257, 2_982_255, 0.614069, 49, 85)),
        ("2017-Q4", (1_196, 2_802_496, 0.602519, 51, 85)),
    ],
)
def test_a_year_of_a_hardware_vendor(sales: Facts, label: str, expected: tuple[float, ...]) -> None:
    deals_won, value, win_rate, days, partners = expected
    period = period_named(label)
    found: dict[str, Figure] = {each.metric.id: each for each in figures(sales, period, period.end)}
    assert (found["bookings"].value, found["bookings"].n) == (value, deals_won)
    assert found["win_rate"].value == pytest.approx(win_rate, abs=5e-7)
    assert (found["sales_cycle"].value, found["active_partners"].value) == (days, partners)
    behind = drill(sales, "bookings", period, period.end).rows
    assert (len(behind), sum(row.value for row in behind)) == (deals_won, value)


def test_the_pipeline_of_a_software_vendor(shared_data: Path) -> None:
    found = rows_of(shared_data, "opportunity_tracking.csv")
    # Of the two rows with the id 302 the first one stays.
    once = list({row["Opportunity ID"]: row for row in reversed(found)}.values())
    assert len(found) - len(once) == 1
    partners = numbered([row["Partner"] for row in once if row["Partner"] != "Direct"])
    today = "2026-11-22"
    deals: list[dict[str, Any]] = [
        {
            "customer": row["Account"],
            "source_partner": partners.get(row["Partner"]),
            "stage": STAGES[row["Sales Stage"]],
            "value": round(float(row["ProductRevenue"]) * 100),
            "created_on": row["Create Date"],
        }
        for row in once
    ]
    entered = [
        {"deal": key, "stage": deal["stage"], "entered_on": today}
        for key, deal in enumerate(deals, start=1)
        if deal["stage"] != "lead"
    ]
    facts = facts_from(
        {"partners": [{"name": name} for name in partners], "deals": deals, "deal_stage_events": entered}
    )
    period = period_containing(day_of(today), "quarter")
    (figure,) = figures(facts, period, day_of(today), metrics=["pipeline"])
    assert (figure.value, figure.n) == (525_062_526, 102)
