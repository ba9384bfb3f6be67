"""Each row of a file judged: new, changed, the same, or rejected with its reasons."""

from collections.abc import Collection, Mapping, Sequence

from partnertracker.domain.amounts import carried
from partnertracker.domain.fields import Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.services.editing.checking import problems_in, usual
from partnertracker.services.editing.naming import name_of
from partnertracker.services.importing.binding import ID, Binding
from partnertracker.services.importing.chunks import Chunk
from partnertracker.services.importing.coded import taken
from partnertracker.services.importing.columns import ColumnReader, Surroundings
from partnertracker.services.importing.finding import Identity
from partnertracker.services.importing.matching import Matcher, completed_columns
from partnertracker.services.importing.newrows import NewRows
from partnertracker.services.importing.repeats import Repeats
from partnertracker.services.importing.results import Results
from partnertracker.services.naming import text_of
from partnertracker.services.ports import Reader


class Judge:
    """Judges the rows of one file, chunk by chunk."""

    def __init__(
        self,
        reader: Reader,
        binding: Binding,
        readers: Sequence[ColumnReader],
        around: Surroundings,
        identity: Identity | None,
        repeats: Repeats,
    ) -> None:
        """Take what was worked out from the mapping; everything here reads, nothing writes."""
        self._reader = reader
        self._binding = binding
        self._kind = binding.kind
        self._readers = readers
        self._around = around
        self._identity = identity
        self._repeats = repeats
        self._matcher = Matcher(reader, binding, identity, around.context)
        self._new_rows = NewRows(reader, binding.kind, around.context, around.deals, identity)
        self._told = [bound.field.name for bound in binding.bounds]
        self._lines_of: dict[Value, int] = {}

    def judge(self, chunk: Chunk, mode: str, results: Results) -> None:
        """Judge some rows and put them where they belong in the results."""
        for line, row in chunk.ragged:
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            sentence = f"Row {line} has {cells} and the header {len(results.header)}; give it as many."
            results.reject(line, row, [Problem("", "", sentence)])
        if not chunk.lines:
            results.end_chunk()
            return
        batch = _Batch(chunk, self._binding, results)
        self._read(batch)
        known, unclear = self._match(batch)
        fresh: Sequence[int] = range(batch.count)
        if known or unclear:
            fresh = [i for i in fresh if i not in known and i not in unclear]
        self._check_fresh(batch, fresh, mode)
        changes = self._compared(batch, known, mode)
        same, conflicts = self._repeats.take(chunk.lines, batch.every_column, batch.problems, self._told)
        for i, problem in conflicts.items():
            batch.report(i, problem)
        dropped = same - batch.problems.keys()
        self._refuse_twice(batch, known, dropped)
        unchanged = list(dropped)
        for i in known:
            if i in batch.problems or i in dropped:
                continue
            if i in changes:
                results.change(self._kind, (chunk.lines[i], self._name_of(known[i]), known[i], changes[i]))
            else:
                unchanged.append(i)
        results.keep([chunk.lines[i] for i in sorted(unchanged)])
        left = fresh
        if batch.problems or dropped:
            left = [i for i in fresh if i not in batch.problems and i not in dropped]
        results.add(self._kind, batch.whole, batch.columns.get("id"), left)
        results.unsure += len(self._matcher.unsure.intersection(left))
        batch.reject_all()
        results.end_chunk()

    def _refuse_twice(self, batch: "_Batch", known: Mapping[int, Row], dropped: Collection[int]) -> None:
        """Report rows that are, by id or by name, a stored row that an earlier row of the file is too."""
        if "id" not in batch.columns:
            return  # then rows are matched in one way, and those that repeat were found
        for i in sorted(known.keys() - batch.problems.keys() - set(dropped)):
            line = self._lines_of.setdefault(known[i]["key"], batch.chunk.lines[i])
            if line != batch.chunk.lines[i]:
                sentence = f"Row {line} is the same {self._kind.singular.lower()}; keep one of the two."
                batch.report(i, Problem("", "", sentence))

    def _read(self, batch: "_Batch") -> None:
        usual: list[Value] = [self._around.context.currency] * batch.count
        by_name = {reader.bound.field.name: reader for reader in self._readers}
        if "currency" in by_name:  # read first: it decides how amounts are read
            batch.take("currency", *by_name["currency"].read(batch.cells, batch.count, usual))
        currencies = batch.columns.get("currency", usual)
        for name, reader in by_name.items():
            if name != "currency":
                batch.take(name, *reader.read(batch.cells, batch.count, currencies))
        self._around.chosen.take(batch.columns, batch.count, batch.report)
        batch.whole = completed_columns(self._kind, batch.columns, batch.count, self._around.context)

    def _match(self, batch: "_Batch") -> tuple[dict[int, Row], Collection[int]]:
        """Return the stored rows by place, and the places of rows that more than one stored row may be."""
        shared: Collection[int] = ()
        if self._identity is not None and self._identity.alone:
            shared = self._repeats.sharing(self._identity, batch.every_column)
        known, problems = self._matcher.match(batch.every_column, batch.count, shared)
        for i, problem in problems.items():
            batch.report(i, problem)
        if self._matcher.since:
            known = {i: row for i, row in known.items() if not self._replaces(batch, i, row)}
        return known, problems.keys()

    def _replaces(self, batch: "_Batch", at: int, before: Row) -> bool:
        """Tell whether a row takes the place of the one in force from its day on, instead of changing it."""
        since = self._matcher.since
        ids = batch.columns.get("id")
        if before[since] == batch.whole[since][at] or (ids is not None and ids[at] == before["id"]):
            return False
        days = batch.columns.get(since)
        return (days is not None and days[at] is not None) or bool(self._differing(batch, at, before))

    def _check_fresh(self, batch: "_Batch", fresh: Sequence[int], mode: str) -> None:
        if mode == "update":
            for i in fresh:
                batch.report(i, self._not_there(batch, i))
            return
        if self._kind.table == "partners":
            names = [batch.whole["name"][i] for i in fresh]
            self._around.partners.refuse_left_out(names, lambda at, p: batch.report(fresh[at], p))
        if len(fresh) == batch.count:
            self._new_rows.check(batch.whole, batch.problems, batch.report)
        elif fresh:
            columns = {name: taken(values, fresh) for name, values in batch.whole.items()}
            wrong = {at: batch.problems[i] for at, i in enumerate(fresh) if i in batch.problems}
            self._new_rows.check(columns, wrong, lambda at, problem: batch.report(fresh[at], problem))

    def _not_there(self, batch: "_Batch", at: int) -> Problem:
        fields = self._identity.fields if self._identity and not self._identity.whole else ("id",)
        name = fields[-1] if fields[-1] in batch.columns else ""
        value = shown(batch.columns[name][at]) if name else ""
        return Problem(name, value, f"There is no such {self._kind.singular.lower()} to update.")

    def _compared(self, batch: "_Batch", known: Mapping[int, Row], mode: str) -> dict[int, Row]:
        """Return what would change in each stored row, by place; report what must not."""
        changes: dict[int, Row] = {}
        for i in self._not_the_same(batch, known):
            if i in batch.problems:
                continue
            before = known[i]
            after = self._differing(batch, i, before)
            if not after or i in batch.problems:
                continue
            if mode == "create":
                for name in after:
                    batch.report(i, self._there_already(before, name))
                continue
            row = {**before, **after}
            context, coming = self._around.context, self._around.partners.created
            for problem in problems_in(self._reader, self._kind, row, context, before, coming):
                batch.report(i, problem)
            changes[i] = after
        return changes

    def _not_the_same(self, batch: "_Batch", known: Mapping[int, Row]) -> list[int]:
        """Return the places of the rows that may differ from the stored ones; of a list read anew few do.

        Whole columns are compared. A row that is left out says of every field what is stored, and its amounts
        are in the currency in which they were read.
        """
        places = sorted(known)
        held = [known[i] for i in places]
        others: set[int] = set()
        for field in (reader.bound.field for reader in self._readers):
            every = batch.columns[field.name]
            given = list(every if len(places) == batch.count else taken(every, places))
            stored = [row[field.name] for row in held]
            if field is not ID and given != stored:
                others.update(i for i, new, old in zip(places, given, stored, strict=True) if new != old)
        if any(reader.bound.field.kind is Kind.MONEY for reader in self._readers):
            said = batch.columns.get("currency", [None] * batch.count)
            usual = {None, self._around.context.currency}
            others.update(i for i, row in known.items() if row["currency"] not in usual and said[i] is None)
        return sorted(others)

    def _there_already(self, before: Row, name: str) -> Problem:
        field = self._kind.field(name)
        currency = str(before.get("currency") or self._around.context.currency)
        label, old = field.label.lower(), shown(text_of(self._reader, field, before[name], currency))
        held = f"with the {label} “{old}”" if old else f"with no {label}"
        return Problem(name, "", f"This {self._kind.singular.lower()} is there already, {held}.")

    def _differing(self, batch: "_Batch", at: int, before: Row) -> Row:
        after: Row = {}
        for reader in self._readers:
            field = reader.bound.field
            value = batch.columns[field.name][at]
            if field.kind is Kind.MONEY:
                value = self._amount(batch, at, reader, before)
            old = before[field.name]  # the id is the same, or the row would be another one
            unsaid = value is None and usual(self._kind, field, self._around.context) is not None
            if field is ID or value == old or unsaid:
                continue
            if old is not None and reader.is_blank(batch.chunk.row(at)) and value is not None:
                continue  # a default fills a gap and never replaces what is there
            if field.kind is Kind.CURRENCY and old is None and value == self._around.context.currency:
                continue
            after[field.name] = value
        return after | self._kept_amounts(batch, at, before, after)

    def _kept_amounts(self, batch: "_Batch", at: int, before: Row, after: Row) -> Row:
        """Return the amounts that a row keeps in another currency where the file says nothing of them."""
        if "currency" not in after:
            return {}
        said = {
            reader.bound.field.name: batch.columns[reader.bound.field.name][at]
            for reader in self._readers
            if not reader.is_blank(batch.chunk.row(at))
        }
        kept = carried(self._kind, before, {**said, **after}, self._around.context)
        for problem in kept.problems:
            batch.report(at, problem)
        return kept.values

    def _amount(self, batch: "_Batch", at: int, reader: ColumnReader, before: Row) -> Value:
        """Return an amount in the row's currency, which is the stored one where the file names none."""
        named = next((each for each in self._readers if each.bound.field.kind is Kind.CURRENCY), None)
        is_told = named is not None and not named.is_blank(batch.chunk.row(at))
        told = batch.columns["currency"][at] if is_told else None
        currency = before["currency"] if told is None else None
        value = batch.columns[reader.bound.field.name][at]
        if value is None or currency in {None, self._around.context.currency}:
            return value
        value, problem = reader.amount(batch.chunk.row(at), str(currency))
        if problem is not None:
            batch.report(at, problem)
        return value

    def _name_of(self, row: Row) -> str:
        return name_of(self._reader, self._kind, row)


