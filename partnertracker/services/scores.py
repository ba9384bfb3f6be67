"""What a partner's score in a dimension of the scorecard comes from."""

from math import isnan
from typing import NamedTuple

from partnertracker.domain.columns import NO_ROW
from partnertracker.domain.dimensions import Behind, dimensions
from partnertracker.domain.facts import Facts


class Told(NamedTuple):
    """One number of a score.

    Attributes:
        label, value, unit: as the scorecard shows it.
        behind: the figures and rows that it comes from.
    """

    label: str
    value: float
    unit: str
    behind: tuple[Behind, ...]


def numbers_of(facts: Facts, partner: int, dimension: str, as_of: int) -> tuple[Told, ...]:
    """Return the numbers from which the partner with a key is scored in a dimension on a day.

    What is behind several of them stands with the first one only. There are none for a partner that is gone.
    """
    (at,) = facts["partners"].positions_of([partner]).tolist()
    if at == NO_ROW:
        return ()
    measured = next(each for each in dimensions(facts, as_of) if each.name == dimension)
    seen: set[Behind] = set()
    told = []
    for each in measured.inputs:
        value = float(each.values[at])
        if isnan(value):
            continue
        fresh = tuple(one for one in each.behind(at) if one not in seen)
        seen.update(fresh)
        told.append(Told(each.label, value, each.unit, fresh))
    return tuple(told)
