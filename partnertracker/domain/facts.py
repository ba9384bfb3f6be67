"""All that metrics compute from: every table as columns, the stages and the settings, immutable."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar, cast
from weakref import ReferenceType, ref

from partnertracker.domain.columns import Array, Columns, Positions
from partnertracker.domain.fields import Stage
from partnertracker.domain.following import ChangedRows, Tables, followed, only, touched
from partnertracker.domain.settings import DEFAULT_STAGES, Settings
from partnertracker.domain.splicing import Splice

T = TypeVar("T")

_REMEMBERED = 32
"""How many changes are remembered, for what was derived that many changes ago."""

_MOST_ROWS = 500
"""Of a change of more rows everything is derived anew: that takes no longer than to follow it."""


class Change(NamedTuple):
    """What a step changed, small enough to be computed with before and after.

    Attributes:
        before: facts in which each table that was touched holds the rows touched alone, as they were; a deal
            with all its influences and stage events. Partners, to whom rows refer, are all there, and so are
            the rows of tables that were not touched.
        after: the same rows as they are now.
        rows_before, rows_after: by table, where these rows stood and stand in the whole table; ascending.
        splices: by table that was touched, what the step did to the order of its rows.
    """

    before: "Facts"
    after: "Facts"
    rows_before: Mapping[str, Positions]
    rows_after: Mapping[str, Positions]
    splices: Mapping[str, Splice]


class _Kept(NamedTuple):
    """Something derived: from which columns, after how many changes, what, and whether a change ends it."""

    columns: tuple[Array, ...]
    age: int
    value: object
    lasting: bool


class _Line:
    """Facts each of which came from the one before by a change: the newest, while anybody has it."""

    newest: "ReferenceType[Facts] | None" = None


@dataclass(frozen=True)
class Facts:
    """A file's content at one moment.

    Attributes:
        tables: by table name, for every entity but ``stages`` and ``settings``.
        settings: the file's settings.
        stages: in funnel order.
        version: the number of the last step that these facts hold.
        age: how many changes were followed since the facts were loaded.
    """

    tables: Mapping[str, Columns]
    settings: Settings = field(default_factory=Settings)
    stages: tuple[Stage, ...] = DEFAULT_STAGES
    version: int = 0
    age: int = field(default=0, compare=False)
    _changes: tuple[Change, ...] = field(default=(), repr=False, compare=False)
    _derived: dict[str, dict[Hashable, _Kept]] = field(default_factory=dict, repr=False, compare=False)
    _line: _Line = field(default_factory=_Line, repr=False, compare=False)

    def __getitem__(self, table: str) -> Columns:
        """Return the columns of a table."""
        return self.tables[table]

    def derived(
        self,
        name: str,
        make: Callable[["Facts"], T],
        *columns: Array,
        follow: Callable[[T, Change], T | None] | None = None,
        key: Hashable = None,
        most: int = 1,
    ) -> T:
        """Return something computed from these facts alone, computed at most once for them.

        Args:
            name: the name it is kept under, unique to ``make``.
            make: a pure function of the facts (and of ``key``).
            columns: all the columns that it is computed from, if it is to be kept over changes that leave
                these as they are.
            follow: returns what it is after a change, given what it was before, in less time than ``make``
                takes; None where it can't. Without columns and this it is computed anew after every change.
            key: which one of its name, when there are several, such as one for each day.
            most: how many of its name are kept.
        """
        kept = self._derived.get(name, {}).get(key)
        if kept is not None and kept.age == self.age:
            return cast("T", kept.value)
        value: T | None = None
        if kept is not None and columns and all(a is b for a, b in zip(kept.columns, columns, strict=True)):
            value = cast("T", kept.value)
        elif kept is not None and follow is not None:
            value = self._followed(cast("T", kept.value), kept.age, follow)
        if value is None:
            value = make(self)
        self._keep(name, key, _Kept(columns, self.age, value, bool(columns) or follow is not None), most)
        self._hand_on(name, key, most)
        return value

    def changes_since(self, age: int) -> tuple[Change, ...] | None:
        """Return what changed since the facts had an age; None when that is no longer known."""
        since = self.age - age
        return self._changes[len(self._changes) - since :] if since <= len(self._changes) else None

    def with_changes(self, changed: Mapping[str, ChangedRows], version: int) -> "Facts":
        """Return facts in which some rows are replaced, added or gone; what did not change is shared.

        Args:
            changed: by table name; stages and settings are none of these tables (see ``with_rules``).
            version: the step that made the changes.
        """
        tables, splices = followed(self.tables, changed)
        few = sum(len(each.rows) + len(each.gone) for each in changed.values()) <= _MOST_ROWS
        changes = (*self._changes, _change(self, tables, changed, splices))[-_REMEMBERED:] if few else ()
        newest = self._line.newest
        line = self._line if newest is None or newest() is self else _Line()
        later = replace(
            self,
            tables=tables,
            version=version,
            age=self.age + 1,
            _changes=changes,
            _derived={name: _lasting(found) for name, found in list(self._derived.items())},
            _line=line,
        )
        line.newest = ref(later)
        return later

    def with_tables(self, tables: Mapping[str, Columns]) -> "Facts":
        """Return facts with other columns in some tables; nothing that was derived is kept."""
        return replace(self, tables={**self.tables, **tables}, _changes=(), _derived={}, _line=_Line())

    def with_rules(self, settings: Settings, stages: tuple[Stage, ...]) -> "Facts":
        """Return facts with other settings and stages; nothing that was derived is kept."""
        return replace(self, settings=settings, stages=stages, _changes=(), _derived={}, _line=_Line())

    def _keep(self, name: str, key: Hashable, kept: _Kept, most: int) -> None:
        """Keep something; of too many of its name those kept last. Other threads may be looking meanwhile."""
        found = self._derived.setdefault(name, {})
        found.pop(key, None)
        found[key] = kept
        if len(found) > most:
            self._derived[name] = dict(list(found.items())[-max(1, most // 2) :])

    def _hand_on(self, name: str, key: Hashable, most: int) -> None:
        """Give what took its time to the facts that came about meanwhile, if they have none of it."""
        newest = self._line.newest() if self._line.newest is not None else None
        kept = self._derived[name].get(key)
        if newest is not None and newest.age > self.age and kept is not None and kept.lasting:
            newest._take(name, key, kept, most)  # noqa: SLF001  they are of one line

    def _take(self, name: str, key: Hashable, kept: _Kept, most: int) -> None:
        if key not in self._derived.get(name, {}):
            self._keep(name, key, kept, most)

    def _followed(self, value: T, age: int, follow: Callable[[T, Change], T | None]) -> T | None:
        changes = self.changes_since(age)
        if changes is None:
            return None
        now: T | None = value
        for change in changes:
            now = None if now is None else follow(now, change)
        return now


def _lasting(found: dict[Hashable, _Kept]) -> dict[Hashable, _Kept]:
    return {key: kept for key, kept in list(found.items()) if kept.lasting}


def _change(
    facts: Facts, tables: Tables, changed: Mapping[str, ChangedRows], splices: Mapping[str, Splice]
) -> Change:
    """Return what changed, from the facts before it and the tables after it."""
    keys = touched(facts.tables, tables, changed)
    alone_before, rows_before = only(facts.tables, keys)
    alone_after, rows_after = only(tables, keys)
    before, after = (
        Facts(alone, facts.settings, facts.stages, facts.version) for alone in (alone_before, alone_after)
    )
    return Change(before, after, rows_before, rows_after, splices)
