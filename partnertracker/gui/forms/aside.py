"""Records that were left before they could be saved."""

from collections.abc import Collection

from partnertracker.gui.forms.draft import Draft
from partnertracker.gui.forms.texts import Wording


class Aside:
    """Drafts put aside, those first that were begun first."""

    def __init__(self) -> None:
        """Start empty."""
        self._drafts: list[Draft] = []

    def waiting(self, shown: Draft | None) -> tuple[Draft, ...]:
        """Return the drafts with edits, but for the one shown."""
        return tuple(draft for draft in self._drafts if draft is not shown and draft.texts)

    def complaints(self, shown: Draft | None, wording: Wording) -> tuple[str, ...]:
        """Return a sentence about each draft that is not saved, the one shown first."""
        drafts = (*(() if shown is None else (shown,)), *self.waiting(shown))
        told = (draft.complaint(wording) for draft in drafts)
        return tuple(sentence for sentence in told if sentence)

    def keep(self, draft: Draft) -> None:
        """Put a draft aside."""
        if draft not in self._drafts:
            self._drafts.append(draft)

    def take_over(self, typed: Draft) -> None:
        """Put aside what was typed elsewhere for a record, with what waits of it already."""
        waiting = self.take_up(typed.key) if typed.key is not None else None
        if waiting is not None:
            waiting.add(typed)
        self.keep(waiting or typed)

    def drop(self, draft: Draft) -> None:
        """Forget a draft: it is shown, or saved."""
        if draft in self._drafts:
            self._drafts.remove(draft)

    def drop_keys(self, keys: Collection[int]) -> None:
        """Forget the drafts of records that are gone."""
        self._drafts = [draft for draft in self._drafts if draft.key is None or draft.key not in keys]

    def take_up(self, key: int) -> Draft | None:
        """Return the draft of a record, which is no longer put aside; None where there is none."""
        found = next((draft for draft in self._drafts if draft.key == key), None)
        if found is not None:
            self._drafts.remove(found)
        return found
