"""The rows that texts refer to: a partner by name, a deal by id, external id or a name that only it bears."""

from partnertracker.domain.fields import Field, Kind, Value
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.services.ports import Reader

OF_PARTNER = "partner:"
"""How the scope of one partner begins."""


def resolved(reader: Reader, field: Field, text: str) -> Value | Problem:
    """Return what a text in a REFERENCE or SCOPE means on disk: the id of the row, or why there is none."""
    if field.kind is Kind.SCOPE:
        if not text.startswith(OF_PARTNER):
            return text
        found = _partner(reader, field, text.removeprefix(OF_PARTNER))
        return found if isinstance(found, Problem) else f"{OF_PARTNER}{found}"
    return _deal(reader, field, text) if field.references == "deals" else _partner(reader, field, text)


def no_partner(field: Field, text: str) -> Problem:
    """Return the problem of a partner that isn't there."""
    sentence = f"{field.label} must be a partner of this file, and “{shown(text)}” is none; add it first."
    return Problem(field.name, text, sentence)


def no_deal(field: Field, text: str) -> Problem:
    """Return the problem of a deal that isn't there."""
    expected = "the id, the external id or the name of a deal of this file"
    return Problem(field.name, text, f"{field.label} must be {expected}, and “{shown(text)}” is none.")


def many_deals(field: Field, text: str) -> Problem:
    """Return the problem of a name that several deals bear."""
    several = f"“{shown(text)}” is the name of more than one"
    return Problem(field.name, text, f"{field.label} must say which deal is meant: {several}. Give its id.")


def _partner(reader: Reader, field: Field, text: str) -> Value | Problem:
    found = reader.find("partners", {"name": text}) or reader.find("partners", {"id": text})
    return found[0]["id"] if found else no_partner(field, text)


def _deal(reader: Reader, field: Field, text: str) -> Value | Problem:
    for column in ("id", "external_id", "name"):
        found = reader.find("deals", {column: text})
        if len(found) == 1:
            return found[0]["id"]
        if found:
            return many_deals(field, text)
    return no_deal(field, text)
