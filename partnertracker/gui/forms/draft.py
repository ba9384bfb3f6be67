"""A record as it is being typed: what is stored, what was typed since, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from partnertracker.domain.amounts import carried
from partnertracker.domain.custom import kind_of
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Context, Field, Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import Wording
from partnertracker.services.naming import BETWEEN
from partnertracker.services.recording import with_close_date, with_creation_day


class Reading(NamedTuple):
    """What a draft means.

    Attributes:
        values: disk values that differ from those stored; references by name.
        problems: by field name, the sentence why the record can't be stored.
    """

    values: Row
    problems: dict[str, str]


@dataclass(eq=False)
class Draft:
    """A record being typed; each is itself only, whatever stands in it.

    Attributes:
        table: its table.
        key: its key, None until it is stored.
        base: the values as they are stored; of a new record those it starts with; references by name.
        texts: what was typed, by field name, for the fields that were typed in.
        adding: the references whose row is to be added.
        refused: by field name, why the file would not take what was typed.
        given: the fields of a new record whose value was taken for granted and follows what is typed.
        under_way: the fields that are being stored: what stands there now is not known yet.
        touched: the fields that somebody has been to: only these of a new record are complained about.
    """

    table: str
    key: int | None
    base: Row
    texts: dict[str, str] = field(default_factory=dict)
    adding: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    under_way: frozenset[str] = frozenset()
    touched: set[str] = field(default_factory=set)

    def read(self, wording: Wording) -> Reading:
        """Return what was typed as values, and everything that is wrong."""
        about = kind_of(wording.facts, self.table)
        values: Row = {}
        problems: dict[str, str] = {}
        currency = self.currency(wording)
        for each in about.fields:
            name, text = each.name, self.texts.get(each.name)
            if text is None:
                continue
            value = wording.value(each, text, currency)
            if isinstance(value, Problem) and each.kind is Kind.REFERENCE and name in self.adding:
                value = text.strip()
            if isinstance(value, Problem):
                problems[name] = value.sentence
            elif not self._is_stored(each, value, currency, wording):
                values[name] = value
        kept = carried(about, self.base, values, wording.context)
        values |= kept.values
        for problem in kept.problems:
            problems.setdefault(problem.column, problem.sentence)
        row = {name: value for name, value in self.base.items() if name not in {"key", "id", "created_step"}}
        for problem in problems_of_row(about, {**row, **values}, wording.context):
            problems.setdefault(problem.column, problem.sentence)
        for name, sentence in self.refused.items():
            problems.setdefault(name, sentence)
        return Reading(values, {name: formats.with_spoken_days(each) for name, each in problems.items()})

    def type(self, name: str, text: str) -> None:
        """Take what was typed into a field."""
        self.texts[name] = text
        self.touched.add(name)
        self.adding.discard(name)
        self.refused.pop(name, None)
        self.given.discard(name)

    def add(self, other: "Draft") -> None:
        """Take what was typed for the same record elsewhere, but for the fields that were typed in here."""
        self.refused |= {name: why for name, why in other.refused.items() if name not in self.texts}
        self.texts = other.texts | self.texts
        self.touched |= other.texts.keys()

    def follow(self, name: str, wording: Wording) -> dict[str, str]:
        """Return the texts of the other fields that change with what was typed into one, and take them."""
        reading = self.read(wording)
        row: Row = {**self.base, **reading.values}
        changed: Row = {}
        about = kind_of(wording.facts, self.table)
        if about.field(name).kind is Kind.STAGE and name not in reading.problems:
            changed |= with_close_date(row, row.get(name), wording.context)
        if "created_on" in self.given:
            base = {"created_on": self.base["created_on"]}
            changed |= with_creation_day({**row, **changed, **base})
        texts = {each: wording.text(about.field(each), value) for each, value in changed.items()}
        self.texts |= texts
        return texts

    def spell_out(self, name: str, wording: Wording) -> None:
        """Write what was typed as it will stand there: the whole word, the amount that a sum comes to."""
        each, currency = kind_of(wording.facts, self.table).field(name), self.currency(wording)
        value = wording.value(each, self.texts[name], currency)
        if not isinstance(value, Problem):
            text = wording.text(each, value, currency)
            if wording.value(each, text, currency) == value:  # not where it would round
                self.texts[name] = text

    def currency(self, wording: Wording) -> str:
        """Return the currency that amounts are read in."""
        typed = self.texts.get("currency", str(self.base.get("currency") or "")).strip().upper()
        return typed or wording.facts.settings.currency

    def as_stored(self, each: Field, wording: Wording) -> str:
        """Return what stands in a field that nothing was typed in; an amount in its stored currency."""
        return wording.text(each, self.base.get(each.name), str(self.base.get("currency") or ""))

    def _is_stored(self, each: Field, value: Value, currency: str, wording: Wording) -> bool:
        """Tell whether a value is the one that is stored; an amount in another currency is not."""
        stored = str(self.base.get("currency") or wording.facts.settings.currency)
        is_other = each.kind is Kind.MONEY and currency != stored
        return value == self.base.get(each.name) and not is_other and each.name not in self.under_way

    def clear(self) -> None:
        """Forget everything that was typed."""
        for typed in (self.texts, self.adding, self.refused, self.touched):
            typed.clear()

    def settle(self, wording: Wording, held: str = "") -> None:
        """Forget what was typed where it is what is stored, but for the field that has the focus.

        What was typed into a custom field that is gone is forgotten, too.
        """
        fields = {each.name: each for each in kind_of(wording.facts, self.table).fields}
        currency = self.currency(wording)
        self.texts = {name: text for name, text in self.texts.items() if name in fields}
        for name in [name for name in self.texts if name != held]:
            value = wording.value(fields[name], self.texts[name], currency)
            if not isinstance(value, Problem) and self._is_stored(fields[name], value, currency, wording):
                del self.texts[name]

    def title(self, wording: Wording) -> str:
        """Return how the record is called, as typed."""
        about = entity(self.table)
        parts = (
            self.texts.get(name, wording.text(about.field(name), self.base.get(name)))
            for name in about.name_fields
        )
        return BETWEEN.join(part for part in parts if part.strip())

    def complaint(self, wording: Wording) -> str:
        """Return what isn't saved and why, in one sentence; empty when nothing waits to be saved."""
        reading = self.read(wording)
        if not self.texts or not (reading.values or reading.problems):
            return ""
        singular, name = entity(self.table).singular, self.title(wording)
        which = f"{singular} “{name}”" if name else f"A new {singular.lower()}"
        why = next(
            (
                reading.problems[each.name]
                for each in kind_of(wording.facts, self.table).fields
                if each.name in reading.problems
            ),
            "",
        )
        return f"{which} is not saved: {why}" if why else f"{which} is not saved."


def hints_of(table: str, row: Row, context: Context) -> dict[str, str]:
    """Return what deserves a second look though it can be saved: a sentence by field name."""
    stage, due = context.stages.get(str(row.get("stage"))), row.get("expected_close_on")
    is_open = table == "deals" and stage is not None and stage.outcome == "open"
    if is_open and due is not None and str(due) < context.today:
        return {"expected_close_on": "This date has passed: close the deal or move it."}
    return {}


def new_draft(table: str, wording: Wording, given: Row | None = None) -> Draft:
    """Return a new record with the values that it starts with; those given come before the usual ones."""
    base: Row = {each.name: each.default for each in entity(table).fields}
    for each in entity(table).fields:
        if each.kind is Kind.STAGE:
            base[each.name] = wording.facts.stages[0].key
    if table == "deals":
        base["created_on"] = wording.today.isoformat()
    base |= given or {}
    return Draft(table, None, base, given={"created_on"} if table == "deals" else set())
