"""Who bears the names that filters ask for, so that the filters follow when these get other names."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_ROW, Array
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.services.customer_names import CUSTOMER
from partnertracker.services.listing.columns import Column, cells, names_of
from partnertracker.services.listing.filters import AnyOf, Either, Filter, Not
from partnertracker.services.listing.language import Query
from partnertracker.services.listing.vocabulary import Vocabulary

_MOST = 20
"""A filter that means more names than that names nobody in particular, and stays as it is typed."""

OF_PARTNER = "partner:"
"""Stands before the name in a scope that is a partner."""


class Bearers(NamedTuple):
    """Who bears one name.

    Attributes:
        prefix: what stands before the name in the column; None: it is no partner's.
        partner: the key of the partner; 0: there is none.
        rows: the keys of the table's rows that show the name.
    """

    prefix: str | None
    partner: int
    rows: Array


def partner_prefix(table: str, column: Column) -> str | None:
    """Return what stands before a partner's name in a column; None for a column that names none."""
    if column.kind is Kind.SCOPE:
        return OF_PARTNER
    is_name = (table, column.name) == ("partners", "name")
    return "" if is_name or (column.kind is Kind.REFERENCE and column.coded) else None


def bearers_in(query: Query, vocabulary: Vocabulary) -> dict[tuple[str, str], Bearers]:
    """Return who bears each partner's and customer's name that a query asks for, by column and name."""
    facts, table = vocabulary.facts, vocabulary.table
    columns = {each.name: each for each in vocabulary.columns}
    found: dict[tuple[str, str], Bearers] = {}
    for wanted in (each for filter_ in query.filters for each in _words_wanted(filter_)):
        column = columns[wanted.column]
        prefix = partner_prefix(table, column)
        if (prefix is None and column.name != CUSTOMER) or len(wanted.words) > _MOST:
            continue
        shown = cells(facts, table, column.name)
        codes = {shown.words.index(word): word for word in wanted.words if word in shown.words}
        showing = np.flatnonzero(np.isin(shown.values, np.array([*codes], dtype=shown.values.dtype)))
        for code, word in codes.items():
            rows = facts[table].keys[showing[shown.values[showing] == code]]
            partner = 0 if prefix is None else _partner_named(facts, word.removeprefix(prefix))
            found[column.name, word] = Bearers(prefix, partner, rows)
    return found


def renamed_bearers(
    bearers: Mapping[tuple[str, str], Bearers], facts: Facts, table: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the columns in which those who bore a name have got another one, with both names.

    A partner that went into another one has its name; a customer, that which all of its rows have now.
    """
    for (column, word), those in bearers.items():
        new = _name_now(those, facts, table, column, word)
        if new not in {"", word}:
            yield column, (word, new)


def borne_again(bearers: Mapping[tuple[str, str], Bearers], facts: Facts, table: str) -> bool:
    """Tell whether those who bore names bear all of them now, as after the renaming was undone."""
    return all(_bears(those, facts, table, *name) for name, those in bearers.items())


def _bears(those: Bearers, facts: Facts, table: str, column: str, word: str) -> bool:
    if those.partner:
        (at,) = facts["partners"].positions_of([those.partner]).tolist()
        return at != NO_ROW and f"{those.prefix}{names_of(facts, 'partners')[at]}" == word
    return word in _words_on(those, facts, table, column)


def _words_on(those: Bearers, facts: Facts, table: str, column: str) -> set[str]:
    """Return what the rows that showed a name show now."""
    shown = cells(facts, table, column)
    positions = facts[table].positions_of(those.rows)
    codes = set(shown.values[positions[positions != NO_ROW]].tolist())
    return {shown.words[code] if code >= 0 else "" for code in codes}


def _name_now(those: Bearers, facts: Facts, table: str, column: str, word: str) -> str:
    """Return the name that those who bore one have now; empty: none, or not all the same."""
    if those.partner and those.prefix is not None:
        (at,) = facts["partners"].positions_of([those.partner]).tolist()
        if at != NO_ROW:
            return f"{those.prefix}{names_of(facts, 'partners')[at]}"
    shown = cells(facts, table, column)
    if word in shown.words and np.any(shown.values == shown.words.index(word)):
        return ""
    words = _words_on(those, facts, table, column)
    return words.pop() if len(words) == 1 else ""


def _words_wanted(wanted: Filter) -> Iterator[AnyOf]:
    if isinstance(wanted, AnyOf):
        yield wanted
    elif isinstance(wanted, Not):
        yield from _words_wanted(wanted.filter)
    elif isinstance(wanted, Either):
        for each in wanted.filters:
            yield from _words_wanted(each)


def _partner_named(facts: Facts, name: str) -> int:
    names = names_of(facts, "partners")
    return int(facts["partners"].keys[names.index(name)]) if name in names else 0
