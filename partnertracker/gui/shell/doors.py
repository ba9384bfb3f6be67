"""What is loaded when somebody asks for it, as few starts do: import, export, snapshots, the demo."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from partnertracker.domain.columns import NO_ROW, date_of
from partnertracker.domain.settings import Settings
from partnertracker.gui.beside import show_beside
from partnertracker.gui.desk import Desk
from partnertracker.gui.dialogs import documents
from partnertracker.gui.exporting import ExportDialog
from partnertracker.gui.history.window import HistoryWindow
from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.gui.merging.finding import DuplicatesWindow
from partnertracker.gui.merging.renaming import RenameCustomerDialog
from partnertracker.gui.restating.windows import ClosedPeriodsWindow, ClosePeriodDialog, ComparisonWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services import snapshot
from partnertracker.services.customer_names import CUSTOMER
from partnertracker.services.demo.plan import Plan
from partnertracker.services.demo.programme import fill
from partnertracker.services.demo.rates import REPORTING
from partnertracker.services.importing import MappingLibrary
from partnertracker.services.restating import Question
from partnertracker.services.session import Session


def open_import(desk: Desk, table: str, parent: QWidget, mappings: Path) -> None:
    """Open the import window.

    Args:
        desk: the open file.
        table: the table to begin with.
        parent: the window it belongs to.
        mappings: the folder of the saved mappings.
    """
    ImportDialog(desk, table, parent, MappingLibrary(mappings)).open()


def open_export(desk: Desk, table: str, parent: QWidget, then: Callable[[str], None]) -> None:
    """Ask which table to write, beginning with this one; hand on a sentence about what was written."""
    dialog = ExportDialog(desk, table, parent)
    dialog.said.connect(then)
    dialog.open()


def save_snapshot(desk: Desk, parent: QWidget, then: Callable[[Path], None]) -> None:
    """Ask for a folder, write everything as of the chosen day into it, and hand on where it is."""
    folder = QFileDialog.getExistingDirectory(parent, "Save a snapshot in", str(documents()))
    if folder:
        day = date_of(desk.choice.as_of)
        desk.ask(lambda session: snapshot.take(session, Path(folder), day), then)


def open_changes(
    today: Desk, past: Desk, theme: Theme, parent: QWidget, opened: Callable[[str, int], None]
) -> None:
    """Open the window of what has changed since the day that the past is known on.

    Args:
        today: the file as it is.
        past: the file as it was known, with the choice whose figures are compared.
        theme: how it looks.
        parent: the widget it belongs to.
        opened: opens a record, by table and key.
    """
    if past.known_on is not None:
        question = Question(past.choice.period, past.choice.as_of, past.choice.scope)
        window = ComparisonWindow(today, theme, parent, past.known_on, question)
        window.record_wanted.connect(opened)
        show_beside(window, today)


def open_closed_periods(
    desk: Desk, theme: Theme, parent: QWidget, opened: Callable[[str, int], None]
) -> None:
    """Open the window of the closed periods, beginning with the one chosen at the top if it is closed."""
    window = ClosedPeriodsWindow(desk, theme, parent, desk.choice.period.label)
    window.record_wanted.connect(opened)
    show_beside(window, desk)


def open_history(desk: Desk, theme: Theme, parent: QWidget, opened: Callable[[str, int], None]) -> None:
    """Open the window of the file's steps and its bin; ``opened`` opens a record, by table and key."""
    window = HistoryWindow(desk, theme, parent)
    window.record_wanted.connect(opened)
    show_beside(window, desk)


def find_duplicates(desk: Desk, theme: Theme, table: str, parent: QWidget) -> None:
    """Open the window of the records that may be there twice, beginning with those of a table."""
    began = "deals" if table == "deals" else "partners"
    show_beside(DuplicatesWindow(desk, theme, parent, began), desk)


def rename_customer(desk: Desk, theme: Theme, record: tuple[str, int] | None, parent: QWidget) -> None:
    """Ask for a customer's new name, beginning with the customer of a deal (table and key) if it is one."""
    deals = desk.facts["deals"]
    at = int(deals.positions_of([record[1]])[0]) if record and record[0] == "deals" else NO_ROW
    customer = "" if at == NO_ROW else deals.text(CUSTOMER, at) or ""
    RenameCustomerDialog(desk, theme, customer, parent).open()


def close_period(desk: Desk, parent: QWidget) -> None:
    """Ask what the period chosen at the top shall be closed as."""
    ClosePeriodDialog(desk, desk.choice.period, parent).open()


def make_demo(
    create: Callable[[Path, Settings], Session], path: Path, progress: Callable[[float], None]
) -> None:
    """Make the demo file, under another name first, so that a half-made one is never opened.

    Args:
        create: makes an empty file and opens it.
        path: where the demo shall lie.
        progress: told the share done, 0 to 1.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}-part{path.suffix}")
    part.unlink(missing_ok=True)
    session = create(part, Settings(currency=REPORTING))
    try:
        fill(session, Plan(session.clock.today()), progress)
    finally:
        session.store.close()
    part.rename(path)
