"""How numbers and dates are written in a text: the one reading used for everything in it."""

from typing import NamedTuple

ISO_DATE = "%Y-%m-%d"


class Notation(NamedTuple):
    """How a person or a file writes numbers and dates.

    Attributes:
        decimal: the decimal sign, ``.`` or ``,``.
        grouping: the signs that may stand between groups of three digits, one and the same within a number;
            empty when numbers have none.
        date: the date's format in the directives %Y %y %m %d %b %B. ISO dates are understood beside it, as
            nothing else is written like them.
        plain: whether a number with a point, without groups and not with just three decimals is understood
            beside it, as nothing else is written like it.
        whole: the number that is 100% where no percent sign stands: 100, or 1.
    """

    decimal: str = "."
    grouping: str = ","
    date: str = ISO_DATE
    whole: int = 100
    plain: bool = False


PLAIN = Notation()
"""Point as decimal sign, comma between groups, ISO dates."""

ALWAYS = "always"
"""The period of a target that holds at any time."""
