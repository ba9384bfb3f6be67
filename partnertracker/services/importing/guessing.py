"""A first mapping for a file nobody has mapped yet: by our names, and by the words other programs use."""

from collections.abc import Iterable, Sequence

from partnertracker.domain.fields import Entity
from partnertracker.domain.names import word_key
from partnertracker.services.importing.mapping import ImportMapping, accepted_names
from partnertracker.services.synonyms import SYNONYMS


def guess(kind: Entity, header: Sequence[str], *, synonyms: bool = True) -> ImportMapping:
    """Map a file's columns by our names and labels, and with ``synonyms`` by other programs' words.

    Each column is used once. A name of ours goes before a label, and a label before a synonym.

    Args:
        kind: the table, with the custom fields of the open file.
        header: the file's columns.
        synonyms: whether other programs' words are tried.
    """
    theirs = _by_key(header)
    columns: dict[str, str] = {}
    tries: list[tuple[str, tuple[str, ...]]] = [(name, (name,)) for name in accepted_names(kind)]
    tries += [(field.name, (field.label,)) for field in kind.fields]
    if synonyms:
        tries += list(SYNONYMS.get(kind.table, {}).items())
    for ours, words in tries:
        found = next((theirs[word_key(word)] for word in words if word_key(word) in theirs), None)
        if found is not None and ours not in columns:
            columns[ours] = found
            del theirs[word_key(found)]
    in_order = {name: columns[name] for name in accepted_names(kind) if name in columns}
    return ImportMapping(kind.table, columns=in_order)


def _by_key(header: Iterable[str]) -> dict[str, str]:
    """Return the headers by what is compared; one that stands twice can't be meant."""
    found: dict[str, str] = {}
    twice = set()
    for each in header:
        key = word_key(each)
        if key in found:
            twice.add(key)
        found[key] = each
    return {key: each for key, each in found.items() if key and key not in twice}
