"""Finding rows of the open file by what an import file says of them."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from partnertracker.domain.columns import Array
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.identifiers import new_id
from partnertracker.domain.names import search_key
from partnertracker.domain.problems import Problem
from partnertracker.services.editing.references import many_deals, no_deal, no_partner
from partnertracker.services.importing.coded import filled
from partnertracker.services.ports import Reader

_BATCH = 50_000
_NAMES = frozenset({("partners", "name"), ("deals", "name"), ("deals", "customer")})
"""What is compared as names are; what a whole row says of a deal is compared as it stands."""
_LEFT_OUT = "This partner is left out, as you chose."


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields by which two rows are the same row.

    Attributes:
        table: their table.
        fields: their names.
        whole: whether the fields are all that the file says of a row, so that missing values count too.
        alone: whether rows are the same only where one in the file and one that is stored have these values.
        usual: the value, by field, that a missing one stands for: the file's own currency.
    """

    table: str
    fields: tuple[str, ...]
    whole: bool = False
    alone: bool = False
    usual: tuple[tuple[str, Value], ...] = ()

    def of_columns(self, columns: Mapping[str, Sequence[Value]]) -> list[Hashable]:
        """Return each row's identity, None where a value of it is missing."""
        wanted = [self._comparable(name, columns[name]) for name in self.fields]
        if len(wanted) == 1 and not self.whole:
            return list(wanted[0])
        if self.whole:
            return list(zip(*wanted, strict=True))
        return [None if None in each else each for each in zip(*wanted, strict=True)]

    def _comparable(self, name: str, values: Sequence[Value]) -> Sequence[Hashable]:
        for usual in (value for of, value in self.usual if of == name):
            return filled(values, usual)
        if (self.table, name) not in _NAMES or (self.whole and self.table == "deals"):
            return values
        return [None if value is None else search_key(str(value)) for value in values]


class KeyIndex:
    """The keys of a table's rows by the hash of their identity: 16 bytes a row, whatever the texts are."""

    def __init__(self, reader: Reader, identity: Identity) -> None:
        """Read the identity of every row once."""
        self.identity = identity
        self._reader = reader
        hashes: list[Array] = [np.empty(0, np.int64)]
        keys: list[Array] = [np.empty(0, np.int64)]
        every_row = iter(reader.each(identity.table, ("key", *identity.fields)))
        while rows := list(islice(every_row, _BATCH)):
            self._take(rows, hashes, keys)
        every = np.concatenate(hashes)
        order = np.argsort(every, kind="stable")
        self._hashes = every[order]
        self._keys = np.concatenate(keys)[order]

    def find(self, identities: Sequence[Hashable]) -> dict[int, list[Row]]:
        """Return, by position in ``identities``, the stored rows that have it; most often none or one."""
        hashes = hashes_of(identities)
        first = np.searchsorted(self._hashes, hashes, side="left")
        last = np.searchsorted(self._hashes, hashes, side="right")
        counts = last - first
        places = np.repeat(np.arange(len(counts)), counts).tolist()
        # each range from first to last, one behind the other
        ranks = np.arange(len(places)) + np.repeat(first - counts.cumsum() + counts, counts)
        keys: list[int] = self._keys[ranks].tolist()
        stored = self._stored(keys)
        found: dict[int, list[Row]] = {}
        for i, key in zip(places, keys, strict=True):
            identity, row = stored[key]
            if identity == identities[i] is not None:
                found.setdefault(i, []).append(row)
        return found

    def _stored(self, keys: Collection[int]) -> dict[int, tuple[Hashable, Row]]:
        """Return the rows with these keys, each with its identity."""
        if not keys:
            return {}
        rows = self._reader.rows(self.identity.table, sorted(set(keys)))
        columns = {name: [row[name] for row in rows] for name in self.identity.fields}
        own = [int(row["key"] or 0) for row in rows]
        return dict(zip(own, zip(self.identity.of_columns(columns), rows, strict=True), strict=True))

    def _take(self, rows: list[tuple[Value, ...]], hashes: list[Array], keys: list[Array]) -> None:
        own, *columns = zip(*rows, strict=True)
        identities = self.identity.of_columns(dict(zip(self.identity.fields, columns, strict=True)))
        there = np.array([each is not None for each in identities], dtype=bool)
        hashes.append(hashes_of(identities)[there])
        keys.append(np.array(own, dtype=np.int64)[there])


