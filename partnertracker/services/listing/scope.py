"""Which rows of a table concern one partner, or the partners of a manager and a tier."""

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW, Array
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.services.listing.columns import names_of


def rows_inside(facts: Facts, table: str, partner: int, manager: str, tier: str) -> Array | None:
    """Tell which rows of a table are wanted; None: all of them.

    Args:
        facts: the file's columns.
        table: the table's name.
        partner: the key of a partner: only what concerns it, whatever its manager and tier; 0: any.
        manager: only partners of this manager, and what concerns such a partner; empty: any.
        tier: only partners of this tier, likewise; empty: any.
    """
    inside = _partners_inside(facts, partner, manager, tier)
    if inside is None:
        return None
    columns = facts[table]
    if table == "partners":
        return inside[:-1]
    if table == "deals":
        influences = facts["deal_influences"]
        mask = inside[columns["source_partner"]]
        mask[influences["deal"][inside[influences["partner"]]]] = True
        return mask
    if "partner" in columns.values:
        return inside[columns["partner"]]
    if partner and "scope" in columns.values:
        mine: Array = columns["scope"] == columns.code("scope", f"partner:{partner}")
        return mine
    return None


def _partners_inside(facts: Facts, partner: int, manager: str, tier: str) -> Array | None:
    """Tell for each partner, and last for none, whether its rows are wanted; None: those of any."""
    partners = facts["partners"]
    inside = np.ones(len(partners) + 1, dtype=bool)
    inside[-1] = False
    if partner:
        inside[:-1] = partners.keys == partner
        return inside
    chosen = {"manager": manager, "tier": tier}
    for name, word in chosen.items():
        if word:
            inside[:-1] &= partners[name] == partners.code(name, word)
    return inside if any(chosen.values()) else None


def partner_of(facts: Facts, table: str, key: int) -> int:
    """Return the key of the partner that a row concerns: of a deal the one that sourced it; 0: none."""
    columns = facts[table]
    (at,) = columns.positions_of([key])
    if table == "partners" or at == NO_ROW:
        return key if at != NO_ROW else 0
    if "scope" in columns.values:
        kind, _, of = (columns.text("scope", at) or "").partition(":")
        return int(of) if kind == "partner" else 0
    name = "source_partner" if table == "deals" else "partner"
    partner = columns[name][at] if name in columns.values else NO_ROW
    return int(facts["partners"].keys[partner]) if partner != NO_ROW else 0


def given_for(facts: Facts, table: str, partner: int) -> dict[str, str]:
    """Return the texts that make a new row concern the partner with a key: references and scopes by its name.

    There are none for 0, for a partner that is gone, and in a table of the whole programme.
    """
    (at,) = facts["partners"].positions_of([partner])
    if at == NO_ROW:
        return {}
    name = names_of(facts, "partners")[at]
    fields = {field.name for field in entity(table).fields}
    if "source_partner" in fields:
        return {"source_partner": name}
    if "partner" in fields:
        return {"partner": name}
    return {"scope": f"partner:{name}"} if "scope" in fields else {}


def tables_shown(table: str) -> frozenset[str]:
    """Return the tables whose changes a list of rows shows: its own, and those that its rows refer to."""
    referenced = (field.references for field in entity(table).fields if field.references)
    return frozenset({table, "partners", "stages", "settings", *_OWN, *referenced})


_OWN = ("custom_metrics", "custom_fields", "custom_values")
"""The tables of what a team has made for itself."""


def newest_rows(facts: Facts, table: str, field: str, partner: int) -> list[int]:
    """Return the keys of the rows of the last month there is; of one partner's rows unless that is 0."""
    columns, inside = facts[table], rows_inside(facts, table, partner, "", "")
    months = columns[field] if inside is None else np.where(inside, columns[field], NO_DAY)
    last = int(months.max(initial=NO_DAY))
    return [] if last == NO_DAY else columns.keys[months == last].tolist()
