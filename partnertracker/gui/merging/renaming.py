"""The window that gives a customer another name in every deal and customer stage."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.customers import CUSTOMER, rename_customer, rows_of

_WIDTH = 520


class RenameCustomerDialog(SteadyDialog):
    """Asks for the customer and its new name, and says what will change."""

    def __init__(self, desk: Desk, theme: Theme, customer: str, parent: QWidget, new: str = "") -> None:
        """Begin with a customer (empty: with none), and the name that it shall have if that is known."""
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Rename customer")
        self.setMinimumWidth(_WIDTH)
        suggest = suggest_for(desk, "deals", entity("deals").field(CUSTOMER))
        self.old, self.new = WordInput(suggest, theme), WordInput(suggest, theme)
        self.old.setAccessibleName("Customer")
        self.new.setAccessibleName("New name")
        self.old.set_text(customer)
        self.new.set_text(new or customer)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.confirm = button("Rename", "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._rename)
        for entry in (self.old, self.new):
            entry.textChanged.connect(self._count)
        self._lay_out()
        self._count()
        (self.new if customer else self.old).setFocus()
        self.new.selectAll()

    def _count(self) -> None:
        """Say how many rows get the new name, and whether somebody bears it already."""
        facts = self._desk.facts
        old, new = self.old.text().strip(), self.new.text().strip()
        parts = [
            formats.counted(count, entity(table).singular.lower())
            for table, count in rows_of(facts, old).items()
            if count
        ]
        there = any(rows_of(facts, new).values())
        if not parts:
            sentence = "Type the name of a customer as it is in the file." if old else "Which customer?"
        elif not new or new == old:
            sentence = f"{' and '.join(parts)} name this customer. Type the name they shall have."
        else:
            same = f" {new} is there already: the two are one then." if there else ""
            sentence = f"{' and '.join(parts)} will name {new}.{same}"
        self.told.setText(sentence)
        self.confirm.setEnabled(bool(parts and new and new != old))

    def _rename(self) -> None:
        old, new = self.old.text().strip(), self.new.text().strip()
        self.store(
            lambda session: session.execute(*rename_customer(old, new)),
            lambda _outcome: self.accept(),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError):
            self.told.setText(str(error))
        else:
            self._desk.failed.emit(error)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * STEP)
        for row, (words, entry) in enumerate((("Customer", self.old), ("New name", self.new))):
            caption = label(words)
            caption.setBuddy(entry)
            grid.addWidget(caption, row, 0)
            grid.addWidget(entry, row, 1)
        layout = page_column(self)
        layout.addWidget(label("Rename customer", "title"))
        layout.addLayout(grid)
        layout.addWidget(self.told)
        layout.addLayout(foot(cancel_button(self), self.confirm))
