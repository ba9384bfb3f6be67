"""Setting a target: what was typed, as values of the file; and the targets there were before."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from partnertracker.domain.entities.programme import RELATIVE, TARGETS
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.notation import ALWAYS, Notation
from partnertracker.domain.numerals import read_amount, read_number
from partnertracker.domain.periods import KINDS, Period, period_named
from partnertracker.domain.sentences import listed
from partnertracker.domain.sums import read_sum
from partnertracker.domain.targets import target_book
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.metrics.wording import goal_words
from partnertracker.services.editing import remove_target, set_target
from partnertracker.services.editing.edit import Edit, combined
from partnertracker.services.session import Session
from partnertracker.services.year_targets import scope_by_key

NUMBERS = ("value", "value_high", "yellow_at", "red_below")
"""The numbers of a target, in the order of the form."""

COMPARISONS = (
    ("at_least", "At least (≥)"),
    ("more_than", "More than (>)"),
    ("at_most", "At most (≤)"),
    ("less_than", "Less than (<)"),
    ("between", "Between"),
    ("growth", "Growth on the year before"),
    ("growing", "Growing"),
)
"""How a value may stand to its target, and the words on screen."""

_NAMED = 3
_PERCENT = frozenset({"yellow_at", "red_below"})


class Earlier(NamedTuple):
    """A target there is or was.

    Attributes:
        words: the goal and its period.
        set_by: who set it and when.
        reason: why; empty when none was given.
    """

    words: str
    set_by: str
    reason: str

    @property
    def line(self) -> str:
        """All of it on one line."""
        return " · ".join(part for part in (self.words, self.set_by, self.reason) if part)


def in_percent(name: str, comparison: str, unit: str) -> bool:
    """Tell whether a number of a target is typed in percent."""
    return name in _PERCENT or comparison == "growth" or unit == "share"


def read_typed(
    name: str, text: str, comparison: str, metric: Metric, notation: Notation, currency: str
) -> tuple[Value, str]:
    """Return the value that a typed number means, and the sentence when it means none.

    Args:
        name: which number of the target.
        text: as typed; shares, growth and bounds in percent.
        comparison: the one chosen.
        metric: the target's metric.
        notation: how the person writes numbers.
        currency: whose sign may stand beside an amount.
    """
    field = TARGETS.field(name)
    bare = text.strip()
    if not bare:
        return None, ""
    percent = in_percent(name, comparison, metric.unit)
    if percent:
        found = read_number(bare.rstrip("% \u202f"), notation)
    elif metric.unit == "money":
        found = read_amount(bare, notation, currency) or read_sum(bare, notation, currency)
    else:
        found = read_number(bare.rstrip("×d \u202f"), notation)
    if found is None:
        example = (
            "90%"
            if percent
            else formats.in_unit(1250 if metric.unit == "money" else 12, metric.unit, currency)
        )
        return None, f"{field.label} must be a number such as {example}."
    growth = name not in _PERCENT and comparison == "growth"
    return float(found / 100 if percent and not growth else found), ""


def typed(name: str, value: float | None, comparison: str, unit: str) -> str:
    """Return a target's number as it stands in its input."""
    if value is None:
        return ""
    growth = name not in _PERCENT and comparison == "growth"
    if in_percent(name, comparison, unit):
        return f"{formats.number(value if growth else round(value * 100, 6), 6)}%"
    return formats.number(value, 2 if unit == "money" else 6).replace(formats.MINUS, "-")


def goal_for(facts: Facts, figure: Figure, scope: str, label: str) -> Goal | None:
    """Return the target that is set for a scope and period; None where none is.

    For what the figure itself shows it is what that is held against: the part of a year's target that falls
    to its period, or the catalogue's own target.

    Args:
        facts: the file's content.
        figure: what the targets are for, with the day on which they hold.
        scope: whose; a partner by its name.
        label: the period's label, or ``always``.
    """
    period = None if label == ALWAYS else period_named(label, facts.settings.fiscal_year_start)
    held = target_book(facts).held(figure.metric.id, scope_by_key(facts, scope), period, figure.as_of)
    shown = figure.goal
    if held is not None or shown is None or scope != figure.scope:
        return held
    if shown.comparison in RELATIVE or figure.metric.kind != "flow":
        return shown if label == ALWAYS and not shown.key else None
    part = shown._replace(value=figure.target, value_high=figure.target_high)
    return part if label == figure.period.label else None


