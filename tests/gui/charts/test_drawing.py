"""The axis of a chart names no more than there is room for."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.charts.data import BARS, ChartData, Point
from partnertracker.gui.theme.theme import Theme

QUARTERS = tuple(
    Point(f"{year}-Q{quarter}", f"Q{quarter}", f"FY{year} Q{quarter}", 5.0, None, year=f"FY{year}")
    for year in (23, 24, 25, 26)
    for quarter in (1, 2, 3, 4)
)[3:15]

_SPACE = 4


@pytest.mark.parametrize("width", [160, 200, 260, 320, 400, 480, 800])
def test_years_below_the_names_never_run_into_one_another(qtbot: QtBot, theme: Theme, width: int) -> None:
    QLocale.setDefault(QLocale("en_US"))
    chart = Chart(theme)
    qtbot.addWidget(chart)
    chart.resize(width, 200)
    chart.show_data(ChartData("Bookings", BARS, "money", "USD", QUARTERS))
    chart.show()
    qtbot.waitUntil(lambda: chart._drawing is not None)
    drawing = chart._drawing
    assert drawing is not None
    measure = QFontMetricsF(theme.font("caption"))
    named = drawing._axes["bottom"]._tickLevels[0]
    assert named[-1][0] == len(QUARTERS) - 1
    for line in (0, 1):
        texts = [(round(place), words.split("\n")[line]) for place, words in named if words.split("\n")[line]]
        for (before, left), (place, right) in pairwise(texts):
            room = drawing.position_of(place).x() - drawing.position_of(before).x()
            taken = (measure.horizontalAdvance(left) + measure.horizontalAdvance(right)) / 2
            assert room > taken + _SPACE
    assert any(words.endswith("FY26") for _, words in named)
