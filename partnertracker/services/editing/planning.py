"""Reading a block and working out what it would do, before anything is written."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.amounts import rewritten
from partnertracker.domain.fields import Field, Kind, Row, Value
from partnertracker.domain.identifiers import new_id
from partnertracker.domain.names import search_key
from partnertracker.domain.notation import PLAIN
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.blocks import Block, BlockPlan, Exactly, Given, PlannedCell, Read, edited
from partnertracker.services.editing.checking import completed, problems_in, those_existing
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.exact import exact_text, other_currency
from partnertracker.services.editing.judging import Judge, change_of
from partnertracker.services.editing.references import OF_PARTNER, resolved
from partnertracker.services.editing.stage_events import first_stage
from partnertracker.services.editing.writing import Change
from partnertracker.services.naming import text_of
from partnertracker.services.recording import with_close_date, with_creation_day
from partnertracker.services.session import Session

_NAMED = frozenset({Kind.REFERENCE, Kind.SCOPE})


def planned(session: Session, block: Block, read: Read, *, adding: bool = False) -> BlockPlan:
    """Work out what a block would do; nothing is written.

    Args:
        session: the open file.
        block: the cells and where they are to stand.
        read: what a text means, as the person's system writes numbers and dates.
        adding: whether partners that are named and not there are added in the same step.

    Raises:
        UnusableArgumentError: there is no such table, or one of the rows is gone.
    """
    return _Planner(session, block, read, adding=adding).plan()


class _Planner:
    """Plans one block."""

    def __init__(self, session: Session, block: Block, read: Read, *, adding: bool) -> None:
        self._store = session.store
        self._block = block
        self._read_text = read
        self._adding = adding
        self._kind = session.kind(block.table)
        self._fields = {field.name: field for field in self._kind.fields}
        self._order = {name: place for place, name in enumerate(self._fields)}
        self._context = session.context
        self._mended: dict[int, dict[str, str | None]] = {}
        for (row, name), text in block.mended.items():
            self._mended.setdefault(row, {})[name] = text
        self._partners: dict[str, tuple[str, str]] = {}
        self._coming: set[str] = set()
        self._judge = Judge(self._store, self._kind, self._context, self._coming)
        self._read: dict[tuple[str, Given, str], Value | Problem] = {}
        self._each_means_one = all(len(names) < 2 for names in block.columns)  # noqa: PLR2004
        self._read_alike: dict[tuple[Sequence[Given | None], str], tuple[Row, dict[str, Given]]] = {}
        self._sorted: dict[frozenset[str], list[Field]] = {}
        self._names: dict[tuple[str, Value], Value] = {}
        self._cells: list[PlannedCell] = []
        self._rows: list[str] = []

    def plan(self) -> BlockPlan:
        """Plan row by row."""
        block = self._block
        keys = [key for key in block.keys if key is not None]
        rows = dict(zip(keys, those_existing(self._store, self._kind, keys), strict=True))
        changes: list[Change] = []
        new: list[Row] = []
        gone: list[int] = []
        for at, key in enumerate(block.keys):
            if key is None:
                new += self._plan_new(at)
                continue
            change = self._plan_change(at, rows[key])
            if self._goes(change):
                gone.append(key)
            elif change.differing:
                changes.append(change)
        missing = dict(self._partners.values())
        version = self._store.last_step()
        cells, adding = tuple(self._cells), missing if self._adding else {}
        rows_of_plan = tuple(changes), tuple(new), tuple(gone)
        return BlockPlan(block, tuple(self._rows), cells, tuple(missing), adding, *rows_of_plan, version)

    def _plan_change(self, at: int, before: Row) -> Change:
        values, problems, given = self._values(at, before)
        if "stage" in values and "closed_on" not in given and self._kind.table == "deals":
            values |= with_close_date(before, values["stage"], self._context)
        change = change_of(self._kind, before, values, self._context)
        for problem in () if self._goes(change) else self._judge.problems(change):
            problems.setdefault(problem.column, problem.sentence)
        self._note(at, before, {**before, **change.differing}, given, problems)
        return change

    def _goes(self, change: Change) -> bool:
        """Tell whether a row loses the field without which it is deleted."""
        name = self._block.kept_by
        return name in change.differing and change.differing[name] is None

    def _plan_new(self, at: int) -> list[Row]:
        start: Row = dict.fromkeys(self._fields)
        values, problems, given = self._values(at, start)
        kept_by = self._block.kept_by
        if not given or (kept_by and kept_by not in problems and values.get(kept_by) is None):
            self._rows.append("")
            return []
        self._begin(values, problems)
        if self._kind.table == "deals":
            if values.get("stage") is None and "stage" not in problems:
                values["stage"] = first_stage(self._context)
            if "closed_on" not in given:
                values |= with_close_date({**start, **values}, values.get("stage"), self._context)
            if values.get("created_on") is None and "created_on" not in problems:
                values |= with_creation_day({**values, "created_on": self._context.today})
        row = completed(
            self._kind, {name: value for name, value in values.items() if value != ""}, self._context
        )
        for problem in problems_in(self._store, self._kind, row, self._context, None, self._coming):
            problems.setdefault(problem.column, problem.sentence)
        for group in self._kind.unique:
            for problem in self._judge.repeated(group, row):
                problems.setdefault(problem.column, problem.sentence)
        self._note(at, start, row, given, problems)
        return [row]

    def _begin(self, values: Row, problems: dict[str, str]) -> None:
        """Give a new row what the block has all new ones begin with, where it was given nothing itself."""
        for name in self._block.begun.keys() - values.keys() - problems.keys():
            value = self._value(self._fields[name], Clip(self._block.begun[name]), "")
            if isinstance(value, Problem):
                problems[name] = value.sentence
            else:
                values[name] = value

    def _values(self, at: int, before: Row) -> tuple[Row, dict[str, str], dict[str, Given]]:
        """Return the values that a row is given, the sentence where there is none, and what was given."""
        currency = str(before.get("currency") or self._context.currency)
        alike = None
        if self._each_means_one and at not in self._mended and self._block.keys[at] is not None:
            alike = (self._block.cells[at], currency)
            if alike in self._read_alike:
                values, given = self._read_alike[alike]
                return {**values}, {}, given
        values, problems, given = self._values_of(self._given(at, before), currency)
        if alike is not None and not problems:
            self._read_alike[alike] = values, given
        return {**values}, problems, given

    def _values_of(
        self, given: dict[str, Given], currency: str
    ) -> tuple[Row, dict[str, str], dict[str, Given]]:
        values: Row = {}
        problems: dict[str, str] = {}
        for name in sorted(given, key=lambda name: name != "currency"):  # it decides how amounts are read
            value = self._value(self._fields[name], given[name], currency)
            if isinstance(value, Problem):
                problems[name] = value.sentence
            else:
                values[name] = value
                currency = str(value or currency) if name == "currency" else currency
        return values, problems, given

    def _given(self, at: int, before: Row) -> dict[str, Given]:
        block, stages = self._block, self._context.stages
        given: dict[str, Given] = {}
        later: list[tuple[tuple[str, ...], Given]] = []
        for names, cell in zip(block.columns, block.cells[at], strict=True):
            if cell is None or not names or (block.keys[at] is None and cell == Clip("")):
                continue
            if len(names) == 1:
                given[names[0]] = cell
            else:
                later.append((names, cell))
        mended = self._mended.get(at, {})
        given |= {name: Clip(text) for name, text in mended.items() if text is not None}
        for names, cell in later:
            row = before
            if "stage" in given:
                stage = self._value(self._fields["stage"], given["stage"], "")
                row = before if isinstance(stage, Problem) else {**before, "stage": stage}
            given.setdefault(edited(names, row, stages), cell)
        return (
            {name: cell for name, cell in given.items() if mended.get(name, "") is not None}
            if mended
            else given
        )

    def _value(self, field: Field, given: Given, currency: str) -> Value | Problem:
        if isinstance(given, Exactly):
            apart = field.kind is Kind.MONEY and given.currency
            return rewritten(field, given.value, given.currency, currency) if apart else given.value
        key = (field.name, given, currency if field.kind is Kind.MONEY else "")
        if key not in self._read:
            self._read[key] = self._value_of(field, given, currency)
        return self._read[key]

    def _value_of(self, field: Field, clip: Clip, currency: str) -> Value | Problem:
        text = clip.text.strip()
        if not text:
            return None
        exact = exact_text(field, clip, currency)
        if exact:
            return parse_text(field, exact, PLAIN, self._context, currency)
        elsewhere = other_currency(field, text, currency, clip.currency)
        if elsewhere:
            return Problem(field.name, text, elsewhere)
        if field.kind not in _NAMED:
            return self._read_text(field, clip.text, currency)
        value = parse_text(field, text, context=self._context)
        found = value if isinstance(value, Problem) else resolved(self._store, field, str(value))
        if isinstance(found, Problem) and field.references == "partners":
            return self._partner(text, found)
        return found

    def _partner(self, name: str, problem: Problem) -> Value | Problem:
        """Return the id of a partner to be added; the problem when none is to be."""
        _, row_id = self._partners.setdefault(search_key(name), (name, new_id()))
        if not self._adding:
            return problem
        self._coming.add(row_id)
        return row_id

    def _note(
        self, at: int, before: Row, after: Row, given: Mapping[str, Given], problems: Mapping[str, str]
    ) -> None:
        """Note the cells of a row that change or do not fit, in the order of the fields."""
        name = self._fields[self._kind.name_fields[0]]
        held = before[name.name]
        self._rows.append(str(self._named(name, after[name.name] if held is None else held) or ""))
        if "" in problems:  # about the row as a whole: told beside its first field
            problems = {self._kind.fields[0].name: problems[""], **problems}
        for field in self._in_order(frozenset({*given, *problems} - {""})):
            sentence, clip = problems.get(field.name, ""), given.get(field.name)
            if not sentence and (clip is None or before[field.name] == after[field.name]):
                continue
            text = clip.text if isinstance(clip, Clip) else ""
            old, new = (self._named(field, row[field.name]) for row in (before, after))
            shown_after = text if field.kind in _NAMED and text else new
            means_nothing = bool(sentence) and not isinstance(clip, Exactly)
            cell = PlannedCell(at, field, old, None if means_nothing else shown_after, text, sentence)
            self._cells.append(cell)

    def _in_order(self, names: frozenset[str]) -> list[Field]:
        if names not in self._sorted:
            self._sorted[names] = [self._fields[each] for each in sorted(names, key=self._order.__getitem__)]
        return self._sorted[names]

    def _named(self, field: Field, value: Value) -> Value:
        if value is None or field.kind not in _NAMED:
            return value
        if (field.name, value) not in self._names:
            coming = value in self._coming or str(value).removeprefix(OF_PARTNER) in self._coming
            self._names[field.name, value] = None if coming else text_of(self._store, field, value)
        return self._names[field.name, value]
