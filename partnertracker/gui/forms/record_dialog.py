"""A record of a table that has no page of its own, in a small window; it saves itself as every form does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.theme.controls import button, label
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.gui.unsaved import UnsavedDialog
from partnertracker.services.editing import delete_rows
from partnertracker.services.ports import TableChanges

_SIZE = (520, 560)


class RecordDialog(QDialog):
    """Shows one stored record; closes when it is gone, and asks before typed things are lost."""

    def __init__(self, desk: Desk, theme: Theme, table: str, key: int, parent: QWidget | None = None) -> None:
        """Take which record: its table and key."""
        super().__init__(parent)
        self._desk = desk
        self._table, self._key = table, key
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(entity(table).singular)
        self.resize(*_SIZE)
        self.form = RecordForm(desk, table, theme, self)
        self.refused = label("", "error")
        self.refused.setWordWrap(True)
        self.refused.hide()
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.reject)
        self.form.delete_button.clicked.connect(self._delete)
        desk.changed.connect(self._follow)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.setSpacing(3 * STEP)
        whole.addWidget(label(self.windowTitle(), "title"))
        whole.addWidget(self.form, 1)
        whole.addWidget(self.refused)
        whole.addLayout(buttons)
        self.form.show_record(key)

    def reject(self) -> None:
        """Save what was typed, then close; where something can't be saved, only if the person wants that."""
        held = self.form.held()
        if held:
            self.form.boxes[held].entry.clearFocus()
        self._desk.ask(lambda _session: None, self._settle)

    def _settle(self, _nothing: None) -> None:
        if self._desk.changing:  # what was typed is being saved just now
            self._desk.ask(lambda _session: None, self._settle)
        elif self.form.unsaved:
            question = UnsavedDialog(self.form.unsaved, "Close", self)
            question.accepted.connect(lambda: super(RecordDialog, self).reject())
            question.rejected.connect(self.form.mend)
            question.open()
        else:
            super().reject()

    def _delete(self) -> None:
        table, key = self._table, self._key
        self._desk.change(
            lambda session: session.execute(*delete_rows(session, table, [key])), failed=self._tell
        )

    def _tell(self, error: Exception) -> None:
        """Say in the window why it can't be deleted."""
        if not isinstance(error, InvalidRowsError):
            self._desk.failed.emit(error)
            return
        self.refused.setText(str(error))
        self.refused.show()

    def _follow(self, changes: dict[str, TableChanges]) -> None:
        if self._key in changes.get(self._table, TableChanges()).deleted:
            super().reject()
