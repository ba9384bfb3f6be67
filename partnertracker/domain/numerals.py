"""Numbers in the ways people write them, read exactly, and never taken for another number."""

import re
from decimal import Decimal
from functools import lru_cache

from partnertracker.domain.notation import Notation

_LONGEST = 60
_PLAIN = re.compile(r"(?P<sign>-)?(?P<whole>[0-9]+)?\.(?P<fraction>[0-9]{1,2}|[0-9]{4,})")
_SPACES = "\u00a0\u2007\u202f\u2009"
_SIGNS = {
    "EUR": ("€",),
    "GBP": ("£",),
    "JPY": ("¥", "￥"),
    "CNY": ("¥", "￥"),
    "INR": ("₹",),
    "KRW": ("₩",),
    "BRL": ("R$",),
    "CHF": ("SFr.", "Fr."),
    "SEK": ("kr",),
    "NOK": ("kr",),
    "DKK": ("kr.", "kr"),
    "PLN": ("zł",),
    "CZK": ("Kč",),
    "HUF": ("Ft",),
    "TRY": ("₺",),
    "ILS": ("₪",),
    "UAH": ("₴",),
}
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})


def read_number(text: str, notation: Notation) -> Decimal | None:
    """Return the number that a text means, or None: no exponents, no infinities, groups of three digits."""
    if len(text) > _LONGEST:
        return None
    match = _pattern(notation.decimal, notation.grouping).fullmatch(text)
    if match is None and notation.plain:
        match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    whole = re.sub("[^0-9]", "", match["whole"] or "")
    fraction = match["fraction"] or ""
    if not whole and not fraction:
        return None
    return Decimal(f"{'-' if match['sign'] in {'-', '−'} else ''}{whole or '0'}.{fraction or '0'}")


def read_amount(text: str, notation: Notation, currency: str) -> Decimal | None:
    """Return the amount that a text means; the currency's own sign or code may stand before or behind it."""
    negative = text.startswith(("-", "−"))
    bare = without_currency(text[1:] if negative else text, currency)
    if negative and bare.startswith(("-", "−", "+")):
        return None
    return read_number(f"-{bare}" if negative else bare, notation)


def without_currency(text: str, currency: str) -> str:
    """Return an amount as written, without its own currency's sign or code before or behind it."""
    dollars = (f"{currency[:2]}$", f"{currency[:1]}$", "$") if currency in _DOLLARS else ()
    bare = text.strip()
    written = bare.upper()
    for mark in filter(None, (*dollars, *_SIGNS.get(currency, ()), currency)):
        if written.startswith(mark.upper()):
            return bare[len(mark) :].strip()
        if written.endswith(mark.upper()):
            return bare[: -len(mark)].strip()
    return bare


def plain_text(number: Decimal) -> str:
    """Write a number with a point, without exponent and without needless zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


@lru_cache(maxsize=32)
def _pattern(decimal: str, grouping: str) -> re.Pattern[str]:
    marks = grouping + (_SPACES if " " in grouping else "") + ("\u2019" if "'" in grouping else "")
    grouped = (
        rf"[1-9][0-9]{{0,2}}(?P<mark>[{re.escape(marks)}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*|"
        if marks
        else ""
    )
    return re.compile(
        rf"(?P<sign>[-+−])?(?P<whole>{grouped}[0-9]+)?(?:{re.escape(decimal)}(?P<fraction>[0-9]*))?"
    )
