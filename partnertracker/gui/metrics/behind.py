"""What is behind a figure, as values for the page: its formula, and the rows that made it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.drilling import by_measure
from partnertracker.domain.metrics.figure import Drill, DrillRow, Figure
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.periods import Period
from partnertracker.gui import formats
from partnertracker.gui.metrics.placing import day_fields, day_words, places
from partnertracker.gui.metrics.splitting import Portions, portions_of
from partnertracker.services.explaining import Number, formula_words
from partnertracker.services.measuring import drill, figures


class Entry(NamedTuple):
    """One row behind a figure, or left out of it.

    Attributes:
        table, key: which row.
        partner: the partner it is a deal (or the like) of; empty for a partner itself.
        day: the day that matters for the metric, ``NO_DAY`` without one.
        value, unit: what it adds; None when it only counts in what is divided by, or was left out.
        of, of_unit: what it adds to what is divided by; None when it adds nothing there.
        why: why it was left out; empty when it was not.
        name: what it is called where the file can't say; empty: as the file says.
    """

    table: str
    key: int
    partner: str
    day: int
    value: float | None = None
    unit: str = "count"
    of: float | None = None
    of_unit: str = "count"
    why: str = ""
    name: str = ""


class Heading(NamedTuple):
    """What stands over the rows of one of the metrics that a metric is made of.

    Attributes:
        words: that metric's name.
        total: what its rows come to.
    """

    words: str
    total: str


Line: TypeAlias = Entry | Heading


class Behind(NamedTuple):
    """Everything behind one figure.

    Attributes:
        figure: the figure.
        lines: its rows, newest first, under a heading for each of the metrics that it is made of.
        left_out: newest first.
        counts: how many rows there are of each table.
        largest: the row that adds most; None without rows.
        formula: how the figure came about, with its numbers.
        total: what the rows come to; empty where headings say it.
        total_words: what that is: the total or the middle, and whether rows without a rate are missing in it.
        shared: the keys of deals that more than one partner is credited with.
        day_words: the head of the column of days.
        portions: the figure of its period by partner, of the scope that was chosen.
    """

    figure: Figure
    lines: tuple[Line, ...]
    left_out: tuple[Entry, ...]
    counts: Mapping[str, int]
    largest: Entry | None
    formula: str
    total: str
    total_words: str = "Total"
    shared: frozenset[int] = frozenset()
    day_words: str = "Day"
    portions: Portions | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows without headings."""
        return tuple(line for line in self.lines if isinstance(line, Entry))


def drilled_figure(facts: Facts, chosen: Figure, period: Period, partner: str = "") -> Figure:
    """Return the figure that is drilled into, starting from the one chosen.

    Args:
        facts: the file's content.
        chosen: the chosen one.
        period: its own, or another one of its trend.
        partner: the partner whose part of it is asked for; empty: all of it.
    """
    scope = f"partner:{partner}" if partner else chosen.scope
    if (period, scope) == (chosen.period, chosen.scope):
        return chosen
    as_of = chosen.as_of if period == chosen.period else period.end
    (found,) = figures(facts, period, as_of, scopes=[scope], metrics=[chosen.metric.id], trend=False)
    return found


def behind(facts: Facts, figure: Figure, split: Figure | None = None) -> Behind:
    """Find what is behind a figure.

    Args:
        facts: the file's content.
        figure: the one drilled into.
        split: the one to be split by partner; None: none.
    """
    metric, currency = figure.metric, facts.settings.currency
    found = drill(facts, metric.id, figure.period, figure.as_of, figure.scope)

    def exact(value: float | None, unit: str) -> str:
        return formats.exact_in_unit(value, unit, currency)

    measures = by_measure(metric, found)
    alone = [each.id for each, _ in measures] == [metric.id]
    unpriced = _without_rate(facts, figure, [each.id for each, _ in measures], found)
    lines: list[Line] = []
    for each, rows in measures:
        if not alone:
            words = formats.MISSING if each.id in unpriced else _total(each, rows, exact)
            lines.append(Heading(each.label, words))
        lines += _entries(facts, each.id, rows, figure.as_of)
    portions = portions_of(facts, split) if split is not None else None
    shows_excess = portions is not None and portions.excess
    entries = [line for line in lines if isinstance(line, Entry)]
    main = entries[0].table if entries else metric.reads
    return Behind(
        figure,
        tuple(lines),
        _left_out(facts, metric.id, found, figure.as_of),
        Counter(entry.table for entry in entries),
        max(entries, key=lambda entry: abs(entry.value or entry.of or 0), default=None),
        formats.with_spoken_days(formula_words(facts, figure, found, exact)),
        _total(metric, found, exact) if alone else exact(figure.value, metric.unit),
        _total_words(metric, lacks_rate=alone and bool(unpriced)),
        _shared(facts, lines) if shows_excess else frozenset(),
        day_words(day_fields(measures[0][0].id if measures else metric.id, main)),
        portions,
    )


