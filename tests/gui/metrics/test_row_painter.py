"""A row of the scoreboard is painted whole, in every theme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT


@pytest.mark.parametrize("width", [1244, 904])
def test_nothing_but_names_gives_way_in_a_narrow_window(view: MetricsView, width: int) -> None:
    view.resize(width, 640)
    QApplication.processEvents()
    table = view.table

    cut = [
        column.name
        for column in Column
        if table.columnWidth(column)
        < max(
            table._painting.width_of(column) + 2 * table._painting.side,
            table._painting.head_width(str(view.model.headerData(column, Qt.Orientation.Horizontal)))
            + 2 * table._painting.side,
        )
    ]

    assert cut == ([] if width == 1244 else ["METRIC"])
    assert table.columnWidth(Column.METRIC) >= 120
    status = table.visualRect(view.model.index(1, Column.STATUS))
    assert table.viewport().rect().contains(status)
    assert (table.horizontalScrollBar().maximum() > 0) == (width == 904)


def test_a_row_is_painted_with_its_bar_its_chip_and_its_line(view: MetricsView, theme: Theme) -> None:
    view.show_metric("sales_cycle")
    for scheme, tokens in (("dark", DARK), ("light", LIGHT)):
        theme.choose(scheme)
        QApplication.processEvents()
        picture = view.table.viewport().grab().toImage()

        def colours(metric: str, column: int, picture: QImage = picture) -> set[str]:
            cell = view.table.visualRect(view.model.index(view.model.row_of(metric), column))
            return {
                picture.pixelColor(x, y).name()
                for x in range(cell.left(), cell.right())
                for y in range(cell.top(), cell.bottom())
            }

        assert tokens.green.fill.name() in colours("bookings", Column.ATTAINMENT)
        assert tokens.green.soft.name() in colours("bookings", Column.STATUS)
        assert tokens.green.fill.name() in colours("bookings", Column.TREND)
        assert tokens.grey.soft.name() in colours("pipeline", Column.STATUS)
        assert tokens.accent_soft.name() in colours("sales_cycle", Column.METRIC)
        assert tokens.accent_soft.name() not in colours("bookings", Column.METRIC)
