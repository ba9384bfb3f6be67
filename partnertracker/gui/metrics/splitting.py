"""A figure split by partner, as values for the page."""

from typing import NamedTuple

from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure, Scope
from partnertracker.services.listing.columns import names_of
from partnertracker.services.measuring import by_partner

TOP = 5
"""How many partners are named before the others are summed up."""

_ADDING_SHARES = frozenset({"influenced_share", "assisted_share"})


class Portion(NamedTuple):
    """What one partner has of a figure.

    Attributes:
        name: the partner's.
        key: its key.
        value: its own figure.
    """

    name: str
    key: int
    value: float


class Portions(NamedTuple):
    """A figure by partner.

    Attributes:
        all: every partner that has one, most first; where they are parts of a sum, but those of 0.
        rest: what those beyond the first few have together; None where figures of partners don't add up.
        excess: by how much all partners together exceed the programme; 0 when they don't.
        known, partners: how many partners have a figure, 0 too, and how many there are.
    """

    all: tuple[Portion, ...] = ()
    rest: float | None = None
    excess: float = 0.0
    known: int = 0
    partners: int = 0

    @property
    def top(self) -> tuple[Portion, ...]:
        """Those that are named first."""
        return self.all[:TOP]

    @property
    def others(self) -> int:
        """How many more there are."""
        return len(self.all) - len(self.top)


def portions_of(facts: Facts, figure: Figure) -> Portions:
    """Split a figure by partner, of the scope that it is about; into nothing where it counts partners."""
    if figure.metric.counts_partners:
        return Portions()
    partners = facts["partners"]
    inside = _inside(facts, figure.scope)
    names = names_of(facts, "partners")
    adds = _adds_up(figure)
    known = [
        Portion(names[position], int(partners.keys[position]), each.value)
        for position, each in enumerate(by_partner(facts, figure.metric.id, figure.period, figure.as_of))
        if each.value is not None and inside[position]
    ]
    found = [portion for portion in known if portion.value or not adds]  # 0 is no part of a sum
    # the best first: most of what there should be much of, least of what there should be little of
    upward = figure.metric.direction == "higher" or figure.metric.unit in {"count", "money"}
    found.sort(key=lambda portion: -portion.value if upward else portion.value)
    rest = sum(portion.value for portion in found[TOP:]) if adds else None
    total = sum(portion.value for portion in found)
    excess = total - figure.value if adds and figure.value is not None else 0.0
    tolerance = 1e-9 * max(1.0, abs(total))
    return Portions(tuple(found), rest, excess if excess > tolerance else 0.0, len(known), sum(inside))


def _adds_up(figure: Figure) -> bool:
    """Tell whether partners' figures are parts of one sum."""
    metric = figure.metric
    return metric.id in _ADDING_SHARES or (
        metric.kind in {"flow", "stock"} and metric.unit in {"money", "count"}
    )


def _inside(facts: Facts, scope: Scope) -> list[bool]:
    dimension, _, name = scope.partition(":")
    columns = facts["partners"]
    if not name:
        return [True] * len(columns)
    field = "name" if dimension == "partner" else dimension
    return [bool(code == columns.code(field, name)) for code in columns[field].tolist()]
