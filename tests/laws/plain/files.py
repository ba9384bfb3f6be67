"""Importing files of partners and deals: to the file as the window does it, and to the plain tables."""

import csv
import io
from contextlib import closing
from random import Random

from partnertracker.services.importing import ImportRequest, carry_out, guess, open_source, plan
from tests.laws.plain import blocks
from tests.laws.plain.blocks import Lines
from tests.laws.plain.clerk import Clerk
from tests.laws.plain.drawing import drawn
from tests.laws.plain.gathering import typed, with_strangers
from tests.laws.plain.tables import Plain, Texts, guarded

ALWAYS = {"partners": {"name"}, "deals": {"name", "customer", "stage", "value", "currency", "created_on"}}
MATCHES = (("partners", "name"), ("deals", "id"), ("deals", "external_id"))


def bring_in(clerk: Clerk, draw: Random) -> None:
    """Import a file of partners by name, or of deals by id or external id."""
    table, match = draw.choice(MATCHES)
    told = {name for name in clerk.plain.columns[table] if draw.random() < 0.8} - {"external_id"}
    names = sorted((told | ALWAYS[table] | {match}) - {"id"})
    lines = _lines(clerk, draw, table, match, names)
    mode, adding = draw.choice(["both", "both", "create", "update"]), draw.random() < 0.5
    content = _as_file(clerk, names, lines, with_ids=match == "id")

    def act() -> None:
        session = clerk.session
        with closing(open_source(io.BytesIO(content))) as source:
            mapping = guess(session.kind(table), source.header, synonyms=False)
            request = ImportRequest(source, mapping, mode, match, create_partners=adding)
            with closing(plan(session, request)) as made:
                if made.new or made.changed:
                    carry_out(session, made)

    def predict(tables: Plain) -> None:
        blocks.bring_in(tables, table, lines, clerk.today, mode=mode, adding=adding)

    if lines:
        clerk.attempt(act, predict)


def _lines(clerk: Clerk, draw: Random, table: str, match: str, names: list[str]) -> Lines:
    """Return the rows of a file, no two of them the same row."""
    rows = clerk.plain.rows[table]
    lines: dict[str, tuple[str, Texts]] = {}
    for place in range(draw.choice([1, 2, 5])):
        row_id = draw.choice([*clerk.plain.where(table), "", ""])
        texts = _texts(clerk, draw, table, row_id, names)
        if match == "id":
            texts["name"] = texts["name"] if row_id else f"Imported {place} {draw.randrange(10**9)}"
            lines.setdefault(row_id or str(place), (row_id, texts))
            continue
        if match == "external_id":
            texts[match] = f"X-{draw.randrange(9)}"
        key = texts[match].casefold()
        same = [each for each, row in rows.items() if row[match].casefold() == key]
        if key:
            lines.setdefault(key, (same[0] if same else "", texts))
    return list(lines.values())


def _texts(clerk: Clerk, draw: Random, table: str, row_id: str, names: list[str]) -> Texts:
    """Return new texts, half of them as they are in a row that is there; an amount with its currency."""
    held = clerk.plain.rows[table].get(row_id, {})
    texts = with_strangers(draw, clerk.plain, drawn(draw, clerk.plain, table))
    kept = {name for name in names if held and draw.random() < 0.5}
    kept = kept | {"currency", "value"} if "value" in kept else kept - {"currency"}
    return {name: held[name] if name in kept else texts[name] for name in names}


def _as_file(clerk: Clerk, names: list[str], lines: Lines, *, with_ids: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*(["id"] if with_ids else []), *names])
    for row_id, texts in lines:
        cells = typed(clerk, texts)
        told = [cells[name] if name == "value" else guarded(cells[name]) for name in names]
        writer.writerow([*([row_id] if with_ids else []), *told])
    return out.getvalue().encode()
