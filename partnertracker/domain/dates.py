"""Dates in the ways people write them, read strictly into ISO text."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from partnertracker.domain.notation import ISO_DATE
from partnertracker.domain.periods import FIRST_YEAR, LAST_YEAR, MONTH_NAMES

DateReader: TypeAlias = Callable[[str], str | None]
"""Returns the ISO date that a text means, or None."""

LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Names of the months, in English whatever the locale, January first."""

FORMATS: tuple[str, ...] = (
    ISO_DATE,
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
)
"""The formats that are tried where none is given."""

_PARTS = {
    "%Y": r"(?P<Y>[0-9]{4})",
    "%y": r"(?P<y>[0-9]{2})",
    "%m": r"(?P<m>[0-9]{1,2})",
    "%d": r"(?P<d>[0-9]{1,2})",
    "%b": r"(?P<b>[A-Za-z]{3})\.?",
    "%B": r"(?P<B>[A-Za-z]{3,9})",
    "%%": "%",
}
_TIGHT = {"%m": r"(?P<m>[0-9]{2})", "%d": r"(?P<d>[0-9]{2})"}
_DIRECTIVE = re.compile(r"%.")
_TOUCHING = re.compile(r"%.(?=%)")
_TIME = (
    r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_PLAIN_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PIVOT = 70
_MONTH_YEAR = (
    re.compile(r"(?P<Y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.]0?1)?"),
    re.compile(r"(?P<m>[0-9]{1,2})[-/.](?P<Y>[0-9]{4})"),
    re.compile(r"(?P<B>[A-Za-z]{3,9})\.? (?P<Y>[0-9]{4})"),
)


def is_iso_date(text: str) -> bool:
    """Tell whether a text is a day as it lies on disk: ``YYYY-MM-DD``, and one that the calendar has."""
    return _PLAIN_ISO.fullmatch(text) is not None and _iso(text[:4], text[5:7], text[8:]) is not None


def is_iso_month(text: str) -> bool:
    """Tell whether a text is a month as it lies on disk: ``YYYY-MM``."""
    return is_iso_date(f"{text}-01")


def read_month(text: str) -> str | None:
    """Return ``YYYY-MM`` for a month written 2026-09, 2026-09-01, 09/2026, Sep 2026 or September 2026."""
    for pattern in _MONTH_YEAR:
        match = pattern.fullmatch(text)
        if match is not None:
            iso = _from_parts({**match.groupdict(), "d": "1"})
            return None if iso is None else iso[:7]
    return None


def full_year(digits: str) -> str:
    """Return the year that two digits mean, one of 1970 to 2069; four are returned as they are."""
    if len(digits) > 2:  # noqa: PLR2004
        return digits
    return f"{19 if int(digits) >= _PIVOT else 20}{digits}"


def is_format(text: str) -> bool:
    """Tell whether a text is a date format: year, month and day in known directives, once each."""
    found = _DIRECTIVE.findall(text)
    kinds = sorted({"%y": "%Y", "%b": "%m", "%B": "%m"}.get(each, each) for each in found if each != "%%")
    return kinds == ["%Y", "%d", "%m"]


@lru_cache(maxsize=64)
def date_reader(date_format: str) -> DateReader:
    """Make a reader of one format; a time of day behind the date is left away, and ISO is always understood.

    A year of two digits is one of 1970 to 2069.

    Args:
        date_format: in the directives %Y %y %m %d %b %B.

    Raises:
        ValueError: ``is_format`` doesn't hold.
    """
    if not is_format(date_format):
        raise ValueError(date_format)
    iso = re.compile(r"(?P<Y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})" + _TIME)
    pattern = re.compile(_pattern_of(date_format) + _TIME)

    def read(text: str) -> str | None:
        match = iso.fullmatch(text) or pattern.fullmatch(text)
        return None if match is None else _from_parts(match.groupdict())

    return read


def example_of(date_format: str) -> str:
    """Return 31 August 2026 as the format writes it, to show what is expected."""
    written = {"%Y": "2026", "%y": "26", "%m": "08", "%d": "31", "%b": "Aug", "%B": "August", "%%": "%"}
    return _DIRECTIVE.sub(lambda found: written.get(found[0], found[0]), date_format)


def _pattern_of(date_format: str) -> str:
    parts = _PARTS | _TIGHT if _TOUCHING.search(date_format) else _PARTS
    pieces: list[str] = []
    at = 0
    for found in _DIRECTIVE.finditer(date_format):
        pieces += [re.escape(date_format[at : found.start()]), parts[found[0]]]
        at = found.end()
    return "".join([*pieces, re.escape(date_format[at:])])


def _from_parts(parts: dict[str, str | None]) -> str | None:
    year = parts.get("Y")
    short = parts.get("y")
    if year is None and short is not None:
        year = full_year(short)
    month = parts.get("m") or _month_of(parts.get("b") or parts.get("B") or "")
    return _iso(year or "", month, parts.get("d") or "")


def _month_of(name: str) -> str:
    wanted = name.capitalize()
    for names in (MONTH_NAMES, LONG_MONTHS):
        if wanted in names:
            return str(names.index(wanted) + 1)
    return "9" if wanted == "Sept" else ""


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None