def hashes_of(identities: Sequence[Hashable]) -> Array:
    """Return the hash of each, int64; equal identities have equal hashes."""
    return np.fromiter(map(hash, identities), dtype=np.int64, count=len(identities))


class Partners:
    """The partners that names and ids in a file refer to.

    Attributes:
        created: the name by id of each partner that is not there and is to be added.
    """

    def __init__(self, reader: Reader, *, create: bool, left_out: Collection[str] = ()) -> None:
        """Read all names once.

        Args:
            reader: the open file.
            create: whether a name that is not there makes a partner to be added.
            left_out: the search keys of names that make none, as somebody chose.
        """
        self.created: dict[str, str] = {}
        self._create = create
        self._left_out = left_out
        self._ids: set[str] = set()
        self._by_name: dict[str, str] = {}
        for row_id, name in reader.each("partners", ("id", "name")):
            self._ids.add(str(row_id))
            self._by_name[search_key(str(name))] = str(row_id)

    def find(self, field: Field, row_id: str, name: str) -> str | Problem:
        """Return the id of the partner with that id, else with that name (which may be an id too)."""
        for given in (row_id, name):
            if given.lower() in self._ids:
                return given.lower()
        known = self._by_name.get(search_key(name))
        if known is not None:
            return known
        if not self._create or not name:
            return no_partner(field, name or row_id)
        if self.leaves_out(name):
            return Problem(field.name, name, _LEFT_OUT)
        made = new_id()
        self.created[made] = name
        self._by_name[search_key(name)] = made
        return made

    def refuse_left_out(self, names: Sequence[Value], tell: Callable[[int, Problem], None]) -> None:
        """Report the new partners, by place, that are not to be added."""
        for i, name in enumerate(names if self._left_out else ()):
            if name is not None and self.leaves_out(str(name)):
                tell(i, Problem("name", str(name), _LEFT_OUT))

    def leaves_out(self, name: str) -> bool:
        """Tell whether a partner of that name is not to be added."""
        return search_key(name) in self._left_out


class Deals:
    """The deals that ids, external ids and names in a file refer to.

    Attributes:
        source_of: the source partner of each deal found so far, by the deal's id.
    """

    def __init__(self, reader: Reader) -> None:
        """Read nothing yet: the indexes are made when they are first needed."""
        self.source_of: dict[str, Value] = {}
        self._reader = reader
        self._indexes: dict[str, KeyIndex] = {}

    def find(self, field: Field, row_id: str, text: str) -> str | Problem:
        """Return the id of the deal with that id, else external id, else name if only one deal bears it."""
        for given in filter(None, (row_id, text)):
            row = self._reader.row("deals", given.lower())
            if row is not None:
                return self._found(row)
        for column in ("external_id", "name"):
            index = self._index(column)
            rows = index.find(index.identity.of_columns({column: [text]})).get(0, []) if text else []
            rows = [row for row in rows if row[column] == text] or rows
            if len(rows) == 1:
                return self._found(rows[0])
            if rows:
                return many_deals(field, text)
        return no_deal(field, text or row_id)

    def _found(self, row: Row) -> str:
        self.source_of[str(row["id"])] = row["source_partner"]
        return str(row["id"])

    def _index(self, column: str) -> KeyIndex:
        if column not in self._indexes:
            self._indexes[column] = KeyIndex(self._reader, Identity("deals", (column,)))
        return self._indexes[column]
