"""A step is taken back as if it had never been made, or what depends on it is named."""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.identifiers import new_id
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from partnertracker.services.taking_back import prospect, restore, take_back
from tests.made_up import empty_session, inserted

FIELD: Row = {"table_name": "deals", "name": "region", "label": "Region", "kind": "text"}
NAMED = {"source_partner": "partners", "partner": "partners", "deal": "deals"}
PICK = st.integers(0, 4)
ACTS = st.tuples(
    st.sampled_from(
        [
            "add partner",
            "add deal",
            "influence",
            "own",
            "value",
            "of",
            "rename",
            "delete deal",
            "delete partner",
        ]
    ),
    PICK,
    PICK,
)
STEPS = st.lists(st.lists(ACTS, min_size=1, max_size=3), min_size=2, max_size=7)


class Act(NamedTuple):
    """What was really done: ``insert``, ``update`` or ``delete`` of a row by its id."""

    what: str
    table: str
    id: str
    values: Row = {}  # noqa: RUF012


def key_of(row: Row) -> int:
    return int(row["key"] or 0)


def there(writer: Writer, table: str, act: Act, name: str) -> bool:
    return writer.row(table, str(act.values[name])) is not None


def do(writer: Writer, act: Act) -> None:
    """Do an act; a row that is gone is left alone, and one that is gone by the end may lack what it named."""
    lost = {name for name, of in NAMED.items() if act.values.get(name) and not there(writer, of, act, name)}
    values: Row = {name: None if name in lost else value for name, value in act.values.items()}
    if act.what == "insert":
        if act.table != "deal_influences" or not lost:
            writer.insert(act.table, [{**values, "id": act.id}])
        return
    row = writer.row(act.table, act.id)
    if row is None:
        return
    if act.what == "update":
        writer.update(act.table, key_of(row), values)
        return
    if act.table == "deals":
        belonging = writer.find("deal_influences", {"deal": act.id})
        writer.delete("deal_influences", [key_of(each) for each in belonging])
    writer.delete(act.table, [key_of(row)])


def chosen(writer: Writer, kind: str, one: int, two: int) -> Act | None:
    """Return the act that is meant, None where it can't be done."""
    partners, deals = writer.find("partners", {}), writer.find("deals", {})
    partner: Row = partners[one % len(partners)] if partners else {}
    deal: Row = deals[two % len(deals)] if deals else {}
    if kind in {"add partner", "add deal", "influence"}:
        return added(writer, kind, one, two, (partner, deal))
    if "partner" in kind or kind == "rename":
        return on_partner(writer, kind, f"N{two}", partner) if partner else None
    values: dict[str, Row] = {
        "own": {"region": (None, "South", "East")[one % 3]},
        "value": {"value": 100 + one},
        "of": {"source_partner": partner.get("id")},
        "delete deal": {},
    }
    return (
        Act("update" if values[kind] else "delete", "deals", str(deal["id"]), values[kind]) if deal else None
    )


def added(writer: Writer, kind: str, one: int, two: int, among: tuple[Row, Row]) -> Act | None:
    name, (partner, deal) = f"N{two}", among
    if kind == "add partner" and not writer.find("partners", {"name": name}):
        return Act("insert", "partners", new_id(), {"name": name})
    pair: Row = {"deal": deal.get("id"), "partner": partner.get("id")}
    if kind == "influence" and deal and partner and not writer.find("deal_influences", pair):
        return Act("insert", "deal_influences", new_id(), pair)
    if kind != "add deal":
        return None
    return Act("insert", "deals", new_id(), {
        "name": name, "customer": "C", "stage": "lead", "value": one, "created_on": "2026-01-05",
        "source_partner": partner.get("id") if two % 2 else None, "region": "North" if one % 2 else None,
    })  # fmt: skip


def on_partner(writer: Writer, kind: str, name: str, partner: Row) -> Act | None:
    row_id = partner["id"]
    if kind == "rename":
        taken = writer.find("partners", {"name": name})
        return None if taken else Act("update", "partners", str(row_id), {"name": name})
    refers = ("deals", "source_partner"), ("deal_influences", "partner")
    free = not any(writer.find(table, {field: row_id}) for table, field in refers)
    return Act("delete", "partners", str(row_id)) if free else None


def do_all(acts: list[Act], writer: Writer) -> None:
    for act in acts:
        do(writer, act)


def content(session: Session) -> dict[str, list[tuple[str, list[tuple[str, Value]]]]]:
    """Return every row by what it says: own fields with their record, keys left out."""
    found: dict[str, list[tuple[str, list[tuple[str, Value]]]]] = {}
    for each in ENTITIES:
        if each.table not in {"custom_fields", "custom_values", "stages", "settings"}:
            rows = session.store.find(each.table, {})
            found[each.table] = sorted(
                (str(row["id"]), [(k, v) for k, v in row.items() if k not in {"key", "created_step"}])
                for row in rows
            )
    return found


def disk(session: Session) -> list[list[tuple[Value, ...]]]:
    return [list(session.store.each(each.table, each.columns)) for each in ENTITIES]


def performed(session: Session, acts: list[tuple[str, int, int]]) -> list[Act]:
    """Do a step, and return what of it could be done."""
    done: list[Act] = []

    def operation(writer: Writer) -> None:
        for kind, one, two in acts:
            act = chosen(writer, kind, one, two)
            if act is not None:
                do(writer, act)
                done.append(act)

    session.execute("Work", operation)
    return done


