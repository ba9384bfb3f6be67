"""Amounts as people work them out while typing: ``12k``, ``1.5m``, ``3 × 1,200 + 450``."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException, localcontext

from partnertracker.domain.notation import Notation
from partnertracker.domain.numerals import read_amount

_LONGEST = 200
_DEEPEST = 20
_FIGURES = 40
_SCALES = {"k": Decimal(1_000), "m": Decimal(1_000_000), "bn": Decimal(1_000_000_000)}
_OPERATORS = {"×": "*", "x": "*", "·": "*", "÷": "/", ":": "/", "−": "-"}
_SPLIT = re.compile(r"([+\-−*×x·/÷:()])")
_SCALED = re.compile(r"(.*?)\s*(k|m|bn)", re.IGNORECASE)
_APPLY: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}


class _NoSumError(Exception):
    """The text is none."""


def read_sum(text: str, notation: Notation, currency: str = "") -> Decimal | None:
    """Return what a typed sum comes to, None when the text is none.

    Numbers are written as in ``notation`` and may carry k, m or bn and the currency's own sign; between them
    stand + - × ÷ (or * /) and brackets. Times and division bind closer, as at school. A ``=`` may stand in
    front, as spreadsheets want it.

    Args:
        text: as typed.
        notation: how the person writes numbers.
        currency: whose sign may stand beside a number; empty: none.
    """
    if len(text) > _LONGEST:
        return None
    parts = [part.strip() for part in _SPLIT.split(text.strip().removeprefix("="))]
    tokens = [_OPERATORS.get(part.casefold(), part) for part in parts if part]
    with localcontext(prec=_FIGURES):
        try:
            reading = _Reading(tokens, notation, currency)
            value = reading.sum(0)
        except (_NoSumError, DecimalException):
            return None
        return value if reading.at_end and value.is_finite() else None


class _Reading:
    """Goes through the tokens of a sum once, from left to right."""

    def __init__(self, tokens: list[str], notation: Notation, currency: str) -> None:
        self._tokens = tokens
        self._notation = notation
        self._currency = currency
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at == len(self._tokens)

    def sum(self, depth: int) -> Decimal:
        value = self._product(depth)
        while operator := self._take("+-"):
            value = _APPLY[operator](value, self._product(depth))
        return value

    def _product(self, depth: int) -> Decimal:
        value = self._signed(depth)
        while operator := self._take("*/"):
            value = _APPLY[operator](value, self._signed(depth))
        return value

    def _signed(self, depth: int) -> Decimal:
        sign = self._take("+-")
        value = self._value(depth)
        return -value if sign == "-" else value

    def _value(self, depth: int) -> Decimal:
        if self._take("("):
            if depth >= _DEEPEST:
                raise _NoSumError
            value = self.sum(depth + 1)
            if not self._take(")"):
                raise _NoSumError
            return value
        if self.at_end:
            raise _NoSumError
        token = self._tokens[self._at]
        self._at += 1
        return self._number(token)

    def _number(self, token: str) -> Decimal:
        scaled = _SCALED.fullmatch(token)
        text = scaled[1] if scaled else token
        number = read_amount(text, self._notation, self._currency)
        if number is None:
            raise _NoSumError
        return number * _SCALES[scaled[2].casefold()] if scaled else number

    def _take(self, wanted: str) -> str:
        """Return the next token if it is one of the wanted signs, else an empty text."""
        if self.at_end or self._tokens[self._at] not in wanted or len(self._tokens[self._at]) != 1:
            return ""
        self._at += 1
        return self._tokens[self._at - 1]
