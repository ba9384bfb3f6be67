import subprocess
import sys

WINDOW_WITHOUT_A_CHART = """
import sys
from PySide6.QtWidgets import QApplication
from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.charts.data import BARS, ChartData, Point
from partnertracker.gui.theme.theme import Theme

app = QApplication([])
chart = Chart(Theme(app, "light"))
chart.show_data(ChartData("Bookings", BARS, "money", "USD", (Point("2026-11", "Nov", "Nov 2026", 1.0),)))
before = "pyqtgraph" in sys.modules
chart.show()
app.processEvents()
print(before, "pyqtgraph" in sys.modules)
"""


def test_pyqtgraph_is_imported_when_the_first_chart_is_on_screen_and_not_before() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOW_WITHOUT_A_CHART],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == "False True\n", done.stderr
