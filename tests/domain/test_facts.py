"""Facts that follow changes are the facts one would load anew."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import NO_ROW, Columns, fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.fields import Kind, Value
from partnertracker.domain.following import ChangedRows
from tests.domain.programmes import facts_of

State = dict[str, dict[int, dict[str, Value]]]
"""The rows of a made-up file: by table and key, the fields that are not missing; references by key."""

KEYS = st.integers(1, 6)
WORDS = st.none() | st.sampled_from(["A", "B", "C"])
PARTNERS: st.SearchStrategy[dict[int, Any]] = st.dictionaries(
    KEYS, st.fixed_dictionaries({"name": st.sampled_from("KLM"), "tier": WORDS})
)


@st.composite
def states(draw: st.DrawFn) -> State:
    """Draw a file's content whose references all lead somewhere."""
    partners = draw(PARTNERS)
    partner = st.sampled_from([None, *partners])
    deal: st.SearchStrategy[Any] = st.fixed_dictionaries(
        {
            "customer": st.sampled_from("XYZ"),
            "stage": st.sampled_from(["lead", "won"]),
            "source_partner": partner,
            "value": st.integers(0, 3),
            "probability": st.none() | st.integers(0, 2),
        }
    )
    deals = draw(st.dictionaries(KEYS, deal))
    event: st.SearchStrategy[Any] = st.fixed_dictionaries(
        {"deal": st.sampled_from(list(deals) or [0]), "stage": st.just("lead")}
    )
    events = draw(st.dictionaries(KEYS, event)) if deals else {}
    return {"partners": partners, "deals": deals, "deal_stage_events": events}


def rows_of(table: str, rows: dict[int, dict[str, Value]], keys: list[int]) -> list[tuple[Value, ...]]:
    return [(key, *(rows[key].get(field.name) for field in fact_fields(entity(table)))) for key in keys]


def loaded(state: State) -> Facts:
    return facts_of({table: rows_of(table, rows, sorted(rows)) for table, rows in state.items()})


def readable(facts: Facts, table: str) -> list[dict[str, Any]]:
    """Return a table with words for codes and keys for positions, which is what has to be equal."""
    columns = facts[table]
    return [
        {"key": int(columns.keys[at]), **{name: _plain(facts, table, name, at) for name in columns.values}}
        for at in range(len(columns))
    ]


def _plain(facts: Facts, table: str, name: str, at: int) -> object:
    columns: Columns = facts[table]
    field = entity(table).field(name)
    if name in columns.words:
        return columns.text(name, at)
    value = columns[name][at].item()
    if field.kind is Kind.REFERENCE and value != NO_ROW:
        return f"key {facts[field.references].keys[value]}"
    return "missing" if value != value else value  # noqa: PLR0124  # nan differs from itself


def changes_between(before: State, after: State) -> dict[str, ChangedRows]:
    """Return what a step did, as storage tells it."""
    changed = {}
    for table, rows in after.items():
        touched = [key for key in rows if before[table].get(key) != rows[key]]
        gone = [key for key in before[table] if key not in rows]
        if touched or gone:
            changed[table] = ChangedRows(rows_of(table, rows, touched), gone)
    return changed


@given(states(), st.lists(states(), min_size=1, max_size=3))
def test_following_changes_gives_what_loading_anew_gives(first: State, later: list[State]) -> None:
    facts, before = loaded(first), first
    for number, after in enumerate(later, 1):
        facts = facts.with_changes(changes_between(before, after), number)
        anew = loaded(after)
        for table in after:
            assert readable(facts, table) == readable(anew, table)
        assert facts.version == number
        before = after


def test_what_did_not_change_is_shared() -> None:
    facts = loaded({"partners": {1: {"name": "K"}}, "deals": {1: {"value": 1}, 2: {"value": 2}}})
    rows = rows_of("deals", {2: {"value": 5}}, [2])
    after = facts.with_changes({"deals": ChangedRows(rows)}, 1)
    assert after["partners"] is facts["partners"]
    assert after["deals"]["stage"] is facts["deals"]["stage"]
    assert after["deals"]["value"].tolist() == [1, 5]
    assert facts["deals"]["value"].tolist() == [1, 2]


