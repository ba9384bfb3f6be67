"""Text as it may lie in the file: composed (NFC), without NUL and without half characters."""

from collections.abc import Iterable, Sequence
from typing import cast
from unicodedata import is_normalized, normalize

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Value
from partnertracker.domain.problems import Problem


def stored(column: str, value: Value) -> Value:
    """Return a value as it may be stored.

    Raises:
        InvalidRowsError: the text holds a NUL or half of a character.
    """
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return value
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        shown = value.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
        sentence = f"{column} “{shown}” holds a character that is no text; remove it."
        raise InvalidRowsError((Problem(column, shown, sentence),))
    return value if is_normalized("NFC", value) else normalize("NFC", value)


def stored_column(column: str, values: Sequence[Value]) -> Sequence[Value]:
    """Return a whole column as it may be stored; plain columns pass without a look at each value.

    Raises:
        InvalidRowsError: as ``stored``.
    """
    try:
        joined = "".join(cast("Iterable[str]", filter(None, values)))
    except TypeError:  # not only texts
        return [stored(column, value) for value in values]
    if joined.isascii() and "\0" not in joined:
        return values
    return [stored(column, value) for value in values]
