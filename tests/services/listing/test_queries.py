from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import day_of, fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.search import folded
from partnertracker.domain.texts import Texts, TextsBuilder
from partnertracker.services.listing.columns import cells, column, columns_of
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Filter
from partnertracker.services.listing.queries import Listing, count_by, rows_of
from tests.domain.programmes import facts_of

STAGES = ("lead", "qualified", "won", "lost")
PARTNERS: list[Row] = [
    {"key": 3, "name": "Fabrikam", "tier": "Gold", "manager": "AK"},
    {"key": 5, "name": "ärger AG", "tier": "Silver", "manager": "JL"},
    {"key": 9, "name": "Litware", "tier": "Gold", "manager": None},
]
DEALS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["ERP rollout", "Migration", "migration 2", "Éclair"]),
            "customer": st.sampled_from(["Munich Port", "Ankara", "zoo"]),
            "source_partner": st.sampled_from([None, 3, 5, 9]),
            "stage": st.sampled_from(STAGES),
            "value": st.integers(0, 5),
            "created_on": st.dates().map(str),
            "expected_close_on": st.none() | st.sampled_from(["2026-01-01", "2026-03-01"]),
            "closed_on": st.none() | st.sampled_from(["2026-02-01", "2026-04-01"]),
            "external_id": st.none() | st.text("ab1", max_size=3),
            "probability": st.none() | st.sampled_from([10, 50]),
        }
    ),
    max_size=12,
)
INFLUENCES = st.lists(st.tuples(st.integers(0, 11), st.sampled_from([3, 5, 9])), max_size=6)


def table_rows(table: str, rows: list[Row]) -> list[tuple[Value, ...]]:
    names = ["key", *(field.name for field in fact_fields(entity(table)))]
    return [tuple(row.get(name) for name in names) for row in rows]


def file_of(deals: list[Row], influences: list[tuple[int, int]]) -> tuple[Facts, list[Row], Texts]:
    rows: list[Row] = [{"key": 2 * i + 1, **row} for i, row in enumerate(deals)]
    influenced: list[Row] = [
        {"key": i + 1, "deal": 2 * deal + 1, "partner": partner}
        for i, (deal, partner) in enumerate(influences)
        if deal < len(deals)
    ]
    partners: list[Row] = [dict(row) for row in PARTNERS]
    facts = facts_of(
        {
            "partners": table_rows("partners", partners),
            "deals": table_rows("deals", rows),
            "deal_influences": table_rows("deal_influences", influenced),
        }
    )
    builder = TextsBuilder(("name", "external_id"))
    builder.add([(row["key"], row["name"], row["external_id"]) for row in rows])
    return facts, influenced, builder.texts()


def shown(deals: list[Row], influences: list[tuple[int, int]], listing: Listing) -> list[int]:
    facts, _, texts = file_of(deals, influences)
    return [int(position) for position in rows_of(facts, listing, texts)]


@given(DEALS, INFLUENCES, st.sampled_from(["", "erp", "MIG", "fabri", "eclair", "ag 2", "a1", "munich lit"]))
def test_text_finds_rows_whose_texts_hold_every_word(
    deals: list[Row], influences: list[tuple[int, int]], text: str
) -> None:
    names = {row["key"]: row["name"] for row in PARTNERS}

    def holds(row: Row, word: str) -> bool:
        texts = [row["name"], row["customer"], row["external_id"], names.get(row["source_partner"])]
        return any(folded(word) in folded(str(each)) for each in texts if each is not None)

    expected = [i for i, row in enumerate(deals) if all(holds(row, word) for word in text.split())]
    assert shown(deals, influences, Listing("deals", text=text, sort=("", False))) == expected


