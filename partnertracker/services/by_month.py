"""Amounts of a year laid out by month: a line for each kind of cost, or for the company's revenue."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, NO_ROW, day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.services.editing import Edit, change_rows, combined, delete_rows, insert_rows
from partnertracker.services.editing.blocks import Block, Exactly, Given
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.naming import label_for
from partnertracker.services.listing.columns import names_of
from partnertracker.services.session import Session

TABLES = frozenset({"costs", "company_revenue"})
"""The tables whose amounts are entered by month."""

MONTHS = 12


class Line(NamedTuple):
    """What the amounts of a line have in common.

    Attributes:
        category: of a cost, as on disk; empty: of the company's revenue.
        partner: the name of the partner it is for; empty: of all.
        currency: the amounts'.
    """

    category: str
    partner: str
    currency: str


class Month(NamedTuple):
    """One cell.

    Attributes:
        amount: in minor units; None: nothing is entered.
        keys: the rows that it is the sum of.
    """

    amount: int | None = None
    keys: tuple[int, ...] = ()


def year_lines(facts: Facts, table: str, year: int) -> dict[Line, tuple[Month, ...]]:
    """Return a calendar year's amounts by line, 12 months each; what all partners share comes first.

    Lines of the year before stand there, too, but for those of one partner.
    """
    columns = facts[table]
    first = [day_of(f"{year - 1 + place // MONTHS}-{place % MONTHS + 1:02}") for place in range(2 * MONTHS)]
    lines: dict[Line, list[Month]] = {}
    months = columns["month"]
    for row in np.flatnonzero(np.isin(months, first)).tolist():
        line, place = _line(facts, table, row), first.index(int(months[row])) - MONTHS
        if place < 0 and line.partner:
            continue
        cells = lines.setdefault(line, [Month()] * MONTHS)
        amount = int(columns["amount"][row])
        if place >= 0 and amount != NO_AMOUNT:
            before = cells[place]
            cells[place] = Month((before.amount or 0) + amount, (*before.keys, int(columns.keys[row])))
    in_order = sorted(lines, key=lambda line: (bool(line.partner), *line))
    return {line: tuple(lines[line]) for line in in_order}


def set_months(
    session: Session, table: str, line: Line, year: int, amounts: Mapping[int, int | None]
) -> Edit:
    """Return the edit that gives months of a line other amounts, in one step: “Edit 3 costs”.

    Args:
        session: the open file.
        table: ``costs`` or ``company_revenue``.
        line: the line, which may have no row yet.
        year: the calendar year.
        amounts: by month (0 is January) minor units, or None to delete what is entered. A month that is the
            sum of several rows is left alone: which of them is meant is for the person to say.
    """
    cells = year_lines(session.facts, table, year).get(line, (Month(),) * MONTHS)
    single = {place: amount for place, amount in amounts.items() if len(cells[place].keys) <= 1}
    changed = {
        cells[place].keys[0]: {"amount": amount}
        for place, amount in single.items()
        if cells[place].keys and amount is not None
    }
    new = [
        {**_values(session, table, line), "month": f"{year}-{place + 1:02}", "amount": amount}
        for place, amount in sorted(single.items())
        if not cells[place].keys and amount is not None
    ]
    gone = [cells[place].keys[0] for place, amount in single.items() if cells[place].keys and amount is None]
    edits = []
    if changed:
        edits.append(change_rows(session, table, changed))
    if new:
        edits.append(insert_rows(session, table, new))
    if gone:
        edits.append(delete_rows(session, table, gone))
    touched: Sequence[Row] = [*session.rows(table, [*changed, *gone]), *new]
    words = label_for("Edit", session.store, session.kind(table), touched)
    return edits[0] if len(edits) == 1 else combined(words, *edits)


def months_block(session: Session, table: str, year: int, cells: Sequence[tuple[Line, int, Clip]]) -> Block:
    """Return the block that puts cells into months of a year; an empty one deletes what stands there.

    Args:
        session: the open file.
        table: ``costs`` or ``company_revenue``.
        year: the calendar year.
        cells: each with its line, which may have no row yet, and its month (0 is January).

    Raises:
        UnusableArgumentError: a month is the sum of several rows: which of them is meant is for the person to
            say.
    """
    lines = year_lines(session.facts, table, year)
    keys: list[int | None] = []
    rows: list[tuple[Given | None, ...]] = []
    names = ("month", *(("category", "partner") if table == "costs" else ()), "currency")
    for line, place, clip in cells:
        month, there = f"{year}-{place + 1:02}", lines.get(line, (Month(),) * MONTHS)[place].keys
        if len(there) > 1:
            raise UnusableArgumentError(
                f"What stands in {month} is the sum of several rows.", "Change them in the table."
            )
        if there:
            keys.append(there[0])
            rows.append((clip, *[None] * len(names)))
        elif clip.text.strip():
            values = {**_values(session, table, line), "month": month}
            keys.append(None)
            rows.append((clip, *(Exactly(values[name]) for name in names)))
    columns = tuple((name,) for name in ("amount", *names))
    return Block(table, columns, tuple(keys), tuple(rows), kept_by="amount")


def _line(facts: Facts, table: str, row: int) -> Line:
    columns = facts[table]
    currency = columns.text("currency", row) or facts.settings.currency
    if table != "costs":
        return Line("", "", currency)
    partner = int(columns["partner"][row])
    name = names_of(facts, "partners")[partner] if partner != NO_ROW else ""
    return Line(columns.text("category", row) or "", name, currency)


def _values(session: Session, table: str, line: Line) -> Row:
    if table != "costs":
        return {"currency": line.currency}
    found = session.store.find("partners", {"name": line.partner}) if line.partner else []
    return {
        "category": line.category,
        "partner": found[0]["id"] if found else None,
        "currency": line.currency,
    }