class _Batch:
    """The rows of one chunk while they are judged."""

    def __init__(self, chunk: Chunk, binding: Binding, results: Results) -> None:
        self.chunk = chunk
        self.cells = chunk.cells
        self.count = len(chunk.lines)
        self.columns: dict[str, Sequence[Value]] = {}
        self.whole: Mapping[str, Sequence[Value]] = {}
        self.problems: dict[int, list[Problem]] = {}
        self._binding = binding
        self._results = results

    def take(self, name: str, values: Sequence[Value], problems: Mapping[int, Problem]) -> None:
        """Take a column that was read."""
        self.columns[name] = values
        for i, problem in problems.items():
            self.report(i, problem)

    @property
    def every_column(self) -> Mapping[str, Sequence[Value]]:
        """Every field's values as a new row would hold them, and the ids where the file gives any."""
        ids = self.columns.get("id")
        return self.whole if ids is None else {**self.whole, "id": ids}

    def report(self, at: int, problem: Problem) -> None:
        """Note what is wrong with a row."""
        self.problems.setdefault(at, []).append(problem)

    def reject_all(self) -> None:
        """Hand on every row that something is wrong with."""
        for i in sorted(self.problems):
            line = self.chunk.lines[i]
            told = [self._in_place(i, problem) for problem in self.problems[i]]
            self._results.reject(line, self.chunk.row(i), told)

    def _in_place(self, at: int, problem: Problem) -> Problem:
        """Return a problem with the sentence that names row, column, value and what is expected."""
        bound = self._binding.bound(problem.column)
        column = bound.header if bound else problem.column
        line = self.chunk.lines[at]
        cells = [self.cells[each][at] for each in (bound.at, bound.id_at) if each >= 0] if bound else []
        text = next((cell for cell in cells if cell.strip()), "") if cells else problem.value
        value = f" “{shown(text)}”" if text.strip() else ""
        place = f"Row {line}, {column}{value}" if column else f"Row {line}"
        return Problem(problem.column, text, f"{place}: {problem.sentence}", line)
