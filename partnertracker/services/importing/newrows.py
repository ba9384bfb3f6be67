"""The rules for rows that are new, checked a column at a time."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

import numpy as np

from partnertracker.domain.fields import Context, Entity, Rule, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import missing, shown
from partnertracker.services.editing.checking import NOT_ITS_SOURCE, taken
from partnertracker.services.editing.formulas import TABLE as CUSTOM_METRICS
from partnertracker.services.importing.coded import combinations, days_in
from partnertracker.services.importing.finding import Deals, Identity, KeyIndex
from partnertracker.services.importing.formulas import Formulas
from partnertracker.services.ports import Reader

Columns = Mapping[str, Sequence[Value]]
Report = Callable[[int, Problem], None]
"""Takes the place of a row and what is wrong with it."""

_REMEMBERED = 200_000


class NewRows:
    """Checks rows that are not in the file yet: what is required, the rules, and what must be unique."""

    def __init__(
        self, reader: Reader, kind: Entity, context: Context, deals: Deals, matched: Identity | None
    ) -> None:
        """Make ready.

        Args:
            reader: the open file.
            kind: the rows' table.
            context: the day, the currency and the stages.
            deals: knows the source partners of the deals referred to.
            matched: by what rows were matched: new rows are known to share it with none.
        """
        self._kind = kind
        self._context = context
        self._deals = deals
        self._kept: dict[int, set[Hashable]] = {}
        groups = [Identity(kind.table, group) for group in kind.unique]
        fresh = [group for group in groups if group != matched]
        self._formulas = Formulas(reader) if kind.table == CUSTOM_METRICS else None
        self._indexes = [KeyIndex(reader, each) for each in fresh] if reader.count(kind.table) else []

    def check(self, columns: Columns, wrong: Mapping[int, Sequence[Problem]], tell: Report) -> None:
        """Report what is wrong with some rows.

        Args:
            columns: every field's values.
            wrong: what is known to be wrong already; a value that could not be read is None in its column.
            tell: told of each further problem.
        """
        rejected = set(wrong)

        def report(at: int, problem: Problem) -> None:
            rejected.add(at)
            tell(at, problem)

        for field in self._kind.fields:
            values = columns[field.name]
            if field.required and None in values:
                for i in (i for i, value in enumerate(values) if value is None):
                    if not _about(wrong, i, (field.name,)):
                        report(i, Problem(field.name, "", missing(field)))
        for number, rule in enumerate(self._kind.rules):
            if rule.floor:
                self._check_floor(rule, columns, report)
            else:
                self._check_rule(number, rule, columns, wrong, report)
        self._check_unique(columns, report)
        if self._kind.table == "deal_influences":
            self._check_influences(columns, report)
        if self._formulas is not None:
            self._check_formulas(self._formulas, columns, rejected, report)

    def _check_floor(self, rule: Rule, columns: Columns, report: Report) -> None:
        early = days_in(columns[rule.column]) < days_in(columns[rule.floor])
        for i in np.flatnonzero(early).tolist():
            row = {name: columns[name][i] for name in rule.reads}
            report(i, Problem(rule.column, shown(row[rule.column]), rule.check(row, self._context)))

    def _check_rule(
        self,
        number: int,
        rule: Rule,
        columns: Columns,
        wrong: Mapping[int, Sequence[Problem]],
        report: Report,
    ) -> None:
        kept = self._kept.setdefault(number, set())
        if len(kept) > _REMEMBERED:
            kept.clear()
        every = combinations([columns[name] for name in rule.reads])
        if kept.issuperset(every):
            return
        broken: dict[Hashable, str] = {}
        for i, values in enumerate(every):
            if values in kept:
                continue
            row = {name: columns[name][i] for name in rule.reads}
            sentence = broken.get(values) or rule.check(row, self._context)
            if not sentence:
                kept.add(values)
                continue
            broken[values] = sentence
            if not _about(wrong, i, rule.reads):
                report(i, Problem(rule.column, shown(row[rule.column]), sentence))

    def _check_unique(self, columns: Columns, report: Report) -> None:
        for index in self._indexes:
            group = index.identity.fields
            for i in index.find(index.identity.of_columns(columns)):
                report(i, taken(self._kind, group, shown(columns[group[-1]][i])))

    def _check_influences(self, columns: Columns, report: Report) -> None:
        for i, (deal, partner) in enumerate(zip(columns["deal"], columns["partner"], strict=True)):
            if partner is not None and self._deals.source_of.get(str(deal)) == partner:
                report(i, Problem("partner", "", NOT_ITS_SOURCE))

    def _check_formulas(
        self, formulas: Formulas, columns: Columns, rejected: Collection[int], report: Report
    ) -> None:
        rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        sound = {i: row for i, row in enumerate(rows) if i not in rejected}
        for i, problem in formulas.check(sound).items():
            report(i, problem)


def _about(wrong: Mapping[int, Sequence[Problem]], at: int, names: Sequence[str]) -> bool:
    return at in wrong and any(problem.column in names for problem in wrong[at])