def again(steps: list[list[Act]]) -> Session:
    """Return a file in which only these steps were made."""
    session = empty_session()
    inserted(session, "custom_fields", FIELD)
    for acts in steps:
        session.execute("Work", partial(do_all, acts))
    return session


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, pick=st.integers(0, 6))
def test_a_step_taken_back_is_as_if_it_had_never_been(steps: list[list[Any]], pick: int) -> None:
    session = empty_session()
    inserted(session, "custom_fields", FIELD)
    done: list[tuple[int, list[Act]]] = []
    for acts in steps:
        before = session.store.last_step()
        performs = performed(session, acts)
        if session.store.last_step() > before:
            done.append((session.store.last_step(), performs))
    if not done:
        return
    number, _ = done[pick % len(done)]
    was = disk(session)
    try:
        take_back(session, number)
    except InvalidRowsError:
        assert disk(session) == was
        return
    without = again([acts for each, acts in done if each != number])
    assert content(session) == content(without)
    assert session.store.check() == []
    session.undo()
    assert disk(session) == was
    session.redo()
    assert content(session) == content(without)
    session.store.close()
    without.store.close()


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def deal(name: str, **more: Value) -> Row:
    return {"name": name, "customer": "C", "stage": "lead", "value": 100, "created_on": "2026-01-05", **more}


def edit(session: Session, label: str, table: str, row: Row, **values: Value) -> int:
    session.execute(label, lambda writer: writer.update(table, key_of(row), values))
    return session.store.last_step()


def test_what_depends_on_a_step_is_named(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    made = session.store.last_step()
    (erp,) = inserted(session, "deals", deal("ERP", source_partner=litware["id"]))
    first = edit(session, "Raise", "deals", erp, value=200)
    edit(session, "Raise more", "deals", erp, value=300)

    with pytest.raises(InvalidRowsError, match="Deal “ERP” was changed \\(Raise more, Anna\\)"):
        take_back(session, first)
    with pytest.raises(InvalidRowsError, match="Partner “Litware” is referred to by what came later"):
        take_back(session, made)
    found = prospect(session, first)
    assert [(each.row, each.optional) for each in found.in_the_way] == [(("deals", 1), True)]


def test_an_import_is_taken_back_but_for_rows_edited_since(session: Session) -> None:
    rows = inserted(session, "deals", *(deal(f"D{n}") for n in range(5)))
    number = session.store.last_step()
    edit(session, "Win", "deals", rows[1], value=900)
    edit(session, "Win", "deals", rows[3], value=800)

    assert [each.name for each in prospect(session, number).in_the_way] == ["D1", "D3"]
    take_back(session, number, partly=True, too=frozenset({("deals", key_of(rows[3]))}))

    assert [row["name"] for row in session.store.find("deals", {})] == ["D1"]
    session.undo()
    assert [row["value"] for row in session.store.find("deals", {})] == [100, 900, 100, 800, 100]


def test_a_row_that_the_rest_of_its_own_step_needs_is_not_laid_to_a_later_step(session: Session) -> None:
    partner, erp = new_id(), new_id()

    def both(writer: Writer) -> None:
        writer.insert("partners", [{"id": partner, "name": "Litware"}])
        writer.insert("deals", [{"id": erp, **deal("ERP", source_partner=partner)}])

    session.execute("Import", both)
    number = session.store.last_step()
    edit(session, "Raise", "deals", session.store.find("deals", {})[0], value=200)
    assert [each.sentence for each in prospect(session, number).in_the_way] == [
        "Deal “ERP” was changed (Raise, Anna).",
        "Partner “Litware” is referred to by rows of the same step that stay.",
    ]


def test_what_was_taken_back_twice_stands_again(session: Session) -> None:
    (erp,) = inserted(session, "deals", deal("ERP"))
    raised = edit(session, "Raise", "deals", erp, value=200)
    edit(session, "Rename", "deals", erp, name="ERP 2")
    take_back(session, raised)
    taking = session.store.last_step()
    edit(session, "Rename", "deals", erp, name="ERP 3")
    take_back(session, taking)
    (row,) = session.store.find("deals", {})
    assert (row["value"], row["name"]) == (200, "ERP 3")

    take_back(session, raised)

    (row,) = session.store.find("deals", {})
    assert (row["value"], row["name"]) == (100, "ERP 3")


def test_undone_steps_and_undos_are_refused(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware"})
    session.undo()
    for number, words in ((1, "undone already"), (2, "an undo or redo"), (9, "There is no step 9")):
        with pytest.raises(UnusableArgumentError, match=words):
            take_back(session, number)


def test_the_bin_gives_rows_back_with_what_belonged_to_them(session: Session) -> None:
    inserted(session, "custom_fields", FIELD)
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    (erp,) = inserted(session, "deals", deal("ERP", region="North"))
    inserted(session, "deal_influences", {"deal": erp["id"], "partner": litware["id"]})
    was = content(session)
    session.execute("Delete", lambda writer: do(writer, Act("delete", "deals", str(erp["id"]))))
    session.execute("Delete", lambda writer: do(writer, Act("delete", "partners", str(litware["id"]))))

    gone = session.store.past.deleted("", 0, 10)
    assert [(each.table, each.row["name"]) for each in gone] == [("partners", "Litware"), ("deals", "ERP")]
    with pytest.raises(InvalidRowsError, match="Deal “ERP” needs a row that is gone"):
        restore(session, gone[1:])
    restore(session, gone)

    assert content(session) == was
    assert session.store.past.deleted("", 0, 10) == []
    session.undo()
    assert [each.row["name"] for each in session.store.past.deleted("", 0, 10)] == ["Litware", "ERP"]


def test_a_name_that_is_taken_keeps_a_row_in_the_bin(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    session.execute("Delete", lambda writer: writer.delete("partners", [key_of(litware)]))
    inserted(session, "partners", {"name": "LITWARE"})

    with pytest.raises(InvalidRowsError, match="Partner “Litware” has a name or number that is taken"):
        restore(session, session.store.past.deleted("partners", 0, 10))
