"""How numbers, money and dates read on screen: the person's separators, the file's currency sign."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from PySide6.QtCore import QLocale

from partnertracker.domain.columns import NO_DAY, date_of
from partnertracker.domain.money import digits, to_major
from partnertracker.domain.periods import MONTH_NAMES

MISSING = "–"
"""What stands where there is no value."""

MINUS = "−"
"""The sign of a negative number, as wide as a digit."""

Number: TypeAlias = int | float | Decimal
InUnit: TypeAlias = Callable[[Number | None, str, str], str]
"""Writes a figure in a unit and a currency."""

_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "CN¥",
    "INR": "₹",
    "KRW": "₩",
    "BRL": "R$",
    "CAD": "CA$",
    "AUD": "A$",
    "NZD": "NZ$",
    "MXN": "MX$",
    "ILS": "₪",
    "VND": "₫",
}
_ISO_DAY = re.compile(r"(\(|\bon )(\d{4}-\d\d-\d\d)\b")  # not one that is quoted as it was typed
_SMALL = 10
_HUNDREDTHS = 2
_THOUSAND, _MILLION = 1_000, 1_000_000
_SCALES = (("K", 1), ("M", 2), ("B", 2))
_UNITS_OF_CHANGE = {"days": " d", "times": "×"}


def locale() -> QLocale:
    """Return the person's locale; where the system names none, American English."""
    current = QLocale()
    if current.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return current


def number(value: Number | None, decimals: int = 0, *, strip: bool = True) -> str:
    """Return a number with group separators.

    Args:
        value: the number; None gives ``MISSING``.
        decimals: how many decimals at most.
        strip: whether zeros at the end of the fraction are left away (``71`` for 71.0).
    """
    if value is None:
        return MISSING
    shown = rounded(value, decimals)
    while strip and decimals and shown == shown.quantize(_step(decimals - 1)):
        decimals -= 1
    here = locale()
    here.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    # whole numbers go through the integer overload: a float would lose digits beyond 2**53
    size = abs(shown)
    text = here.toString(int(size)) if decimals == 0 else here.toString(float(size), "f", decimals)
    return f"{MINUS}{text}" if shown < 0 else text


def sign_of(currency: str) -> str:
    """Return a currency's sign, or its code followed by a narrow space where it has none of its own."""
    return _SIGNS.get(currency, f"{currency}\u202f" if currency else "")


def amount(minor: int | None, currency: str) -> str:
    """Return an amount in minor units, exactly: ``$64,000``, ``$64,000.50``."""
    if minor is None:
        return MISSING
    value = to_major(minor, currency)
    whole = value == value.to_integral_value()
    return _with_sign(value, currency, 0 if whole else digits(currency), strip=False)


def money(value: Number | None, currency: str) -> str:
    """Return an amount in major units for reading: full below a million, then ``$3.12M``."""
    if value is None:
        return MISSING
    if abs(rounded(value, 0)) >= _MILLION:
        return short_money(value, currency)
    return _with_sign(value, currency, 0)


def short_money(value: Number | None, currency: str) -> str:
    """Return an amount in major units where room is scarce: ``$950``, ``$121.5K``, ``$3.12M``."""
    if value is None:
        return MISSING
    shown, letter, decimals = Decimal(str(value)), "", 0
    for bigger_letter, bigger_decimals in _SCALES:
        # judged as it would be shown: 999,960 is 1M, not 1,000K
        if abs(rounded(shown, decimals)) < _THOUSAND:
            break
        shown, letter, decimals = shown / _THOUSAND, bigger_letter, bigger_decimals
    return _with_sign(rounded(shown, decimals), currency, decimals, letter)


def share(value: Number | None) -> str:
    """Return a share from 0 to 1 in percent: ``34.1%``, ``27%``."""
    return MISSING if value is None else f"{number(Decimal(str(value)) * 100, 1)}%"


def days(value: Number | None) -> str:
    """Return a number of days: ``71 d``."""
    return MISSING if value is None else f"{number(value, 1)} d"


def count(value: Number | None) -> str:
    """Return a count: ``1,286``; what counts per something else may be ``2.4`` while it is small."""
    return number(value, 1 if value is not None and abs(float(value)) < _SMALL else 0)


def points(value: Number | None) -> str:
    """Return points of a score: ``47``, ``4.2``."""
    return number(value, 1)


def people(value: Number | None) -> str:
    """Return a number of people, of whom one may be there for half her time: ``3``, ``2.5``."""
    return number(value, 1)


def times(value: Number | None) -> str:
    """Return a multiple: ``3.2×``."""
    return MISSING if value is None else f"{number(value, 1)}×"


def in_unit(value: Number | None, unit: str, currency: str) -> str:
    """Return a figure in the unit of its metric.

    Args:
        value: money in major units, a share from 0 to 1, else the plain number; None gives ``MISSING``.
        unit: ``money``, ``share``, ``days``, ``count``, ``people``, ``points`` or ``times``.
        currency: the file's reporting currency.
    """
    if unit == "money":
        return money(value, currency)
    return _IN_UNIT.get(unit, count)(value)


_IN_UNIT = {"share": share, "days": days, "people": people, "points": points, "times": times}


def exact_in_unit(value: Number | None, unit: str, currency: str) -> str:
    """Return a number to the last cent, as it stands in a list that adds up: ``$1,254,300.50``."""
    if value is None:
        return MISSING
    if unit == "money":
        return amount(int(rounded(value, digits(currency)).scaleb(digits(currency))), currency)
    if unit in {"count", "people", "points"}:
        return number(value, _HUNDREDTHS)
    return in_unit(value, unit, currency)


