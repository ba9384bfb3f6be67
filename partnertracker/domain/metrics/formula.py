"""The formula of a metric that a team makes of others: from its text to a small tree, and back to words.

A formula is made of metric ids, numbers with a point, ``+ − × ÷`` (also ``- * /``) and brackets; × and ÷ bind
closer than + and −, and what binds alike is worked out from the left::

    sum     = product (("+" | "−") product)*
    product = factor (("×" | "÷") factor)*
    factor  = "−"* (number | metric | "(" sum ")")
"""

import re
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

LONGEST = 1_000
"""At most so many characters."""

DEEPEST = 20
"""Brackets stand at most so deep inside each other."""

MOST = 1e15
"""The largest number that may be written."""


class Constant(NamedTuple):
    """A number, never negative; ``text`` is how it was written."""

    value: float
    text: str


class Measure(NamedTuple):
    """A metric, by its id."""

    id: str


class Sum(NamedTuple):
    """Terms added up, each with whether it is taken away."""

    terms: tuple[tuple[bool, "Expression"], ...]


class Product(NamedTuple):
    """Factors multiplied, each with whether it divides; the first one never does."""

    factors: tuple[tuple[bool, "Expression"], ...]


Expression: TypeAlias = Constant | Measure | Sum | Product


class FormulaFault(NamedTuple):
    """Why a text is no formula.

    Attributes:
        start, end: the characters it is about, counted from 0; both at the end where something is missing.
        sentence: what is wrong there, with the position counted from 1, and what is expected.
    """

    start: int
    end: int
    sentence: str


def parsed(text: str, known: Collection[str] | None = None) -> Expression | FormulaFault:
    """Return what a text means, or the first thing that is wrong with it.

    Args:
        text: the formula.
        known: the ids that may be named; None: any.
    """
    if len(text) > LONGEST:
        return FormulaFault(
            LONGEST, len(text), f"A formula has {LONGEST:,} characters at most; shorten this one."
        )
    try:
        return _Parser(text, known).whole()
    except _FaultError as found:
        return found.fault


def measures_in(expression: Expression) -> tuple[str, ...]:
    """Return the ids of the metrics in an expression, each once, in their order."""
    return tuple(dict.fromkeys(_measures(expression)))


def words_of(expression: Expression, name: Callable[[str], str]) -> str:
    """Return an expression for a person: ``Pipeline ÷ (SQLs + 2)``; ``name`` gives each metric's words."""
    return _words(expression, name, inside=0)


_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?|\.[0-9]+)|([^\W\d]\w*)|([-+*/()×÷−]))")
_SPACE = re.compile(r"\s*")
_MEANING = {"-": "−", "*": "×", "/": "÷"}
_OPERAND = "A metric, a number or a bracket"
_OPERATOR = "One of + − × ÷"
_SUM, _PRODUCT, _FACTOR = range(3)


