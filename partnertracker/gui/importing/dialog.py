"""The import window: four steps from a file to one undoable step in the change log."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.checking import CheckPage
from partnertracker.gui.importing.choosing import ChoosePage
from partnertracker.gui.importing.done import DonePage
from partnertracker.gui.importing.frame import Footer, Notice, StepNames
from partnertracker.gui.importing.job import Job
from partnertracker.gui.importing.mapping import MapPage
from partnertracker.gui.importing.offers import context_of
from partnertracker.gui.importing.sheet import Sheet
from partnertracker.gui.importing.undertaking import StoppedError
from partnertracker.gui.theme.controls import ENTER, page_column
from partnertracker.gui.theme.places import resize_within
from partnertracker.services.importing import Copied, ImportMapping, MappingLibrary, UndecidedError
from partnertracker.services.ports import Outcome

CHOOSE, MAP, CHECK, DONE = range(4)
"""The steps, in order."""

_NAMES = ("Choose file", "Map columns", "Check", "Import")
_WIDTH, _HEIGHT = 1000, 700


class ImportDialog(QDialog):
    """Brings a spreadsheet in. Nothing is written before the last button, and then all of it in one step."""

    imported = Signal(object)
    """Rows were imported: the ``Outcome``."""

    def __init__(
        self,
        desk: Desk,
        table: str = "",
        parent: QWidget | None = None,
        library: MappingLibrary | None = None,
    ) -> None:
        """Start with choosing a file.

        Args:
            desk: the open file.
            table: the table to import into; empty: the person chooses.
            parent: the window it belongs to.
            library: where mappings are kept from one import to the next; None: nowhere.
        """
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within(self, _WIDTH, _HEIGHT)
        self._desk = desk
        self._closing = False
        self._mapped: Sheet | None = None
        self.job = Job(desk, table, library, self)
        self.choosing = ChoosePage(table)
        self.mapping = MapPage()
        self.mapping.saved.setVisible(library is not None)
        self.checking = CheckPage(self.job.errands)
        self.done_page = DonePage(desk)
        self.names = StepNames(_NAMES)
        self.notice = Notice()
        self.footer = Footer()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._go_to(CHOOSE)

    def choose_file(self, path: Path) -> None:
        """Read a file, as if the person had browsed for it."""
        self.choosing.show_file(path)
        self.job.choose_file(path)

    def take_copied(self, copied: Copied) -> None:
        """Read cells that the person pasted."""
        self.choosing.show_pasted()
        self.job.take_copied(copied)

    def reject(self) -> None:
        """Leave; work under way is stopped first, and what comes of an import all the same is told."""
        if self.job.undertaking.busy:
            self._closing = True
            self.job.undertaking.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the file and the plan."""
        self.job.close()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in a field from jumping a step ahead."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)

    def _on_sheet(self, sheet: Sheet) -> None:
        self.choosing.show_sheet(sheet, self.job.said)
        self._show_footer()

    def _on_on(self) -> None:
        self.notice.say_text("")
        step = self.pages.currentIndex()
        if step == CHOOSE:
            self._fill_mapping()
            self._go_to(MAP)
        elif step == MAP and self.job.sheet is not None:
            self.job.check(self.mapping.request(self.job.sheet))
        elif step == CHECK:
            self.job.carry_out()
        elif step == DONE:
            self.accept()

    def _on_back(self) -> None:
        self.job.undertaking.stop()
        self.notice.say_text("")
        self._go_to(max(CHOOSE, self.pages.currentIndex() - 1))

    def _fill_mapping(self) -> None:
        sheet = self.job.sheet
        if sheet is None or sheet.mapping is None or sheet is self._mapped:
            return
        if self.mapping.is_for(sheet):
            self._show_mapping(sheet, replace(self.mapping.mapping, format=sheet.mapping.format))
        else:
            self.mapping.saved.offer(sheet.saved, sheet.used)
            self._show_mapping(sheet, sheet.mapping)

    def _show_mapping(self, sheet: Sheet, mapping: ImportMapping) -> None:
        self._mapped = sheet
        context = context_of(self._desk.facts, self._desk.today.isoformat())
        self.mapping.fill(sheet, mapping, self._desk.facts, context)

    def _on_saved_chosen(self, name: str) -> None:
        if self.job.sheet is not None:
            self._show_mapping(self.job.sheet, self.mapping.saved.mapping(name) or self.job.guessed())

    def _on_mapping(self) -> None:
        self.job.undertaking.stop()
        self.mapping.questions.ask(())
        self._show_footer()

    def _on_checked(self) -> None:
        checked = self.job.checked
        if checked is not None:
            self.checking.show_plan(checked)
            self.notice.say_text(self._desk.read_only)
            if self.pages.currentIndex() == CHECK:
                self._show_footer()  # something was settled there; the focus stays
            else:
                self._go_to(CHECK)

    def _on_imported(self, outcome: Outcome) -> None:
        if self.job.checked is not None:
            self.done_page.show_plan(self.job.checked.plan, outcome.step)
        self._closing = False  # it could not be stopped any more
        self._go_to(DONE)
        self.imported.emit(outcome)

    def _on_answered(self, topic: str, value: str) -> None:
        if self.pages.currentIndex() == MAP and self.job.sheet is not None:
            self.mapping.questions.ask(())
            self.job.answer(topic, value)
            self.job.check(self.mapping.request(self.job.sheet))
        else:
            self.job.answer(topic, value)
            self.job.look()

    def _on_failed(self, error: PartnerTrackerError) -> None:
        page = self.pages.currentIndex()
        self._closing &= isinstance(error, StoppedError) or page != CHECK
        if isinstance(error, StoppedError):
            self.notice.say_text(f"{error}" if page == CHECK else "")
        elif isinstance(error, UndecidedError):
            asking = self.mapping.questions if page == MAP else self.choosing.questions
            asking.ask((error.question,))
        else:
            self.notice.say(error)
        if page == CHOOSE:
            self.choosing.show_nothing(self.job.said)
        self._show_footer()

    def _on_save_rejects(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, "Save rejected rows", self.job.name_for_rejects(), "CSV files (*.csv)"
        )
        if chosen:
            self.save_rejects(Path(chosen))

    def save_rejects(self, path: Path) -> None:
        """Save the rejected rows, as if the person had chosen this path."""
        self.notice.say_text("")
        self.job.save_rejects(path)

    def _go_to(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.names.go_to(step)
        self._show_footer()
        first: dict[int, QWidget] = {
            CHOOSE: self.choosing.browse,
            CHECK: self.checking.tabs,
            DONE: self.footer.on_button,
        }
        focused = first.get(step) or self.mapping.lines.first()
        if focused is not None:
            focused.setFocus()

    def _show_footer(self) -> None:
        step = self.pages.currentIndex()
        busy = self.job.undertaking.busy
        plan = self.job.checked.plan if self.job.checked is not None else None
        rows = plan.new + plan.changed if plan is not None else 0
        importing = f"Import {formats.counted(rows, 'row')}" if rows else "Nothing to import"
        words = ("Map columns", "Check", importing, "Close")[step]
        ready = (
            self.job.is_ready,
            self.mapping.is_usable,
            bool(rows) and not self._desk.read_only,
            True,
        )[step]
        self.footer.offer(
            words, can_go_on=ready and not busy, can_go_back=step in {MAP, CHECK}, can_cancel=step != DONE
        )

    def _on_started(self, words: str) -> None:
        self.notice.say_text("")
        self.footer.waiting.begin(words)
        self.pages.setEnabled(not self.job.is_writing)
        self.footer.back_button.setEnabled(not self.job.is_writing)
        self._show_footer()

    def _on_ended(self) -> None:
        self.footer.waiting.end()
        self.pages.setEnabled(True)
        self.footer.back_button.setEnabled(True)
        self._show_footer()

    def _on_settled(self) -> None:
        if self._closing and not self.job.undertaking.busy:
            super().reject()

    def _connect(self) -> None:
        self.choosing.file_chosen.connect(self.choose_file)
        self.choosing.confirmed.connect(self.footer.on_button.click)
        self.choosing.cells_pasted.connect(self.take_copied)
        self.choosing.table_chosen.connect(self.job.choose_table)
        self.choosing.format.chosen.connect(self._on_answered)
        self.choosing.questions.answered.connect(self._on_answered)
        self.mapping.questions.answered.connect(self._on_answered)
        self.mapping.changed.connect(self._on_mapping)
        self.mapping.saved.chosen.connect(self._on_saved_chosen)
        self.mapping.saved.saving.connect(self._on_save_mapping)
        self.mapping.lines.words_wanted.connect(self.job.count_words)
        self.checking.failed.connect(self.job.fail)
        self.checking.saving.connect(self._on_save_rejects)
        self.checking.settled.connect(self.job.settle)
        self.done_page.saving.connect(self._on_save_rejects)
        self.job.looked.connect(self._on_sheet)
        self.job.counted.connect(self.mapping.lines.show_words)
        self.job.planned.connect(self._on_checked)
        self.job.written.connect(self._on_imported)
        self.job.mapping_kept.connect(self.mapping.saved.say_saved)
        self.job.rejects_saved.connect(self._on_rejects_saved)
        self.job.failed.connect(self._on_failed)
        undertaking = self.job.undertaking
        undertaking.started.connect(self._on_started)
        undertaking.moved.connect(self.footer.waiting.move_to)
        undertaking.ended.connect(self._on_ended)
        undertaking.settled.connect(self._on_settled)
        self.footer.waiting.stopped.connect(undertaking.stop)
        self.footer.on.connect(self._on_on)
        self.footer.back.connect(self._on_back)
        self.footer.cancelled.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.footer.on_button.click)
        QShortcut(QKeySequence("Alt+Left"), self, self.footer.back_button.click)
        QShortcut(QKeySequence.StandardKey.Open, self, self.choosing.browse.click)

    def _on_rejects_saved(self, path: Path) -> None:
        self.checking.say_saved(path.name)
        self.done_page.say_saved(path.name)

    def _on_save_mapping(self, name: str) -> None:
        self.notice.say_text("")
        self.job.keep_mapping(name, self.mapping.mapping)

    def _lay_out(self) -> None:
        for page in (self.choosing, self.mapping, self.checking, self.done_page):
            self.pages.addWidget(page)
        column = page_column(self)
        for widget in (self.names, self.notice, self.pages, self.footer):
            column.addWidget(widget, int(widget is self.pages))