@given(
    DEALS,
    INFLUENCES,
    st.sampled_from([each.name for each in columns_of("deals")]),
    st.sampled_from(["up", "down"]),
)
def test_sorts_by_any_column_with_missing_values_last(
    deals: list[Row], influences: list[tuple[int, int]], name: str, direction: str
) -> None:
    if name == "notes":
        return
    facts, _, _ = file_of(deals, influences)
    order = shown(deals, influences, Listing("deals", sort=(name, direction == "down")))

    def place(position: int) -> Any:  # noqa: ANN401  whatever the column is ordered by
        if column(facts, "deals", name).stored:
            return folded(str(deals[position][name] or "")) or None
        here = cells(facts, "deals", name)
        if not column(facts, "deals", name).coded:
            value = here.values[position]
            return None if np.isnan(value) or value < -1_000_000_000 or value == -1 else value
        code = here.values[position]
        if code < 0:
            return None
        word = here.words[code]
        if name == "stage":
            return STAGES.index(word)
        return here.ranks[code] if here.ranks else folded(word)

    places = [place(position) for position in order]
    assert sorted(order) == list(range(len(deals)))
    present = [each for each in places if each is not None]
    assert places == [*present, *[None] * (len(places) - len(present))]
    assert present == sorted(present, reverse=direction == "down")


@given(DEALS, INFLUENCES)
def test_involvement_is_sourced_before_influenced_before_direct(
    deals: list[Row], influences: list[tuple[int, int]]
) -> None:
    for wanted in ("Sourced", "Influenced", "Direct"):
        listing = Listing("deals", filters=(AnyOf("involvement", frozenset([wanted])),), sort=("", False))
        touched = {deal for deal, _ in influences}
        kinds = [
            "Sourced" if row["source_partner"] else "Influenced" if i in touched else "Direct"
            for i, row in enumerate(deals)
        ]
        assert shown(deals, influences, listing) == [i for i, kind in enumerate(kinds) if kind == wanted]


@given(DEALS, INFLUENCES, st.sampled_from(["Gold", "Silver"]))
def test_the_tier_chosen_in_the_window_keeps_deals_such_a_partner_takes_part_in(
    deals: list[Row], influences: list[tuple[int, int]], tier: str
) -> None:
    inside = {row["key"] for row in PARTNERS if row["tier"] == tier}
    expected = [
        i
        for i, row in enumerate(deals)
        if row["source_partner"] in inside or any(d == i and p in inside for d, p in influences)
    ]
    assert shown(deals, influences, Listing("deals", tier=tier, sort=("", False))) == expected


@given(DEALS)
def test_filters_by_column_hold_together(deals: list[Row]) -> None:
    filters: tuple[Filter, ...] = (
        Between("value", 1, 4),
        Contains("customer", "AN"),
        AnyOf("partner", frozenset(["Fabrikam", ""])),
    )
    expected = [
        i
        for i, row in enumerate(deals)
        if 1 <= int(str(row["value"])) <= 4
        and row["customer"] == "Ankara"
        and row["source_partner"] in {None, 3}
    ]
    assert shown(deals, [], Listing("deals", filters=filters, sort=("", False))) == expected


@given(DEALS, st.sampled_from(["current", "open", "won", "overdue"]))
def test_presets(deals: list[Row], preset: str) -> None:
    def wanted(row: Row) -> bool:
        is_open = row["closed_on"] != "2026-02-01" and str(row["created_on"]) <= "2026-02-15"
        due, closed = row["expected_close_on"], row["closed_on"]
        inside = closed == "2026-02-01"
        return {
            "open": is_open,
            "current": is_open or inside,
            "won": row["stage"] == "won" and inside,
            "overdue": is_open and due == "2026-01-01",
        }[preset]

    listing = Listing(
        "deals",
        preset,
        sort=("", False),
        start=day_of("2026-01-01"),
        end=day_of("2026-03-31"),
        as_of=day_of("2026-02-15"),
    )
    assert shown(deals, [], listing) == [i for i, row in enumerate(deals) if wanted(row)]


