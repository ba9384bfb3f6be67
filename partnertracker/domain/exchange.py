"""Amounts in the file's reporting currency: exact, row by row, so that the rows add up to the sum.

The rate of a day is the latest one dated on or before it. Where there is none, or the amount at that rate is
more than 64 bits hold, it is ``NO_AMOUNT``: a number made from it is missing, never wrong. The file's own
currency needs no rate.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from partnertracker.domain.columns import NO_AMOUNT, Array, Columns, date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.money import digits

_SAFE = float(2**62)
_LARGEST = 2**63 - 1
_MICRO = 1_000_000
_NEVER = np.iinfo(np.int32).max

AMOUNT_FIELDS = {"deals": "value", "costs": "amount", "company_revenue": "amount"}
"""The field that holds the amount, by table; the currency stands in ``currency``."""


class _CurrencyRates(NamedTuple):
    """The rates of one currency, oldest first, as fractions from its minor units to the reporting ones."""

    days: npt.NDArray[np.int64]
    fractions: tuple[Fraction, ...]


def in_reporting_currency(facts: Facts, table: str, rows: Array, days: npt.ArrayLike) -> Array:
    """Return what rows are worth in minor units of the reporting currency.

    Args:
        facts: the file's content.
        table: one of ``AMOUNT_FIELDS``.
        rows: positions in it.
        days: the day whose rate holds, one for each row or one for all.

    Returns:
        int64, half a unit rounded away from zero; ``NO_AMOUNT`` where ``why_no_amount`` says why.
    """
    columns = facts[table]
    amounts: Array = columns[AMOUNT_FIELDS[table]][rows]
    foreign = _foreign_words(columns, facts.settings.currency)
    if not foreign:
        return amounts
    codes = columns["currency"][rows]
    days = np.asarray(days, dtype=np.int64)
    result = amounts.copy()
    rates = _rates_of(facts)
    for code, currency in foreign:
        at = np.flatnonzero(codes == code)
        if len(at):
            result[at] = _converted(amounts[at], days[at] if days.ndim else days, rates.get(currency))
    return result


def has_foreign(facts: Facts, table: str) -> bool:
    """Tell whether a table may hold amounts in another currency than the file's."""
    return bool(_foreign_words(facts[table], facts.settings.currency))


def unrated(facts: Facts, table: str, days: Array) -> Array:
    """Tell for each row of a table whether it is in a currency that has no rate on the row's day."""
    columns, rates = facts[table], facts["exchange_rates"]
    missing = np.zeros(len(columns), dtype=bool)
    for code, currency in _foreign_words(columns, facts.settings.currency):
        its = (rates["currency"] == rates.code("currency", currency)) & ~np.isnan(rates["rate"])
        since = rates["from_date"][its]
        missing |= (columns["currency"] == code) & (days < since.min(initial=_NEVER))
    return missing


def why_no_amount(facts: Facts, table: str, row: int, day: int) -> str:
    """Return the reason why a row has no amount in the reporting currency."""
    currency = facts[table].text("currency", row) or facts.settings.currency
    rates = _rates_of(facts).get(currency)
    if rates is not None and len(rates.days) and rates.days[0] <= day:
        return f"an amount in {currency} is too large at the exchange rate of {date_of(day).isoformat()}"
    return f"no exchange rate for {currency} on {date_of(day).isoformat()}"


def share_of(amounts: Array, percents: Array) -> Array:
    """Return a percentage (0 to 100) of each amount in whole minor units, half rounded away from zero.

    A missing amount stays missing.
    """
    whole = np.rint(percents)
    if np.array_equal(whole, percents) and not (amounts == NO_AMOUNT).any():
        return _times(amounts, whole.astype(np.int64), 100)
    micros = np.rint(percents * _MICRO)
    exact = (micros / _MICRO == percents) & (amounts != NO_AMOUNT)
    result = np.zeros(len(amounts), dtype=np.int64)
    result[exact] = _times(amounts[exact], micros[exact].astype(np.int64), 100 * _MICRO)
    for at in np.flatnonzero(~exact):
        fraction = Fraction(Decimal(repr(float(percents[at])))) / 100
        result[at] = _rounded(int(amounts[at]), fraction)
    result[amounts == NO_AMOUNT] = NO_AMOUNT
    return result


