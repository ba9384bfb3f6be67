"""What a listing comes to, as it is found beside the window's thread."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import Positions
from partnertracker.domain.facts import Facts
from partnertracker.domain.texts import Texts
from partnertracker.services.listing.queries import Listing, as_listed, rows_of
from partnertracker.services.listing.summary import total_of


class Answer(NamedTuple):
    """The rows of a listing.

    Attributes:
        facts: the file's content.
        shown: the same as the list shows it, which may be as of a past day.
        positions: the rows in ``facts``, in order.
        total: what they come to; None in a table without amounts.
        same: whether these are the rows of before, in the same order.
    """

    facts: Facts
    shown: Facts
    positions: Positions
    total: int | None
    same: bool


def answer(facts: Facts, listing: Listing, texts: Texts | None, before: tuple[Facts, Positions]) -> Answer:
    """Find the rows of a listing; ``before`` are the ones shown until now."""
    positions = rows_of(facts, listing, texts)
    old_facts, old = before
    same = len(old) == len(positions) and np.array_equal(
        old_facts[listing.table].keys[old], facts[listing.table].keys[positions]
    )
    total = total_of(facts, listing.table, positions, listing.as_of)
    return Answer(facts, as_listed(facts, listing), positions, total, same)
