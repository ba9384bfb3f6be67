"""Words offered while somebody types, found away from the window's thread where there may be many."""

from collections.abc import Callable, Sequence

from partnertracker.domain.fields import Field, Kind
from partnertracker.domain.search import folded
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.inputs import Suggest
from partnertracker.gui.forms.texts import FIXED, Wording
from partnertracker.gui.lane import Ticket
from partnertracker.services.listing.suggestions import suggestions

_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR", "CNY")


def suggest_for(desk: Desk, table: str, field: Field) -> Suggest:
    """Return what finds words for a field of a table."""
    if field.kind in FIXED:
        return lambda text, then: then(_holding(Wording(desk.facts, desk.today).words(field), text))
    if field.kind is Kind.CURRENCY:
        return lambda text, then: then(_holding(_CURRENCIES, text))
    return _Asking(desk, table, field)


class _Asking:
    """Asks the figures lane; only the answer to the last question is wanted."""

    def __init__(self, desk: Desk, table: str, field: Field) -> None:
        self._desk = desk
        self._table = table
        self._name = field.name
        self._ticket: Ticket | None = None

    def __call__(self, text: str, then: Callable[[Sequence[str]], None]) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._desk.compute(
            lambda facts: suggestions(facts, self._table, self._name, text), then
        )


def _holding(words: Sequence[str], text: str) -> list[str]:
    wanted = folded(text.strip())
    return [word for word in words if wanted in folded(word)]
