"""A step is taken back as if it had never been made."""

from functools import partial
from typing import Any, NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.identifiers import new_id
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from partnertracker.services.taking_back import take_back
from tests.made_up import content, empty_session, inserted

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
    if not deal:
        return None
    if not values[kind]:
        return Act("delete", "deals", str(deal["id"]))
    is_so = all(deal[name] == value for name, value in values[kind].items())  # then nothing is done or logged
    return None if is_so else Act("update", "deals", str(deal["id"]), values[kind])


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


@example(
    steps=[
        [("add deal", 0, 0)],
        [("value", 0, 0)],
        [("add deal", 0, 0), ("value", 0, 0)],
    ],
    pick=1,
)
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
    try:
        without = again([acts for each, acts in done if each != number])
    except InvalidRowsError:
        return  # a name that another step took and gave up again was free by this step alone
    assert content(session) == content(without)
    assert session.store.check() == []
    session.undo()
    assert disk(session) == was
    session.redo()
    assert content(session) == content(without)
    session.store.close()
    without.store.close()
