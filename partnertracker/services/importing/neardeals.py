"""New deals of a list that may be there already: those of the same customer with nearly the same name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from partnertracker.domain.fields import Value
from partnertracker.domain.likeness import ALIKE, similarity
from partnertracker.domain.names import search_key
from partnertracker.services.importing.chosen import Said
from partnertracker.services.ports import Reader

_FEW = 16
"""Of so many pairs each is compared by itself: a table of them takes longer to set up."""

_MOST_PAIRS = 5_000_000
"""Of more, two seconds' worth, only deals of the very same name are found."""

_NEARLY = 70.0
"""Texts that are less alike are not looked at more closely."""

_NUMBERS = re.compile(r"\d+")


class There(NamedTuple):
    """A deal of the file: its id, and its name as it is and as it is compared."""

    id: str
    name: str
    key: str


class NearDeal(NamedTuple):
    """What a list says of a new deal, the deal that it may be, and why."""

    said: Said
    there: There
    why: str


def near_deals(reader: Reader, new: Iterable[Said]) -> Iterator[NearDeal]:
    """Yield the new deals that may be there already, each with the likeliest one, in their order.

    Only deals of one customer are compared, and names that differ in a number mean two: “Renewal 2026” is not
    “Renewal 2025”.
    """
    wanted = list(dict.fromkeys(new))
    places = {said: _place(said.name, said.customer) for said in wanted}
    looked_at = set(places.values())
    there: dict[tuple[str, ...], list[There]] = {}
    for row_id, name, customer in reader.each("deals", ("id", "name", "customer")):
        place = _place(str(name), str(customer))
        if place in looked_at:
            there.setdefault(place, []).append(There(str(row_id), str(name), search_key(str(name))))
    rows: dict[tuple[str, ...], list[Said]] = {}
    for said in wanted:
        if places[said] in there:
            rows.setdefault(places[said], []).append(said)
    are_few = sum(len(some) * len(there[place]) for place, some in rows.items()) <= _MOST_PAIRS
    found = {
        said: NearDeal(said, *meant)
        for place, some in rows.items()
        for said, meant in _meant(some, there[place], near_too=are_few)
    }
    yield from (found[said] for said in wanted if said in found)


def _place(name: str, customer: str) -> tuple[str, ...]:
    """Return what deals share that are compared: the customer, and the numbers in their names."""
    return _key_of_customer(customer), *_NUMBERS.findall(name)


@lru_cache(maxsize=50_000)
def _key_of_customer(customer: str) -> str:
    return search_key(customer)


def _meant(
    new: Sequence[Said], there: Sequence[There], *, near_too: bool
) -> Iterator[tuple[Said, tuple[There, str]]]:
    """Yield those of some new deals of a customer that may be one of some that are there, with that one."""
    same = {each.key: each for each in reversed(there)}
    names = Counter(each.key for each in there)
    others = []
    for said in new:
        key = search_key(said.name)
        if names[key] > 1 and said.external_id is None:
            continue  # none of them more than another: the plan tells that it is unsure
        if key in same:
            yield said, (same[key], "same name and customer")
        elif near_too:
            others.append((said, key))
    best: dict[Said, tuple[float, There]] = {}
    for at, of in _nearly([key for _, key in others], [each.key for each in there]):
        said, each = others[at][0], there[of]
        score = similarity(said.name, each.name)
        if score >= ALIKE and score > best.get(said, (0.0, each))[0]:
            best[said] = score, each
    yield from ((said, (each, "similar name, same customer")) for said, (_, each) in best.items())


def _nearly(new: Sequence[str], there: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of texts that are somewhat alike."""
    if len(new) * len(there) <= _FEW:
        for at, one in enumerate(new):
            for of, other in enumerate(there):
                if fuzz.ratio(one, other, score_cutoff=_NEARLY):
                    yield at, of
        return
    scores = process.cdist(new, there, scorer=fuzz.ratio, score_cutoff=_NEARLY, dtype=np.float32)
    yield from ((at, of) for at, of in np.argwhere(scores > 0).tolist())


def said_in(names: Sequence[str], columns: Sequence[Sequence[Value]]) -> Iterator[Said]:
    """Yield what a list says of new deals, from the columns of some fields."""
    every = dict(zip(names, columns, strict=True))
    count = len(columns[0]) if columns else 0
    told = [every.get(name) or [None] * count for name in Said._fields]
    yield from (Said(str(name), str(customer), number) for name, customer, number in zip(*told, strict=True))
