"""What a row must be like to be shown: filters of a column, each a value that can be compared and written."""

from typing import NamedTuple, TypeAlias


class AnyOf(NamedTuple):
    """Only rows whose coded column holds one of these words; ``""`` stands for a missing one.

    A column of yes or no holds the words ``"1"`` and ``"0"``.
    """

    column: str
    words: frozenset[str]


class Contains(NamedTuple):
    """Only rows whose text in this column contains this one, whatever its case and accents."""

    column: str
    text: str


class Between(NamedTuple):
    """Only rows whose number lies between two bounds, both inclusive; None: no bound.

    Bounds are in the column's unit: days since 1970-01-01, minor units, plain numbers. A missing value
    lies nowhere.
    """

    column: str
    low: float | None
    high: float | None


class Missing(NamedTuple):
    """Only rows that hold nothing in this column."""

    column: str


class Not(NamedTuple):
    """Only rows that another filter holds back."""

    filter: "Filter"

    @property
    def column(self) -> str:
        """The column that the other filter is about."""
        return self.filter.column


class Either(NamedTuple):
    """Only rows that one of several filters of the same column lets through; there is at least one."""

    filters: "tuple[Filter, ...]"

    @property
    def column(self) -> str:
        """The column that the filters are about."""
        return self.filters[0].column


Filter: TypeAlias = AnyOf | Contains | Between | Missing | Not | Either
