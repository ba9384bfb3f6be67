"""Customers, which are names on deals and customer stages: near ones, their last deal, another name."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind, Row
from partnertracker.domain.likeness import Companies, Company
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown, text_problem
from partnertracker.services.customer_names import CUSTOMER, NAMING_CUSTOMERS, CustomerNames, ready
from partnertracker.services.editing.edit import Edit
from partnertracker.services.following_names import customers_renamed
from partnertracker.services.ports import Writer
from partnertracker.services.recording import row_by_names
from partnertracker.services.session import Session

CUSTOMERS = "customers"
"""Stands for a table where customers are told apart: they are names in other tables."""

_FILLED = ("source_partner", "manager", "term_months")
_OWN = frozenset({Kind.TEXT, Kind.CHOICE, Kind.YES_NO})


def customers_like(facts: Facts, text: str, at_most: int = 3) -> list[str]:
    """Return the names of customers that somebody may mean who typed a name, the likeliest first.

    A name that is there as it was typed means itself, and nothing is returned.
    """
    names, typed = _names(facts), text.strip()
    return [] if not typed or names.has(facts, typed) else names.meant_by(facts, typed, at_most)


def customer_named(facts: Facts, text: str) -> str:
    """Return the name of the customer that a text names in whatever case; empty when nobody bears it."""
    return _names(facts).spelled(facts, text.strip())


def last_deal_of(facts: Facts, customer: str, but: int = 0) -> int:
    """Return the key of a customer's deal that was created last, other than ``but``; 0: there is none."""
    deals = facts["deals"]
    code = deals.words[CUSTOMER].codes.get(customer)
    if code is None:
        return 0
    rows = np.flatnonzero((deals[CUSTOMER] == code) & (deals.keys != but))
    if not len(rows):
        return 0
    created = deals["created_on"][rows]
    days = np.where(created == NO_DAY, np.iinfo(created.dtype).min, created)
    return int(deals.keys[rows[np.lexsort((deals.keys[rows], days))[-1]]])


def what_stays(session: Session, deal: int) -> Row:
    """Return what a new deal of the same customer probably has in common with a deal, other rows by name.

    That is who sourced it, who looks after it, its term, and the team's own texts and choices; not what is
    each deal's own: its name, stage, value and dates.
    """
    row = row_by_names(session, "deals", deal) or {}
    own = [each.name for each in session.kind("deals").fields if each.custom and each.kind in _OWN]
    return {name: row[name] for name in (*_FILLED, *own) if row.get(name) is not None}


class Renaming(NamedTuple):
    """What another name for a customer would do.

    Attributes:
        old: the customer as the file spells it; empty: there is none.
        new: the name that it shall have; that of another one as the file spells it.
        rows: how many rows get it, by table.
        joins: whether another customer bears it.
    """

    old: str
    new: str
    rows: dict[str, int]
    joins: bool


def renaming(facts: Facts, old: str, new: str) -> Renaming:
    """Return what another name for a customer would do; both may be typed in any case."""
    found, there = customer_named(facts, old), customer_named(facts, new)
    joins = there not in {"", found}
    return Renaming(found, there if joins else new.strip(), rows_of(facts, found), joins)


def rename_customer(old: str, new: str) -> Edit:
    """Give a customer another name in all tables: “Rename customer “Port of Hul” to “Port of Hull””.

    A customer that has the new name already and this one are one from then on, in saved views too. Running
    it raises InvalidRowsError where there is no name or nobody bears the old one.
    """
    new = new.strip()

    def operation(writer: Writer) -> None:
        rows = {table: writer.find(table, {CUSTOMER: old}) for table in NAMING_CUSTOMERS}
        wrong = text_problem(entity("deals").field(CUSTOMER), new) if new else "Give the customer a name."
        if wrong:
            raise InvalidRowsError((Problem(CUSTOMER, new, wrong),))
        if not any(rows.values()):
            raise InvalidRowsError((Problem(CUSTOMER, old, f"There is no customer “{old}” any more."),))
        customers_renamed(writer, {old: new})
        for table, found in rows.items():
            writer.update_many(table, {int(row["key"] or 0): {CUSTOMER: new} for row in found})
        _tell_apart_anew(writer, old, new)

    return Edit(f"Rename customer “{shown(old)}” to “{shown(new)}”", operation)


def _tell_apart_anew(writer: Writer, old: str, new: str) -> None:
    """Let a customer be told apart from others under its new name."""
    for one, other in (("one", "other"), ("other", "one")):
        for row in writer.find("distinct_pairs", {"table_name": CUSTOMERS, one: old}):
            writer.delete("distinct_pairs", [int(row["key"] or 0)])
            first, second = sorted((new, str(row[other])))
            pair: Row = {"table_name": CUSTOMERS, "one": first, "other": second}
            if first != second and not writer.find("distinct_pairs", pair):
                writer.insert("distinct_pairs", [pair])


def rows_of(facts: Facts, customer: str) -> dict[str, int]:
    """Return how many rows name a customer, by table."""
    found = {}
    for table in NAMING_CUSTOMERS:
        columns = facts[table]
        code = columns.words[CUSTOMER].codes.get(customer)
        found[table] = 0 if code is None else int(np.count_nonzero(columns[CUSTOMER] == code))
    return found


def newest_rows(facts: Facts) -> dict[str, tuple[str, int]]:
    """Return the table and key of the newest row that names each customer, a deal if there is one."""
    newest: dict[str, tuple[str, int]] = {}
    for table in reversed(NAMING_CUSTOMERS):
        columns = facts[table]
        latest = np.full(len(columns.words[CUSTOMER]) + 1, NO_ROW, dtype=np.int64)
        latest[columns[CUSTOMER]] = np.arange(len(columns))  # the last one written stays
        rows = zip(columns.words[CUSTOMER], latest.tolist(), strict=False)
        newest |= {name: (table, int(columns.keys[at])) for name, at in rows if at != NO_ROW}
    return newest


def _names(facts: Facts) -> CustomerNames:
    return facts.derived(
        "customers.names",
        lambda facts: CustomerNames(NAMING_CUSTOMERS, CUSTOMER, ready(_in_use(facts)), ready(())),
        follow=CustomerNames.after,
    )


def _in_use(facts: Facts) -> set[str]:
    return {name for table in NAMING_CUSTOMERS for name in facts[table].words_in_use(CUSTOMER)}


def known_customers(facts: Facts) -> tuple[list[str], Companies]:
    """Return every customer's name, and the names ready to be compared."""

    def make(facts: Facts) -> tuple[list[str], Companies]:
        names = sorted(_in_use(facts))
        return names, Companies([Company(name) for name in names])

    return facts.derived("customers.known", make, *(facts[table][CUSTOMER] for table in NAMING_CUSTOMERS))
