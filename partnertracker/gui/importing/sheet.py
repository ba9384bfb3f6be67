"""A file as far as it is known before anything is planned. Everything here runs on the file lane."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from partnertracker.domain.errors import UnusableInputError
from partnertracker.domain.notation import Notation
from partnertracker.gui.importing.saved import SavedMapping, fitting, kept
from partnertracker.gui.importing.undertaking import Tell
from partnertracker.services.importing import (
    Copied,
    FileFormat,
    ImportMapping,
    MappingLibrary,
    Question,
    Source,
    UndecidedError,
    guess,
    open_source,
)
from partnertracker.services.importing.binding import Binding, bind
from partnertracker.services.importing.detection import DATES, NUMBERS, notations
from partnertracker.services.session import Session

_SHOWN = 100
_MOST_DIFFERENT = 1000

Words = Mapping[str, Mapping[str, int]]
"""By the header of a column: each different value, and how many rows have it."""


@dataclass(frozen=True)
class Wish:
    """Which list is to be read, and how.

    Attributes:
        origin: the file's path, or what was copied.
        known: what the person has said of its format.
        table: the table it is for; empty: not chosen yet.
        held: the list itself, where it was read in this way already.
    """

    origin: Path | Copied
    known: FileFormat
    table: str
    held: Source | None = None


@dataclass(frozen=True)
class Sheet:
    """What a first look at a file gave.

    Attributes:
        source: the file.
        rows: its first rows.
        format: how it is written, as far as that was found out.
        saved: the saved mappings that fit.
        used: the name of the saved mapping that ``mapping`` is; empty: it is guessed.
        mapping: the mapping to start from; None while the table is not chosen.
        questions: what the person must decide.
    """

    source: Source
    rows: Sequence[Sequence[str]]
    format: FileFormat = field(default_factory=FileFormat)
    saved: Sequence[SavedMapping] = ()
    used: str = ""
    mapping: ImportMapping | None = None
    questions: tuple[Question, ...] = ()

    def column(self, header: str) -> list[str]:
        """Return the first cells of a column; an unknown one has none."""
        if header not in self.source.header:
            return []
        at = self.source.header.index(header)
        return [row[at] for row in self.rows if at < len(row)]


def look(session: Session, wish: Wish, library: MappingLibrary | None, tell: Tell) -> Sheet:
    """Read the beginning of a file (of a workbook, all) and find a mapping for it.

    Raises:
        UndecidedError: encoding or delimiter can be read in two ways, or there are several sheets.
        UnusableInputError: it is no table.
    """
    source = wish.held or _opened(wish, session.store.state.path, library, tell)
    rows = source.preview(_SHOWN)
    written = replace(source.format, date=wish.known.date, decimal=wish.known.decimal)
    if not wish.table:
        return Sheet(source, rows, written)
    kind = session.kind(wish.table)
    saved = fitting(library, kind, source.header) if library is not None else []
    guessed = guess(kind, source.header)
    # where more can be guessed than was mapped before, this is another kind of file
    fits = (each for each in saved if each.is_of_shape or len(each.mapping.columns) >= len(guessed.columns))
    first = next(fits, None)
    mapping = first.mapping if first else guessed
    mapping = replace(mapping, format=merged(mapping.format, wish.known))
    sheet = Sheet(source, rows, written, saved, first.name if first else "", mapping)
    return _weighed(sheet, mapping, session) if mapping.columns else sheet


def _opened(wish: Wish, live: Path, library: MappingLibrary | None, tell: Tell) -> Source:
    """Open a file; of several sheets, the one that was imported before, and a text as one like it was."""
    try:
        return open_source(wish.origin, wish.known, live, tell)
    except UndecidedError as undecided:
        asked = undecided.question
        known = [each.mapping for each in kept(library, wish.table)] if library is not None else []
        if asked.topic != "sheet":
            source = _opened_alike(wish, live, known, tell)
            if source is None:
                raise
            return source
        sheets = {answer.value for answer in asked.answers}
        sheet = next((each.format.sheet for each in known if each.format.sheet in sheets), "")
        if not sheet:
            raise
        return open_source(wish.origin, replace(wish.known, sheet=sheet), live, tell)


def _opened_alike(wish: Wish, live: Path, known: Sequence[ImportMapping], tell: Tell) -> Source | None:
    """Open a text as the first kept mapping says whose columns it then has: what was answered stays so."""
    for mapping in known:
        answers = FileFormat(mapping.format.delimiter, mapping.format.encoding)
        if answers == FileFormat():
            continue
        with suppress(UndecidedError, UnusableInputError):
            source = open_source(wish.origin, merged(answers, wish.known), live, tell)
            if set(mapping.columns.values()) <= set(source.header):
                return source
            source.close()
    return None


def _weighed(sheet: Sheet, mapping: ImportMapping, session: Session) -> Sheet:
    """Return the sheet with how its dates and numbers are written, or with the question about it."""
    binding = bind(sheet.source, mapping, session.kind(mapping.table))
    currency = session.store.settings().currency
    try:
        found = _notations(sheet.source, binding, mapping, currency)
    except UndecidedError as undecided:
        return replace(sheet, questions=(undecided.question,))
    kinds = {bound.field.name: bound.field.kind for bound in binding.bounds}
    dates = {each.date for name, each in found.items() if kinds[name] in DATES}
    signs = {each.decimal for name, each in found.items() if kinds[name] in NUMBERS}
    written = replace(sheet.format, date=_only(dates), decimal=_only(signs))
    return replace(sheet, format=written)


def _notations(
    source: Source, binding: Binding, mapping: ImportMapping, currency: str
) -> dict[str, Notation]:
    """Judge by the beginning of a file, and where that leaves a doubt, by all of it; the plan always does."""
    try:
        return notations(source, binding, mapping, currency, chunks=1)
    except UndecidedError:
        return notations(source, binding, mapping, currency)


def _only(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def merged(usual: FileFormat, said: FileFormat) -> FileFormat:
    """Return a format in which what the person said goes before what is usual."""
    parts = {each.name: str(getattr(said, each.name)) for each in fields(FileFormat)}
    return replace(usual, **{topic: value for topic, value in parts.items() if value})


def words_in(source: Source, headers: Sequence[str], tell: Tell) -> Words:
    """Count the different values of some columns, up to a thousand each."""
    places = {header: source.header.index(header) for header in headers if header in source.header}
    counts: dict[str, Counter[str]] = {header: Counter() for header in places}
    for chunk in source.chunks():
        tell(chunk.share)
        for header, at in places.items():
            found = Counter(map(str.strip, chunk.cells[at]))
            room = max(0, _MOST_DIFFERENT - len(counts[header]))
            new = [word for word in found if word not in counts[header]][room:]
            for word in new:
                del found[word]
            counts[header].update(found)
    return counts
