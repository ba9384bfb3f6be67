"""Which way a column's dates or numbers are written, judged by all of it; where two ways fit, we ask."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from partnertracker.domain.dates import FORMATS, date_reader, example_of
from partnertracker.domain.fields import Entity, Kind
from partnertracker.domain.notation import ISO_DATE, Notation
from partnertracker.domain.numerals import plain_text, read_amount
from partnertracker.domain.parsing import unguarded
from partnertracker.domain.sentences import listed
from partnertracker.domain.validation import shown
from partnertracker.services.exporting import export_columns
from partnertracker.services.importing.binding import Binding, Bound, bind
from partnertracker.services.importing.mapping import ImportMapping
from partnertracker.services.importing.questions import Answer, Question, UndecidedError
from partnertracker.services.importing.source import Source

POINT = Notation(".", ", '")
COMMA = Notation(",", ". '")
_OURS = Notation(".", "")
DATES = frozenset({Kind.DATE})
NUMBERS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.WHOLE})

_ISO = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?")
_PLAIN = re.compile(r"-?[0-9]*(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?")
_SHARE = re.compile(r"0*\.[0-9]+|0*1(?:\.0*)?")
_PART = "0.25"
_WHOLES = {"": 100, "25": 100, _PART: 1}
_SIGNS = {".": POINT, ",": COMMA}
_NUMBERS_BY_WAY = {
    **_SIGNS,
    **{f"{_PART}{sign}": notation._replace(whole=1) for sign, notation in _SIGNS.items()},
}
"""By the way in which numbers are written: the decimal sign, behind ``_PART`` where they are parts of 1."""

_TIME = re.compile(r"[T ][0-9]{1,2}:.*")
_ENOUGH = 50_000

_Read: TypeAlias = Callable[[str], object]


@dataclass(slots=True)
class _Evidence:
    """What a column says about the ways it may be written in.

    Attributes:
        ways: the readers by what stands in a mapping's format, the usual one first.
        only: for each pair of ways, a text that the first reads and the second doesn't.
        differ: for each pair of ways, a text that both read, and not as the same.
    """

    ways: Mapping[str, _Read]
    reads: set[str] = field(default_factory=set)
    only: dict[tuple[str, str], str] = field(default_factory=dict)
    differ: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Weigh one text."""
        found = {way: value for way, read in self.ways.items() if (value := read(text)) is not None}
        self.reads |= found.keys()
        for way, value in found.items():
            for other in self.ways:
                if other not in found:
                    self.only.setdefault((way, other), text)
                elif other != way and found[other] != value:
                    self.differ.setdefault((way, other), text)

    def best(self) -> list[str]:
        """Return the ways that fit: read whatever any way reads that reads something they don't."""
        beaten = {
            b for b in self.reads for a in self.reads if (a, b) in self.only and (b, a) not in self.only
        }
        left = [way for way in self.ways if way in self.reads - beaten]
        kept: list[str] = []
        for way in left:  # a way that reads everything as an earlier one does is no second reading
            if all((way, k) in self.differ or (way, k) in self.only for k in kept):
                kept.append(way)
        return kept


def is_plain(kind: Kind, text: str) -> bool:
    """Tell whether a text has one reading whatever stands in the rest of its column."""
    if kind in DATES:
        return _ISO.fullmatch(text) is not None
    if kind is Kind.PERCENT and _SHARE.fullmatch(text):
        return False
    return kind not in NUMBERS or _PLAIN.fullmatch(text) is not None


def settled(mapping: ImportMapping, bound: Bound, source: Source) -> Notation | None:
    """Return the notation that the mapping gives for a field; None: it has to be detected."""
    if bound.field.kind in DATES:
        return Notation(date=mapping.format.date) if mapping.format.date else None
    if bound.field.kind in NUMBERS:
        is_open = bound.field.kind is Kind.PERCENT and not mapping.format.percent
        known = None if is_open else _SIGNS.get(mapping.format.decimal)
        return known and known._replace(whole=_WHOLES[mapping.format.percent], plain=source.is_exact)
    return POINT


def questions_about(
    source: Source, mapping: ImportMapping, kind: Entity, currency: str = "USD"
) -> tuple[Question, ...]:
    """Return what must be decided before a plan can be made with this mapping; empty when all is clear.

    Args:
        source: the file.
        mapping: its columns and what is known of its format.
        kind: the mapping's table, with the custom fields of the open file.
        currency: the file's currency, whose sign may stand beside amounts.

    Raises:
        UnusableInputError: the mapping doesn't fit the file, or the file can't be read as rows.
    """
    binding = bind(source, mapping, kind)
    found = _weighed(source, binding, mapping, currency)
    questions = (_question(source, binding, bound, evidence) for bound, evidence in found)
    return tuple(question for question in questions if question is not None)


def notations(
    source: Source, binding: Binding, mapping: ImportMapping, currency: str, chunks: int | None = None
) -> dict[str, Notation]:
    """Return, by field, how its column is written, having read all of it.

    Args:
        source: the file.
        binding: the mapping laid over its header.
        mapping: what is known of the format.
        currency: the file's currency, whose sign may stand beside amounts.
        chunks: how many chunks are read at most, for a first look that a plan makes good; None: all.

    Raises:
        UndecidedError: two ways fit a column.
    """
    result = {}
    for bound, evidence in _weighed(source, binding, mapping, currency, chunks):
        question = _question(source, binding, bound, evidence)
        if question is not None:
            raise UndecidedError(question)
        best = evidence.best()
        if bound.field.kind in DATES:
            result[bound.field.name] = Notation(date=best[0] if best else ISO_DATE)
        else:
            written = _NUMBERS_BY_WAY[best[0]] if best else POINT
            result[bound.field.name] = written._replace(plain=source.is_exact)
    return result