def _foreign_words(columns: Columns, own: str) -> list[tuple[int, str]]:
    return [(code, word) for code, word in enumerate(columns.words["currency"]) if word != own]


def _rates_of(facts: Facts) -> Mapping[str, _CurrencyRates]:
    return facts.derived("exchange.rates", _rates, *facts["exchange_rates"].values.values())


def _rates(facts: Facts) -> Mapping[str, _CurrencyRates]:
    table = facts["exchange_rates"]
    own = facts.settings.currency
    result = {}
    for code, currency in enumerate(table.words["currency"]):
        rows = np.flatnonzero((table["currency"] == code) & ~np.isnan(table["rate"]))
        rows = rows[np.argsort(table["from_date"][rows], kind="stable")]
        scale = Fraction(10) ** (digits(own) - digits(currency))
        fractions = tuple(Fraction(Decimal(repr(float(rate)))) * scale for rate in table["rate"][rows])
        result[currency] = _CurrencyRates(table["from_date"][rows].astype(np.int64), fractions)
    return result


def _converted(amounts: Array, days: Array, rates: _CurrencyRates | None) -> Array:
    """Return the amounts of one currency at the rates of these days, or of one day."""
    result = np.full(len(amounts), NO_AMOUNT, dtype=np.int64)
    if rates is None:
        return result
    at_rate = np.searchsorted(rates.days, days, side="right") - 1
    if not days.ndim:
        if at_rate < 0:
            return result
        fraction = rates.fractions[int(at_rate)]
        return _times(amounts, fraction.numerator, fraction.denominator)
    used, which = np.unique(at_rate, return_inverse=True)
    order = np.argsort(which, kind="stable")
    ends = np.cumsum(np.bincount(which, minlength=len(used)))
    for number, start, end in zip(used, np.r_[0, ends[:-1]], ends, strict=True):
        if number >= 0:
            rows = order[start:end]
            fraction = rates.fractions[int(number)]
            result[rows] = _times(amounts[rows], fraction.numerator, fraction.denominator)
    return result


def _times(amounts: Array, numerator: "Array | int", denominator: int) -> Array:
    """Return amounts × numerator ÷ denominator, half away from zero, exact whatever their size."""
    sizes = np.abs(amounts)
    largest = float(np.max(numerator, initial=0)) if isinstance(numerator, np.ndarray) else float(numerator)
    most = float(np.max(sizes, initial=0))
    if 2 * largest * denominator >= _SAFE or (most / denominator + 1) * largest >= _SAFE:
        factors = np.broadcast_to(np.asarray(numerator, dtype=object), sizes.shape)
        exact = [
            _rounded(int(a), Fraction(int(f), denominator)) for a, f in zip(amounts, factors, strict=True)
        ]
        return np.array(exact, dtype=np.int64)
    if 2 * most * largest + denominator < _SAFE:
        product = (2 * sizes * numerator + denominator) // (2 * denominator)
    else:
        # The whole and the rest apart: their products fit 64 bits where the plain product does not.
        whole, rest = np.divmod(sizes, denominator)
        product = whole * numerator + (2 * rest * numerator + denominator) // (2 * denominator)
    signed: Array = np.where(amounts < 0, -product, product)
    return signed


def _rounded(amount: int, fraction: Fraction) -> int:
    twice = 2 * abs(amount) * fraction.numerator + fraction.denominator
    size = twice // (2 * fraction.denominator)
    if size > _LARGEST:
        return NO_AMOUNT
    return -size if amount < 0 else size
