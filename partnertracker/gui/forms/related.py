"""What stands under the fields of a stored record: the stages of a deal, the deals of a partner."""

from datetime import date

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnertracker.domain.as_of import as_it_stood
from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.money import to_major
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.theme.controls import label
from partnertracker.services.listing.columns import open_deals
from partnertracker.services.listing.stages import passages
from partnertracker.services.listing.summary import total_of


class _Related(QWidget):
    """Says something of a stored record as of the window's day; hidden while there is nothing to say."""

    def __init__(self, desk: Desk, table: str) -> None:
        """Take the desk whose day it follows, and the record's table."""
        super().__init__()
        self._desk = desk
        self._table = table
        self._row: Row = {}
        self._text = label("", "muted")
        self._text.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        desk.chosen.connect(lambda: self.show_row(self._row))

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def show_row(self, row: Row) -> None:
        """Speak of a stored record with its key; an empty row for one that is not stored yet."""
        self._row = row
        self._text.setText(self._said(row) if row else "")
        self.setVisible(bool(self.text()))

    def _said(self, row: Row) -> str:
        raise NotImplementedError


class RelatedHistory(_Related):
    """A deal's stages, or what a partner has brought."""

    def __init__(self, desk: Desk, table: str) -> None:
        """Take the desk whose day it follows, and the record's table."""
        super().__init__(desk, table)
        heading = "Stage history" if table == "deals" else "Deals"
        self._text.setAccessibleName(heading)
        self._column.addWidget(label(heading, "heading"))
        self._column.addWidget(self._text)

    def _said(self, row: Row) -> str:
        return history_of(self._desk.facts, self._table, row, self._desk.today, self._desk.choice.as_of)


class StoodLine(_Related):
    """How a deal stood on a past day, over the fields, which are those of today or of when it was known."""

    def __init__(self, desk: Desk, table: str) -> None:
        """Take the desk whose day it follows, and the record's table."""
        super().__init__(desk, table)
        self._column.setContentsMargins(14, 0, 14, 0)
        self._column.addWidget(self._text)

    def _said(self, row: Row) -> str:
        past, known = self._desk.past, self._desk.known_on
        if self._table != "deals" or past is None:
            return ""
        stood = stood_on(self._desk.facts, row, past)
        fields = "is so today" if known is None else f"was known on {formats.long_date(known)}"
        return f"{stood} The fields hold what {fields}." if stood else ""


def stood_on(facts: Facts, row: Row, as_of: int) -> str:
    """Return how a deal stood on a past day: ``On 7 Nov 2026: in stage Won.``; empty when there is none.

    Args:
        facts: the file's columns.
        row: the stored deal, with its key.
        as_of: the day that all is looked at from.
    """
    (position,) = facts["deals"].positions_of([int(str(row["key"]))]).tolist()
    if position < 0:
        return ""
    stage = as_it_stood(facts, "deals", as_of)["deals"].text("stage", position)
    labels = {each.key: each.label for each in facts.stages}
    stood = "not yet created" if stage is None else f"in stage {labels.get(stage, stage)}"
    return f"On {formats.long_date(as_of)}: {stood}."


def history_of(facts: Facts, table: str, row: Row, today: date, as_of: int) -> str:
    """Return a deal's stages with the days spent in them, or what a partner has brought; else an empty text.

    Args:
        facts: the file's columns.
        table: the record's.
        row: the stored record, with its key.
        today: the local calendar day.
        as_of: the day that all is looked at from; a later one means today.
    """
    if table not in {"deals", "partners"}:
        return ""
    position = int(facts[table].positions_of([int(str(row["key"]))])[0])
    if position < 0:
        return ""
    as_of = min(as_of, day_of(today.isoformat()))
    return (
        _stages_of(facts, position, today, as_of) if table == "deals" else _deals_of(facts, position, as_of)
    )


def _stages_of(facts: Facts, position: int, today: date, as_of: int) -> str:
    parts = []
    for each in passages(facts, position, as_of):
        spent = "" if each.days is None else f" ({each.days} d{' so far' if each.running else ''})"
        parts.append(f"{each.stage.label} {formats.short_date(each.day, today)}{spent}")
    return " → ".join(parts)


def _deals_of(facts: Facts, position: int, as_of: int) -> str:
    """Return what a partner has brought: how many deals, and what the open ones are worth."""
    sourced = facts["deals"]["source_partner"] == position
    sourced &= facts["deals"]["created_on"] <= as_of
    still_open = np.flatnonzero(sourced & open_deals(facts, as_of))
    count = int(sourced.sum())
    if not count:
        return "No deals yet"
    words = f"{formats.counted(count, 'deal')} sourced, {formats.count(len(still_open))} open"
    worth = total_of(facts, "deals", still_open, as_of)
    if not len(still_open) or worth is None:
        return words
    currency = facts.settings.currency
    return f"{words} ({formats.money(to_major(worth, currency), currency)})"
