"""What was reported, beside what is seen today: by looking back, and by closing a period."""

from datetime import date
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.restating.lists import TextsTable
from partnertracker.gui.restating.windows import ClosedPeriodsWindow, ClosePeriodDialog, ComparisonWindow
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.services.editing import change_row, delete_rows, insert_row
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session
from tests.e2e.driver import Driver

pytestmark = pytest.mark.usefixtures("qapp")

W = TypeVar("W", bound=QWidget)
CLOSING, LATER = date(2026, 10, 5), date(2026, 11, 21)


def deal(name: str, value: int, partner: str) -> dict[str, str | int | float | None]:
    return {
        "name": name, "customer": "Port", "customer_is_new": 1, "stage": "won", "value": value,
        "created_on": "2026-07-01", "closed_on": "2026-08-01", "source_partner": partner,
    }  # fmt: skip


def add_deal(session: Session, name: str) -> Outcome:
    (litware,) = session.store.find("partners", {})
    return session.execute(*insert_row(session, "deals", deal(name, 100_00, str(litware["id"]))))


@pytest.fixture
def team(driver: Driver) -> Driver:
    """Two deals won in the third quarter, which is on screen; it is 5 October."""
    driver.today = CLOSING
    driver.make_file("channel-team")
    desk = driver.workspace.desk
    desk.change(lambda s: s.execute(*insert_row(s, "partners", {"name": "Litware"})))
    for name in ("ERP", "CRM"):
        desk.change(partial(add_deal, name=name))
    driver.workspace.top.renew_day()
    driver.press("Alt+Left")
    return driver


def edit_later(driver: Driver) -> None:
    """On 21 November one deal gets another value and the other one is deleted."""
    driver.today = LATER
    desk = driver.workspace.desk
    desk.change(lambda s: s.execute(*change_row(s, "deals", 1, {"value": 130_50})))
    desk.change(lambda s: s.execute(*delete_rows(s, "deals", [2])))


def opened(driver: Driver, kind: type[W]) -> W:
    QApplication.processEvents()
    (window,) = (each for each in driver.window.page.findChildren(kind) if each.isVisible())
    return window


def lines(table: TextsTable) -> list[tuple[str, ...]]:
    return [line.cells for line in table.texts.lines]


def mark(driver: Driver) -> str:
    driver.workspace.show_page("metrics")
    QApplication.processEvents()
    view = driver.workspace.view
    assert isinstance(view, MetricsView)
    return "" if view.head.closed.isHidden() else view.head.closed.text()


