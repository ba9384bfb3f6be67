import subprocess
import sys

A_CHART = """
import sys, threading
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.charts.data import BARS, ChartData, Point
from partnertracker.gui.charts.door import loader
from partnertracker.gui.theme.theme import Theme

app = QApplication([])
owner = QObject()
data = ChartData("Bookings", BARS, "money", "USD", (Point("2026-11", "Nov", "Nov 2026", 1.0),))
"""

ON_SCREEN = (
    A_CHART
    + """
chart = Chart(Theme(app, "light"))
chart.show_data(data)
before = "pyqtgraph" in sys.modules
chart.show()
app.processEvents()
print(before, "pyqtgraph" in sys.modules)
"""
)

BIT_BY_BIT = (
    A_CHART
    + """
importing, beats = [], []
sys.addaudithook(lambda event, args: importing.append(threading.current_thread())
    if event == "import" and args[0].startswith("pyqtgraph") else None)
beating = QTimer(interval=0)
beating.timeout.connect(lambda: beats.append(len(importing)))
beating.start()
chart = Chart(Theme(app, "light"), loader(owner))
chart.show_data(data)
chart.show()
while "pyqtgraph" not in sys.modules:
    app.processEvents()
print(set(importing) == {threading.main_thread()}, beats.count(0) > 5)
"""
)

GONE = (
    A_CHART
    + """
load = loader(owner)
load(lambda: print("opened"))
app.processEvents()
shiboken6.delete(owner)
for _ in range(100):
    app.processEvents()
print("pyqtgraph" in sys.modules)
"""
)


def output_of(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert not done.stderr, done.stderr
    return done.stdout


def test_pyqtgraph_is_imported_when_the_first_chart_is_on_screen_and_not_before() -> None:
    assert output_of(ON_SCREEN) == "False True\n"


def test_a_page_opens_the_door_on_the_window_s_thread_in_the_pauses_between_its_events() -> None:
    assert output_of(BIT_BY_BIT) == "True True\n"


def test_a_page_that_is_gone_opens_nothing_any_more() -> None:
    assert output_of(GONE) == "False\n"
