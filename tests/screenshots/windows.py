"""Pictures of the windows over a page."""

from datetime import timedelta

from PySide6.QtTest import QTest

from partnertracker.gui.data import DataView
from partnertracker.gui.deals import DealsView
from partnertracker.gui.history.window import HistoryWindow
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.merging.finding import DuplicatesWindow
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.services.editing import change_row, delete_rows, insert_rows
from tests.screenshots.camera import Camera

_EARLIER = timedelta(days=47)


def merging(camera: Camera) -> None:
    """Draw the window that makes one deal of two."""
    camera.show("deals")
    keys = [int(key) for key in camera.desk.facts["deals"].keys[-2:]]
    MergeDialog(camera.desk, "deals", (keys[0], keys[1]), camera.frame).open()
    camera.shoot("merge")


def duplicates(camera: Camera) -> None:
    """Draw the partners, and the customers, that may be the same."""
    names = [camera.desk.facts["partners"].text("name", at) for at in (0, 1)]
    rows = [{"name": f"{name} Limited"} for name in names]
    camera.desk.change(lambda session: session.execute(*insert_rows(session, "partners", rows)))
    camera.show("partners")
    camera.do("duplicates")
    camera.shoot("duplicates")
    window = camera.frame.findChild(DuplicatesWindow)
    assert isinstance(window, DuplicatesWindow)
    window.among.setCurrentIndex(1)
    camera.shoot("duplicates-customers")
    camera.tidy()
    camera.do("undo")


def year(camera: Camera) -> None:
    """Draw costs by month."""
    camera.show("records")
    camera.view(DataView).turn_to("costs")
    camera.do("show_year")
    camera.shoot("year")


def target(camera: Camera) -> None:
    """Draw a year's target shared out over its quarters and months."""
    camera.show("metrics")
    view = camera.view(MetricsView)
    view.show_metric("bookings")
    camera.settle()
    view.edit_target()
    editor = camera.opened(TargetEditor)
    editor.period.setCurrentIndex(1)
    last_quarter = next(name for name in editor.split.entries if name.endswith("-Q4"))
    for entry, text in (
        (editor.numbers["value"], "4,000,000"),
        (editor.split.entries[last_quarter], "1.2m"),
    ):
        entry.clear()
        QTest.keyClicks(entry, text)
    camera.shoot("target")


def history(camera: Camera) -> None:
    """Draw steps, what taking one back would change, and the bin."""
    keys = [int(key) for key in camera.desk.facts["deals"].keys[-4:]]
    camera.desk.change(lambda s: s.execute(*change_row(s, "deals", keys[0], {"value": 6_400_000})))
    camera.desk.change(lambda s: s.execute(*change_row(s, "deals", keys[1], {"manager": "Zoe"})))
    camera.desk.change(lambda s: s.execute(*delete_rows(s, "deals", keys[2:])))
    camera.show("deals")
    camera.view(DealsView).show_record("deals", keys[0])
    camera.do("history")
    window = camera.opened(HistoryWindow)
    window.steps.rows.selectRow(2)
    camera.shoot("history")
    window.tabs.setCurrentIndex(1)
    camera.shoot("history-bin")


def changes(camera: Camera) -> None:
    """Draw what has changed since a past day."""
    page = camera.frame.centralWidget()
    assert isinstance(page, OpenFile)
    page.look_back(camera.desk.today - _EARLIER)
    camera.settle()
    camera.do("compare")
    camera.shoot("changes")
    camera.tidy()
    camera.do("back_to_today")


def shortcuts(camera: Camera) -> None:
    """Draw the sheet of all keys."""
    camera.show("deals")
    camera.do("shortcuts")
    camera.shoot("shortcuts")
