"""What stands under the fields of a stored record: the stages of a deal, the deals of a partner."""

from datetime import date

import numpy as np

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.money import to_major
from partnertracker.gui import formats
from partnertracker.services.listing.columns import open_deals
from partnertracker.services.listing.stages import passages
from partnertracker.services.listing.summary import total_of


def history_of(facts: Facts, table: str, row: Row, today: date) -> str:
    """Return a deal's stages with the days spent in them, or what a partner has brought; else an empty text.

    Args:
        facts: the file's columns.
        table: the record's.
        row: the stored record, with its key.
        today: the local calendar day.
    """
    if table not in {"deals", "partners"}:
        return ""
    position = int(facts[table].positions_of([int(str(row["key"]))])[0])
    if position < 0:
        return ""
    return _stages_of(facts, position, today) if table == "deals" else _deals_of(facts, position, today)


def _stages_of(facts: Facts, position: int, today: date) -> str:
    parts = []
    for each in passages(facts, position, day_of(today.isoformat())):
        spent = "" if each.days is None else f" ({each.days} d{' so far' if each.running else ''})"
        parts.append(f"{each.stage.label} {formats.short_date(each.day, today)}{spent}")
    return " → ".join(parts)


def _deals_of(facts: Facts, position: int, today: date) -> str:
    """Return what a partner has brought: how many deals, and what the open ones are worth."""
    sourced = facts["deals"]["source_partner"] == position
    still_open = np.flatnonzero(sourced & open_deals(facts))
    count = int(sourced.sum())
    if not count:
        return "No deals yet"
    words = f"{formats.counted(count, 'deal')} sourced, {formats.count(len(still_open))} open"
    worth = total_of(facts, "deals", still_open, day_of(today.isoformat()))
    if not len(still_open) or worth is None:
        return words
    currency = facts.settings.currency
    return f"{words} ({formats.money(to_major(worth, currency), currency)})"
