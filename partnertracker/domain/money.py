"""Amounts as integers of a currency's smallest unit (ISO 4217), so that sums are exact."""

from decimal import Decimal

_DIGITS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
        ),
        0,
    ),
    **dict.fromkeys(("XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def digits(currency: str) -> int:
    """Return how many decimals a currency has (2 unless ISO 4217 says otherwise)."""
    return _DIGITS.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Return an amount in minor units.

    Raises:
        ValueError: the amount has more decimals than the currency.
    """
    scaled = amount.scaleb(digits(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(currency)
    return int(scaled)


def to_major(minor: int, currency: str) -> Decimal:
    """Return minor units as an amount with the currency's decimals (``Decimal('842300.00')``)."""
    return Decimal(minor).scaleb(-digits(currency))
