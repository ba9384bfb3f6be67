"""Pictures of tables at work: blocks, a paste, many rows, filters and saved views."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from partnertracker.gui.data import DataView
from partnertracker.gui.deals import DealsView
from tests.screenshots.camera import Camera

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_PASTED = (
    "48,000\t12/24/2026\tQualified\n"
    "a lot\t2026-12-31\tNegotiation\n"
    "9.500,00\t31/31/2026\tTalking\n"
    "12k\t+3w\tProposal\n"
)
_VIEWS = {"Big deals won": "value:>50k stage:won", "To be closed": "stage:negotiation"}


def block(camera: Camera) -> None:
    """Draw deals with a block of cells chosen."""
    _choose_block(_deals(camera), rows=6, columns=4)
    camera.shoot("deals-block")


def paste(camera: Camera) -> None:
    """Draw the check of a pasted block in which some cells don't fit."""
    view = _deals(camera)
    before = view.grid.columns.names_shown
    view.grid.columns.show_only(["name", "customer", "value", "expected_close_on", "stage", "manager"])
    camera.settle()
    _go_to(view, 3, "value")
    mime = QMimeData()
    mime.setText(_PASTED)
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(view.grid, Qt.Key.Key_V, _CTRL)
    camera.shoot("deals-paste")
    camera.tidy()
    view.grid.columns.show_only(before)


def many_rows(camera: Camera) -> None:
    """Draw the form over many deals."""
    _choose_block(_deals(camera), rows=8, columns=1)
    camera.do("edit_rows")
    camera.shoot("deals-many")


def filters(camera: Camera) -> None:
    """Draw filters as chips and typed ones, with what may follow, and one that means nothing."""
    view = _deals(camera)
    view.header.write("stage:won value:>50k ")
    search = view.header.search
    search.setFocus()
    QTest.keyClicks(search, "part")
    camera.shoot("deals-filters")
    camera.tidy()
    view.header.write("stage:wonn value:>50k closed:2026-Q9")
    camera.shoot("deals-filters-unread")
    view.header.show_all()


def views(camera: Camera) -> None:
    """Draw the views that a team keeps."""
    view = _deals(camera)
    for name, text in _VIEWS.items():
        view.header.write(text)
        dialog = view.header.view.ask_for_name()
        QTest.keyClicks(dialog.entry, name)
        if name == "To be closed":
            camera.shoot("deals-save-view")
        QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    camera.settle()
    view.header.view.click()
    camera.shoot("deals-views")
    camera.tidy()
    view.header.show_all()
    for _ in _VIEWS:
        camera.do("undo")


def records(camera: Camera) -> None:
    """Draw two of the other tables."""
    camera.show("records")
    view = camera.view(DataView)
    for table in ("surveys", "exchange_rates"):
        view.turn_to(table)
        camera.choose_last(table, 2)
        camera.shoot(f"records-{table}")


def _deals(camera: Camera) -> DealsView:
    camera.show("deals")
    view = camera.view(DealsView)
    view.grid.setFocus()
    return view


def _go_to(view: DealsView, row: int, column: str) -> None:
    names = [each.name for each in view.grid.rows.columns]
    view.grid.go_to(row, names.index(column))


def _choose_block(view: DealsView, rows: int, columns: int) -> None:
    view.grid.go_to(2, 1)
    for key, times in ((Qt.Key.Key_Down, rows - 1), (Qt.Key.Key_Right, columns - 1)):
        for _ in range(times):
            QTest.keyClick(view.grid, key, _SHIFT)
