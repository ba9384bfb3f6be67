"""How planned rows read: what is stored, as a person writes it. Runs on the file lane."""

from collections.abc import Iterator, Mapping, Sequence

from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.gui import formats
from partnertracker.gui.importing.planned import Cells, Head
from partnertracker.gui.importing.texts import one_line
from partnertracker.services.importing import ImportMapping, Plan
from partnertracker.services.session import Session

_MEASURED = {Kind.NUMBER, Kind.PERCENT}
_DECIMALS = 6
_NUMBERS = {Kind.MONEY, Kind.WHOLE, Kind.NUMBER, Kind.PERCENT}


class Telling:
    """Turns the rows of one plan into texts."""

    def __init__(self, session: Session, plan: Plan, mapping: ImportMapping) -> None:
        """Take the plan and the mapping it was made with."""
        self._session = session
        self._plan = plan
        self._kind = plan.kind
        self._currency = session.store.settings().currency
        self._stages = {stage.key: stage.label for stage in session.store.stages()}
        self._names = {("partners", row_id): name for row_id, name in plan.partners_by_id.items()}
        shown = {*mapping.columns, *mapping.defaults}
        self._fields = [field for field in self._kind.fields if {field.name, f"{field.name}_id"} & shown]

    def new_heads(self) -> Sequence[Head]:
        """Return the columns of new rows: the fields that the mapping fills."""
        return [Head(field.label, field.kind in _NUMBERS) for field in self._fields]

    def new(self) -> Iterator[Cells]:
        """Yield each new row."""
        for row in self._plan.additions():
            yield [self.cell(field, row.get(field.name), row) for field in self._fields]

    def changed(self) -> Iterator[Cells]:
        """Yield a line for each value that would change: line, row, field, before, after."""
        for change in self._plan.changes():
            for name, after in change.after.items():
                field = self._kind.field(name)
                before = self.cell(field, change.before.get(name), change.before)
                yield [
                    str(change.line),
                    change.name,
                    field.label,
                    before or formats.MISSING,
                    self.cell(field, after, change.after) or formats.MISSING,
                ]

    def same_heads(self) -> Sequence[Head]:
        """Return the columns of rows that are here already: those of the file."""
        return [Head("Line", is_number=True), *(Head(one_line(name)) for name in self._plan.source.header)]

    def same(self) -> Iterator[Cells]:
        """Yield each row that is here already, as it stands in the file."""
        for line, texts in self._plan.unchanged():
            yield [str(line), *texts]

    def rejected(self) -> Iterator[Cells]:
        """Yield a line for each reason: line, column, value, sentence."""
        for rejection in self._plan.rejections():
            for problem in rejection.problems:
                yield [
                    str(rejection.line),
                    self._label(problem.column),
                    problem.value or formats.MISSING,
                    _reason(problem, rejection.line),
                ]

    def cell(self, field: Field, value: Value, row: Mapping[str, Value]) -> str:
        """Return a stored value as text; a missing one is empty."""
        if value is None:
            return ""
        if field.kind is Kind.MONEY and isinstance(value, int):
            return formats.amount(value, str(row.get("currency") or self._currency))
        if field.kind is Kind.DATE:
            return formats.long_date(str(value))
        if field.kind in _MEASURED and isinstance(value, int | float):
            return f"{formats.number(value, _DECIMALS)}{'%' if field.kind is Kind.PERCENT else ''}"
        return self._word(field, value)

    def _word(self, field: Field, value: Value) -> str:
        if field.kind is Kind.YES_NO:
            return "Yes" if value else "No"
        if field.kind is Kind.STAGE:
            return self._stages.get(str(value), str(value))
        if field.kind is Kind.CHOICE:
            return next((each.label for each in field.choices if each.value == value), str(value))
        return self._name(field.references, str(value)) if field.references else str(value)

    def _name(self, table: str, row_id: str) -> str:
        key = (table, row_id)
        if key not in self._names:
            row = self._session.store.row(table, row_id)
            self._names[key] = row_id if row is None else str(row.get("name") or row_id)
        return self._names[key]

    def _label(self, column: str) -> str:
        known = {field.name: field.label for field in self._kind.fields}
        return known.get(column, column)


def _reason(problem: Problem, line: int) -> str:
    """Return a problem's sentence without line, column and value: they stand beside it."""
    value = shown(problem.value)
    place, found, reason = problem.sentence.partition(f" “{value}”: " if value else ": ")
    return reason if found and place.startswith(f"Row {line}") else problem.sentence


CHANGED_HEADS = (Head("Line", is_number=True), Head("Row"), Head("Field"), Head("Before"), Head("After"))
"""The columns of what would change."""

REJECTED_HEADS = (Head("Line", is_number=True), Head("Column"), Head("Value"), Head("Why"))
"""The columns of what is rejected."""