@given(DEALS, st.dates().map(str))
def test_a_list_from_a_past_day_hides_what_began_later_and_counts_it(deals: list[Row], day: str) -> None:
    listing = Listing("deals", sort=("", False), as_of=day_of(day), later=False)
    later = [i for i, row in enumerate(deals) if str(row["created_on"]) > day]

    assert shown(deals, [], listing) == [i for i in range(len(deals)) if i not in later]
    assert count_by(file_of(deals, [])[0], "deals", day_of(day)) == len(deals) - len(later)


@given(DEALS, st.dates().map(str))
def test_partners_are_counted_and_judged_as_of_the_day(deals: list[Row], day: str) -> None:
    facts, _, _ = file_of(deals, [])
    there = [row for row in deals if str(row["created_on"]) <= day]
    still_open = [row for row in there if row["closed_on"] is None or str(row["closed_on"]) > day]

    for name, counted in (("deals", there), ("open_deals", still_open)):
        expected = [sum(row["source_partner"] == partner["key"] for row in counted) for partner in PARTNERS]
        assert cells(facts, "partners", name, day_of(day)).values.tolist() == expected


def test_partners_joined_later_are_hidden_and_those_without_a_day_are_not() -> None:
    days = ("2026-01-01", "2026-06-01", None)
    rows: list[Row] = [{**row, "joined_on": day} for row, day in zip(PARTNERS, days, strict=True)]
    facts = facts_of({"partners": table_rows("partners", rows)})

    listing = Listing("partners", sort=("", False), as_of=day_of("2026-03-01"), later=False)

    assert rows_of(facts, listing).tolist() == [0, 2]


def test_health_is_that_of_the_latest_review_by_the_day() -> None:
    reviews: list[Row] = [
        {"key": 1, "partner": 5, "status": "green", "reviewed_on": "2026-01-10"},
        {"key": 2, "partner": 5, "status": "red", "reviewed_on": "2026-02-10"},
    ]
    facts = facts_of({
        "partners": table_rows("partners", [dict(row) for row in PARTNERS]),
        "health_reviews": table_rows("health_reviews", reviews),
    })  # fmt: skip

    def health(day: str) -> list[str]:
        here = cells(facts, "partners", "health", day_of(day))
        return [here.words[code] if code >= 0 else "" for code in here.values.tolist()]

    assert health("2026-01-09") == ["", "", ""]
    assert health("2026-02-09") == ["", "green", ""]
    assert health("2026-02-10") == ["", "red", ""]


def test_only_stored_texts_make_a_listing_wait_for_them() -> None:
    assert Listing("deals", sort=("name", False)).needs_texts
    assert Listing("deals", text="erp").needs_texts
    assert Listing("deals", filters=(Contains("external_id", "1"),)).needs_texts
    assert not Listing("deals", sort=("value", True), filters=(Between("value", 0, 1),)).needs_texts


def test_a_partner_shows_its_latest_review_and_its_deals() -> None:
    partners: list[Row] = [dict(row) for row in PARTNERS]
    reviews: list[Row] = [
        {"key": 1, "partner": 5, "status": "red", "reviewed_on": "2026-02-01"},
        {"key": 2, "partner": 5, "status": "yellow", "reviewed_on": "2026-01-01"},
    ]
    deals: list[Row] = [
        {"key": 1, "source_partner": 5, "stage": "won", "closed_on": "2026-03-01"},
        {"key": 2, "source_partner": 5, "stage": "lead"},
    ]
    facts = facts_of(
        {
            "partners": table_rows("partners", partners),
            "deals": table_rows("deals", deals),
            "health_reviews": table_rows("health_reviews", reviews),
        }
    )
    assert cells(facts, "partners", "health").values.tolist() == [-1, 2, -1]
    assert cells(facts, "partners", "deals").values.tolist() == [0, 2, 0]
    assert cells(facts, "partners", "open_deals").values.tolist() == [0, 1, 0]
