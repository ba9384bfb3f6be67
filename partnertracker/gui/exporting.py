"""Taking content out: one table as CSV, or a snapshot of everything in a folder."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from partnertracker.domain.entities import EXCHANGED, entity
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.dialogs import documents
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.theme.controls import button, cancel_button, escaped, foot, label, page_column
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.services.exporting import export_table
from partnertracker.services.session import Session

_WIDTH = 460


class ExportDialog(SteadyDialog):
    """Asks which table and where to, and writes it on the file lane; closes when it is written."""

    said = Signal(str)
    """A sentence about what was written, and where."""

    def __init__(self, desk: Desk, table: str, parent: QWidget) -> None:
        """Start with a table chosen."""
        super().__init__(desk, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        self.setMinimumWidth(scaled(_WIDTH))
        self.table = ChoiceBox()
        self.table.setAccessibleName("Table")
        for each in EXCHANGED:
            if each.table in desk.facts.tables:
                rows = formats.count(len(desk.facts[each.table]))
                self.table.addItem(f"{each.plural} ({rows})", each.table)
        self.table.setCurrentIndex(max(0, self.table.findData(table)))
        self.bom = QCheckBox(escaped("Mark as UTF-8, for older versions of Excel"))
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        self.save = button("Save as…", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._ask_where)
        layout = page_column(self)
        layout.addWidget(label("Export a table as CSV", "title"))
        for part in (self.table, self.bom, self.wrong):
            layout.addWidget(part)
        layout.addLayout(foot(cancel_button(self), self.save))

    def write(self, path: Path) -> None:
        """Write the chosen table to a path."""
        table, bom = str(self.table.currentData()), self.bom.isChecked()
        self.ask(
            lambda session: _write(session, table, path, bom=bom),
            lambda rows: self._done(table, rows, path),
            self._fail,
        )

    def _done(self, table: str, rows: int, path: Path) -> None:
        kind = entity(table)
        count = formats.counted(rows, kind.singular.lower(), kind.plural.lower())
        self.said.emit(f"Exported {count} to {path}.")
        self.accept()

    def _ask_where(self) -> None:
        suggested = documents() / f"{self.table.currentData()}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self, "Export", str(suggested), "CSV files (*.csv)")
        if chosen:
            self.write(Path(chosen))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UnusableArgumentError):
            self.wrong.setText(str(error))
        else:
            self._desk.failed.emit(error)


def _write(session: Session, table: str, path: Path, *, bom: bool) -> int:
    """Write beside the goal first, so that a failure leaves an older export as it was."""
    live = session.store.state.path
    if path.resolve() == live.resolve():
        raise UnusableArgumentError("That is the open file itself.", "Choose another name.")
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            rows = export_table(session, table, out, bom=bom)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UnusableArgumentError(
            f"{path.name} can't be written: {error.strerror}.", "Choose another folder."
        ) from error
    return rows
