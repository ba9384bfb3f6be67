"""What Facts hold of one row, in the form in which it lies on disk."""

from partnertracker.domain.columns import NO_AMOUNT, NO_CODE, NO_DAY, date_of
from partnertracker.domain.custom import kind_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Field, Kind, Row, Value
from partnertracker.services.listing.columns import Cells, cells, is_read

_NUMBERS = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.WHOLE})


def row_of(facts: Facts, table: str, position: int) -> Row:
    """Return a row's disk values by field name, without the texts that Facts do not hold.

    A reference comes as the other row's name, not its id, and so does the partner of a scope.
    """
    return {
        field.name: _value(field, cells(facts, table, field.name), position)
        for field in kind_of(facts, table).fields
        if not is_read(field)
    }


def _value(field: Field, here: Cells, position: int) -> Value:
    number = here.values[position].item()
    if field.kind in _NUMBERS:
        return None if number != number else number  # noqa: PLR0124  not a number: missing
    if number in {NO_DAY, NO_AMOUNT} or (number <= NO_CODE and field.kind not in {Kind.DATE, Kind.MONTH}):
        return None
    if field.kind in {Kind.DATE, Kind.MONTH}:
        return date_of(int(number)).isoformat()[: None if field.kind is Kind.DATE else len("YYYY-MM")]
    if field.kind in {Kind.MONEY, Kind.YES_NO}:
        return int(number)
    return here.words[int(number)]
