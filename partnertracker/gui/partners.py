"""The page of partners."""

from PySide6.QtWidgets import QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.forms.lookalikes import Lookalikes
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.controls import button
from partnertracker.gui.theme.theme import Theme


class PartnersView(RecordsView):
    """Every partner, and the form of one."""

    handles = RecordsView.handles | {"merge"}
    interest = frozenset(
        {"partners", "deals", "health_reviews", "stages", "settings", "custom_fields", "custom_values"}
    )

    def __init__(self, desk: Desk, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        """Build the page; it is filled when it is shown."""
        super().__init__(desk, theme, memory, "partners", parent)

    def _make_form(self, parent: QWidget) -> EntryForm:
        form = super()._make_form(parent)
        self.lookalikes = Lookalikes(self.desk, form)
        self.open_page = button("Open page", parent=form)
        self.open_page.setToolTip("All that concerns the partner (Ctrl+Return)")
        self.open_page.clicked.connect(lambda: self.command_wanted.emit("partner_page"))
        form.foot.addWidget(self.open_page)
        return form
