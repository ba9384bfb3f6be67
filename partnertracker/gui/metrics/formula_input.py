"""The input of a formula: offers metrics for the word at the cursor, by id or by name."""

import re
from collections.abc import Callable, Sequence

from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.search import folded
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.theme.theme import Theme

_WORD = re.compile(r"[^\W\d]\w*")
_BETWEEN = " · "


class FormulaInput(WordInput):
    """A line in which metrics are named; Down offers all of them, Enter or Tab takes the chosen one."""

    def __init__(self, metrics: Sequence[Metric], theme: Theme) -> None:
        """Take the metrics that may be named."""
        super().__init__(self._matching, theme)
        self._metrics = metrics
        self.setPlaceholderText("bookings / active_partners")

    def select(self, start: int, end: int) -> None:
        """Put the cursor at a place, over what is wrong there."""
        self.setFocus()
        self.setSelection(start, end - start) if end > start else self.setCursorPosition(start)

    def _matching(self, text: str, then: Callable[[Sequence[str]], None]) -> None:
        """Hand on the metrics that the word at the cursor may mean, those that begin so first."""
        start, end = self._span()
        wanted = folded(self.text()[start:end]) if text else ""
        if text and not wanted:
            then(())
            return
        found = [each for each in self._metrics if wanted in folded(f"{each.id} {each.label}")]
        found.sort(
            key=lambda each: not any(folded(word).startswith(wanted) for word in (each.id, each.label))
        )
        alone = [each.id for each in found] == [self.text()[start:end]]
        then(() if alone else [f"{each.id}{_BETWEEN}{each.label}" for each in found])

    def _span(self) -> tuple[int, int]:
        """Return where the word that the cursor stands in, or right after, begins and ends."""
        at = self.cursorPosition()
        words = (found.span() for found in _WORD.finditer(self.text()))
        return next((span for span in words if span[0] < at <= span[1]), (at, at))

    def take(self, word: str) -> None:
        """Put the id in the place of the word at the cursor."""
        (start, end), name, text = self._span(), word.partition(_BETWEEN)[0], self.text()
        self.setText(f"{text[:start]}{name}{text[end:]}")
        self.setCursorPosition(start + len(name))
        self.edited.emit()
        self.chosen.emit()
