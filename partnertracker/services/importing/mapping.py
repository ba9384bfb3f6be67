"""Which column of theirs fills which field of ours, and how their words and formats are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How a file is written; an empty text means: detect it.

    Attributes:
        delimiter: one character.
        encoding: ``utf-8``, ``utf-16`` or ``windows-1252``.
        date: a format in strptime's directives, such as ``%m/%d/%Y``.
        decimal: ``.`` or ``,``.
    """

    delimiter: str = ""
    encoding: str = ""
    date: str = ""
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """How one kind of file becomes rows of one table.

    Attributes:
        table: the contract's table name.
        match: the field that makes a row the same row (several separated by a comma); empty: the table's own.
        columns: ours = theirs; ours are field names, ``id`` and ``<reference>_id``.
        defaults: text by field, used where theirs is empty or absent.
        values: by field, theirs = ours; ``""`` means none.
        format: how the file is written.
    """

    table: str
    match: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    format: FileFormat = field(default_factory=FileFormat)

    def answered(self, topic: str, value: str) -> "ImportMapping":
        """Return the mapping with a question answered: ``topic`` is encoding, delimiter, date or decimal."""
        return replace(self, format=replace(self.format, **{topic: value}))


def read_mapping(text: str) -> ImportMapping:
    """Read a mapping's TOML; raises UnusableInputError with a sentence that says where it is wrong."""
    raise NotImplementedError


def mapping_text(mapping: ImportMapping) -> str:
    """Write a mapping as the TOML that ``read_mapping`` reads."""
    raise NotImplementedError


def guess(table: str, header: Sequence[str], *, synonyms: bool = True) -> ImportMapping:
    """Map columns by our names and labels, and with ``synonyms`` by the words other programs use for them."""
    raise NotImplementedError
