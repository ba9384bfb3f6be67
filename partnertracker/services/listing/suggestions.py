"""Words to complete what somebody types, from those that the file holds already."""

import numpy as np

from partnertracker.domain.custom import kind_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.search import TextColumn, text_column
from partnertracker.services.listing.columns import cells, names_of

MOST = 50
"""How many words are offered at most."""


def suggestions(facts: Facts, table: str, name: str, text: str) -> list[str]:
    """Return words of a coded field, or names of the rows a reference can point at, that contain a text.

    Those that begin with it come first, and those used more often before others.
    """
    field = kind_of(facts, table).field(name)
    here = cells(facts, table, name)
    words = names_of(facts, field.references) if field.kind is Kind.REFERENCE else here.words
    used = np.bincount(here.values[here.values >= 0], minlength=len(words))
    column: TextColumn = facts.derived(f"suggestions.{table}.{name}", lambda _facts: text_column(words))
    found = column.containing(text.strip())
    if field.kind is not Kind.REFERENCE:
        found = found[used[found] > 0]
    if not len(found):
        return []
    later = ~column.beginning(text.strip())[found]
    best = found[np.lexsort((-used[found], later))]
    return [words[code] for code in best[:MOST].tolist()]
