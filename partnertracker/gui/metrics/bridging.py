"""A bridge as values for the page: the lines of its waterfall, and the rows of one of its bars."""

from collections.abc import Sequence
from datetime import date

from partnertracker.domain.bridge.bar import END, LOST, START, WON, Bar, Bridge
from partnertracker.domain.columns import NO_DAY, NO_ROW
from partnertracker.domain.facts import Facts
from partnertracker.gui import formats
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.placing import day_fields, day_words, places
from partnertracker.gui.metrics.waterfall import Line
from partnertracker.gui.painting.waterfall import Span
from partnertracker.services.bridging import Knowledge, bar_help, bar_label
from partnertracker.services.explaining import noun

_CORRECTIONS = "Corrections"
_CORRECTIONS_HELP = "Not what happened, but what was learned later of what was so before."
_GONE = "deleted"


def lines_of(made: Bridge, today: date) -> list[Line]:
    """Return the lines of a bridge; none where there is no start and no end."""
    lines: list[Line] = []
    level = 0
    for bar in made.all_bars:
        total = bar.kind in {START, END}
        before, level = (bar.amount, bar.amount) if total else (level, level + bar.amount)
        if bar.correction and not any(line.span.correction for line in lines):
            level_now = before / made.unit_size
            lines.append(
                Line(_CORRECTIONS, "", _CORRECTIONS_HELP, Span(level_now, level_now, correction=True))
            )
        words = formats.short_date(made.days[bar.kind == END], today) if total else bar_label(bar)
        amount = amount_words(made, bar.amount, signed=not total)
        lines.append(Line(words, amount, bar_help(made, bar), _span(made, before, level, bar), bar))
    return lines


def _span(made: Bridge, before: int, after: int, bar: Bar) -> Span:
    size = made.unit_size
    return Span(before / size, after / size, bar.kind in {START, END}, bar.correction)


def amount_words(made: Bridge, amount: int, *, signed: bool) -> str:
    """Return what a bar comes to, exactly."""
    words = formats.exact_in_unit(amount / made.unit_size, made.metric.unit, made.currency)
    return f"+{words}" if signed and amount > 0 else words


def heading_of(made: Bridge, bar: Bar, today: date) -> str:
    """Return what stands over the rows of a bar: ``12 deals: Won −$43,775``."""
    count = len(bar.keys)
    things = f"{formats.count(count)} {noun(bar.table, count)}"
    total = bar.kind in {START, END}
    words = formats.short_date(made.days[bar.kind == END], today) if total else bar_label(bar)
    return f"{words}: {things}, {amount_words(made, bar.amount, signed=not total)}"


def entries_of(made: Bridge, bar: Bar, facts: Facts, known: Knowledge) -> tuple[Entry, ...]:
    """Return the rows of a bar, those that add most first; what was deleted since has the name it had."""
    fields = _fields(made, bar)
    keys = bar.keys.tolist()
    there = (facts[bar.table].positions_of(bar.keys) != NO_ROW).tolist()
    rows = [(bar.table, key) for key in keys]
    now = places(facts, rows, lambda _table: fields)
    before = _places_before(known, facts, rows, fields) if not all(there) else now
    entries = []
    for key, is_there, place, old, amount in zip(keys, there, now, before, bar.amounts.tolist(), strict=True):
        value = amount / made.unit_size
        if is_there:
            entries.append(Entry(bar.table, key, *place, value, made.metric.unit))
        else:
            partner, name = old[0], known.gone.get((bar.table, key), ("", ""))[1]
            words = " · ".join(part for part in (partner, name, _GONE) if part)
            entries.append(Entry(bar.table, 0, *old, value, made.metric.unit, name=words))
    return tuple(sorted(entries, key=lambda entry: -abs(entry.value or 0)))


def bar_day_words(made: Bridge, bar: Bar) -> str:
    """Return the head of the column of days over a bar's rows."""
    return day_words(_fields(made, bar))


def lacks_names(made: Bridge, facts: Facts, known: Knowledge) -> bool:
    """Tell whether a bar has rows that were deleted after ``known`` was read."""
    for bar in made.bars:
        gone = bar.keys[facts[bar.table].positions_of(bar.keys) == NO_ROW].tolist()
        if any((bar.table, key) not in known.gone for key in gone):
            return True
    return False


def _fields(made: Bridge, bar: Bar) -> tuple[str, ...]:
    if bar.table == "deals" and bar.kind in {WON, LOST}:
        return ("closed_on",)
    return day_fields(made.metric.id, bar.table)


def _places_before(
    known: Knowledge, facts: Facts, rows: Sequence[tuple[str, int]], fields: tuple[str, ...]
) -> list[tuple[str, int]]:
    """Return where rows belonged on the two days."""
    then, by_then = (
        places(each or facts, rows, lambda _table: fields) for each in (known.then, known.by_then)
    )
    return [one if one != ("", NO_DAY) else other for one, other in zip(then, by_then, strict=True)]
