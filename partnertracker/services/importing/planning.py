"""What an import would do, before anything is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.domain.fields import Entity, Row
from partnertracker.domain.notation import Notation
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.checking import usual
from partnertracker.services.editing.formulas import metric_ids
from partnertracker.services.importing.binding import Binding, bind
from partnertracker.services.importing.columns import ColumnReader, Surroundings, UndecidedNotationError
from partnertracker.services.importing.detection import notations, settled
from partnertracker.services.importing.finding import Deals, Identity, Partners
from partnertracker.services.importing.judging import Judge
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.importing.matching import identity_for, said_of_new_rows
from partnertracker.services.importing.rejects import Rejection
from partnertracker.services.importing.repeats import Repeats
from partnertracker.services.importing.resting import collector_resting
from partnertracker.services.importing.results import Added, Changed, Results
from partnertracker.services.importing.source import Source
from partnertracker.services.session import Session

MODES = ("create", "update", "both")
"""What may happen: only new rows, only changes of rows that are there, or both."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how.

    Attributes:
        source: the file.
        mapping: its columns; its table is the one imported into.
        mode: ``create``, ``update`` or ``both``.
        match: the field that makes a row the same row; empty: the mapping's, else the table's own.
        create_partners: whether a partner that is named and not there is added in the same step.
    """

    source: Source
    mapping: ImportMapping
    mode: str = "both"
    match: str = ""
    create_partners: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is there already and would change.

    Attributes:
        line: where it stands in the file.
        key: the row's key.
        name: what a person calls the row.
        before, after: disk values of the fields that change.
    """

    line: int
    key: int
    name: str
    before: Row
    after: Row


