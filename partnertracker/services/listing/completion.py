"""How a text of filters may go on: the columns there are, and the words of the one that is named."""

from typing import NamedTuple

from partnertracker.domain.fields import Kind
from partnertracker.services.listing.columns import Column
from partnertracker.services.listing.language import ANY, DAYS, NONE, NUMBERS, alternatives, pieces
from partnertracker.services.listing.spelling import quoted
from partnertracker.services.listing.vocabulary import Vocabulary, plain

_MOST = 12


class Suggestion(NamedTuple):
    """One way to go on.

    Attributes:
        shown: what is offered.
        hint: what it is.
        text: the whole text with it.
    """

    shown: str
    hint: str
    text: str


def suggested(text: str, vocabulary: Vocabulary, at_most: int = _MOST) -> list[Suggestion]:
    """Return how the last piece of a text may go on; each is the whole text with the piece completed."""
    last = next(reversed([*pieces(text)]), None)
    if last is None or text[-1:].isspace():
        return _columns(text, "", "", vocabulary, at_most)
    before = text[: last.at]
    column = vocabulary.column(last.name) if last.name else None
    if column is None:
        sign = "-" if last.text.startswith("-") else ""
        return _columns(before, sign, last.text.removeprefix("-").partition(":")[0], vocabulary, at_most)
    return _words(f"{before}{last.sign}{last.name}:", last.value, column, vocabulary)[:at_most]


def _columns(before: str, sign: str, begun: str, vocabulary: Vocabulary, at_most: int) -> list[Suggestion]:
    wanted = plain(begun)
    found = [
        Suggestion(f"{sign}{name}:", column.label, f"{before}{sign}{name}:")
        for column in vocabulary.columns
        if (name := vocabulary.name(column)).startswith(wanted) or plain(column.label).startswith(wanted)
    ]
    return found[:at_most]


def _words(before: str, value: str, column: Column, vocabulary: Vocabulary) -> list[Suggestion]:
    *given, last = alternatives(value)
    kept = "".join(f"{each}|" for each in given)
    wanted = last.strip('"')
    words = vocabulary.words(column)
    found = words.like(wanted, _MOST) if words is not None else []
    offered = [(word, quoted(word), "") for word in found]
    if not given:
        ways = _kinds(column, vocabulary)
        offered += [(each, each, hint) for each, hint in ways if each.startswith(wanted)]
    return [
        Suggestion(shown, hint, f"{before}{kept}{written} ")
        for shown, written, hint in offered
        if written != last
    ]


def _kinds(column: Column, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return what can be said of any column of a kind, and what it means."""
    common = [(NONE, "nothing is entered"), (ANY, "something is entered")]
    if column.kind in DAYS:
        year = vocabulary.today.year
        quarter = f"{year}-Q{(vocabulary.today.month + 2) // 3}"
        periods = [(quarter, "a quarter"), (str(year), "a year"), (f"{vocabulary.today:%Y-%m}", "a month")]
        spoken = [("today", ""), (">=-30d", "the last 30 days and later"), ("<today", "before today")]
        return [*periods, *spoken, *common]
    if column.kind in NUMBERS and not column.coded:
        amounts = [(">10k", "more than"), ("<10k", "less than"), ("10k..50k", "from … to")]
        shares = [(">50", "more than"), ("<50", "less than"), ("20..50", "from … to")]
        return [*(amounts if column.kind is Kind.MONEY else shares), *common]
    return common
