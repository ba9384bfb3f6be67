"""The window where the system's text is half as large again: nothing is cut, nothing leaves the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from partnertracker.gui.health.scorecard import ScorecardModel
from partnertracker.gui.metrics.forecast_cells import ForecastModel
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.partner.view import PartnerView
from partnertracker.gui.theme.controls import button
from partnertracker.gui.theme.elided import Elided
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.views import SETTINGS, VIEWS
from tests.e2e.driver import Driver

PAGES = [page.name for page in (*VIEWS, SETTINGS)]
USUAL = (1440, 900)
POINTS = 15.0
MANY, PATIENCE = 40, 1000
OF_TWO_LINES = (ScorecardModel, ForecastModel)


@pytest.fixture(scope="module")
def large(qapp: QApplication) -> Iterator[Theme]:
    """A theme that found a text of 15 points, where 10 are usual."""
    before, sheet = qapp.font(), qapp.styleSheet()
    font = qapp.font()
    font.setPointSizeF(POINTS)
    qapp.setFont(font)
    theme = Theme(qapp, "light")
    yield theme
    qapp.setFont(before)
    qapp.setStyleSheet(sheet)
    theme.deleteLater()


@pytest.fixture
def demo(large: Theme, tmp_path: Path) -> Iterator[Driver]:
    """The demo in a window of the usual size."""
    driver = Driver(large, tmp_path)
    driver.window.open_demo()
    driver.frame.resize(*USUAL)
    yield driver
    driver.leave()


def test_words_are_half_as_large_again(large: Theme) -> None:
    assert large.font("body").pointSizeF() == pytest.approx(13 * 1.5 * 0.75, abs=0.01)


@pytest.mark.usefixtures("large")
def test_a_button_with_the_focus_is_as_high_as_without(qtbot: QtBot) -> None:
    pressed = button("Save", "primary")
    qtbot.addWidget(pressed)
    pressed.ensurePolished()
    usual = pressed.sizeHint()
    pressed.show()
    pressed.setFocus()
    qtbot.waitUntil(pressed.hasFocus)
    assert pressed.sizeHint() == usual


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_and_cuts_nothing(qtbot: QtBot, demo: Driver, page: str) -> None:
    demo.workspace.show_page(page)
    fits(qtbot, demo)


def test_the_page_of_a_partner_fits_and_cuts_nothing(qtbot: QtBot, demo: Driver) -> None:
    demo.workspace.show_page("partners")
    demo.press("Down")
    demo.press("Ctrl+Return")
    assert isinstance(demo.workspace.view, PartnerView)
    fits(qtbot, demo)


@pytest.mark.parametrize("tab", range(3))
@pytest.mark.parametrize("metric", ["bookings", "headcount_gap"])
def test_what_stands_beside_the_metrics_cuts_nothing(
    qtbot: QtBot, demo: Driver, metric: str, tab: int
) -> None:
    demo.workspace.show_page("metrics")
    view = demo.workspace.view
    assert isinstance(view, MetricsView)
    view.show_metric(metric)
    view.detail.tabs.setCurrentIndex(tab)
    fits(qtbot, demo)


def fits(qtbot: QtBot, driver: Driver) -> None:
    """Fail where the page must be moved sideways, or where words have less room than they need."""
    around = driver.workspace.findChild(QScrollArea)
    assert around is not None
    assert around.isAncestorOf(driver.workspace.view)
    assert around.horizontalScrollBar().maximum() == 0

    def settled() -> None:
        assert all_cuts(driver) == []

    qtbot.waitUntil(settled, timeout=PATIENCE)


def all_cuts(driver: Driver) -> list[str]:
    """Return what is cut in the whole window."""
    return [cut for each in driver.frame.findChildren(QWidget) if each.isVisible() for cut in cuts(each)]


def cuts(widget: QWidget) -> list[str]:
    """Return the words of a widget that have less room than they need; an ellipsis says so by itself."""
    line = widget.fontMetrics().height()
    if isinstance(widget, QHeaderView):
        return [f"heads of {widget.accessibleName()}"] if widget.height() < line else []
    if isinstance(widget, QAbstractItemView):
        name = widget.accessibleName()
        needed = 2 * line if isinstance(widget.model(), OF_TWO_LINES) else line
        indexes = [widget.model().index(row, 0) for row in range(min(widget.model().rowCount(), MANY))]
        heights = {widget.visualRect(each).height() for each in indexes}
        return [f"row of {name}: {each}" for each in heights if each < needed]
    if isinstance(widget, QLineEdit | Elided):
        return [f"field {widget.accessibleName()!r}"] if widget.height() < line else []
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
        return []
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    narrow = not wraps and widget.width() < widget.sizeHint().width()
    low = widget.height() < max(line, widget.heightForWidth(widget.width()))
    return [f"words {widget.text()!r}"] if narrow or low else []
