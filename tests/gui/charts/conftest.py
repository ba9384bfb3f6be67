"""A chart on screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.theme.theme import Theme
from tests.gui.charts.months import data


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> Iterator[Chart]:
    QLocale.setDefault(QLocale("en_US"))
    chart = Chart(theme)
    qtbot.addWidget(chart)
    chart.resize(480, 220)
    chart.show_data(data())
    chart.show()
    qtbot.waitUntil(lambda: chart._drawing is not None)
    yield chart
    theme.choose("light")
