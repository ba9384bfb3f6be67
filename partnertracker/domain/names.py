"""How names are compared: without case and surrounding space, and blind to how Unicode spells a letter."""

import re
from collections.abc import Collection
from unicodedata import category, normalize

_NOT_IN_A_KEY = re.compile("[^a-z0-9]+")
_UNSEEN = "Cf"  # Unicode's category of joiners, marks of direction and the like
_JOINTS = re.compile(r"[\s_-]+")


def search_key(name: str) -> str:
    """Return what two spellings of a name share: NFC, casefolded, runs of space as one, none around."""
    if name.isascii():
        return " ".join(name.casefold().split())
    return normalize("NFC", " ".join(normalize("NFC", name).casefold().split()))


def sight_key(name: str) -> str:
    """Return what names share that look the same: ``search_key``, wide letters narrow, none unseen."""
    plain = normalize("NFKC", name)
    return search_key("".join(letter for letter in plain if category(letter) != _UNSEEN))


def word_key(word: str) -> str:
    """Return a word of a fixed list without case, with ``_``, ``-`` and space taken as the same."""
    return _JOINTS.sub(" ", search_key(word)).strip()


def free_key(label: str, taken: Collection[str], otherwise: str) -> str:
    """Return the word under which something new is kept: its label in small letters, marked where taken.

    Args:
        label: the words on screen.
        taken: the keys that there are.
        otherwise: the word for a label without a letter or digit of ASCII.
    """
    plain = normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    key = _NOT_IN_A_KEY.sub("_", plain).strip("_") or otherwise
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}_{number}"
    return free
