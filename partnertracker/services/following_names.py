"""Saved views go on asking for a partner or a customer that gets another name."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.search import folded
from partnertracker.services.arrangements import arrangement_of, kept
from partnertracker.services.customer_names import CUSTOMER, NAMING_CUSTOMERS
from partnertracker.services.listing.bearers import partner_prefix
from partnertracker.services.listing.columns import Column, columns_of
from partnertracker.services.listing.language import pieces
from partnertracker.services.listing.spelling import value_renamed
from partnertracker.services.listing.vocabulary import Spelled, column_named, spelled
from partnertracker.services.ports import Writer

_VIEWS = "saved_views"
_TABLES = frozenset(kind.table for kind in ENTITIES)


def partners_renamed(writer: Writer, renamed: Mapping[str, str]) -> None:
    """Have the saved views of all tables ask for partners by new names.

    Args:
        writer: the step that renames them, before it does.
        renamed: the new name by the old one; of a partner that goes into another one, that one's.
    """

    def names() -> Iterable[str]:
        return (str(name) for (name,) in writer.each("partners", ("name",)))

    _follow(writer, renamed, names, partner_prefix)


def customers_renamed(writer: Writer, renamed: Mapping[str, str]) -> None:
    """Have the saved views of all tables ask for customers by new names; as ``partners_renamed``."""

    def names() -> Iterable[str]:
        every = (writer.each(table, (CUSTOMER,)) for table in NAMING_CUSTOMERS)
        return sorted({str(name) for rows in every for (name,) in rows})

    _follow(writer, renamed, names, lambda _table, column: "" if column.name == CUSTOMER else None)


def _follow(
    writer: Writer,
    renamed: Mapping[str, str],
    names: Callable[[], Iterable[str]],
    naming: Callable[[str, Column], str | None],
) -> None:
    @cache
    def words(prefix: str) -> Spelled:
        return spelled(tuple(f"{prefix}{name}" for name in names()))

    for row in writer.find(_VIEWS, {}) if renamed else ():
        table = str(row["table_name"])
        if table not in _TABLES:
            continue
        own = (Column(each.name, each.label, each.kind) for each in writer.custom_fields(table))
        columns = (*columns_of(table), *own)
        before = arrangement_of(row["definition"])
        text = before.text
        for piece in reversed(list(pieces(text))):
            column = column_named(columns, piece.name) if piece.name else None
            prefix = None if column is None else naming(table, column)
            if prefix is not None:
                theirs = {f"{prefix}{old}": f"{prefix}{new}" for old, new in renamed.items()}
                value = value_renamed(
                    piece.value, theirs, partial(_meant, renamed=theirs, words=partial(words, prefix))
                )
                term = f"{piece.sign}{piece.name}:{value}"
                text = f"{text[: piece.at]}{term}{text[piece.at + len(piece.text) :]}"
        if text != before.text:
            writer.update(_VIEWS, int(row["key"] or 0), {"definition": kept(before._replace(text=text))})


def _meant(wanted: str, *, renamed: Mapping[str, str], words: Callable[[], Spelled]) -> frozenset[str]:
    """Return the words that an alternative means, as far as one of them may be renamed."""
    if wanted in renamed:
        return frozenset({wanted})
    may_be = any(folded(wanted) in folded(old) for old in renamed)
    return words().named(wanted) if may_be else frozenset()
