"""However high a pane is, no row behind a number is cut at its foot."""

import pytest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.metrics.view import MetricsView


@pytest.mark.parametrize("height", range(820, 860, 9))
def test_the_last_row_on_screen_is_whole(view: MetricsView, height: int) -> None:
    view.resize(1244, height)
    view.show_metric("bookings")
    QApplication.processEvents()
    rows = view.detail.figure.drill.rows
    room = rows.viewport().height()

    assert room >= rows.verticalHeader().defaultSectionSize()
    assert room % rows.verticalHeader().defaultSectionSize() == 0
