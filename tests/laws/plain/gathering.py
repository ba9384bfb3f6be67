"""Pasting, merging and fields of the team's own: to the file as the window does it, and to the tables."""

from random import Random

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.notation import PLAIN
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.services.custom_fields import add_field, delete_field
from partnertracker.services.editing.blocks import Block, carried_out
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.planning import planned
from partnertracker.services.merging import merge
from tests.laws.plain import blocks, merging
from tests.laws.plain.blocks import UNKNOWN
from tests.laws.plain.clerk import Clerk
from tests.laws.plain.drawing import TABLES, any_id, drawn, some
from tests.laws.plain.rules import RefusedError
from tests.laws.plain.tables import CustomField, Plain, Texts

PASTED = ("deals", "deals", "partners", *(table for table in TABLES if table != "targets"))
KINDS = ("text", "number", "date", "choice", "yes_no")
TOGETHER = (("value", "currency"), ("stage", "closed_on"))


def with_strangers(draw: Random, plain: Plain, texts: Texts) -> Texts:
    """Return texts that now and then name a partner that is not there."""
    name = draw.choice(["Neu AG", "@new"])
    strange = next(iter(plain.where("partners", name=name)), f"{UNKNOWN}{name}")
    column = next((name for name in ("source_partner", "partner") if name in texts), "")
    return {**texts, column: strange} if column and draw.random() < 0.2 else texts


def typed(clerk: Clerk, texts: Texts) -> Texts:
    known = {name: text.removeprefix(UNKNOWN) for name, text in texts.items() if text.startswith(UNKNOWN)}
    return {**clerk.typed({name: text for name, text in texts.items() if name not in known}), **known}


def paste(clerk: Clerk, draw: Random) -> None:
    table, session = draw.choice(PASTED), clerk.session
    names = sorted(some(draw, drawn(draw, clerk.plain, table)))
    ids = clerk.plain.where(table)
    there = draw.sample(ids, min(len(ids), draw.choice([0, 1, 3])))
    if draw.random() < 0.5:
        names = clerk.plain.columns[table]
    there = [*there, *[""] * draw.choice([0, 1, 2])]
    whole = [with_strangers(draw, clerk.plain, drawn(draw, clerk.plain, table)) for _ in there]
    lines = [(each, {name: row[name] for name in names}) for each, row in zip(there, whole, strict=True)]
    adding = draw.random() < 0.7

    def read(field: Field, text: str, currency: str) -> Value | Problem:
        return parse_text(field, text, PLAIN, session.context, currency)

    def act() -> None:
        keys = tuple(clerk.key(table, each) if each else None for each, _ in lines)
        columns = tuple((name,) for name in names)
        cells = tuple(tuple(Clip(typed(clerk, texts)[name]) for (name,) in columns) for _, texts in lines)
        made = planned(session, Block(table, columns, keys, cells), read, adding=adding)
        if made.problems:
            raise InvalidRowsError(tuple(Problem(e.field.name, e.text, e.sentence) for e in made.unfit))
        session.execute(*carried_out(session, made, "Paste"))

    if lines:
        clerk.attempt(act, lambda plain: blocks.paste(plain, table, lines, clerk.today, adding=adding))


def join(clerk: Clerk, draw: Random) -> None:
    """Merge two partners or two deals, each field chosen from one of the two."""
    table, session = draw.choice(["partners", "deals"]), clerk.session
    kept, gone = any_id(draw, clerk.plain, table), any_id(draw, clerk.plain, table)
    if kept == gone:
        return
    other = clerk.plain.rows[table][gone]
    names = {name for name in other if draw.random() < 0.5}
    for group in TOGETHER if table == "deals" else ():
        names = names | set(group) if group[0] in names else names - set(group)
    stored: Row = session.store.row(table, gone) or {}

    def act() -> None:
        keys = clerk.key(table, kept), clerk.key(table, gone)
        session.execute(*merge(session, table, *keys, {name: stored[name] for name in names}))

    one_of_two = merging.merge_partners if table == "partners" else merging.merge_deals
    texts = {name: other[name] for name in names}
    clerk.attempt(act, lambda plain: one_of_two(plain, kept, gone, texts, clerk.today))


def own_field(clerk: Clerk, draw: Random) -> None:
    """Add a field of the team's own."""
    table, kind, number = draw.choice(["partners", "deals", "costs"]), draw.choice(KINDS), draw.randrange(4)
    choices = "Once; Twice" if kind == "choice" else ""
    field = CustomField(table, f"own_{number}", f"Own {number}", kind, choices, len(clerk.steps))

    def predict(plain: Plain) -> None:
        if any((each.table, each.name) == (table, field.name) for each in plain.fields):
            raise RefusedError("there is such a field")
        plain.fields.append(field)
        plain.columns[table].append(field.name)
        plain.rows[table] = {each: {**row, field.name: ""} for each, row in plain.rows[table].items()}

    edit = add_field(clerk.session, table, field.label, kind, "Once;Twice", field.name)
    clerk.attempt(lambda: clerk.session.execute(*edit), predict)


def no_field(clerk: Clerk, draw: Random) -> None:
    """Delete a field of the team's own with all its values."""
    if not clerk.plain.fields:
        return
    field = draw.choice(clerk.plain.fields)
    place: Row = {"table_name": field.table, "name": field.name}
    (row,) = clerk.session.store.find("custom_fields", place)

    def predict(plain: Plain) -> None:
        plain.fields.remove(field)
        plain.columns[field.table].remove(field.name)
        for each, held in plain.rows[field.table].items():
            plain.rows[field.table][each] = {name: text for name, text in held.items() if name != field.name}

    edit = delete_field(clerk.session, int(row["key"] or 0))
    clerk.attempt(lambda: clerk.session.execute(*edit), predict)