class Plan:
    """What an import would do. Close it when done with it: it keeps what it read in a temporary file.

    Attributes:
        source: the file it was made from.
        table: the table imported into.
        version: the last step of the open file when the plan was made.
        new, changed, same, rejected: counts of rows.
        names: the fields that new rows are given; all others hold their default.
        ignored: headers of the file that the mapping doesn't use.
        partners: names of the partners that would be added.
        partners_by_id: the same by the id that each would get.
    """

    def __init__(
        self, source: Source, binding: Binding, results: Results, around: Surroundings, version: int
    ) -> None:
        """Take what judging the file gave."""
        self.source = source
        self.table = binding.kind.table
        self.version = version
        self.new = results.new
        self.changed = results.changed
        self.same = results.same
        self.rejected = results.rejected
        self.ignored = binding.ignored
        created = around.partners.created
        self.partners_by_id = {row_id: name for row_id, name in created.items() if row_id in results.used}
        self.partners = tuple(self.partners_by_id.values())
        self.names = results.names
        self._kind: Entity = binding.kind
        self._results = results

    def rejections(self) -> Iterator[Rejection]:
        """Yield every rejected row in the order of the file."""
        for line, texts, problems in self._results.rejects():
            told = tuple(Problem(column, value, sentence, line) for column, value, sentence in problems)
            yield Rejection(line, tuple(texts), told)

    def changes(self) -> Iterator[RowChange]:
        """Yield every row that would change, in the order of the file."""
        for line, name, before, after in self._results.changes():
            old = {field: before[field] for field in after}
            yield RowChange(line, int(before["key"] or 0), name, old, after)

    def additions(self) -> Iterator[Row]:
        """Yield every new row as disk values, in the order of the file."""
        rest: Row = {field.name: field.default for field in self._kind.fields}
        for _, columns in self._results.added():
            for values in zip(*columns, strict=True):
                yield {**rest, **dict(zip(self.names, values, strict=True))}

    def unchanged(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield every row that is here already, with its line and its cells, read from the file once more."""
        lines = self._results.same_lines()
        wanted = next(lines, None)
        if wanted is None:
            return
        for chunk in self.source.chunks():
            for line, row in zip(chunk.lines, chunk.rows, strict=True):
                if line == wanted:
                    yield line, row
                    wanted = next(lines, None)
            if wanted is None:
                return

    def added(self) -> Iterator[Added]:
        """Yield the new rows for writing: ids and a column for each of ``names``, a chunk at a time."""
        return self._results.added()

    def updates(self) -> Iterator[Changed]:
        """Yield the rows that would change for writing, each whole."""
        return self._results.changes()

    def close(self) -> None:
        """Let go of the temporary file; closing twice is no error."""
        self._results.close()


def plan(session: Session, request: ImportRequest, progress: Callable[[float], None] | None = None) -> Plan:
    """Read the whole file and work out what importing it would do; nothing is written.

    Args:
        session: the open file.
        request: what is imported and how.
        progress: told the share done, 0 to 1; what it raises ends the plan.

    Raises:
        UndecidedError: dates or numbers can be read in two ways.
        UnusableInputError: the mapping doesn't fit the file, or the file can't be read as rows.
        UnusableArgumentError: no such table, mode or field to match by.
    """
    if request.mode not in MODES:
        raise UnusableArgumentError(
            f"There is no mode “{request.mode}”.", f"Choose one of {', '.join(MODES)}."
        )
    binding = bind(request.source, request.mapping)
    if binding.kind not in EXCHANGED:
        tables = ", ".join(each.table for each in EXCHANGED)
        raise UnusableArgumentError(f"{binding.kind.table} can't be imported.", f"Choose one of {tables}.")
    planner = _Planner(session, request, binding)
    with collector_resting():
        try:
            return planner.plan(progress or _unheard)
        except UndecidedNotationError:
            planner.detect()
            return planner.plan(progress or _unheard)


class _Planner:
    """Reads a file as often as it takes to judge its rows."""

    def __init__(self, session: Session, request: ImportRequest, binding: Binding) -> None:
        self._session = session
        self._request = request
        self._binding = binding
        self._context = session.context
        self._identity = identity_for(binding, request.mapping, request.match, self._context)
        mapping = request.mapping
        self._notations: dict[str, Notation | None] = {
            bound.field.name: settled(mapping, bound) for bound in binding.bounds
        }
        self._check_required()

    def detect(self) -> None:
        """Find out from all of the file how dates and numbers are written; raises UndecidedError."""
        request = self._request
        found = notations(request.source, self._binding, request.mapping, self._context.currency)
        self._notations.update(found)

    def plan(self, progress: Callable[[float], None]) -> Plan:
        """Judge the file, once more if rows in it may repeat each other."""
        unique = self._watched()
        repeats = Repeats(unique)
        plan = self._judged(repeats, progress)
        suspects = repeats.suspects()
        if suspects is None:
            return plan
        plan.close()
        return self._judged(Repeats(unique, suspects), progress)

    def _judged(self, repeats: Repeats, progress: Callable[[float], None]) -> Plan:
        store = self._session.store
        partners = Partners(store, create=self._request.create_partners)
        around = Surroundings(
            self._binding.kind.table, self._context, partners, Deals(store), metric_ids(store)
        )
        readers = [
            ColumnReader(bound, self._notations[bound.field.name], around) for bound in self._binding.bounds
        ]
        results = Results(self._request.source.header, self._given(), partners.created)
        try:
            judge = Judge(store, self._binding, readers, around, self._identity, repeats)
            for chunk in self._request.source.chunks():
                judge.judge(chunk, self._request.mode, results)
                progress(chunk.share)
        except BaseException:
            results.close()
            raise
        return Plan(self._request.source, self._binding, results, around, store.last_step())

    def _given(self) -> list[str]:
        """Return the fields of new rows that file or program fills; storage knows what the others hold."""
        kind = self._binding.kind
        filled = {bound.field.name for bound in self._binding.bounds}
        return [
            field.name
            for field in kind.fields
            if field.name in filled or usual(kind, field, self._context) != field.default
        ]

    def _watched(self) -> Sequence[Identity]:
        """Return the identities that no two rows of the file may share."""
        kind = self._binding.kind
        filled = {bound.field.name for bound in self._binding.bounds if bound.reads_file}
        groups = [("id",), *kind.unique]
        if self._identity is not None and not self._identity.whole:
            groups.insert(1, self._identity.fields)
        said = said_of_new_rows(kind, filled, self._context)
        return [Identity(kind.table, group) for group in dict.fromkeys(groups) if said.issuperset(group)]

    def _check_required(self) -> None:
        """Refuse a file of which no row could be imported: a column is missing, and nothing can match."""
        kind = self._binding.kind
        filled = {bound.field.name for bound in self._binding.bounds}
        lacking = [f.name for f in kind.fields if f.required and f.default is None and f.name not in filled]
        can_match = "id" in filled or (self._identity is not None and not self._identity.whole)
        if self._request.mode == "create" or self._session.store.count(kind.table) == 0:
            can_match = False
        if lacking and not can_match:
            sentence = f"{self._request.source.name} says nothing of {', '.join(lacking)}."
            raise UnusableInputError(
                sentence, f"Each new row of {kind.table} needs it: map a column or default."
            )


def _unheard(_share: float) -> None:
    """Take progress that nobody asked for."""
