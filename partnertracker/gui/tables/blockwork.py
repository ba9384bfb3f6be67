"""Carrying blocks of cells out: planned where the file is, and what doesn't fit is shown first."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Field, Value
from partnertracker.domain.problems import Problem
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.texts import Wording
from partnertracker.gui.late import BLOCK_CHECK, part, service
from partnertracker.gui.tables.doing import Doing, left_as_they_are
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing.blocks import Block, BlockPlan, carried_out
from partnertracker.services.editing.clips import Clips, to_html, to_text
from partnertracker.services.session import Session


class BlockWork(QObject):
    """What is done to blocks of the cells of one table, each in one step."""

    told = Signal(str)
    """Why something is not possible."""

    noted = Signal(str)
    """What of something that was done is worth knowing."""

    done = Signal(object)
    """A block was carried out: its ``Outcome``."""

    def __init__(self, desk: Desk, table: QTableView, theme: Theme) -> None:
        """Take the table whose cells are chosen."""
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._theme = theme

    def begin(self, doing: Doing, make: Callable[[Session], Block]) -> None:
        """Make a block and plan it where the file is; then do it, or show what doesn't fit."""
        if self._desk.read_only:
            self.told.emit(self._desk.read_only)
            return
        read = reading(self._desk)
        self._desk.ask(
            lambda session: service("editing.planning:planned")(session, make(session), read),
            lambda plan: self._take(doing, plan),
            self._tell,
        )

    def _take(self, doing: Doing, plan: BlockPlan) -> None:
        if plan.problems or plan.missing or plan.block.unknown or plan.block.head:
            check = part(BLOCK_CHECK)(self._desk, self._theme, doing, plan, self._table.window())
            check.agreed.connect(lambda agreed: self._carry_out(doing, agreed))
            check.open()
        elif not any(plan.block.columns):
            self.told.emit("What stands in these cells is worked out: nothing can be put into them.")
        else:
            if plan.cells or plan.new:
                self._carry_out(doing, plan)
            if plan.block.worked_out:
                self.noted.emit(left_as_they_are(plan.block))

    def _carry_out(self, doing: Doing, plan: BlockPlan) -> None:
        label = doing.label(plan)
        self._desk.change(
            lambda session: session.execute(*carried_out(session, plan, label)), self.done.emit, self._tell
        )

    def _tell(self, error: Exception) -> None:
        if isinstance(error, InvalidRowsError | UnusableArgumentError):
            self.told.emit(str(error))
        else:
            self._desk.failed.emit(error)


def reading(desk: Desk) -> Callable[[Field, str, str], Value | Problem]:
    """Return what reads texts as the person's system writes them, as inputs do."""
    return Wording(desk.facts, desk.today).value


def put_on_clipboard(clips: Clips) -> None:
    """Put cells on the clipboard, as text and as an HTML table."""
    mime = QMimeData()
    mime.setText(to_text(clips))
    mime.setHtml(to_html(clips))
    QGuiApplication.clipboard().setMimeData(mime)


def on_clipboard() -> tuple[str, str]:
    """Return the text and the HTML on the clipboard, empty where there is none."""
    mime = QGuiApplication.clipboard().mimeData()
    return mime.text() if mime.hasText() else "", mime.html() if mime.hasHtml() else ""
