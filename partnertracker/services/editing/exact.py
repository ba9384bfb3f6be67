"""The exact number behind a cell from a spreadsheet, where its text says no other thing."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from unicodedata import category

from partnertracker.domain.fields import Field, Kind
from partnertracker.domain.money import digits
from partnertracker.domain.numerals import plain_text, without_currency
from partnertracker.services.editing.clips import Clip

_DAY_ZERO = date(1899, 12, 30)
_LAST_DAY = 2_958_465
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_FIGURES = re.compile(r"[0-9.,'\u2019#\s]*(?:[eE][-+]?[0-9]+)?[kKmM]?")
_AROUND = "-−+() \u00a0\u202f"
_DECIMALS = re.compile(r"[.,]([0-9]{1,10})\D*$")
_CODE = re.compile(r"(?<![^\W\d])[A-Z]{3}(?![^\W\d])")
_NUMBERS = frozenset({Kind.NUMBER, Kind.PERCENT})
_AS_SPREADSHEETS_COUNT = Context(prec=15, rounding=ROUND_HALF_UP)
_UNSURE = 10**15
_LONGEST = 30


def exact_text(field: Field, clip: Clip, currency: str) -> str:
    """Return the exact number behind a cell as plain text for a field; empty where the text says it.

    An amount counts only as one of the row's own currency. It and a whole number have no more decimals than
    the field where no more are shown: what is worked out has many.
    """
    if not clip.number:
        return ""
    number, text = Decimal(clip.number), clip.text.strip()
    if field.kind in _NUMBERS:
        return plain_text(number * 100 if text.endswith("%") else number)
    if field.kind is Kind.WHOLE:
        return plain_text(_as_shown(number, text, 0))
    if field.kind is Kind.MONEY:
        bare, own = _bare(text, currency), clip.currency in {"", currency}
        return (
            plain_text(_as_shown(number, bare, digits(currency))) if own and _FIGURES.fullmatch(bare) else ""
        )
    if field.kind in {Kind.DATE, Kind.MONTH} and not _DIGITS.fullmatch(text) and 0 < number <= _LAST_DAY:
        day = (_DAY_ZERO + timedelta(days=int(number))).isoformat()
        return day if field.kind is Kind.DATE else day[: len("YYYY-MM")]
    return ""


def other_currency(field: Field, text: str, currency: str, told: str = "") -> str:
    """Return the sentence for an amount in another currency than the row's; else an empty text.

    Args:
        field: where the amount is to stand.
        text: the amount, which may name its currency.
        currency: the row's.
        told: the currency of an amount that names none; empty where that is the row's.
    """
    bare = _bare(text, currency)
    if field.kind is not Kind.MONEY or not any(each.isdigit() for each in bare):
        return ""
    named = [each for each in bare if category(each) == "Sc"] or _CODE.findall(bare)
    if not named and told not in {"", currency}:
        named = [told]
    if not named:
        return ""
    return f"{field.label} is in {currency} here, and this amount is in {named[0]}: type it in {currency}."


def _bare(text: str, currency: str) -> str:
    """Return an amount without its sign, the brackets that mean less than nothing, and its own currency."""
    return without_currency(text.strip(_AROUND), currency).strip(_AROUND)


def _as_shown(number: Decimal, text: str, places: int) -> Decimal:
    """Return a number with the decimals that its text shows, or so many places where it shows fewer.

    A text that shows another number, and a number that fits, change nothing.
    """
    figures = re.sub("[^0-9]", "", text)
    least = Decimal(1).scaleb(-places)
    if abs(number) >= _UNSURE or number == number.quantize(least) or not 0 < len(figures) <= _LONGEST:
        return number
    near = _AS_SPREADSHEETS_COUNT.create_decimal(number)
    behind = _DECIMALS.search(text)
    for decimals in {len(behind[1]) if behind else 0, 0}:  # 1,234 shows three decimals, or none
        if abs(near).scaleb(decimals).quantize(Decimal(1), ROUND_HALF_UP) == int(figures):
            return near.quantize(min(least, Decimal(1).scaleb(-decimals)), ROUND_HALF_UP)
    return number
