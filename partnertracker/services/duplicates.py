"""Partners that may be one and the same: found, or told apart for good."""

from collections.abc import Mapping
from dataclasses import dataclass

from partnertracker.domain.fields import Row, Value
from partnertracker.domain.likeness import Companies, Company, matches
from partnertracker.services.editing import Edit
from partnertracker.services.editing.checking import existing
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Session

_COMPARED = ("key", "id", "name", "website", "contact_email")
_PORTION = 200
_FIELDS = {"email": "contact_email"}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A partner that may be the same as another one.

    Attributes:
        key: its key.
        name: its name.
        column: the field that is alike: ``name``, ``website`` or ``contact_email``.
        why: what is alike, in words.
    """

    key: int
    name: str
    column: str
    why: str


def duplicates_of(reader: Reader, values: Mapping[str, Value], key: int | None = None) -> list[Duplicate]:
    """Return the partners that may be the one with these values, the surest first.

    Args:
        reader: the file.
        values: ``name``, ``website`` and ``contact_email``, as far as they are known.
        key: the key of the partner itself where it is stored; pairs told apart are left out.
    """
    rows = list(reader.each("partners", _COMPARED))
    own = next((str(row[1]) for row in rows if row[0] == key), "")
    left_out = {own, *_told_apart(reader, own)} if own else set()
    rows = [row for row in rows if row[1] not in left_out]
    found = matches(_company(*(values.get(name) for name in _COMPARED[2:])), [_company(*r[2:]) for r in rows])
    return [
        Duplicate(int(rows[m.at][0] or 0), str(rows[m.at][2]), _FIELDS.get(m.column, m.column), m.why)
        for m in found
    ]


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two partners that may be one.

    Attributes:
        keys: of the two, the one entered first before the other.
        names: of the two.
        why: what is alike, in words.
        score: 0 to 100, how sure that is.
    """

    keys: tuple[int, int]
    names: tuple[str, str]
    why: str
    score: float


class DuplicateSearch:
    """Compares every partner of a file with every other one, a portion at a time.

    Made where the file is read; ``look`` may be called anywhere, as it only computes.
    """

    def __init__(self, reader: Reader) -> None:
        """Read the partners, and which of them were told apart."""
        rows = list(reader.each("partners", _COMPARED))
        self._keys = [int(row[0] or 0) for row in rows]
        self._ids = [str(row[1]) for row in rows]
        self._names = [str(row[2]) for row in rows]
        self._companies = [_company(*row[2:]) for row in rows]
        self._ready: Companies | None = None
        pairs = reader.find("distinct_pairs", {"table_name": "partners"})
        self._apart = {frozenset((str(row["one"]), str(row["other"]))) for row in pairs}
        self.portions = -(-len(rows) // _PORTION)

    def look(self, portion: int) -> list[Suspects]:
        """Return the pairs whose first partner is in a portion, from 0 to before ``portions``."""
        if self._ready is None:
            self._ready = Companies(self._companies)
        start = portion * _PORTION
        return [
            Suspects(
                (self._keys[one], self._keys[other]),
                (self._names[one], self._names[other]),
                match.why,
                match.score,
            )
            for one, other, match in self._ready.pairs(start, start + _PORTION)
            if frozenset((self._ids[one], self._ids[other])) not in self._apart
        ]


def tell_apart(session: Session, one: int, other: int) -> Edit:
    """Remember that two partners, by key, are not the same: “Litware and Litware Retail are different”."""
    kind = session.kind("partners")
    first, second = sorted(
        (existing(session.store, kind, key) for key in (one, other)), key=lambda row: str(row["id"])
    )
    pair: Row = {"table_name": "partners", "one": first["id"], "other": second["id"]}

    def operation(writer: Writer) -> None:
        if not writer.find("distinct_pairs", pair):
            writer.insert("distinct_pairs", [pair])

    return Edit(f"Tell “{first['name']}” and “{second['name']}” apart", operation)


def _company(name: Value, website: Value, email: Value) -> Company:
    return Company(str(name or ""), str(website or ""), str(email or ""))


def _told_apart(reader: Reader, row_id: str) -> frozenset[str]:
    """Return the ids of the partners that were told apart from one."""
    others = [row["other"] for row in reader.find("distinct_pairs", {"one": row_id})]
    others += [row["one"] for row in reader.find("distinct_pairs", {"other": row_id})]
    return frozenset(map(str, others))
