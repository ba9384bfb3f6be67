"""Cells that are half out of sight are painted so that none of them reads as another one."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from partnertracker.gui.deals import DealsView
from partnertracker.gui.tables.painter import SIDE
from partnertracker.gui.theme.theme import Theme
from tests.gui.deals import column, words

_HALF = 45


def ink(view: DealsView, theme: Theme, left: int, width: int) -> set[int]:
    """Return where, in a strip of the first cells on screen, something is painted in the colour of words."""
    image = view.grid.viewport().grab().toImage()
    dots = ((x, y) for x in range(left, left + width) for y in range(3 * view.grid.rowHeight(0)))
    tone = QColor(theme.tokens.text).lightness()
    return {x for x, y in dots if abs(image.pixelColor(x, y).lightness() - tone) < 60}


def place_value_at(view: DealsView, left: int) -> None:
    """Widen the first column until that of the value begins there."""
    columns = view.grid.columns
    more = left - columns.sectionViewportPosition(column(view, "value"))
    columns.resizeSection(0, columns.sectionSize(0) + more)
    QApplication.processEvents()


def test_an_amount_at_the_right_end_of_the_table_stays_off_its_edge(view: DealsView, theme: Theme) -> None:
    width = view.grid.viewport().width()
    place_value_at(view, width - _HALF)
    assert view.grid.columns.sectionSize(column(view, "value")) > _HALF
    assert not ink(view, theme, width - SIDE, SIDE)
    dots = ink(view, theme, width - _HALF, _HALF)
    assert dots
    mark = view.grid.fontMetrics().horizontalAdvance("…")
    assert min(dots) >= width - SIDE - mark  # not one figure of it
    place = QPoint(width - _HALF // 2, view.grid.rowHeight(0) // 2)
    there = view.grid.viewport().mapToGlobal(place)
    QApplication.sendEvent(view.grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, there))
    assert QToolTip.text() == f"<p>{words(view, 'value')[0]}</p>"


def test_an_amount_at_the_left_end_of_the_table_stays_off_its_edge(view: DealsView, theme: Theme) -> None:
    view.grid.columns.resizeSection(column(view, "registered"), 2 * view.grid.viewport().width())
    QApplication.processEvents()
    bar, section = view.grid.horizontalScrollBar(), column(view, "value")
    hidden = view.grid.columns.sectionSize(section) - _HALF
    bar.setValue(view.grid.columns.sectionPosition(section) + hidden)
    QApplication.processEvents()
    assert view.grid.columnViewportPosition(section) == -hidden
    assert not ink(view, theme, 0, SIDE)
    assert ink(view, theme, 0, _HALF)
