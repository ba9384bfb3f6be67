"""Words offered while somebody types, found away from the window's thread where there may be many."""

from collections.abc import Callable, Sequence

from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Field, Kind
from partnertracker.domain.search import folded
from partnertracker.domain.validation import names_metric
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.inputs import Suggest
from partnertracker.gui.forms.texts import FIXED, Wording, scope_words
from partnertracker.gui.lane import Ticket
from partnertracker.services.listing.columns import is_read
from partnertracker.services.listing.suggestions import MOST, suggestions
from partnertracker.services.listing.texts import kept_texts
from partnertracker.services.measuring import scopes_by
from partnertracker.services.session import Session

_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR", "CNY")


def suggest_for(desk: Desk, table: str, field: Field) -> Suggest:
    """Return what finds words for a field of a table."""
    if field.kind in FIXED:
        return lambda text, then: then(_holding(Wording(desk.facts, desk.today).words(field), text))
    if field.kind is Kind.CURRENCY:
        return lambda text, then: then(_holding(_CURRENCIES, text))
    if names_metric(field):
        return lambda text, then: then(_holding(Wording(desk.facts, desk.today).words(field), text))
    if field.kind is Kind.SCOPE:
        return lambda text, then: then(_holding(_scopes(desk.facts), text))
    if field.kind is Kind.REFERENCE and is_read(field):
        return NamesInFile(desk, field.references)
    return _Asking(desk, table, field)


class NamesInFile:
    """Finds the names of rows that Facts do not hold, such as deals; they are read when first asked for."""

    def __init__(self, desk: Desk, table: str) -> None:
        """Take the table whose names are offered."""
        self._desk = desk
        self._table = table
        self._name = entity(table).name_fields[0]
        self._ticket: Ticket | None = None

    def __call__(self, text: str, then: Callable[[Sequence[str]], None]) -> None:
        """Hand on the newest names that contain a text."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._desk.ask(lambda session: self._find(session, text.strip()), then)

    def _find(self, session: Session, text: str) -> list[str]:
        texts = kept_texts(session.facts, session.store, self._table)
        found = texts.columns[self._name].containing(text)[: -MOST - 1 : -1]
        rows = session.rows(self._table, texts.keys[found].tolist())
        return list(dict.fromkeys(str(row[self._name]) for row in rows))


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


def _scopes(facts: Facts) -> list[str]:
    """Return all that a target can be set for, in words."""
    found = (scope for dimension in ("manager", "tier", "partner") for scope in scopes_by(facts, dimension))
    return [scope_words(scope) for scope in ("all", *found)]


def _holding(words: Sequence[str], text: str) -> list[str]:
    wanted = folded(text.strip())
    return [word for word in words if wanted in folded(word)]
