"""The columns of a table on screen: the fields, and what follows from other rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_CODE, NO_DAY, NO_ROW, Array, has_column, is_coded
from partnertracker.domain.custom import column_of, kind_of
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Field, Kind

INVOLVEMENTS = ("Sourced", "Influenced", "Direct")
"""How partners take part in a deal, as the codes of the column ``involvement``."""

LATEST = int(np.iinfo(np.int32).max)
"""An as-of day after every other."""

HEALTH = ("green", "yellow", "red")
"""The statuses of the latest health review, as the codes of the column ``health``."""


_OF_PARTNER = "partner:"


class Column(NamedTuple):
    """One column of a table on screen.

    Attributes:
        name: the field's name, or that of a computed column.
        label: the words in its header.
        kind: how its cells are written.
        edits: the fields that a cell may edit; which one depends on the row; none: nothing can be typed.
        listed: whether it shows before the person chooses columns.
        coded: whether its values are codes into a list of words.
        stored: whether its text is read from the file, because Facts do not hold it.
        shows: the words that it can show, where only certain ones can be.
    """

    name: str
    label: str
    kind: Kind
    edits: tuple[str, ...] = ()
    listed: bool = True
    coded: bool = False
    stored: bool = False
    shows: tuple[str, ...] = ()


class Cells(NamedTuple):
    """The values of one column, row by row.

    Attributes:
        values: as ``Columns`` hold a field of that kind.
        words: the texts of a coded column.
        ranks: for each word its place in the order of the column, then ``NO_CODE`` for a missing one;
            empty: the order of the texts.
    """

    values: Array
    words: Sequence[str] = ()
    ranks: tuple[int, ...] = ()


_DEALS_FIRST = (
    Column("name", "Deal", Kind.TEXT, ("name",), stored=True),
    Column("partner", "Partner", Kind.REFERENCE, ("source_partner",), coded=True),
    Column("involvement", "Involvement", Kind.CHOICE, coded=True),
    Column("stage", "Stage", Kind.STAGE, ("stage",), coded=True),
    Column("value", "Value", Kind.MONEY, ("value",)),
    Column("close", "Close", Kind.DATE, ("closed_on", "expected_close_on")),
    Column("manager", "Manager", Kind.TEXT, ("manager",), coded=True),
    Column("registered", "Registered", Kind.YES_NO, ("registration_status",)),
)
_PARTNERS_LAST = (
    Column("health", "Health", Kind.CHOICE, coded=True),
    Column("deals", "Deals", Kind.WHOLE),
    Column("open_deals", "Open deals", Kind.WHOLE),
)


def columns_of(table: str) -> tuple[Column, ...]:
    """Return every column that the contract gives a table, in the order in which it shows them at first.

    ``columns_in`` returns those of a file, with the team's own.
    """
    first = _DEALS_FIRST if table == "deals" else ()
    last = _PARTNERS_LAST if table == "partners" else ()
    named = {column.name for column in first}
    rest = tuple(
        Column(
            field.name,
            field.label,
            field.kind,
            () if field.kind is Kind.LONG_TEXT else (field.name,),  # a cell has one line
            listed=field.listed and not first,
            coded=is_coded(field) or (field.kind is Kind.REFERENCE and not is_read(field)),
            stored=is_read(field),
        )
        for field in entity(table).fields
        if field.name not in named
    )
    return (*first, *rest[:6], *last, *rest[6:]) if last else (*first, *rest)


def columns_in(facts: Facts, table: str) -> tuple[Column, ...]:
    """Return every column that a table of a file can show, custom fields behind the others."""
    declared = facts["custom_fields"]
    return facts.derived(
        f"listing.columns.{table}",
        lambda facts: (*columns_of(table), *_custom(facts, table)),
        declared.keys,
        *declared.values.values(),
    )


def lay_out_custom(facts: Facts, table: str) -> None:
    """Have the custom fields of a table at hand, so that showing their cells later takes no time.

    Laying out a million texts takes 0.4 s; it is done once for all cells, until a value changes.
    """
    for each in _custom(facts, table):
        column_of(facts, table, each.name)


def _custom(facts: Facts, table: str) -> Iterator[Column]:
    for field in kind_of(facts, table).fields:
        if field.custom:
            words = tuple(choice.label for choice in field.choices)
            coded = is_coded(field)
            yield Column(field.name, field.label, field.kind, (field.name,), coded=coded, shows=words)


def is_read(field: Field) -> bool:
    """Tell whether a field's words are read from the file: Facts hold no long texts, nor a deal's name."""
    if field.kind is not Kind.REFERENCE:
        return not has_column(field)
    about = entity(field.references)
    return not has_column(about.field(about.name_fields[0]))


def column(facts: Facts, table: str, name: str) -> Column:
    """Return one column; raises KeyError when there is none of that name."""
    return {each.name: each for each in columns_in(facts, table)}[name]


def cells(facts: Facts, table: str, name: str, as_of: int = LATEST) -> Cells:
    """Return the values of a column that Facts hold or that follows from them.

    Args:
        facts: the file's columns.
        table: the table's name.
        name: the column's name.
        as_of: the day that what is counted and judged is looked at from; fields hold what ``facts`` do.

    Raises:
        KeyError: there is no such column, or its text is read from the file.
    """
    computed = _COMPUTED.get((table, name))
    if computed is not None:
        make, sources = computed
        columns = (facts[source][field] for source, field in sources)
        key = f"listing.{table}.{name}.{as_of if table == 'partners' else ''}"
        return facts.derived(key, lambda facts: make(facts, as_of), *columns)
    field = kind_of(facts, table).field(name)
    values, words = column_of(facts, table, name) if field.custom else _held(facts, table, name)
    if field.kind is Kind.REFERENCE:
        return Cells(values, names_of(facts, field.references))
    if field.kind is Kind.STAGE:
        return _in_order(values, words, tuple(stage.key for stage in facts.stages))
    if field.kind is Kind.CHOICE:
        return _in_order(values, words, tuple(choice.value for choice in field.choices))
    return Cells(values, scopes_by_name(facts, words) if field.kind is Kind.SCOPE else words)


def _held(facts: Facts, table: str, name: str) -> tuple[Array, Sequence[str]]:
    return facts[table][name], facts[table].words.get(name, ())


def scopes_by_name(facts: Facts, scopes: Sequence[str]) -> tuple[str, ...]:
    """Return scopes as Facts hold them (``partner:17``) with partners by name (``partner:Litware``)."""
    keys = [int(scope.removeprefix(_OF_PARTNER)) for scope in scopes if scope.startswith(_OF_PARTNER)]
    names = names_of(facts, "partners")
    positions = facts["partners"].positions_of(keys).tolist()
    by_scope = {
        f"{_OF_PARTNER}{key}": f"{_OF_PARTNER}{names[at]}"
        for key, at in zip(keys, positions, strict=True)
        if at != NO_ROW
    }
    return tuple(by_scope.get(scope, scope) for scope in scopes)


def names_of(facts: Facts, table: str) -> tuple[str, ...]:
    """Return how each row of a table whose names Facts hold is called, by position."""
    columns = facts[table]
    field = entity(table).name_fields[0]
    words = columns.words[field]
    return facts.derived(
        f"listing.names.{table}",
        lambda _facts: tuple(words[code] if code >= 0 else "" for code in columns[field].tolist()),
        columns[field],
    )


def _in_order(values: Array, words: Sequence[str], declared: tuple[str, ...]) -> Cells:
    places = {word: place for place, word in enumerate(declared)}
    ranks = [places.get(word, len(places)) for word in words]
    return Cells(values, words, (*ranks, NO_CODE))


def _partner(facts: Facts, _as_of: int) -> Cells:
    """Show the source partner, else the one that influenced the deal first."""
    source = facts["deals"]["source_partner"]
    influences = facts["deal_influences"]
    first = np.full(len(source), NO_ROW, dtype=np.int32)
    # written from the last to the first, so that the first one stays
    first[influences["deal"][::-1]] = influences["partner"][::-1]
    return Cells(np.where(source == NO_ROW, first, source), names_of(facts, "partners"))


def _involvement(facts: Facts, _as_of: int) -> Cells:
    partner = cells(facts, "deals", "partner").values
    source = facts["deals"]["source_partner"]
    codes = np.where(source != NO_ROW, 0, np.where(partner != NO_ROW, 1, 2)).astype(np.int32)
    return Cells(codes, INVOLVEMENTS, (0, 1, 2, NO_CODE))


def _close(facts: Facts, _as_of: int) -> Cells:
    deals = facts["deals"]
    closed = deals["closed_on"]
    return Cells(np.where(closed == NO_DAY, deals["expected_close_on"], closed))


def _registered(facts: Facts, _as_of: int) -> Cells:
    deals = facts["deals"]
    return Cells(
        (deals["registration_status"] == deals.code("registration_status", "approved")).astype(np.int8)
    )


def _health(facts: Facts, as_of: int) -> Cells:
    reviews = facts["health_reviews"]
    latest = np.full(len(facts["partners"]), NO_CODE, dtype=np.int32)
    order = np.argsort(reviews["reviewed_on"], kind="stable")
    order = order[reviews["reviewed_on"][order] <= as_of]
    codes = [HEALTH.index(word) for word in reviews.words["status"]]
    status = np.array([*codes, NO_CODE], dtype=np.int32)[reviews["status"]]
    latest[reviews["partner"][order]] = status[order]
    return Cells(latest, HEALTH, (0, 1, 2, NO_CODE))


def _deals(facts: Facts, as_of: int) -> Cells:
    return Cells(_counted(facts, facts["deals"]["created_on"] <= as_of))


def _open_deals(facts: Facts, as_of: int) -> Cells:
    return Cells(_counted(facts, open_deals(facts, as_of)))


def open_deals(facts: Facts, as_of: int = LATEST) -> Array:
    """Tell for each deal whether it is open on a day: created by then, and not closed by then."""
    deals = facts["deals"]
    closed = deals["closed_on"]
    on_day: Array = (deals["created_on"] <= as_of) & ((closed == NO_DAY) | (closed > as_of))
    return on_day


def _counted(facts: Facts, which: Array) -> Array:
    """Count the deals that each partner sourced."""
    source = facts["deals"]["source_partner"]
    return np.bincount(source[which & (source != NO_ROW)], minlength=len(facts["partners"])).astype(
        np.float64
    )


_INVOLVED = (("deals", "source_partner"), ("deal_influences", "deal"), ("deal_influences", "partner"))
_REVIEWED = (
    ("partners", "name"),
    ("health_reviews", "partner"),
    ("health_reviews", "status"),
    ("health_reviews", "reviewed_on"),
)
_COMPUTED: dict[tuple[str, str], tuple[Callable[[Facts, int], Cells], tuple[tuple[str, str], ...]]] = {
    ("deals", "partner"): (_partner, (*_INVOLVED, ("partners", "name"))),
    ("deals", "involvement"): (_involvement, _INVOLVED),
    ("deals", "close"): (_close, (("deals", "closed_on"), ("deals", "expected_close_on"))),
    ("deals", "registered"): (_registered, (("deals", "registration_status"),)),
    ("partners", "health"): (_health, _REVIEWED),
    ("partners", "deals"): (
        _deals,
        (("deals", "source_partner"), ("deals", "created_on"), ("partners", "name")),
    ),
    ("partners", "open_deals"): (_open_deals, ()),
}
"""What computes a column, and all the columns that it is computed from (none: anew after each change)."""
