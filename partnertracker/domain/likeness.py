"""How alike two companies' records are: by name without its legal form, by website, by e-mail domain."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from partnertracker.domain.columns import Array

_FORMS = frozenset(
    word
    for words in (
        ("ab", "ag", "as", "aps", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding"),
        (
            "inc",
            "incorporated",
            "kg",
            "kgaa",
            "limited",
            "llc",
            "llp",
            "ltd",
            "mbh",
            "nv",
            "ohg",
            "oy",
            "oyj",
        ),
        ("plc", "pte", "pty", "sa", "sarl", "sas", "se", "spa", "srl", "sro", "ug", "und", "and", "the"),
    )
    for word in words
)
"""Words that tell little of which company is meant."""

_SHARED_DOMAINS = frozenset(
    {
        *("aol.com", "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "hotmail.com", "icloud.com"),
        *("live.com", "mail.com", "me.com", "outlook.com", "proton.me", "protonmail.com", "t-online.de"),
        *("web.de", "yahoo.com"),
    }
)
"""Mail providers: two people there need not work for one company."""

ALIKE = 88.0
"""From which similarity on two names may mean the same."""

_SLIP = 2
"""Letters taken out and put in where one is another one, or stands in another place."""

_SLIP_FROM = 5
"""In a name of fewer letters another letter is most often another name."""

_WORDS = {"name": "similar name", "website": "same website", "email": "same e-mail domain"}
_MANY = 12
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Company:
    """What is compared of one record.

    Attributes:
        name: as it is written.
        website: an address with or without ``https://``; empty when unknown.
        email: of its contact; empty when unknown.
    """

    name: str
    website: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be the same company.

    Attributes:
        at: its place among those compared with.
        column: what is alike: ``name``, ``website`` or ``email`` of a ``Company``.
        score: 0 to 100, the surest first.
    """

    at: int
    column: str
    score: float

    @property
    def why(self) -> str:
        """What is alike, in words."""
        return _WORDS[self.column]


class Pair(NamedTuple):
    """Two records that may be the same company, by their places, the first before the second.

    Attributes:
        one, other: their places among the records.
        match: what is alike and how much; ``match.at`` is ``other``.
    """

    one: int
    other: int
    match: Match


class Companies:
    """Records made ready to be compared with many others."""

    def __init__(self, known: Sequence[Company]) -> None:
        """Take the records; ``Match.at`` is a place among them."""
        self._names = [core_name(company.name) for company in known]
        self._joined = [name.replace(" ", "") for name in self._names]
        self._sorted = [" ".join(sorted(name.split())) for name in self._names]
        self._numbers = _numbers(self._joined)
        self._sites = _places(host_of(company.website) for company in known)
        self._domains = _places(mail_domain_of(company.email) for company in known)

    def like(self, wanted: Company, *, at_most: int = 5) -> list[Match]:
        """Return the records that may be the same company as the wanted one, the surest first.

        Names are compared by their telling words, and one slip of the keyboard is seen through: some fifty
        milliseconds against 200,000 records.
        """
        found: dict[int, Match] = {}
        core = core_name(wanted.name)
        if core:
            scores = self._scores([" ".join(sorted(core.split()))], [core.replace(" ", "")], 0)[0]
            surest = np.flatnonzero(scores >= ALIKE)
            surest = surest[np.argsort(-scores[surest], kind="stable")][:at_most]
            found = {at: Match(at, "name", float(scores[at])) for at in surest.tolist()}
        for at in self._domains.get(mail_domain_of(wanted.email), ()):
            found.setdefault(at, Match(at, "email", 95.0))
        for at in self._sites.get(host_of(wanted.website), ()):
            found[at] = Match(at, "website", 100.0)
        return sorted(found.values(), key=lambda match: (-match.score, match.at))[:at_most]

    def pairs(self, start: int, stop: int) -> list[Pair]:
        """Return the pairs whose first one has a place from ``start`` to before ``stop``.

        A website or e-mail domain that more than ``_MANY`` records share says nothing. Each record is
        compared with those behind it: a tenth of a second for 200 among 5,000.
        """
        found: dict[tuple[int, int], Match] = {}
        for at, behind, score in self._alike(start, stop):
            found[at, behind] = Match(behind, "name", score)
        for column, shared, score in (("email", self._domains, 95.0), ("website", self._sites, 100.0)):
            for places in shared.values():
                if len(places) <= _MANY:
                    for at, behind in combinations(places, 2):
                        if start <= at < stop and (column == "website" or (at, behind) not in found):
                            found[at, behind] = Match(behind, column, score)
        return [Pair(one, other, match) for (one, other), match in found.items()]

    def _alike(self, start: int, stop: int) -> Iterator[tuple[int, int, float]]:
        """Yield the places of records with similar names, and how similar they are."""
        scores = self._scores(self._sorted[start:stop], self._joined[start:stop], start)
        for at, behind in np.argwhere(scores >= ALIKE).tolist():
            if behind > at and self._names[start + at]:
                yield start + at, start + behind, float(scores[at, behind])

    def _scores(self, ordered: Sequence[str], joined: Sequence[str], start: int) -> Array:
        """Return how alike names are to each from a place on, as ``similarity``: a row for each of them."""
        both = ((ordered, self._sorted[start:]), (joined, self._joined[start:]))
        ratios = [
            process.cdist(some, known, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.float32)
            for some, known in both
        ]
        scores: Array = np.maximum(*ratios)
        known = self._joined[start:]
        slips = (
            process.cdist(joined, known, scorer=Indel.distance, score_cutoff=_SLIP, dtype=np.uint16) <= _SLIP
        )
        long, lengths = _lengths(joined)[:, np.newaxis], _lengths(known)
        slips &= (long >= _SLIP_FROM) & (np.abs(long - lengths) < _SLIP)
        slips &= _numbers(joined)[:, np.newaxis] == self._numbers[start:]
        return np.where(slips, np.maximum(scores, np.float32(ALIKE)), scores)


