"""When something last happened with each partner."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import NO_DAY, date_of, day_of
from partnertracker.domain.engagement import latest_signs
from tests.domain.programmes import facts_from

FIRST, LAST = day_of("2024-01-01"), day_of("2026-12-31")
DAYS = st.integers(FIRST, LAST)
PARTNERS = 4
Signs = list[tuple[str, int | None, int]]

SIGNS: st.SearchStrategy[Signs] = st.lists(
    st.tuples(
        st.sampled_from(["created", "qualified", "moved", "won", "lost", "influenced", "done", "due"]),
        st.one_of(st.none(), st.integers(1, PARTNERS)),
        DAYS,
    ),
    max_size=25,
)


def rows(signs: Signs) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a file in which exactly these signs, and the creation of their deals, happened."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("deals", "deal_stage_events", "deal_influences", "actions")
    }
    for what, partner, day in signs:
        on, before = date_of(day).isoformat(), date_of(FIRST - 1).isoformat()
        if what in {"done", "due"}:
            tables["actions"].append({"partner": partner or 1, "title": "Call", f"{what}_on": on})
            continue
        deal = {"stage": "lead", "value": 1, "created_on": on if what == "created" else before}
        deal |= {"source_partner": None if what == "influenced" else partner}
        deal |= {"qualified": {"qualified_on": on}, "won": {"stage": "won", "closed_on": on}}.get(what, {})
        deal |= {"lost": {"stage": "lost", "closed_on": on}}.get(what, {})
        tables["deals"].append(deal)
        key = len(tables["deals"])
        if what == "moved":
            tables["deal_stage_events"].append({"deal": key, "stage": "proposal", "entered_on": on})
        if what == "influenced":
            row = {"deal": key, "partner": partner or 1, "influenced_on": on}
            tables["deal_influences"].append(row)
    return tables


def plainly(tables: dict[str, list[dict[str, Any]]], partner: int, day: int) -> int:
    """Return the latest of all days that any row gives a partner, by a day."""
    deals = tables["deals"]
    dates = [row.get("done_on") for row in tables["actions"] if row["partner"] == partner]
    dates += [row["influenced_on"] for row in tables["deal_influences"] if row["partner"] == partner]
    for row in tables["deal_stage_events"]:
        dates += [row["entered_on"]] * (deals[row["deal"] - 1]["source_partner"] == partner)
    for row in deals:
        if row["source_partner"] == partner:
            dates += [row.get(name) for name in ("created_on", "qualified_on", "closed_on")]
    return max((day_of(each) for each in dates if each and day_of(each) <= day), default=NO_DAY)


@given(SIGNS, DAYS)
def test_the_last_sign_is_what_a_plain_look_at_every_row_finds(signs: Signs, day: int) -> None:
    partners: list[dict[str, Any]] = [{"name": f"P{number}"} for number in range(PARTNERS)]
    tables = rows(signs)
    found = latest_signs(facts_from({"partners": partners, **tables}), day)
    assert found.tolist() == [plainly(tables, partner, day) for partner in range(1, PARTNERS + 1)]
