"""The page of deals."""

from PySide6.QtWidgets import QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.forms.lookalikes import Lookalikes
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.theme import Theme


class DealsView(RecordsView):
    """Every deal, and the form of one with its influences and stages."""

    handles = RecordsView.handles | {"merge"}
    interest = frozenset(
        {
            "deals",
            "deal_influences",
            "deal_stage_events",
            "partners",
            "stages",
            "settings",
            "custom_fields",
            "custom_values",
        }
    )

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the page; it is filled when it is shown."""
        super().__init__(desk, theme, memory, "deals", parent)

    def _make_form(self, parent: QWidget) -> EntryForm:
        form = super()._make_form(parent)
        self.lookalikes = Lookalikes(self.desk, form)
        return form
