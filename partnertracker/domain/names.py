"""How names are compared: without case and surrounding space, and blind to how Unicode spells a letter."""

import re
from unicodedata import normalize

_JOINTS = re.compile(r"[\s_-]+")


def search_key(name: str) -> str:
    """Return what two spellings of a name share: NFC, casefolded, runs of space as one, none around."""
    if name.isascii():
        return " ".join(name.casefold().split())
    return normalize("NFC", " ".join(normalize("NFC", name).casefold().split()))


def word_key(word: str) -> str:
    """Return a word of a fixed list without case, with ``_``, ``-`` and space taken as the same."""
    return _JOINTS.sub(" ", search_key(word)).strip()