def _without_rate(facts: Facts, figure: Figure, measures: Sequence[str], found: Drill) -> set[str]:
    """Return which measures of a figure have no value because one of their rows has no exchange rate."""
    if figure.value is not None:
        return set()
    why = {each.why for each in found.left_out}
    scopes = [figure.scope]
    every = figures(facts, figure.period, figure.as_of, scopes=scopes, metrics=measures, trend=False)
    return {each.metric.id for each in every if each.value is None and each.reason in why}


def _total_words(metric: Metric, *, lacks_rate: bool) -> str:
    words = "Middle" if metric.kind == "distribution" else "Total"
    return f"{words} of those with a rate" if lacks_rate else words


def _middle(values: list[float]) -> float:
    """Return the median, as ``statistics`` does; that takes longer to load than a start can spare."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _total(metric: Metric, found: Drill, exact: Number) -> str:
    """Return what rows come to: a sum, ``22 ÷ 59`` for a ratio, the middle of values."""
    if metric.kind == "distribution":
        values = [row.value for row in found.rows]
        return exact(_middle(values), metric.unit) if values else formats.MISSING
    sums: dict[str, tuple[float, str]] = {}
    for part in found.parts:
        total, _ = sums.get(part.part, (0.0, ""))
        sums[part.part] = (total + (part.total or 0), part.unit)
    return " ÷ ".join(exact(total, unit) for total, unit in sums.values()) or formats.MISSING


def _entries(facts: Facts, metric: str, found: Drill, as_of: int) -> list[Entry]:
    """Join the parts of a ratio row by row, and put the newest first."""
    above: dict[tuple[str, int], DrillRow] = {}
    below: dict[tuple[str, int], DrillRow] = {}
    for row in found.rows:
        (below if row.part == "denominator" else above)[row.table, row.key] = row
    usual = next((row.unit for row in above.values()), "count")
    keys = list(dict.fromkeys([*above, *below]))
    entries = []
    placed = places(facts, keys, partial(day_fields, metric), as_of)
    for key, place in zip(keys, placed, strict=True):
        upper, lower = above.get(key), below.get(key)
        entries.append(
            Entry(
                *key,
                *place,
                upper.value if upper is not None else None,
                upper.unit if upper is not None else usual,
                lower.value if lower is not None else None,
                lower.unit if lower is not None else "count",
            )
        )
    return sorted(entries, key=lambda entry: (entry.value is None, -entry.day))


def _left_out(facts: Facts, metric: str, found: Drill, as_of: int) -> tuple[Entry, ...]:
    rows = [(each.table, each.key) for each in found.left_out]
    placed = places(facts, rows, partial(day_fields, metric), as_of)
    entries = [
        Entry(each.table, each.key, *place, why=formats.with_spoken_days(each.why))
        for each, place in zip(found.left_out, placed, strict=True)
    ]
    return tuple(sorted(entries, key=lambda entry: -entry.day))


def _shared(facts: Facts, lines: Sequence[Line]) -> frozenset[int]:
    """Return the deals behind a figure in which more than one partner is involved."""
    deals = facts["deals"]
    influences = facts["deal_influences"]
    involved = (
        np.bincount(influences["deal"], minlength=len(deals)) if len(influences) else np.zeros(len(deals))
    )
    involved = involved + (deals["source_partner"] != NO_ROW)
    rows = [line for line in lines if isinstance(line, Entry) and line.table == "deals" and line.value]
    keys = np.array([entry.key for entry in rows], dtype=np.int64)
    positions = deals.positions_of(keys)
    return frozenset(keys[(positions != NO_ROW) & (involved[np.maximum(positions, 0)] > 1)].tolist())
