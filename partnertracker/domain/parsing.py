"""Text as people type it or spreadsheets hold it, turned into values as they lie on disk, and back into CSV text."""

from partnertracker.domain.fields import Context, Field, Value
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.problems import Problem


def parse_text(
    field: Field, text: str, notation: Notation = PLAIN, context: Context | None = None, currency: str = ""
) -> Value | Problem:
    """Read a text as a field's disk value.

    An empty text is None (whether it may be is for validation). A REFERENCE and the name in a SCOPE are returned as
    the text given: services find the row (``services.editing.read_texts`` does both).

    Args:
        field: what the text is for.
        text: as typed; surrounding space and a leading ``'`` before ``= + - @`` are taken off.
        notation: how numbers and dates are written.
        context: the file's currency and stages; needed for MONEY (unless ``currency`` is given) and STAGE.
        currency: the row's own currency, which decides how many decimals an amount may have.
    """
    raise NotImplementedError


def to_text(field: Field, value: Value, currency: str = "USD") -> str:
    """Write a disk value as CSV text: money in plain major units, dates ISO, yes and no as words, None empty.

    A REFERENCE is written as its id and a partner in a SCOPE likewise; ``services.exporting`` puts the names in.
    """
    raise NotImplementedError