def close(driver: Driver) -> None:
    driver.do("close_period")
    QTest.mouseClick(opened(driver, ClosePeriodDialog).confirm, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_what_has_changed_since_a_day_row_by_row(team: Driver) -> None:
    edit_later(team)
    page = team.window.page
    assert isinstance(page, OpenFile)
    page.look_back(CLOSING)
    team.workspace.known.compare.click()
    window = opened(team, ComparisonWindow)
    shown = window.comparison

    assert shown.asked.text() == "FY26 Q3 · as of 30 Sep"
    assert lines(shown.figures)[0] == ("Bookings", "$200", "$130.50", "−$69.50")
    assert shown.sums.text() == "$200 → $130.50 (−$69.50) · 2 rows differ"
    assert lines(shown.rows) == [
        ("CRM", "$100", "–", "Deleted", "AK, 21 Nov"),
        ("ERP", "$100", "$130.50", "Value: 100.00 → 130.50", "AK, 21 Nov"),
    ]
    assert [line[2] for line in lines(shown.steps)] == ["Delete deal “CRM”", "Edit deal “ERP”"]
    assert len(lines(shown.figures)) < len(shown.comparer.figures)
    shown.only.click()
    assert len(lines(shown.figures)) == len(shown.comparer.figures)
    window.close()
    assert not window.isVisible()


def test_a_figure_that_can_not_be_had_today_is_none_everywhere(team: Driver) -> None:
    close(team)
    desk = team.workspace.desk
    desk.change(lambda s: s.execute(*change_row(s, "deals", 1, {"currency": "CHF"})))
    team.do("closed_periods")
    shown = opened(team, ClosedPeriodsWindow).comparison
    why = "Today: no exchange rate for CHF on 1 Aug 2026"
    assert lines(shown.figures)[0] == ("Bookings", "$200", "–", why)
    assert shown.sums.text() == f"$200 → – ({why}) · 1 row differs"
    shown.window().close()


def compared(team: Driver) -> ComparisonWindow:
    """Edit the file, look back to the day before and open the window of what has changed since."""
    edit_later(team)
    page = team.window.page
    assert isinstance(page, OpenFile)
    page.look_back(CLOSING)
    team.do("compare")
    return opened(team, ComparisonWindow)


def test_the_last_step_is_taken_back_from_the_window_beside(team: Driver) -> None:
    window = compared(team)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    rows = window.comparison.rows
    QTest.keySequence(rows, QKeySequence("Ctrl+Z"))
    QApplication.processEvents()
    assert [line[0] for line in lines(rows)] == ["ERP"]
    QTest.keySequence(rows, QKeySequence("Ctrl+Shift+Z"))
    QApplication.processEvents()
    assert [line[0] for line in lines(rows)] == ["CRM", "ERP"]
    window.close()
    assert not window.isVisible()


def test_a_row_opens_its_record_today_or_where_it_was_last(team: Driver) -> None:
    window = compared(team)
    rows = window.comparison.rows

    rows.selectRow(0)  # it is deleted
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert team.workspace.desk.known_on == CLOSING
    assert form_name(team) == "CRM"
    rows.selectRow(1)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert team.workspace.desk.known_on is None
    assert form_name(team) == "ERP"
    rows.selectRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert team.notice == "This deal is no longer in the file."
    window.close()
    assert not window.isVisible()


def form_name(driver: Driver) -> str:
    view = driver.workspace.view
    assert isinstance(view, RecordsView)
    return view.form.boxes["name"].entry.text()


def test_a_closed_period_says_so_and_counts_what_was_restated(team: Driver) -> None:
    assert mark(team) == ""
    close(team)
    assert mark(team) == "Closed 5 Oct 2026 · as reported"
    edit_later(team)
    restated = mark(team)
    assert restated.startswith("Closed 5 Oct 2026 · ")
    assert restated.endswith(" metrics restated")
    team.press("Alt+Right")
    assert mark(team) == ""
    team.press("Alt+Left")

    view = team.workspace.view
    assert isinstance(view, MetricsView)
    view.head.closed.click()
    window = opened(team, ClosedPeriodsWindow)
    assert lines(window.closed) == [("2026-Q3 as reported", "FY26 Q3", "5 Oct", "AK", "")]
    shown = window.comparison
    assert lines(shown.figures)[0] == ("Bookings", "$200", "$130.50", "−$69.50")
    assert shown.found.text() == f"{restated.split()[5]} of {len(shown.comparer.figures)} metrics differ"
    window.close()
    assert not window.isVisible()


def test_the_comparison_follows_while_somebody_works(team: Driver) -> None:
    close(team)
    edit_later(team)
    team.do("closed_periods")
    window = opened(team, ClosedPeriodsWindow)
    team.do("undo")
    assert lines(window.comparison.figures)[0] == ("Bookings", "$200", "$230.50", "+$30.50")
    team.do("undo")
    assert lines(window.comparison.figures) == []
    assert window.comparison.found.text() == "Every figure is what it was."
    window.close()
    assert not window.isVisible()


def test_reopening_forgets_the_closing_and_undo_brings_it_back(team: Driver) -> None:
    close(team)
    edit_later(team)
    team.do("closed_periods")
    window = opened(team, ClosedPeriodsWindow)
    QTest.mouseClick(window.reopen, Qt.MouseButton.LeftButton)
    assert window.none.isVisible()
    assert mark(team) == ""
    team.do("undo")
    assert mark(team).startswith("Closed 5 Oct 2026 · ")
    assert lines(window.comparison.figures)[0] == ("Bookings", "$200", "$130.50", "−$69.50")
    window.close()
    assert not window.isVisible()


def test_a_period_can_not_be_closed_twice_nor_without_a_label(team: Driver) -> None:
    close(team)
    team.do("close_period")
    dialog = opened(team, ClosePeriodDialog)
    dialog.confirm.click()
    assert "2026-Q3 is closed already" in dialog.wrong.text()
    dialog.reject()
    team.press("Alt+Right")
    team.do("close_period")
    dialog = opened(team, ClosePeriodDialog)
    dialog.entry.clear()
    dialog.confirm.click()
    assert dialog.wrong.text() == "Label is needed."
    dialog.entry.setText("Flash")
    dialog.confirm.click()
    assert mark(team) == "Closed 5 Oct 2026 · as reported"


def test_the_panel_under_the_period_leads_to_closing(team: Driver) -> None:
    team.workspace.top._period.click()
    team.workspace.top._popup.close_period.click()
    opened(team, ClosePeriodDialog).reject()
    team.workspace.top._period.click()
    team.workspace.top._popup.closed_periods.click()
    window = opened(team, ClosedPeriodsWindow)
    assert window.none.isVisible()
    assert not window.reopen.isEnabled()
    window.close()
    assert not window.isVisible()


def test_nothing_is_closed_in_the_past(team: Driver) -> None:
    edit_later(team)
    page = team.window.page
    assert isinstance(page, OpenFile)
    page.look_back(CLOSING)
    assert not team.window.commands.by_name["close_period"].isEnabled()
    assert team.window.commands.by_name["closed_periods"].isEnabled()
    team.do("back_to_today")
    assert not team.window.commands.by_name["compare"].isEnabled()


def test_the_windows_beside_it_go_with_the_file(team: Driver) -> None:
    close(team)
    team.do("closed_periods")
    opened(team, ClosedPeriodsWindow)
    team.do("close_file")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ClosedPeriodsWindow)]
    assert team.notice == ""
