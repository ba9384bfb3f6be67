"""The words of a comparison: exact figures, what was done to a row, by whom."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.money import digits
from partnertracker.domain.sentences import listed
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.history.words import edited_words
from partnertracker.gui.metrics.wording import target_of
from partnertracker.gui.moments import local_day
from partnertracker.services.configuring import SETTING_LABELS
from partnertracker.services.ports import Step
from partnertracker.services.restating import PartTotal, Question, Restatement
from partnertracker.services.tracing import ADDED, CHANGED, DELETED, Explained, Trace

_PARTS = {"": "", "numerator": "counted", "denominator": "out of"}
_BETWEEN = " · "
_FINEST = 12
"""So many decimals at most tell two figures apart; beyond them a float is no longer exact."""

_FINER = 2
"""So many more are tried for a difference that is that of the two figures as they are shown."""

_DIGITS_OF_PERCENT = 2

_DONE = {ADDED: "Entered later", DELETED: "Deleted"}


def exact(value: formats.Number | None, unit: str, currency: str) -> str:
    """Return a figure to the last digit it has: money to the cent."""
    if unit == "money":
        return formats.exact_in_unit(value, unit, currency)
    return formats.number(value, 1) if unit == "count" else formats.in_unit(value, unit, currency)


def signed(value: float | None, unit: str, currency: str) -> str:
    """Return a difference with its sign: ``+$1,000``, ``−2.5 pt``; empty when there is none."""
    return _signed(Decimal(str(value)), unit, currency) if value else ""


def compared(then: float | None, now: float | None, unit: str, currency: str) -> tuple[str, str, str]:
    """Return two figures and their difference, with the decimals it takes to tell them apart.

    The difference is that of the figures as they are shown; where rounding would make it another one than it
    is, up to two more decimals are shown.

    Args:
        then: the figure as it was, in its unit; None where there is none.
        now: the figure today.
        unit: that of their metric.
        currency: that of money.

    Returns:
        ``("37.684%", "37.686%", "+0.002 pt")``; the difference is empty when there is none.
    """
    if then is None or now is None or then == now:
        return exact(then, unit, currency), exact(now, unit, currency), ""
    before, after = (Decimal(str(value)) for value in (then, now))
    usual = digits(currency) if unit == "money" else 1

    def shown(value: Decimal, decimals: int) -> Decimal:
        return formats.rounded(value, decimals + _DIGITS_OF_PERCENT if unit == "share" else decimals)

    def difference(decimals: int) -> Decimal:
        return shown(after, decimals) - shown(before, decimals)

    apart = next(
        (each for each in range(usual, _FINEST) if difference(each) and shown(after - before, each)), _FINEST
    )
    tried = range(apart, apart + _FINER + 1)
    chosen = next((each for each in tried if difference(each) == shown(after - before, each)), tried[-1])
    decimals = None if chosen == usual else chosen
    words = [_written(value, unit, currency, decimals) for value in (before, after)]
    return words[0], words[1], _signed(difference(chosen), unit, currency, decimals)


def _written(value: Decimal, unit: str, currency: str, decimals: int | None) -> str:
    """Return a figure with so many decimals; None: as it usually stands."""
    if decimals is None:
        return exact(value, unit, currency)
    return formats.precise(value, unit, currency, decimals)


def _signed(difference: Decimal, unit: str, currency: str, decimals: int | None = None) -> str:
    size = abs(difference)
    if unit == "share":
        words = f"{formats.number(size * 100, 1 if decimals is None else decimals)} pt"
    else:
        words = _written(size, unit, currency, decimals)
    return f"{formats.MINUS if difference < 0 else '+'}{words}"


def asked(question: Question, today: date) -> str:
    """Return which figures are compared: ``FY26 Q3 · to 30 Sep · manager AK``."""
    words = [f"{title(question.period)} · as of {formats.short_date(question.as_of, today)}"]
    if question.scope != "all":
        words.append(question.scope.replace(":", " ", 1))
    return _BETWEEN.join(words)


def found(restatements: Iterable[Restatement]) -> str:
    """Return how many figures differ: ``3 of 31 metrics differ``."""
    every = list(restatements)
    differing = sum(each.is_restated for each in every)
    if not differing:
        return "Every figure is what it was."
    verb = "differs" if differing == 1 else "differ"
    return f"{formats.count(differing)} of {formats.counted(len(every), 'metric')} {verb}"


def metric_cells(each: Restatement, currency: str) -> tuple[str, str, str, str]:
    """Return the line of one metric: its name, then, today, and the difference."""
    then, now, difference = _figures(each, currency)
    if each.has_other_target:
        target = _targets(each, currency)
        difference = f"{difference} · {target}" if difference else f"{target[:1].upper()}{target[1:]}"
    return each.metric.label, then, now, difference


def _figures(each: Restatement, currency: str) -> tuple[str, str, str]:
    """Return both figures and their difference, or why there is none where one of them is missing."""
    before, after = (None if figure is None else figure.value for figure in (each.then, each.now))
    then, now, difference = compared(before, after, each.metric.unit, currency)
    if (before is None) != (after is None):
        side, lacking = ("Then", each.then) if before is None else ("Today", each.now)
        difference = f"{side}: {_why_none(lacking, each.metric)}"
    return then, now, difference


def _why_none(figure: Figure | None, metric: Metric) -> str:
    """Return why there is no value on one side."""
    if figure is not None:
        return formats.with_spoken_days(figure.reason or "")
    return "no such manager or tier" if metric.id in BUILT_IN_BY_ID else "no such metric"


def _targets(each: Restatement, currency: str) -> str:
    """Return what the figure was held against, and what it is now: ``target $90,000 → $100,000``.

    A goal that hangs on another figure reads the same while what it comes to differs: then that is told.
    """
    if each.then is None or each.now is None:
        return ""
    then, now = (target_of(figure, currency, exact) for figure in (each.then, each.now))
    if then == now:
        then, now, _ = compared(each.then.target, each.now.target, each.metric.unit, currency)
    return f"target {then} → {now}" if then != now else "another target"


def unit_of(total: PartTotal, metric: Metric) -> str:
    """Return what the rows of a part add: a share of deals adds ones, a share of revenue adds money."""
    if total.counts:
        return "count"
    return {"share": "money", "times": "money"}.get(metric.unit, metric.unit)


def part_words(part: str) -> str:
    """Return which part of a figure a row counts in; empty for a figure of one part."""
    of, _, last = part.rpartition(".")
    if last in _PARTS:
        words = _PARTS[last]
        return f"{_part(of)}: {words}" if of else words.capitalize()
    return _part(part)


def _part(part: str) -> str:
    return BUILT_IN_BY_ID[part].label if part in BUILT_IN_BY_ID else part.replace("_", " ").capitalize()


def sums(each: Restatement, totals: Iterable[PartTotal], units: dict[str, str], currency: str) -> str:
    """Return what the parts of a figure came to then and come to today, where that differs.

    Where a side has no figure, rows that could not be counted are missing in its sums: the figures themselves
    stand in their place, with the reason. A middle of values has no sums.
    """
    if each.difference is None:
        then, now, why = _figures(each, currency)
        return f"{then} → {now} ({why})" if why else ""
    if each.metric.kind == "distribution":
        return ""
    lines = []
    for total in totals:
        of = total.part.rpartition(".")[0]
        for term in total.terms:
            name = f"{_part(of)}: {term.words}" if of else term.words.capitalize()
            lines.append(f"{name}: {_change(term.then, term.now, 'count', currency)}")
        if not total.terms:
            words = _change(total.then, total.now, units.get(total.part, "count"), currency)
            lines.append(f"{part_words(total.part)}: {words}" if total.part else words)
    return _BETWEEN.join(lines)


def _change(before: float, after: float, unit: str, currency: str) -> str:
    then, now, difference = compared(before, after, unit, currency)
    return f"{then} → {now} ({difference})" if difference else f"{then}, as before"


def happened(each: Explained, facts: Facts, today: date) -> str:
    """Return what was done to a row, or to what belongs to it: ``Value: 100.00 → 200.00``."""
    table = each.row.table
    told = [_done(trace, facts, today, "" if trace.table == table else _one(trace)) for trace in each.own]
    told += [
        _done(trace, facts, today, f"Another {_one(trace).lower()}" if trace.table == table else _one(trace))
        for trace in each.related
    ]
    if told:
        return _BETWEEN.join(dict.fromkeys(told))
    named = [f"the setting “{SETTING_LABELS[name]}”" for name in each.settings]
    tables = [entity(table).plural.lower() for table in each.rules]
    if tables:
        tables[0] = f"other {tables[0]}"
    return f"Through {listed([*tables, *named]) or 'other records'}"


def who_and_when(steps: Iterable[Step], today: date) -> str:
    """Return who made the newest step, and when: ``AK, 12 Oct``."""
    newest = max(steps, key=lambda step: step.number, default=None)
    return "" if newest is None else f"{newest.who}, {formats.short_date(local_day(newest.at), today)}"


def _one(trace: Trace) -> str:
    return entity(trace.table).singular


def _done(trace: Trace, facts: Facts, today: date, whose: str) -> str:
    """Return what was done to a row; whose it is: empty for the row that is explained."""
    if trace.what == CHANGED:
        words = _BETWEEN.join(edited_words(each, Wording(facts, today)) for each in trace.edited)
    else:
        words = _DONE[trace.what]
    return f"{whose}: {words[:1].lower()}{words[1:]}" if whose else words
