"""Which column of theirs fills which field of ours, and how their words and formats are read."""

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from partnertracker.domain.dates import is_format
from partnertracker.domain.entities import entity
from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.fields import Entity, Kind

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "windows-1252",
}
"""How each encoding is called in a mapping, by Python's own name for it."""

_ROW = re.compile("[1-9][0-9]{0,6}")
_SECTIONS = ("table", "match", "create_partners", "columns", "defaults", "values", "format")


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How a file is written; an empty text means: detect it.

    Attributes:
        delimiter: one character.
        encoding: ``utf-8``, ``utf-16`` or ``windows-1252``.
        date: a format in strptime's directives, such as ``%m/%d/%Y``.
        decimal: ``.`` or ``,``.
        sheet: the name of the sheet in a workbook.
        header: the number of the row with the names of the columns, the first row being 1.
        percent: how 25% is written without its sign: ``25`` or ``0.25``.
    """

    delimiter: str = ""
    encoding: str = ""
    date: str = ""
    decimal: str = ""
    sheet: str = ""
    header: str = ""
    percent: str = ""


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
        create_partners: whether a partner that is named and not there is added; None: it doesn't say.
    """

    table: str
    match: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    format: FileFormat = field(default_factory=FileFormat)
    create_partners: bool | None = None

    def answered(self, topic: str, value: str) -> "ImportMapping":
        """Return the mapping with a question answered: ``topic`` is encoding, delimiter, date or decimal."""
        return replace(self, format=with_part(self.format, topic, value))

    def within(self, kind: Entity) -> "ImportMapping":
        """Return the mapping without the fields that the table doesn't have: custom ones may be gone."""
        names = accepted_names(kind)
        return replace(
            self,
            match=", ".join(each for each in self.match.split(", ") if each in names),
            columns={name: theirs for name, theirs in self.columns.items() if name in names},
            defaults={name: text for name, text in self.defaults.items() if name in names},
            values={name: words for name, words in self.values.items() if name in names},
        )


def with_part(known: FileFormat, topic: str, value: str) -> FileFormat:
    """Return a format with one of its parts given."""
    parts = {each.name: str(getattr(known, each.name)) for each in fields(FileFormat)}
    return FileFormat(**{**parts, topic: value})


def accepted_names(kind: Entity) -> tuple[str, ...]:
    """Return what a file can fill: ``id``, every field, and ``<reference>_id`` beside a reference."""
    names = ["id"]
    for each in kind.fields:
        names.append(each.name)
        if each.kind is Kind.REFERENCE:
            names.append(f"{each.name}_id")
    return tuple(names)


def read_mapping(text: str) -> ImportMapping:
    """Read a mapping's TOML; raises UnusableInputError with a sentence that says where it is wrong.

    Which fields there are is for the file that is imported into: it may have custom ones.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableInputError(f"The mapping is not valid TOML: {error}.") from error
    for name in content:
        if name not in _SECTIONS:
            raise _wrong(f"has a part “{name}” that there is no use for", f"Use {', '.join(_SECTIONS)}.")
    table = content.get("table")
    if not isinstance(table, str):
        raise _wrong("doesn't say its table", 'It needs a line such as table = "deals".')
    entity(table)  # raises where there is none
    columns = {name: _text(value, f"columns.{name}") for name, value in _section(content, "columns").items()}
    defaults = {
        name: _text(value, f"defaults.{name}") for name, value in _section(content, "defaults").items()
    }
    values = {
        name: {theirs: _text(ours, f"values.{name}.{theirs}") for theirs, ours in _inner(words, name).items()}
        for name, words in _section(content, "values").items()
    }
    creates = content.get("create_partners")
    if not (creates is None or isinstance(creates, bool)):
        raise _wrong(f"has “{creates}” for create_partners", "Use true or false.")
    return ImportMapping(table, _match(content), columns, defaults, values, _format(content), creates)


def _section(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = content.get(name, {})
    if not isinstance(section, dict):
        raise _wrong(f"has a {name} that is not a section", f"Begin it with [{name}].")
    return section


def _inner(words: object, name: str) -> Mapping[str, object]:
    if not isinstance(words, dict):
        raise _wrong(f"has values.{name} that is not a section", f"Begin it with [values.{name}].")
    return words


def _match(content: Mapping[str, object]) -> str:
    given = content.get("match", "")
    wanted = given if isinstance(given, list) else str(given).split(",")
    return ", ".join(str(each).strip() for each in wanted if str(each).strip())


def _format(content: Mapping[str, object]) -> FileFormat:
    section = _section(content, "format")
    known = [each.name for each in fields(FileFormat)]
    for name in section:
        if name not in known:
            raise _wrong(f"has “{name}” in [format]", f"Use {', '.join(known)}.")
    given = {name: _text(value, f"format.{name}") for name, value in section.items()}
    delimiter, decimal = given.get("delimiter", ""), given.get("decimal", "")
    if len(delimiter) > 1 or delimiter in {'"', "\r", "\n"}:
        raise _wrong("has a delimiter that can't separate columns", "Use one character such as , or ;.")
    if given.get("percent", "") not in {"", "25", "0.25"}:
        raise _wrong(f"writes 25% as “{given['percent']}”", "Use 25 or 0.25.")
    if decimal not in {"", ".", ","}:
        raise _wrong(f"has the decimal sign “{decimal}”", "Use . or ,.")
    if given.get("date") and not is_format(given["date"]):
        raise _wrong(f"has the date format “{given['date']}”", "Use one such as %m/%d/%Y or %d.%m.%Y.")
    if given.get("header") and not _ROW.fullmatch(given["header"]):
        raise _wrong(f"has the header in row “{given['header']}”", "Give the number of a row, such as 1.")
    return FileFormat(**{**given, "encoding": encoding_named(given.get("encoding", ""))})


def encoding_named(text: str) -> str:
    """Return our name of an encoding, empty for none; raises UnusableInputError for one we don't read."""
    if not text.strip():
        return ""
    try:
        return ENCODINGS[codecs.lookup(text.strip()).name]
    except (LookupError, KeyError):
        raise _wrong(f"has the encoding “{text}”", "Use utf-8, utf-16 or windows-1252.") from None


def _text(value: object, place: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    raise _wrong(f"has a value at {place} that is no text", "Put it in quotation marks.")


def _wrong(what: str, next_step: str) -> UnusableInputError:
    return UnusableInputError(f"The mapping {what}.", next_step)
