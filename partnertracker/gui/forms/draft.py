"""A record as it is being typed: what is stored, what was typed since, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Context, Kind, Row
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.gui.forms.texts import Wording


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
        touched: the fields that somebody has been to: only these of a new record are complained about.
    """

    table: str
    key: int | None
    base: Row
    texts: dict[str, str] = field(default_factory=dict)
    adding: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def read(self, wording: Wording) -> Reading:
        """Return what was typed as values, and everything that is wrong."""
        about = entity(self.table)
        values: Row = {}
        problems: dict[str, str] = {}
        currency = self.currency(wording)
        for name, text in self.texts.items():
            each = about.field(name)
            value = wording.value(each, text, currency)
            if isinstance(value, Problem) and each.kind is Kind.REFERENCE and name in self.adding:
                value = text.strip()
            if isinstance(value, Problem):
                problems[name] = value.sentence
            elif value != self.base.get(name):
                values[name] = value
        row = {name: value for name, value in self.base.items() if name not in {"key", "id", "created_step"}}
        for problem in problems_of_row(about, {**row, **values}, wording.context):
            problems.setdefault(problem.column, problem.sentence)
        for name, sentence in self.refused.items():
            problems.setdefault(name, sentence)
        return Reading(values, problems)

    def currency(self, wording: Wording) -> str:
        """Return the currency that amounts are read in."""
        typed = self.texts.get("currency", str(self.base.get("currency") or "")).strip().upper()
        return typed or wording.facts.settings.currency

    def settle(self, wording: Wording, held: str = "") -> None:
        """Forget what was typed where it is what is stored, but for the field that has the focus."""
        about = entity(self.table)
        currency = self.currency(wording)
        for name in [name for name in self.texts if name != held]:
            value = wording.value(about.field(name), self.texts[name], currency)
            if not isinstance(value, Problem) and value == self.base.get(name):
                del self.texts[name]

    def title(self) -> str:
        """Return how the record is called, as typed."""
        name = entity(self.table).name_fields[0]
        return self.texts.get(name, str(self.base.get(name) or ""))

    def complaint(self, wording: Wording) -> str:
        """Return what isn't saved and why, in one sentence; empty when nothing waits to be saved."""
        reading = self.read(wording)
        if not self.texts or not (reading.values or reading.problems):
            return ""
        singular, name = entity(self.table).singular, self.title().strip()
        which = f"{singular} “{name}”" if name else f"A new {singular.lower()}"
        why = next(
            (
                reading.problems[each.name]
                for each in entity(self.table).fields
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


def new_base(table: str, wording: Wording) -> Row:
    """Return the values that a new record starts with."""
    base: Row = {each.name: each.default for each in entity(table).fields}
    for each in entity(table).fields:
        if each.kind is Kind.STAGE:
            base[each.name] = wording.facts.stages[0].key
    if table == "deals":
        base["created_on"] = wording.today.isoformat()
    return base