def _is_ours(source: Source, binding: Binding) -> bool:
    """Tell whether this program wrote the file: then its numbers have no groups, and a point is a point."""
    return source.header == export_columns(binding.kind)


def _weighed(
    source: Source, binding: Binding, mapping: ImportMapping, currency: str, chunks: int | None = None
) -> list[tuple[Bound, _Evidence]]:
    open_bounds = [each for each in binding.bounds if each.at >= 0 and settled(mapping, each, source) is None]
    if not open_bounds:
        return []
    ours = _is_ours(source, binding)
    points = _OURS if ours else POINT
    signs = {".": points, ",": COMMA._replace(plain=source.is_exact)}
    ways = {sign: _number_way(notation, currency) for sign, notation in signs.items()}
    found = [(each, _Evidence(_ways(each, mapping, ways, ours=ours))) for each in open_bounds]
    seen: list[set[str]] = [set() for _ in found]
    for chunk in islice(source.chunks(), chunks):
        for (bound, evidence), known in zip(found, seen, strict=True):
            for text in dict.fromkeys(chunk.cells[bound.at]):
                if text in known:
                    continue
                evidence.take(unguarded(text).strip())
                if len(known) < _ENOUGH:
                    known.add(text)
    return found


def _ways(
    bound: Bound, mapping: ImportMapping, ways: Mapping[str, _Read], *, ours: bool
) -> Mapping[str, _Read]:
    if bound.field.kind in DATES:
        return {each: _date_way(each) for each in FORMATS}
    if bound.field.kind is not Kind.PERCENT or ours:
        return ways
    known = mapping.format
    shares = {f"{_PART}{sign}": _share_way(read) for sign, read in ways.items()}
    signs = {way for way in (*ways, *shares) if way.endswith(known.decimal)}
    return {
        way: read for way, read in {**ways, **shares}.items() if way in signs and _is_said(way, known.percent)
    }


def _date_way(date_format: str) -> _Read:
    reader = date_reader(date_format)
    return lambda text: reader(_TIME.sub("", text))


def _number_way(notation: Notation, currency: str) -> _Read:
    return lambda text: read_amount(text.removesuffix("%").strip(), notation, currency)


def _share_way(read: _Read) -> _Read:
    """Return a reader of parts of 1, as percentages; what is greater is none, and a percent sign says all."""

    def share(text: str) -> object:
        number = read(text)
        if text.endswith("%"):
            return number
        return number * 100 if isinstance(number, Decimal) and 0 <= number <= 1 else None

    return share


def _is_said(way: str, percent: str) -> bool:
    return not percent or (percent == _PART) == way.startswith(_PART)


def _question(source: Source, binding: Binding, bound: Bound, evidence: _Evidence) -> Question | None:
    best = evidence.best()
    if len(best) < 2:  # noqa: PLR2004  # one reading is no question
        return None
    if bound.field.kind in NUMBERS and _is_ours(source, binding):
        return None
    text = next((evidence.differ[pair] for pair in _pairs(best) if pair in evidence.differ), "")
    is_date = bound.field.kind in DATES
    place = f"Column {bound.header} of {source.name}"
    if text:
        sentence = (
            f"{place} can be read in two ways: “{shown(text)}” may be {_readings(evidence, best, text)}."
        )
    else:
        what = "dates" if is_date else "numbers"
        cells = dict.fromkeys(evidence.only[pair] for pair in _pairs(best) if pair in evidence.only)
        ways = listed(f"“{shown(cell)}”" for cell in cells)
        sentence = (
            f"{place} holds {what} written in different ways: {ways}. Rows in any but one are rejected."
        )
    if is_date:
        return Question("date", bound.header, sentence, tuple(Answer(way, _label(way)) for way in best))
    signs = dict.fromkeys(way[-1] for way in best)
    if len(signs) > 1:
        return Question("decimal", bound.header, sentence, tuple(Answer(way, _label(way)) for way in signs))
    answers = (Answer("25", "A number up to 100 (25 is 25%)"), Answer(_PART, "A part of 1 (0.25 is 25%)"))
    return Question("percent", bound.header, sentence, answers)


def _pairs(ways: Iterable[str]) -> list[tuple[str, str]]:
    listed = list(ways)
    return [(a, b) for a in listed for b in listed if a != b]


def _readings(evidence: _Evidence, best: list[str], text: str) -> str:
    read = [evidence.ways[way](text) for way in best]
    return " or ".join(dict.fromkeys(_shown(value) for value in read if value is not None))


def _shown(value: object) -> str:
    return value if isinstance(value, str) else plain_text(value)  # type: ignore[arg-type]  # else a Decimal


def _label(way: str) -> str:
    words = {".": "a point before the decimals (1250.00)", ",": "a comma before the decimals (1250,00)"}
    return words[way] if way in words else example_of(way)
