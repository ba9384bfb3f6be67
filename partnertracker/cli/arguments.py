"""What commands take: files, tables, days, currencies; each refuses nonsense in one sentence."""

import os
from datetime import date
from pathlib import Path

import click

from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.services.folders import SUFFIX

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""The days that an option may name."""

_CURRENCY_LENGTH = 3


class DayType(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; refuses what is none."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date such as 2026-09-30.", param, ctx)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail(f"“{value}” lies outside the years {FIRST_DAY.year} to {LAST_DAY.year}.", param, ctx)
        return day


class CurrencyType(click.ParamType[str]):
    """Three letters, returned as capitals."""

    name = "currency"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the currency; refuses what is no three letters."""
        code = str(value).strip().upper()
        if len(code) != _CURRENCY_LENGTH or not (code.isascii() and code.isalpha()):
            self.fail(f"“{value}” is not a currency such as USD.", param, ctx)
        return code


class PathType(click.ParamType[Path]):
    """A path with a name, so that every sentence about it can say which."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; refuses what names nothing."""
        path = Path(str(value))
        named = path if path.name or not str(value) else path.resolve()
        if not str(value) or not named.name or "\0" in str(value):
            self.fail(f"“{value}” is not the name of a file or folder.", param, ctx)
        return named


class NewFileType(PathType):
    """The path of a file of ours to be made: its name says what it is, as those do that the window makes."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; refuses another extension and says which name would do."""
        path = super().convert(value, param, ctx)
        if path.suffix != SUFFIX:
            self.fail(
                f"“{value}” does not end in {SUFFIX}. Type {path.with_suffix(SUFFIX)} instead.", param, ctx
            )
        return path


DAY = DayType()
"""An option's ISO date."""

CURRENCY = CurrencyType()
"""An option's currency."""

PATH = PathType()
"""A file or folder; whether it can be used is for the one who opens it to say."""

NEW_FILE = NewFileType()
"""A file of ours to be made."""

TABLE = click.Choice([entity.table for entity in EXCHANGED], case_sensitive=False)
"""A table of the contract."""


def refuse_to_overwrite(target: Path, *sources: Path) -> None:
    """Make sure that writing to ``target`` harms none of the files that are being read.

    Opening the Partner Tracker file a second time would even drop its locks.

    Raises:
        UnusableArgumentError: it is one of them.
    """
    for source in sources:
        if target.exists() and source.exists() and os.path.samefile(target, source):  # noqa: PTH121 - opens nothing
            raise UnusableArgumentError(f"{target} is being read and can't be written.", "Give another file.")
