"""What an import would do, before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.domain.fields import Context
from partnertracker.domain.notation import Notation
from partnertracker.services.editing.checking import usual, with_metrics
from partnertracker.services.importing.binding import Binding, bind, refuse_doubled
from partnertracker.services.importing.chosen import ChosenDeals, Said
from partnertracker.services.importing.columns import ColumnReader, Surroundings, UndecidedNotationError
from partnertracker.services.importing.detection import notations, settled
from partnertracker.services.importing.finding import Deals, Identity, Partners
from partnertracker.services.importing.judging import Judge
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.importing.matching import identity_for, said_of_new_rows
from partnertracker.services.importing.packing import Packed
from partnertracker.services.importing.plans import Plan
from partnertracker.services.importing.repeats import Repeats
from partnertracker.services.importing.results import Results
from partnertracker.services.importing.source import Source
from partnertracker.services.importing.spool import Keeper, Spool
from partnertracker.services.resting import collector_resting
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
        left_out: the search keys of the names of partners that are not to be added.
        deals: by what the file says of new deals, the id of the deal that each is; empty: it is left out.
    """

    source: Source
    mapping: ImportMapping
    mode: str = "both"
    match: str = ""
    create_partners: bool = False
    left_out: frozenset[str] = frozenset()
    deals: Mapping[Said, str] = field(default_factory=dict)


def plan(
    session: Session,
    request: ImportRequest,
    progress: Callable[[float], None] | None = None,
    added: Callable[[], Keeper[Packed]] = Spool,
) -> Plan:
    """Read the whole file and work out what importing it would do; nothing is written.

    Args:
        session: the open file.
        request: what is imported and how.
        progress: told the share done, 0 to 1; what it raises ends the plan.
        added: makes what keeps the new rows, once for each time that all rows are judged.

    Raises:
        UndecidedError: dates or numbers can be read in two ways.
        UnusableInputError: the mapping doesn't fit the file, or the file can't be read as rows.
        UnusableArgumentError: no such table, mode or field to match by.
    """
    if request.mode not in MODES:
        raise UnusableArgumentError(
            f"There is no mode “{request.mode}”.", f"Choose one of {', '.join(MODES)}."
        )
    binding = bind(request.source, request.mapping, session.kind(request.mapping.table))
    if not binding.kind.exchanged:
        tables = ", ".join(each.table for each in EXCHANGED)
        raise UnusableArgumentError(f"{binding.kind.table} can't be imported.", f"Choose one of {tables}.")
    planner = _Planner(session, request, binding, added)
    with collector_resting():
        try:
            return planner.plan(progress or _unheard)
        except UndecidedNotationError:
            planner.detect()
            return planner.plan(progress or _unheard)


def given_fields(binding: Binding, context: Context) -> list[str]:
    """Return the fields of new rows that file or program fills; storage knows what the others hold."""
    kind = binding.kind
    filled = {bound.field.name for bound in binding.bounds}
    fields = (f for f in kind.fields if f.name in filled or usual(kind, f, context) != f.default)
    return [field.name for field in fields]


class _Planner:
    """Reads a file as often as it takes to judge its rows."""

    def __init__(
        self,
        session: Session,
        request: ImportRequest,
        binding: Binding,
        added: Callable[[], Keeper[Packed]],
    ) -> None:
        self._session = session
        self._request = request
        self._binding = binding
        self._added = added
        self._context = session.context
        self._identity = identity_for(binding, request.mapping, request.match, self._context)
        mapping = request.mapping
        self._notations: dict[str, Notation | None] = {
            bound.field.name: settled(mapping, bound, request.source) for bound in binding.bounds
        }
        self._check_required()

    def detect(self) -> None:
        """Find out from all of the file how dates and numbers are written; raises UndecidedError."""
        request = self._request
        found = notations(request.source, self._binding, request.mapping, self._context.currency)
        self._notations.update(found)

    def plan(self, progress: Callable[[float], None]) -> Plan:
        """Judge the file, once more if rows in it may repeat each other."""
        kind, unique = self._binding.kind, self._watched()
        repeats = Repeats(kind, unique)
        plan = self._judged(repeats, progress)
        suspects = repeats.suspects()
        if suspects is None:
            return plan
        plan.close()
        return self._judged(Repeats(kind, unique, suspects), progress)

    def _judged(self, repeats: Repeats, progress: Callable[[float], None]) -> Plan:
        store = self._session.store
        version = store.last_step()
        request = self._request
        partners = Partners(store, create=request.create_partners, left_out=request.left_out)
        around = Surroundings(
            self._binding.kind.table,
            with_metrics(store, self._binding.kind, self._context),
            partners,
            Deals(store),
            ChosenDeals(store, request.deals),
            request.source.is_exact,
        )
        readers = [
            ColumnReader(bound, self._notations[bound.field.name], around) for bound in self._binding.bounds
        ]
        names = given_fields(self._binding, self._context)
        results = Results(self._request.source.header, names, partners.created, self._added())
        try:
            judge = Judge(store, self._binding, readers, around, self._identity, repeats)
            for chunk in self._request.source.chunks():
                judge.judge(chunk, self._request.mode, results)
                progress(chunk.share)
            results.rounded = sum(reader.rounded for reader in readers)
        except BaseException:
            results.close()
            raise
        return Plan(self._request.source, self._binding, results, version)

    def _watched(self) -> Sequence[Identity]:
        """Return the identities that no two rows may share, and the one that may be shared."""
        kind = self._binding.kind
        filled = {bound.field.name for bound in self._binding.bounds if bound.reads_file}
        groups = [("id",), *kind.unique]
        identity = self._identity
        if identity is not None and not identity.whole and not identity.alone:
            groups.insert(1, identity.fields)
        said = said_of_new_rows(kind, filled, self._context)
        watched = [Identity(kind.table, group) for group in dict.fromkeys(groups) if said.issuperset(group)]
        if identity is not None and identity.alone and self._session.store.count(kind.table):
            watched.append(identity)
        return watched

    def _check_required(self) -> None:
        """Refuse a file of which no row could be imported: a column is missing, and nothing can match."""
        kind = self._binding.kind
        filled = {bound.field.name for bound in self._binding.bounds}
        lacking = [f.name for f in kind.fields if f.required and f.default is None and f.name not in filled]
        can_match = "id" in filled or (self._identity is not None and not self._identity.whole)
        if self._request.mode == "create" or self._session.store.count(kind.table) == 0:
            can_match = False
        if lacking and not can_match:
            refuse_doubled(self._request.source, kind, lacking)
            sentence = f"{self._request.source.name} says nothing of {', '.join(lacking)}."
            raise UnusableInputError(
                sentence, f"Each new row of {kind.table} needs it: map a column or default."
            )


def _unheard(_share: float) -> None:
    """Take progress that nobody asked for."""
