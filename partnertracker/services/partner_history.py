"""What happened to a partner and to all that hangs on it, newest first."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.facts import Facts
from partnertracker.services.currencies import Currencies
from partnertracker.services.history import Change, in_words
from partnertracker.services.listing.scope import rows_inside
from partnertracker.services.naming import name_of
from partnertracker.services.session import Session


class Happened(NamedTuple):
    """One change of one row.

    Attributes:
        table, key: which row.
        name: what a person calls it.
        change: what was done, by whom and when.
    """

    table: str
    key: int
    name: str
    change: Change


def rows_of_partner(facts: Facts, key: int) -> dict[str, list[int]]:
    """Return the keys of the rows that concern a partner, by table, its own among them."""
    found = {}
    for each in EXCHANGED:
        inside = rows_inside(facts, each.table, key, "", "")
        if inside is not None and inside.any():
            found[each.table] = facts[each.table].keys[np.flatnonzero(inside)].tolist()
    return found


def happened_to(session: Session, key: int, limit: int) -> list[Happened]:
    """Return the newest changes of a partner and of what concerns it now, at most so many."""
    usual = session.store.settings().currency
    found: list[Happened] = []
    for table, keys in rows_of_partner(session.facts, key).items():
        by_key = session.store.happened(0, table, keys)
        logged = [(row, each) for row, changes in by_key.items() for each in changes]
        logged.sort(key=lambda pair: -pair[1].step.number)
        newest = logged[:limit]
        held = session.rows(table, list(dict.fromkeys(row for row, _ in newest)))
        names = {int(row["key"] or 0): name_of(session.store, table, row) for row in held}
        then = {
            key: Currencies(by_key[key], str(row.get("currency") or ""), usual)
            for row in held
            for key in (int(row["key"] or 0),)
        }
        found += [
            Happened(table, row, names[row], in_words(session, each, then[row])) for row, each in newest
        ]
    found.sort(key=lambda each: -each.change.logged.step.number)
    return found[:limit]
