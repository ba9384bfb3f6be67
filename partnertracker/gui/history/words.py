"""How steps and what they did read on screen."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.sentences import listed
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.moments import step_cells
from partnertracker.services.history import Change, Edited
from partnertracker.services.past import Count
from partnertracker.services.ports import Step

if TYPE_CHECKING:  # a form tells a field's history, and loads nothing of the History window for that
    from partnertracker.services.bin import Worth
    from partnertracker.services.taking_back import Prospect
    from partnertracker.services.touched import Told

_DONE = {"insert": "Added", "update": "Changed", "delete": "Deleted"}
_BACK = {"delete": "deletes", "update": "changes back", "insert": "brings back"}
_STATES = {"undone": "Undone", "abandoned": "Undone"}
_BETWEEN = " · "

BY_NAME = frozenset({Kind.REFERENCE, Kind.SCOPE})
"""The kinds whose values are other rows, told by their names."""


def step_line(step: Step, today: date, *, taken_back: bool) -> tuple[str, str, str, str]:
    """Return the line of a step: when, who, what, state."""
    state = "Taken back" if taken_back and step.state == "applied" else _STATES.get(step.state, "")
    return (*step_cells(step, today), state)


def counted(count: Count) -> str:
    """Return how many rows of a table: ``3 deals``."""
    kind = entity(count.table)
    return formats.counted(count.rows, kind.singular.lower(), kind.plural.lower())


def preview(prospect: "Prospect") -> str:
    """Return what taking a step back would change, or why that can't be."""
    if prospect.refusal:
        return prospect.refusal
    done = [what for what in _BACK if _of(prospect.effects, what)]
    parts = [f"{_BACK[what]} {_rows_that(prospect.effects, what, alone=len(done) == 1)}" for what in done]
    would = f"Taking it back {listed(parts)}." if parts else "What is left of it was touched since."
    if not prospect.in_the_way:
        return f"{would} Nothing later depends on it."
    count = len(prospect.in_the_way) + prospect.others
    rows, stay = formats.counted(count, "row"), "stays" if count == 1 else "stay"
    stays = f"{would} Because of what came later {rows} {stay}"
    if not any(each.optional for each in prospect.in_the_way):
        return f"{stays}:"
    return f"{stays}. {'Tick it if it shall go' if count == 1 else 'Tick those that shall go'}, too:"


def told_line(told: "Told", facts: Facts, today: date) -> tuple[str, str, str]:
    """Return the line of a row: what was done, to which row, and its fields before → after."""
    kind = entity(told.touched.table).singular
    fields = _BETWEEN.join(edited_words(each, Wording(facts, today)) for each in told.edited)
    return _DONE[told.touched.what], f"{kind}{_BETWEEN}{told.name}" if told.name else kind, fields


def edited_words(each: Edited, wording: Wording) -> str:
    """Return what a field held before and after: ``Value: 100.00 EUR → 100 JPY``."""
    before = wording.told(each.field, each.before, each.was or each.currency)
    return f"{each.field.label}: {before} → {wording.told(each.field, each.after, each.currency)}"


def change_words(change: Change, wording: Wording) -> str:
    """Return what was done to a row, or to a field of it."""
    if change.of is None:
        return change.field
    logged = change.logged
    values = (
        (change.before or None, change.after or None)
        if change.of.kind in BY_NAME
        else (logged.before, logged.after)
    )
    return edited_words(Edited(change.of, *values, change.currency, change.was), wording)


def not_shown(shown: int, counts: Iterable[Count]) -> str:
    """Return how many rows are not in the list; empty: all are."""
    others = sum(each.rows for each in counts) - shown
    return f"and {formats.count(others)} more" if others > 0 else ""


def worth_words(worth: "Worth | None") -> str:
    """Return what a deleted row counted towards: ``Bookings · 2026-Q3: $12,000.00``."""
    if worth is None:
        return ""
    what = _BETWEEN.join(part for part in (worth.what[:1].upper() + worth.what[1:], worth.period) if part)
    if worth.amount is None:
        return what
    return f"{what}: {formats.amount(worth.amount, worth.currency)}"


def _of(counts: Sequence[Count], what: str) -> list[Count]:
    return [each for each in counts if each.what == what]


def _rows_that(counts: Sequence[Count], what: str, *, alone: bool) -> str:
    """Return the rows that one thing happens to; one “and” is enough where others follow."""
    rows = [counted(each) for each in _of(counts, what)]
    return listed(rows) if alone else ", ".join(rows)
