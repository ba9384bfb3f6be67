"""What keeps many rows from being changed, found by looking at each different value once."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from partnertracker.domain.amounts import carried
from partnertracker.domain.fields import Context, Entity, Kind, Row, Value
from partnertracker.domain.names import search_key
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row, shown
from partnertracker.services.editing import formulas
from partnertracker.services.editing.checking import (
    NOT_ITS_SOURCE,
    SYSTEM,
    missing_references,
    problems_in,
    refuse,
    taken,
    taken_already,
    usual,
    with_metrics,
)
from partnertracker.services.editing.writing import Change, write_changes
from partnertracker.services.ports import Reader, Writer


def change_of(kind: Entity, before: Row, values: Mapping[str, Value], context: Context) -> Change:
    """Return the change that gives a row values; amounts that it is not given stay as people write them."""
    new = _normal(kind, values, context)
    kept = carried(kind, before, new, context)
    return Change(before, {**new, **kept.values}, kept.problems)


def _normal(kind: Entity, values: Mapping[str, Value], context: Context) -> Row:
    """Return values for rows that exist as they are stored: an empty one is what is usual, or None."""
    found: Row = {}
    for name, value in values.items():
        if name not in SYSTEM:
            empty = value is None or value == ""
            found[name] = usual(kind, kind.field(name), context) if empty else value
    return found


class Judge:
    """Says what keeps changes of rows from being stored, each different value looked at once.

    Only what changes is judged, and the rules that look at it: a row that breaks another rule since the rules
    were changed can still be mended. Rows judged one after another must not become the same one.
    """

    def __init__(
        self, reader: Reader, kind: Entity, context: Context, coming: Collection[str] = frozenset()
    ) -> None:
        """Take the file, or the step under way.

        Args:
            reader: where other rows are looked up.
            kind: the table of the rows.
            context: the day, the currency and the stages.
            coming: ids of rows that will be there by the end of the step.
        """
        self._reader = reader
        self._kind = kind
        self._context = with_metrics(reader, kind, context)
        self._coming = coming
        self._parts: dict[tuple[str, ...], RulesAbout] = {}
        self._missing: dict[tuple[str, Value], tuple[Problem, ...]] = {}
        self._seen: dict[tuple[str, ...], set[Hashable]] = {group: set() for group in kind.unique}
        self._influenced: dict[Value, frozenset[Value]] = {}

    def problems(self, change: Change) -> tuple[Problem, ...]:
        """Return all that keeps a row from being changed; empty when it can be."""
        changed = change.differing
        if not changed:
            return ()
        if self._kind.table in {formulas.TABLE, "deal_influences"}:  # few, and each looks at other rows
            return problems_in(
                self._reader, self._kind, change.after, self._context, change.before, self._coming
            )
        names = tuple(changed)
        part = self._parts.get(names)
        if part is None:
            part = self._parts[names] = RulesAbout(self._kind, frozenset(names))
        found = [*change.unfit, *part.problems(change, self._context)]
        for name in part.references:
            found += self._missing_reference(name, changed[name])
        for group in part.unique:
            found += self.repeated(group, change.after, change.before)
        if self._kind.table == "deals" and changed.get("source_partner") is not None:
            found += self._own_influence(change.before["id"], changed["source_partner"])
        return tuple(found)

    def _missing_reference(self, name: str, value: Value) -> tuple[Problem, ...]:
        if (name, value) not in self._missing:
            found = missing_references(self._reader, self._kind, {name: value}, {name}, self._coming)
            self._missing[name, value] = tuple(found)
        return self._missing[name, value]

    def repeated(self, group: tuple[str, ...], row: Row, before: Row | None = None) -> Iterator[Problem]:
        """Yield a problem when a stored row, or one judged before, has the same values in unique fields.

        Args:
            group: the fields.
            row: every field's value as it is to be.
            before: the row as it is stored; None for a new one.
        """
        values = tuple(row[name] for name in group)
        if None in values:
            return
        key = tuple(search_key(value) if isinstance(value, str) else value for value in values)
        if key in self._seen[group]:
            yield taken(self._kind, group, shown(values[-1]))
        else:
            yield from taken_already(self._reader, self._kind, row, set(group), before)
        self._seen[group].add(key)

    def _own_influence(self, deal: Value, partner: Value) -> Iterator[Problem]:
        if partner not in self._influenced:
            found = self._reader.find("deal_influences", {"partner": partner})
            self._influenced[partner] = frozenset(row["deal"] for row in found)
        if deal in self._influenced[partner]:
            yield Problem("source_partner", str(partner), NOT_ITS_SOURCE)


class RulesAbout:
    """The rules that look at some fields of a table, and what they found of different values.

    Attributes:
        references: those of the fields that name other rows.
        unique: the groups of fields that no two rows share, with one of the fields.
    """

    def __init__(self, kind: Entity, names: AbstractSet[str]) -> None:
        """Take the table and the fields' names."""
        fields = tuple(field for field in kind.fields if field.name in names)
        rules = tuple(rule for rule in kind.rules if names & {rule.column, *rule.reads})
        looked_at = {name for rule in rules for name in (rule.column, *rule.reads)} | names
        self.references = [f.name for f in fields if f.references or f.kind is Kind.SCOPE]
        self.unique = [group for group in kind.unique if names & set(group)]
        self._kind = kind._replace(fields=fields, rules=rules)
        self._names = [f.name for f in kind.fields if f.name in looked_at or f.kind is Kind.CURRENCY]
        self._found: dict[Hashable, tuple[Problem, ...]] = {}

    def problems(self, change: Change, context: Context) -> tuple[Problem, ...]:
        """Return what is wrong with a row by these rules; arguments as for ``problems_of_row``."""
        before, new = change.before, change.new
        values = tuple([new[name] if name in new else before[name] for name in self._names])
        found = self._found.get(values)
        if found is None:
            found = self._found[values] = problems_of_row(self._kind, change.after, context)
        return found


def store_changes(writer: Writer, kind: Entity, changes: Sequence[Change], context: Context) -> None:
    """Give rows new values inside a step, with what follows from them; raises InvalidRowsError."""
    judge = Judge(writer, kind, context)
    refuse(tuple(dict.fromkeys(problem for change in changes for problem in judge.problems(change))))
    write_changes(writer, kind, changes, context)
