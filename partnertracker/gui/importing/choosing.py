"""The first step: the file, the table it is for, and how it is read."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from partnertracker.domain.entities import EXCHANGED
from partnertracker.gui.importing.format import FormatBar
from partnertracker.gui.importing.picker import Picker
from partnertracker.gui.importing.preview import PreviewModel
from partnertracker.gui.importing.questions import QuestionPanel
from partnertracker.gui.importing.sheet import Sheet
from partnertracker.gui.importing.tables import arrange, fit
from partnertracker.gui.importing.texts import one_line
from partnertracker.gui.theme.controls import button, card, label
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.importing import Copied, FileFormat

_FILES = "Tables (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)"
_UNREAD = "The first rows stand here once this is clear."
_AS_WRITTEN = QKeySequence.SequenceFormat.NativeText
_EMPTY = "Drop a CSV, XLSX or ODS file here, browse for one, or paste cells that you copied."


class ChoosePage(QWidget):
    """A file can be dropped here, browsed for, or typed."""

    file_chosen = Signal(Path)
    """The person chose this file."""

    confirmed = Signal()
    """The person pressed Enter in the path that is shown, having typed nothing there since."""

    cells_pasted = Signal(object)
    """The person pasted what they copied elsewhere: ``Copied``."""

    table_chosen = Signal(str)
    """The person chose the table that the rows are for."""

    def __init__(self, table: str, parent: QWidget | None = None) -> None:
        """Start without a file; ``table`` may be empty."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.path = QLineEdit()
        self.path.setAccessibleName("File")
        self.path.setPlaceholderText("Path of a CSV, XLSX or ODS file")
        self.path.returnPressed.connect(self._on_typed)
        self.browse = button("Browse…")
        self.browse.clicked.connect(self._on_browse)
        self.paste = button("Paste cells")
        key = QKeySequence(QKeySequence.StandardKey.Paste)
        self.paste.setToolTip(f"Cells copied in a spreadsheet ({key.toString(_AS_WRITTEN)})")
        self.paste.clicked.connect(self._on_paste)
        QShortcut(key, self, self._on_paste)
        self.table = Picker("Table")
        self.table.setMinimumWidth(48 * STEP)
        first = [] if table else [("", "Choose a table…")]
        self.table.offer([*first, *((each.table, each.plural) for each in EXCHANGED)], table)
        self.table.picked.connect(self.table_chosen)
        self.format = FormatBar()
        self.format.hide()
        self.questions = QuestionPanel(self.table)
        self.preview = PreviewModel(self)
        self.rows = QTableView()
        self.rows.setAccessibleName("First rows of the file")
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        arrange(self.rows, self.preview)
        self._shown = QStackedWidget()
        self._empty = label(_EMPTY, "muted")
        self._read_as = label("", "caption")
        self._above = Elided("caption")
        self._lay_out()

    def show_file(self, path: Path) -> None:
        """Show which file is being read."""
        self.questions.ask(())
        self.format.show()
        self.path.setText(str(path))

    def show_pasted(self) -> None:
        """Show that what was pasted is being read."""
        self.questions.ask(())
        self.format.show()
        self.path.setText("")

    def show_sheet(self, sheet: Sheet, said: FileFormat) -> None:
        """Show the file's first rows as they were read, and what is to be decided."""
        self.preview.fill(sheet.source.header, sheet.rows)
        self._shown.setCurrentIndex(1)
        self._read_as.setText(_read_as(len(sheet.rows)))
        self._above.show_text(_above(sheet))
        self._above.setVisible(bool(self._above.text()))
        source, is_text = sheet.source, bool(sheet.format.delimiter)
        self.format.show_format(sheet.format, said, sheets=source.sheets, is_text=is_text)
        self.questions.ask(sheet.questions)
        self._rows_page.activate()  # else the table is as narrow as before it was shown
        fit(self.rows)

    def show_nothing(self, said: FileFormat) -> None:
        """There is no file, or it can't be read."""
        asked = self.questions.question
        self.format.show_format(said, said, is_text=asked is None or asked.topic != "sheet")
        self.preview.fill((), ())
        self._empty.setText(_UNREAD if self.questions.question is not None else _EMPTY)
        self._shown.setCurrentIndex(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from this computer."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(path)

    def _on_browse(self) -> None:
        folder = str(Path(self.path.text()).parent) if self.path.text() else ""
        chosen, _filter = QFileDialog.getOpenFileName(self, "Choose a file to import", folder, _FILES)
        if chosen:
            self.file_chosen.emit(Path(chosen))

    def _on_paste(self) -> None:
        told = QGuiApplication.clipboard().mimeData()
        self.cells_pasted.emit(Copied(told.text(), told.html()))

    def _on_typed(self) -> None:
        if not self.path.isModified() and self.preview.columnCount():
            self.confirmed.emit()
        elif self.path.text().strip():
            self.file_chosen.emit(Path(self.path.text().strip()).expanduser())

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * STEP)
        first.addWidget(label("File", "muted"))
        first.addWidget(self.path, 1)
        first.addWidget(self.browse)
        first.addWidget(self.paste)
        first.addSpacing(2 * STEP)
        first.addWidget(label("Import into", "muted"))
        first.addWidget(self.table)
        empty = card()
        inner = QVBoxLayout(empty)
        inner.addStretch(1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self._empty)
        inner.addStretch(1)
        filled = QWidget()
        content = self._rows_page = QVBoxLayout(filled)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(2 * STEP)
        content.addWidget(self._above)
        content.addWidget(self._read_as)
        content.addWidget(self.rows, 1)
        self._shown.addWidget(empty)
        self._shown.addWidget(filled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * STEP)
        column.addLayout(first)
        column.addWidget(self.questions)
        column.addWidget(self.format)
        column.addWidget(self._shown, 1)


def _read_as(rows: int) -> str:
    if rows == 1:
        return "The only row, as it is read"
    return f"The first {rows} rows, as they are read" if rows else ""


def _above(sheet: Sheet) -> str:
    """Return what stands above the header, in words; empty when nothing does."""
    titles = ", ".join(f"“{one_line(each)}”" for each in sheet.source.titles)
    return f"Left out above the column names: {titles}" if titles else ""


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
