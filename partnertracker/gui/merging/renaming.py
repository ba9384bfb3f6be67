"""The window that gives a customer another name in every deal and customer stage."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.validation import shown
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.completing import suggest_for
from partnertracker.gui.forms.inputs import WordInput
from partnertracker.gui.questions import Questions
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, foot, label, page_column
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.customer_names import CUSTOMER
from partnertracker.services.customers import Renaming, rename_customer, renaming
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

_WIDTH = 520


class RenameCustomerDialog(SteadyDialog):
    """Asks for the customer and its new name, and says what will change."""

    def __init__(self, desk: Desk, theme: Theme, customer: str, parent: QWidget, new: str = "") -> None:
        """Begin with a customer (empty: with none), and the name that it shall have if that is known."""
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Rename customer")
        self.setMinimumWidth(_WIDTH)
        self._questions = Questions(desk, self)
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
        """Ask how many rows get the new name, and whether somebody bears it already."""
        old, new = self.old.text().strip(), self.new.text().strip()
        self.confirm.setEnabled(bool(old and new and new != old))
        self._questions.compute("renaming", lambda facts: renaming(facts, old, new), self._tell)

    def _tell(self, found: Renaming) -> None:
        parts = [
            formats.counted(count, entity(table).singular.lower())
            for table, count in found.rows.items()
            if count
        ]
        old, new = found.old, found.new
        if not old:
            is_typed = bool(self.old.text().strip())
            sentence = "No deal and no customer stage names this customer." if is_typed else "Which customer?"
        elif not new or new == old:
            sentence = f"{' and '.join(parts)} name this customer. Type the name they shall have."
        else:
            same = f" {shown(new)} is there already: the two are one then." if found.joins else ""
            sentence = f"{' and '.join(parts)} will name {shown(new)}.{same}"
        self.told.setText(sentence)
        self.confirm.setEnabled(bool(parts and new and new != old))

    def _rename(self) -> None:
        old, new = self.old.text().strip(), self.new.text().strip()

        def rename(session: Session) -> Outcome:
            found = renaming(session.facts, old, new)
            return session.execute(*rename_customer(found.old or old, found.new))

        self.store(rename, lambda _outcome: self.accept(), self._refused)

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
