"""Partners and deals that may be one and the same: found, or told apart for good."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.likeness import Companies, Company, matches
from partnertracker.domain.names import search_key
from partnertracker.domain.validation import shown
from partnertracker.services.customer_names import CUSTOMER
from partnertracker.services.editing import Edit
from partnertracker.services.editing.checking import existing
from partnertracker.services.listing.columns import names_of
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Session

_COMPARED = ("key", "id", "name", "website", "contact_email")
_FIELDS = {"email": "contact_email"}
_LOOKED_AT = 1_000
"""Of so many deals of one customer, the last entered, the names are compared."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A partner or deal that may be the same as another one.

    Attributes:
        key: its key.
        name: its name.
        column: the field that is alike: ``name``, ``website`` or ``contact_email``; of deals ``customer``.
        why: what is alike, in words.
    """

    key: int
    name: str
    column: str
    why: str


def duplicates_of(reader: Reader, values: Mapping[str, Value], key: int | None = None) -> list[Duplicate]:
    """Return the partners that may be the one with these values, the surest first.

    Args:
        reader: the file.
        values: ``name``, ``website`` and ``contact_email``, as far as they are known.
        key: the key of the partner itself where it is stored; pairs told apart are left out.
    """
    rows = list(reader.each("partners", _COMPARED))
    own = next((str(row[1]) for row in rows if row[0] == key), "")
    left_out = {own, *_told_apart(reader, own)} if own else set()
    rows = [row for row in rows if row[1] not in left_out]
    found = matches(_company(*(values.get(name) for name in _COMPARED[2:])), [_company(*r[2:]) for r in rows])
    return [
        Duplicate(int(rows[m.at][0] or 0), str(rows[m.at][2]), _FIELDS.get(m.column, m.column), m.why)
        for m in found
    ]


def deals_like(session: Session, values: Mapping[str, Value], key: int | None = None) -> list[Duplicate]:
    """Return the deals with the name and the customer of one, whatever their case, the last entered first.

    Args:
        session: the open file.
        values: ``name`` and ``customer``; without both there is none.
        key: the key of the deal itself where it is stored; pairs told apart are left out.
    """
    name, customer = (search_key(str(values.get(each) or "")) for each in ("name", CUSTOMER))
    if not name or not customer:
        return []
    deals = session.facts["deals"]
    codes = [code for code, word in enumerate(deals.words[CUSTOMER]) if search_key(word) == customer]
    keys = deals.keys[np.isin(deals[CUSTOMER], codes)][-_LOOKED_AT:]
    rows = session.rows("deals", keys.tolist())
    own = next((str(row["id"]) for row in rows if row["key"] == key), "")
    left_out = {own, *_told_apart(session.store, own)} if own else set()
    return [
        Duplicate(int(row["key"] or 0), str(row["name"]), CUSTOMER, "same name and customer")
        for row in reversed(rows)
        if search_key(str(row["name"])) == name and row["id"] not in left_out
    ]


def partners_like(facts: Facts, text: str, at_most: int = 1) -> list[str]:
    """Return the names of partners that somebody may mean who typed a name, the likeliest first."""
    names = names_of(facts, "partners")
    companies = facts.derived(
        "partners.known",
        lambda _facts: Companies([Company(name) for name in names]),
        facts["partners"]["name"],
    )
    return [names[match.at] for match in companies.like(Company(text), at_most=at_most)]


def tell_apart(session: Session, one: int, other: int, table: str = "partners") -> Edit:
    """Remember that two records, by key, are not the same: “Tell “Litware” and “Litware Retail” apart”."""
    kind = session.kind(table)
    rows = (existing(session.store, kind, key) for key in (one, other))
    return tell_pair_apart(table, *((str(row["id"]), str(row["name"])) for row in rows))


def tell_pair_apart(table: str, one: tuple[str, str], other: tuple[str, str]) -> Edit:
    """Remember that two records of a table, each by id and name, are not the same."""
    first, second = sorted((one, other))
    pair: Row = {"table_name": table, "one": first[0], "other": second[0]}

    def operation(writer: Writer) -> None:
        if not writer.find("distinct_pairs", pair):
            writer.insert("distinct_pairs", [pair])

    return Edit(f"Tell “{shown(first[1])}” and “{shown(second[1])}” apart", operation)


def _company(name: Value, website: Value, email: Value) -> Company:
    return Company(str(name or ""), str(website or ""), str(email or ""))


def _told_apart(reader: Reader, row_id: str) -> frozenset[str]:
    """Return the ids of the records that were told apart from one."""
    others = [row["other"] for row in reader.find("distinct_pairs", {"one": row_id})]
    others += [row["one"] for row in reader.find("distinct_pairs", {"other": row_id})]
    return frozenset(map(str, others))