def test_what_is_derived_is_made_once_and_not_carried_over() -> None:
    facts = loaded({"deals": {1: {"value": 1}}})
    made: list[Facts] = []

    def total(of: Facts) -> int:
        made.append(of)
        return int(of["deals"]["value"].sum())

    assert (facts.derived("total", total), facts.derived("total", total)) == (1, 1)
    after = facts.with_changes({"deals": ChangedRows(rows_of("deals", {1: {"value": 4}}, [1]))}, 1)
    assert after.derived("total", total) == 4
    assert made == [facts, after]


def test_what_was_still_being_made_when_a_change_came_is_there_after_it() -> None:
    facts = loaded({"partners": {1: {"name": "K"}}})
    later: list[Facts] = []

    def make(facts: Facts) -> str:
        for _ in range(2):
            later.append((later or [facts])[-1].with_changes({}, facts.version + 1))
        return "made once"

    def anew(_facts: Facts) -> str:
        return "anew"

    assert facts.derived("it", make, follow=lambda before, _change: before) == "made once"
    assert later[-1].derived("it", anew, follow=lambda before, _change: before) == "made once"
    beside = facts.with_changes({}, facts.version + 1)  # as after a step that was not kept
    assert later[-1].derived("of a branch", make, follow=lambda before, _change: before) == "made once"
    assert beside.derived("of a branch", anew, follow=lambda before, _change: before) == "anew"


def test_what_is_derived_follows_a_change_if_it_can() -> None:
    facts = loaded({"deals": {1: {"value": 1}, 2: {"value": 5}}})
    made: list[Facts] = []

    def total(of: Facts) -> int:
        made.append(of)
        return int(of["deals"]["value"].sum())

    def follow(before: int, change: Change) -> int | None:
        now = before - total(change.before) + total(change.after)
        return now if now < 100 else None

    def asked(of: Facts) -> int:
        return of.derived("total", total, follow=follow)

    assert asked(facts) == 6
    for value in (7, 9):  # two changes before anybody asks
        facts = facts.with_changes({"deals": ChangedRows(rows_of("deals", {1: {"value": value}}, [1]))}, 1)
    assert asked(facts) == 14
    assert max(len(of["deals"]) for of in made[1:]) == 1
    facts = facts.with_changes({"deals": ChangedRows(rows_of("deals", {1: {"value": 300}}, [1]))}, 1)
    assert asked(facts) == 305
    assert len(made[-1]["deals"]) == 2


def test_after_a_change_of_very_many_rows_everything_is_derived_anew() -> None:
    facts = loaded({"deals": {1: {"value": 1}}})
    assert facts.derived("it", lambda _: "first", follow=lambda before, _change: before) == "first"
    many: dict[int, dict[str, Value]] = {key: {"value": 1} for key in range(2, 1000)}
    after = facts.with_changes({"deals": ChangedRows(rows_of("deals", many, list(many)))}, 1)
    assert after.derived("it", lambda _: "anew", follow=lambda before, _change: before) == "anew"


def test_of_one_name_so_many_are_kept_and_no_more() -> None:
    facts = loaded({})
    made: list[int] = []

    def asked(day: int) -> int:
        def make(_facts: Facts) -> int:
            made.append(day)
            return day

        return facts.derived("by day", make, key=day, most=4)

    for day in (1, 2, 3, 4, 1, 5):
        assert asked(day) == day
    assert made == [1, 2, 3, 4, 5]
    assert (asked(5), asked(1)) == (5, 1)
    assert made == [1, 2, 3, 4, 5, 1]


def test_tables_without_rows_are_there() -> None:
    empty = facts_of({})
    assert len(empty["surveys"]) == 0
    assert empty["deals"]["value"].dtype == np.int64
