"""The window in a font that is wider than the one it was drawn with: nothing leaves the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.views import PARTNER, SETTINGS, VIEWS
from tests.e2e.driver import Driver

SMALLEST = (1100, 700)


@pytest.fixture
def wide(qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    """The demo in the smallest window and a wide font."""
    before = qapp.font()
    theme = Theme(qapp, "light", "DejaVu Sans")
    driver = Driver(theme, tmp_path)
    driver.window.open_demo()
    driver.frame.resize(*SMALLEST)
    yield driver
    driver.leave()
    qapp.setFont(before)
    theme.deleteLater()


def test_no_page_is_wider_than_the_smallest_window(wide: Driver) -> None:
    for page in (*VIEWS, PARTNER, SETTINGS):
        wide.workspace.show_page(page.name)
        QApplication.processEvents()
        around = wide.workspace.findChild(QScrollArea)
        assert around is not None
        assert around.isAncestorOf(wide.workspace.view)
        assert (page.name, around.horizontalScrollBar().maximum()) == (page.name, 0)


@pytest.mark.parametrize("size", [SMALLEST, (1440, 900)])
def test_the_words_on_the_buttons_of_a_form_are_whole(wide: Driver, size: tuple[int, int]) -> None:
    wide.frame.resize(*size)
    wide.workspace.show_page("partners")
    QApplication.processEvents()
    view = wide.workspace.view
    assert isinstance(view, PartnersView)
    view.show_record("partners", 1)
    QApplication.processEvents()
    form = view.form
    buttons = [form.save_button, form.revert_button, view.open_page, form.delete_button]
    cut = [each.text() for each in buttons if each.width() < each.sizeHint().width()]
    assert cut == []
    assert all(form.rect().contains(each.geometry()) for each in buttons)


def test_the_attainment_is_seen_and_change_and_trend_can_be_scrolled_to(wide: Driver) -> None:
    wide.workspace.show_page("metrics")
    QApplication.processEvents()
    view = wide.workspace.view
    assert isinstance(view, MetricsView)
    table, bar = view.table, view.table.horizontalScrollBar()

    def seen(column: Column) -> bool:
        return bool(table.viewport().rect().contains(table.visualRect(view.model.index(1, column)).center()))

    assert bar.isVisible()
    assert [each.name for each in Column if not seen(each)] == ["CHANGE", "TREND"]
    assert table.columnWidth(Column.ATTAINMENT) >= 66
    bar.setValue(bar.maximum())
    assert seen(Column.CHANGE)
    assert seen(Column.TREND)
    wide.frame.resize(1600, 900)
    QApplication.processEvents()
    assert not bar.isVisible()


def test_what_stands_beside_the_metrics_is_not_cut_at_its_side(wide: Driver) -> None:
    wide.workspace.show_page("metrics")
    view = wide.workspace.view
    assert isinstance(view, MetricsView)
    view.show_metric("headcount_gap")
    QApplication.processEvents()
    pane = view.detail.figure
    content = pane.scrolled.widget()
    assert pane.people.isVisible()
    assert content is not None
    assert content.width() <= pane.scrolled.viewport().width()
