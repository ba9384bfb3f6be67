"""Records that may be one and the same: found, told apart for good, or merged into one."""

from collections.abc import Mapping
from dataclasses import dataclass

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Kind, Row, Value
from partnertracker.domain.likeness import Company, matches
from partnertracker.services.editing import Edit
from partnertracker.services.editing.checking import existing, merged, problems_in, refuse
from partnertracker.services.editing.naming import name_of
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Session

_COMPARED = ("key", "id", "name", "website", "contact_email")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A partner that may be the same as another one.

    Attributes:
        key: its key.
        name: its name.
        why: what is alike, in words.
    """

    key: int
    name: str
    why: str


def duplicates_of(reader: Reader, values: Mapping[str, Value], row_id: str = "") -> list[Duplicate]:
    """Return the partners that may be the one with these values, the surest first.

    Args:
        reader: the file.
        values: ``name``, ``website`` and ``contact_email``, as far as they are known.
        row_id: the id of the partner itself where it is stored; pairs told apart are left out.
    """
    rows = [row for row in reader.each("partners", _COMPARED) if row[1] != row_id]
    apart = _told_apart(reader, row_id) if row_id else frozenset[str]()
    rows = [row for row in rows if str(row[1]) not in apart]
    found = matches(_company(*(values.get(name) for name in _COMPARED[2:])), [_company(*r[2:]) for r in rows])
    return [Duplicate(int(rows[m.at][0] or 0), str(rows[m.at][2]), m.why) for m in found]


def tell_apart(session: Session, one: int, other: int) -> Edit:
    """Remember that two partners, by key, are not the same: “Litware and Litware Retail are different”."""
    kind = session.kind("partners")
    first, second = sorted(
        (existing(session.store, kind, key) for key in (one, other)), key=lambda row: str(row["id"])
    )
    pair: Row = {"table_name": "partners", "one": first["id"], "other": second["id"]}

    def operation(writer: Writer) -> None:
        if not writer.find("distinct_pairs", pair):
            writer.insert("distinct_pairs", [pair])

    return Edit(f"Tell “{first['name']}” and “{second['name']}” apart", operation)


def merge_partners(session: Session, kept: int, gone: int, values: Mapping[str, Value]) -> Edit:
    """Make one partner of two: “Merge partner “ACME Limited” into “Acme Ltd””; one undo takes it back.

    Everything that hangs on the one that goes (deals, influences, reviews, targets and so on) moves to the
    one that is kept. Where both have what only one can have (an influence in the same deal, a target for the
    same period and day), that of the kept one stays.

    Args:
        session: the open file.
        kept: the key of the one that stays.
        gone: the key of the one that goes.
        values: disk values by field name that the kept one gets, chosen field by field.

    Running it raises InvalidRowsError when the kept one breaks a rule with these values.
    """
    kind = session.kind("partners")
    context = session.context
    names = [name_of(session.store, kind, existing(session.store, kind, key)) for key in (gone, kept)]

    def operation(writer: Writer) -> None:
        before, other = existing(writer, kind, kept), existing(writer, kind, gone)
        _move(writer, str(other["id"]), str(before["id"]))
        _forget_pairs(writer, str(other["id"]))
        writer.delete("partners", [gone])
        after = {**before, **merged(kind, before, values, context)}
        refuse(problems_in(writer, kind, after, context, before))
        writer.update("partners", kept, {name: after[name] for name in after if after[name] != before[name]})

    return Edit(f"Merge partner “{names[0]}” into “{names[1]}”", operation)


def _company(name: Value, website: Value, email: Value) -> Company:
    return Company(str(name or ""), str(website or ""), str(email or ""))


def _told_apart(reader: Reader, row_id: str) -> frozenset[str]:
    """Return the ids of the partners that were told apart from one."""
    others = [row["other"] for row in reader.find("distinct_pairs", {"one": row_id})]
    others += [row["one"] for row in reader.find("distinct_pairs", {"other": row_id})]
    return frozenset(map(str, others))


def _move(writer: Writer, gone: str, kept: str) -> None:
    """Let everything that refers to one partner refer to another one."""
    _move_influences(writer, gone, kept)
    _move_targets(writer, gone, kept)
    for kind in ENTITIES:
        for field in kind.fields:
            if field.kind is Kind.REFERENCE and field.references == "partners":
                for row in writer.find(kind.table, {field.name: gone}):
                    writer.update(kind.table, _key(row), {field.name: kept})


def _move_influences(writer: Writer, gone: str, kept: str) -> None:
    """Move influences, but for those in deals in which the kept partner takes part already."""
    for deal in writer.find("deals", {"source_partner": gone}):
        _delete(
            writer, "deal_influences", writer.find("deal_influences", {"deal": deal["id"], "partner": kept})
        )
    for influence in writer.find("deal_influences", {"partner": gone}):
        deal = writer.row("deals", str(influence["deal"])) or {}
        there = writer.find("deal_influences", {"deal": influence["deal"], "partner": kept})
        if there or deal.get("source_partner") in {kept, gone}:
            _delete(writer, "deal_influences", [influence])


def _move_targets(writer: Writer, gone: str, kept: str) -> None:
    for target in writer.find("targets", {"scope": f"{OF_PARTNER}{gone}"}):
        scope = f"{OF_PARTNER}{kept}"
        place = {name: target[name] for name in ("metric", "period", "effective_on")}
        if writer.find("targets", {**place, "scope": scope}):
            _delete(writer, "targets", [target])
        else:
            writer.update("targets", _key(target), {"scope": scope})


def _forget_pairs(writer: Writer, gone: str) -> None:
    for column in ("one", "other"):
        _delete(writer, "distinct_pairs", writer.find("distinct_pairs", {column: gone}))


def _delete(writer: Writer, table: str, rows: list[Row]) -> None:
    if rows:
        writer.delete(table, [_key(row) for row in rows])


def _key(row: Row) -> int:
    return int(row["key"] or 0)