def precise(value: Number, unit: str, currency: str, decimals: int) -> str:
    """Return a figure with so many decimals, zeros at the end included: ``37.684%``, ``4.20``."""
    if unit == "money":
        return _with_sign(value, currency, decimals, strip=False)
    if unit == "share":
        return f"{number(Decimal(str(value)) * 100, decimals, strip=False)}%"
    return f"{number(value, decimals, strip=False)}{_UNITS_OF_CHANGE.get(unit, '')}"


def short_in_unit(value: Number | None, unit: str, currency: str) -> str:
    """Return a figure as the axis of a chart or a bar's end shows it: ``$259K`` for money."""
    return short_money(value, currency) if unit == "money" else in_unit(value, unit, currency)


def change(value: Number | None, previous: Number | None, unit: str) -> str:
    """Return the change from one period to the next, signed.

    Money and counts from 10 up change in percent, shares in points, the rest in their unit: ``+12%``,
    ``+2.0 pt``, ``+4 d``, ``−3``. ``MISSING`` when either is missing, or the percentage has no base.
    """
    if value is None or previous is None:
        return MISSING
    before, difference = Decimal(str(previous)), Decimal(str(value)) - Decimal(str(previous))
    if unit == "share":
        return f"{_signed(difference * 100, 1, strip=False)} pt"
    if unit == "money" or (unit == "count" and abs(before) >= 10):  # noqa: PLR2004  below, percentages only shout
        return MISSING if before == 0 else f"{_signed(difference / before * 100, 0)}%"
    return f"{_signed(difference, 0 if unit == 'count' else 1)}{_UNITS_OF_CHANGE.get(unit, '')}"


def target(
    comparison: str | None,
    value: Number | None,
    high: Number | None,
    unit: str,
    currency: str,
    write: InUnit = in_unit,
) -> str:
    """Return a target as people read it: ``$100,000``, ``> 80%``, ``≤ 60 d``, ``+20% YoY``, ``Growing``."""
    if comparison == "growing":
        return "Growing"
    if comparison is None or value is None:
        return MISSING
    if comparison == "growth":
        return f"{_signed(Decimal(str(value)), 1)}% YoY"
    text = write(value, unit, currency)
    if comparison == "between":
        return f"{text}{MISSING}{write(high, unit, currency)}"
    return {"more_than": "> ", "at_most": "≤ ", "less_than": "< "}.get(comparison, "") + text


def short_date(day: date | int | str | None, today: date) -> str:
    """Return a date, short and unambiguous: ``18 Nov``, with the year when it is not that of today.

    Args:
        day: a date, days since 1970-01-01, or ISO text; ``MISSING`` for None and ``NO_DAY``.
        today: the day it is read on.
    """
    if day is None or day == NO_DAY:
        return MISSING
    on = _date(day)
    words = f"{on.day} {MONTH_NAMES[on.month - 1]}"
    return words if on.year == today.year else f"{words} {on.year}"


def month_day(day: int) -> str:
    """Return a day, given in days since 1970-01-01, without its year where that is plain: ``1 Jul``."""
    on = date_of(day)
    return f"{on.day} {MONTH_NAMES[on.month - 1]}"


def month(day: date | int | str) -> str:
    """Return a month, given as one of its days or as ISO text with or without a day: ``Nov 2026``."""
    on = _date(f"{day}-01" if isinstance(day, str) and len(day) == len("YYYY-MM") else day)
    return f"{MONTH_NAMES[on.month - 1]} {on.year}"


def long_date(day: date | int | str) -> str:
    """Return a date with its year: ``18 Nov 2026``."""
    on = _date(day)
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"


def with_spoken_days(sentence: str) -> str:
    """Return a rule's or a reason's sentence with its days as the screen shows them: ``on 18 Nov 2026``."""
    return _ISO_DAY.sub(lambda found: f"{found[1]}{long_date(found[2])}", sentence)


def counted(how_many: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 deal``, ``23 deals``."""
    return f"{count(how_many)} {singular if how_many == 1 else plural or singular + 's'}"


def _date(day: date | int | str) -> date:
    if isinstance(day, date):
        return day
    return date.fromisoformat(day) if isinstance(day, str) else date_of(day)


def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def rounded(value: Number, decimals: int) -> Decimal:
    """Round half away from zero, as people do, from a number's shortest text and not its binary form."""
    return Decimal(str(value)).quantize(_step(decimals), rounding="ROUND_HALF_UP")


def _signed(value: Decimal, decimals: int, *, strip: bool = True) -> str:
    shown = rounded(value, decimals)
    text = number(value, decimals, strip=strip or shown == 0)
    return f"+{text}" if shown > 0 else text


def _with_sign(value: Number, currency: str, decimals: int, letter: str = "", *, strip: bool = True) -> str:
    figure = number(abs(Decimal(str(value))), decimals, strip=strip) + letter
    # where the person's locale writes the sign of a currency: before the figure, or after it
    before = locale().toCurrencyString(1, "¤", 0).startswith("¤")
    sign = sign_of(currency)
    text = f"{sign}{figure}" if before else f"{figure}\u202f{sign.strip()}"
    return f"{MINUS}{text}" if rounded(value, decimals) < 0 else text
