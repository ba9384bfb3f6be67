"""What an import would do, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

from partnertracker.domain.fields import Entity, Row
from partnertracker.domain.problems import Problem
from partnertracker.domain.sentences import listed
from partnertracker.services.importing.binding import Binding
from partnertracker.services.importing.packing import Added
from partnertracker.services.importing.rejects import Rejection
from partnertracker.services.importing.results import Changed, Rejected, Results
from partnertracker.services.importing.source import Source


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
        table, kind: the table imported into.
        version: the last step of the open file when the plan was made.
        new, changed, same, rejected: counts of rows.
        unsure: how many of the new rows may be stored ones: several share what names them, or values differ.
        rounded: how many amounts in the file have more decimals than their currency and are rounded.
        names: the fields that new rows are given; all others hold their default.
        ignored: headers of the file that the mapping doesn't use.
        partners: names of the partners that would be added.
        partners_by_id: the same by the id that each would get.
    """

    def __init__(self, source: Source, binding: Binding, results: Results, version: int) -> None:
        """Take what judging the file gave."""
        self.source = source
        self.table = binding.kind.table
        self.version = version
        self.new = results.new
        self.changed = results.changed
        self.same = results.same
        self.rejected = results.rejected
        self.unsure = results.unsure
        self.rounded = results.rounded
        self.ignored = binding.ignored
        self.partners_by_id = results.partners()
        self.partners = tuple(self.partners_by_id.values())
        self.names = results.names
        self.kind: Entity = binding.kind
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
        rest: Row = {field.name: field.default for field in self.kind.fields}
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

    def rejects_by_chunk(self) -> Iterator[list[Rejected]]:
        """Yield the rejected rows for sending, a chunk at a time."""
        return self._results.rejects_by_chunk()

    def doubt(self, rows: str) -> str:
        """Return the sentence about the rows that are ``unsure``, which ``rows`` counts."""
        if not self.kind.recognised_by:
            about = listed(self.kind.field(name).label.lower() for name in self.kind.about)
            return (
                f"{rows} may be there already with other values: the same {about}, and the file doesn't have "
                "that one. To change it instead, give its id in the file, as an export does."
            )
        names = listed(self.kind.field(name).label.lower() for name in self.kind.recognised_by)
        told_apart = self.kind.field(self.kind.unique[0][0]).label.lower()
        return (
            f"{rows} may be there already: several {self.kind.plural.lower()} have the same {names}. "
            f"The {told_apart} tells them apart: map it if the file has one."
        )

    def close(self) -> None:
        """Let go of the temporary file; closing twice is no error."""
        self._results.close()