def what_it_judges(facts: Facts, metric: Metric, scope: str, label: str, today: int) -> str:
    """Return what a target that is set today will judge, in sentences; empty: all of its period.

    Args:
        facts: the file's content.
        metric: the target's metric.
        scope: whose figure; a partner by its name.
        label: the period's label, or ``always``.
        today: days since 1970-01-01.
    """
    book, on_disk = target_book(facts), scope_by_key(facts, scope)
    if label == ALWAYS:
        kept = book.was_set_before(metric.id, on_disk, label, today)
        return "It judges from today on: what is over keeps the target that it had." if kept else ""
    period = period_named(label, facts.settings.fiscal_year_start)
    settled, words = book.settled(metric.id, on_disk, period), title(period)
    if period.end < today:
        if settled is None:
            return f"{words} is over and had no target of its own: it is judged by this one."
        goal = goal_words(settled, metric.unit, facts.settings.currency)
        return (
            f"{words} is over: it keeps the target that held at its end, {goal}. "
            "One that was wrong is corrected in All records, Targets."
        )
    if period.start >= today or not book.was_set_before(metric.id, on_disk, label, today):
        return ""  # one that was set today gives way as if it had never been
    return f"{words} is judged by it from today on: the days before keep the target that they had."


def what_wins(facts: Facts, figure: Figure, scope: str, label: str, today: int) -> str:
    """Return the sentence on shorter periods that keep targets of their own; empty: there are none.

    Args:
        facts: the file's content.
        figure: what the target is for; of periods that are over only those that reach into its own are named.
        scope: whose target is set; a partner by its name.
        label: for which period: its label, or ``always``.
        today: days since 1970-01-01.
    """
    start = facts.settings.fiscal_year_start
    labels = target_book(facts).periods(figure.metric.id, scope_by_key(facts, scope)) - {ALWAYS}
    own = sorted((period_named(each, start) for each in labels), key=lambda each: each.start)
    own.sort(key=lambda each: KINDS.index(each.kind), reverse=True)  # the longest first
    whole = None if label == ALWAYS else period_named(label, start)
    kept = [
        title(each)
        for each in own
        if each.end >= min(today, figure.period.end) and (whole is None or _is_inside(each, whole))
    ]
    if not kept:
        return ""
    named = kept if len(kept) <= _NAMED else [*kept[:_NAMED], f"{len(kept) - _NAMED} more"]
    what = "keeps a target of its own, which" if len(kept) == 1 else "keep targets of their own, which"
    return f"{listed(named)} {what} {'wins' if len(kept) == 1 else 'win'} there."


def _is_inside(part: Period, whole: Period) -> bool:
    return part.days < whole.days and whole.start <= part.start and part.end <= whole.end


def set_goal(session: Session, metric: str, scope: str, period: str, values: Mapping[str, Value]) -> Edit:
    """Return the edit that sets a target; the scope names a partner by its name."""
    return set_target(session, metric, on_disk(session, scope), period, **values)


def on_disk(session: Session, scope: str) -> str:
    """Return a scope as targets lie on disk: a partner by its id instead of its name."""
    kind, _, name = scope.partition(":")
    found = session.store.find("partners", {"name": name}) if kind == "partner" else ()
    return f"partner:{found[0]['id']}" if found else scope


def set_goals(
    session: Session,
    metric: str,
    scope: str,
    period: str,
    values: Mapping[str, Value],
    parts: Mapping[str, float | None],
) -> Edit:
    """Return the edit that sets a target and those of parts of its period, by label, in one step.

    None: the part is to have no target of its own any more.
    """
    whole = set_goal(session, metric, scope, period, values)
    alike = {**values, "value_high": None}
    others = [
        remove_target(session, metric, on_disk(session, scope), part)
        if value is None
        else set_goal(session, metric, scope, part, {**alike, "value": value})
        for part, value in parts.items()
    ]
    return combined(whole.label, whole, *others) if others else whole


def earlier_targets(
    session: Session, metric: Metric, scope: str, currency: str, fiscal_year_start: int, today: date
) -> tuple[Earlier, ...]:
    """Return every target that was set for a metric and a scope (a partner by name), the newest first."""
    rows = session.store.find("targets", {"metric": metric.id, "scope": on_disk(session, scope)})
    rows.sort(key=lambda row: (str(row["effective_on"] or ""), int(row["key"] or 0)), reverse=True)
    return tuple(_earlier(session, row, metric, currency, fiscal_year_start, today) for row in rows)


def _earlier(
    session: Session, row: Row, metric: Metric, currency: str, fiscal_year_start: int, today: date
) -> Earlier:
    goal = Goal(str(row["comparison"]), _number(row["value"]), _number(row["value_high"]))
    period = str(row["period"])
    when = period if period == ALWAYS else title(period_named(period, fiscal_year_start))
    words = [goal_words(goal, metric.unit, currency), when]
    history = session.store.history("targets", str(row["id"]))
    who = history[0].step.who if history else ""
    since = formats.short_date(str(row["effective_on"]), today) if row["effective_on"] else ""
    by = f"set by {who}" if who else ""
    return Earlier(", ".join(words), " ".join(part for part in (by, since) if part), str(row["reason"] or ""))


def _number(value: Value) -> float | None:
    return None if value is None else float(value)