def _lengths(names: Sequence[str]) -> Array:
    return np.fromiter(map(len, names), np.int64, len(names))


def _numbers(names: Sequence[str]) -> Array:
    """Return for each name what stands for the digits in it, int64: names that differ in them are two."""
    return np.fromiter((hash(tuple(_DIGITS.findall(name))) for name in names), np.int64, len(names))


def matches(wanted: Company, others: Sequence[Company], *, at_most: int = 5) -> list[Match]:
    """Return which of some records may be the same company as the wanted one, the surest first."""
    return Companies(others).like(wanted, at_most=at_most)


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 100, by their telling words in any order.

    One letter more, less, another or in another place is a slip: as alike as may mean the same.
    """
    left, right = core_name(one), core_name(other)
    return max(_ratio(left, right), ALIKE if _is_slip(left.replace(" ", ""), right.replace(" ", "")) else 0.0)


@lru_cache(maxsize=20_000)
def core_name(name: str) -> str:
    """Return a name's telling words: without case, accents, punctuation and legal form.

    A name of nothing but such words keeps them.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _WORD.findall(letters.replace("&", " "))
    telling = [word for word in words if word not in _FORMS]
    return " ".join(telling or words)


def host_of(website: str) -> str:
    """Return an address's host without ``www.``, empty when there is none."""
    text = website.strip().casefold()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def mail_domain_of(email: str) -> str:
    """Return what stands behind the ``@``; empty when there is none or many companies share it."""
    domain = email.strip().casefold().rpartition("@")[2] if "@" in email else ""
    return "" if domain in _SHARED_DOMAINS else domain


def _places(texts: Iterable[str]) -> dict[str, list[int]]:
    """Return, by text, where it stands; nothing stands for none."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        if text:
            places.setdefault(text, []).append(at)
    return places


def _is_slip(left: str, right: str) -> bool:
    is_near = len(left) >= _SLIP_FROM and abs(len(left) - len(right)) < _SLIP
    is_near = is_near and Indel.distance(left, right, score_cutoff=_SLIP) <= _SLIP
    return is_near and _DIGITS.findall(left) == _DIGITS.findall(right)


def _ratio(left: str, right: str) -> float:
    """Return how alike two core names are: the order of words does not count, a missing short one does."""
    return max(
        fuzz.token_sort_ratio(left, right),
        fuzz.ratio(left.replace(" ", ""), right.replace(" ", "")),
    )
