"""The line over a partner's certifications: what its tier asks for, and what is missing."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.domain.columns import NO_ROW
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.flow import FlowLayout
from partnertracker.gui.painting.chips import Chip
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.requirements import Requirement, requirements_of


class RequirementsLine(QWidget):
    """A chip for each certificate that is required: green when enough people hold it, else red."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        """Start without a partner."""
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self.words = label("", "muted")
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, spacing=2 * STEP)
        self.chips: list[Chip] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, GAP, GAP, 0)
        line.setSpacing(2 * STEP)
        line.addWidget(self.words)
        line.addWidget(self._holder, 1)

    def show_partner(self, key: int) -> None:
        """Show what the partner's tier requires on the as-of day."""
        facts = self._desk.facts
        (at,) = facts["partners"].positions_of([key])
        if at == NO_ROW:
            return
        found = requirements_of(facts, int(at), self._desk.choice.as_of)
        self.words.setText(_words(facts["partners"].text("tier", int(at)) or "", found))
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.hide()  # else one that Qt is about to show would be a window for a moment
            chip.setParent(None)
            chip.deleteLater()
        self.chips = [self._chip(each) for each in found]
        for chip in self.chips:
            self._flow.addWidget(chip)

    def _chip(self, each: Requirement) -> Chip:
        chip = Chip(self._theme)
        said = f"{each.certificate}: {formats.count(len(each.holders))} of {formats.count(each.people)}"
        missing = f", {formats.count(each.missing)} missing" if each.missing else ""
        holders = f"Held by {', '.join(each.holders)}" if each.holders else "Nobody holds it"
        chip.show_status("red" if each.missing else "green", said + missing, holders)
        return chip


def _words(tier: str, found: tuple[Requirement, ...]) -> str:
    if not tier:
        return "Without a tier any one certificate is enough."
    if not found:
        return f"Nothing is required for {tier}: any one certificate is enough."
    lacking = sum(each.missing > 0 for each in found)
    return f"{tier} requires" if lacking else f"All that {tier} requires is there:"
