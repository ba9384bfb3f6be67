"""A problem in the data is a value: one sentence for a person, and the place it speaks of."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One value, or one combination of values, that can't be stored.

    Attributes:
        column: the field's name (the contract's id); empty when the row as a whole is meant.
        value: the text that was given, as given.
        sentence: what is wrong and what is expected, complete in itself.
        line: the line in the input, counted from 1 with the header as line 1; 0 when there is none.
    """

    column: str
    value: str
    sentence: str
    line: int = 0
