"""Nouns as they stand in a sentence: several of them listed, one with its article."""

from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: ``deals, stages and targets``; empty when there are none."""
    *first, last = [*names] or [""]
    return " and ".join(filter(None, (", ".join(first), last)))


def with_article(noun: str) -> str:
    """Return a noun of ours with the article that it takes: ``a deal``, ``an action``."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"