class _FaultError(Exception):
    """Carries a fault out of the parser."""

    def __init__(self, fault: FormulaFault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


class _Token(NamedTuple):
    """A word of the formula; ``kind`` is number, metric or sign, and empty at the end."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def place(self) -> str:
        return f"at position {self.start + 1}"


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, text: str, known: Collection[str] | None) -> None:
        self._text = text
        self._known = known
        self._depth = 0
        self._token = self._next(0)

    def whole(self) -> Expression:
        """Return the whole text as one expression."""
        if not self._token.kind:
            raise self._wrong(self._token, f"{_OPERAND} is expected.")
        found = self._sum()
        rest = self._token
        if rest.text == ")":
            raise self._wrong(rest, f"The bracket {rest.place} closes none; take it away.")
        if rest.kind:
            raise self._wrong(rest, f"{_OPERATOR} is expected {rest.place}, before “{rest.text}”.")
        if not measures_in(found):
            raise self._wrong(rest, "A formula must name a metric, such as bookings.")
        return found

    def _sum(self) -> Expression:
        terms = [(False, self._product())]
        while self._token.text in {"+", "−"}:
            minus = self._take().text == "−"
            terms.append((minus, self._product()))
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def _product(self) -> Expression:
        factors = [(False, self._factor())]
        while self._token.text in {"×", "÷"}:
            divides = self._take().text == "÷"
            divisor = self._token
            factor = self._factor()
            if divides and isinstance(factor, Constant) and not factor.value:
                raise self._wrong(divisor, f"Nothing can be divided by 0, as {divisor.place}.")
            factors.append((divides, factor))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _factor(self) -> Expression:
        minus = False
        while self._token.text == "−":
            self._take()
            minus = not minus
        found = self._operand()
        return Sum(((True, found),)) if minus else found

    def _operand(self) -> Expression:
        token = self._token
        if token.text == "(":
            return self._bracketed()
        if token.kind == "number":
            if float(token.text) > MOST:
                raise self._wrong(token, f"The number {token.place} is too large.")
            self._take()
            return Constant(float(token.text), token.text)
        if token.kind == "metric":
            if self._known is not None and token.text not in self._known:
                raise self._unknown(token)
            self._take()
            return Measure(token.text)
        where = f"{token.place}, not “{token.text}”" if token.kind else "at the end"
        raise self._wrong(token, f"{_OPERAND} is expected {where}.")

    def _bracketed(self) -> Expression:
        opening = self._take()
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(
                opening, f"Brackets stand {DEEPEST} deep at most; the one {opening.place} is deeper."
            )
        found = self._sum()
        if self._token.text != ")":
            token = self._token
            if token.kind:
                raise self._wrong(
                    token, f"{_OPERATOR} or ) is expected {token.place}, before “{token.text}”."
                )
            raise self._wrong(opening, f"The bracket {opening.place} is not closed.")
        self._take()
        self._depth -= 1
        return found

    def _take(self) -> _Token:
        """Return the token at hand and go on to the next one."""
        taken = self._token
        self._token = self._next(taken.end)
        return taken

    def _next(self, at: int) -> _Token:
        found = _TOKEN.match(self._text, at)
        if found is None:
            return self._end(at)
        number, metric, sign = found.groups()
        kind = "number" if number else "metric" if metric else "sign"
        start = found.start(found.lastindex or 0)
        text = number or metric or sign
        return _Token(kind, _MEANING.get(text, text), start, found.end())

    def _end(self, at: int) -> _Token:
        """Return the token of the end; what is left of the text must be space."""
        space = _SPACE.match(self._text, at)
        at = space.end() if space is not None else at
        if at == len(self._text):
            return _Token("", "", at, at)
        sign = self._text[at]
        hint = (
            "write numbers with a point, such as 0.5"
            if sign in ",."
            else "only metrics, numbers, + − × ÷ ( )"
        )
        token = _Token("sign", sign, at, at + 1)
        raise self._wrong(token, f"“{sign}” {token.place} is not understood: {hint}.")

    def _unknown(self, token: _Token) -> _FaultError:
        near = get_close_matches(token.text.lower(), self._known or (), n=1)
        hint = f"; did you mean {near[0]}?" if near else "."
        return self._wrong(token, f"There is no metric “{token.text}” {token.place}{hint}")

    @staticmethod
    def _wrong(token: _Token, sentence: str) -> _FaultError:
        return _FaultError(FormulaFault(token.start, token.end, sentence))


def _measures(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Measure):
        yield expression.id
    elif not isinstance(expression, Constant):
        parts = expression.terms if isinstance(expression, Sum) else expression.factors
        for _, part in parts:
            yield from _measures(part)


def _words(expression: Expression, name: Callable[[str], str], inside: int) -> str:
    """Return an expression, in brackets where what stands around it binds closer."""
    if isinstance(expression, Constant):
        return expression.text
    if isinstance(expression, Measure):
        return name(expression.id)
    if isinstance(expression, Sum):
        signs, parts, own, within = ("+", "−"), expression.terms, _SUM, _PRODUCT
    else:
        signs, parts, own, within = ("×", "÷"), expression.factors, _PRODUCT, _FACTOR
    text = ""
    for place, (second, part) in enumerate(parts):
        words = _words(part, name, within)
        first = "−" if second else ""
        text += f" {signs[second]} {words}" if place else f"{first}{words}"
    return f"({text})" if inside > own else text
