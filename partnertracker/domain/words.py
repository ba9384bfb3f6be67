"""The words of a column that holds codes."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import overload


class Words(Sequence[str]):
    """The distinct texts of a coded field in the order of their codes.

    Words that came later share the list of those before them, so that one word more copies nothing.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Take the words, each once."""
        self._all = list(words)
        self._count = len(self._all)

    @overload
    def __getitem__(self, code: int) -> str: ...

    @overload
    def __getitem__(self, code: slice) -> Sequence[str]: ...

    def __getitem__(self, code: int | slice) -> str | Sequence[str]:
        """Return the word of a code, or the words of several."""
        if isinstance(code, slice):
            return self._all[: self._count][code]
        return self._all[range(self._count)[code]]

    def __len__(self) -> int:
        """Return the number of words."""
        return self._count

    def __iter__(self) -> Iterator[str]:
        """Go through the words in the order of their codes."""
        return islice(self._all, self._count)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence has the same words in the same order."""
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def codes(self) -> dict[str, int]:
        """The code of each word; words that were added later may be there with codes that no row has."""
        return dict(zip(self, range(len(self)), strict=True))

    def and_also(self, fresh: Sequence[str]) -> "Words":
        """Return these words with more after them, sharing list and codes instead of making all anew."""
        if not fresh:
            return self
        if len(self._all) > self._count:  # other words came after these already
            return Words((*self, *fresh))
        more = Words()
        more._all, more._count = self._all, self._count + len(fresh)
        self._all.extend(fresh)
        if "codes" in vars(self):  # made before, or there is nothing to save
            self.codes.update(zip(fresh, range(len(self), len(more)), strict=True))
            more.codes = self.codes
        return more
