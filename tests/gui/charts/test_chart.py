from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.charts.chart import Chart
from partnertracker.gui.charts.data import BARS, LINE, ChartData
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from tests.gui.charts.months import MONTHS, data


def picture(chart: Chart) -> QImage:
    chart.clearFocus()  # the ring around it is no part of the plot
    QApplication.processEvents()
    return chart.grab().toImage()


def over(chart: Chart, index: int) -> QPoint:
    """The middle of a column."""
    drawing = chart._drawing
    assert drawing is not None
    return QPoint(round(drawing.position_of(index).x()) + 2, chart.height() // 2)


def test_pointing_at_a_bar_reads_out_its_value_target_and_note(chart: Chart) -> None:
    QTest.mouseMove(chart, over(chart, 4))

    assert chart.reading == "Apr 2026\nValue $54,000\nTarget $60,000\nBig fair."
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.reading == ""


def test_a_long_note_leaves_most_of_the_chart_in_sight(chart: Chart) -> None:
    noted = (
        data().points[4]._replace(note="Trade fair week: many signatures moved to the month after it. " * 2)
    )
    chart.show_data(data()._replace(points=(noted,)))
    QTest.mouseMove(chart, over(chart, 0))
    assert chart.reading.endswith("after it. ")
    assert chart._read_out.width() < chart.width() / 2
    assert chart._read_out.height() > 5 * chart._read_out.fontMetrics().height()


def test_a_click_on_a_bar_drills_into_its_period(chart: Chart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.picked) as picked:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=over(chart, 7))

    assert picked.args == ["2026-07"]


def test_the_keyboard_reads_and_drills_as_the_mouse_does(chart: Chart, qtbot: QtBot) -> None:
    for _ in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.reading.startswith("Sep 2026\n")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.reading.startswith("Jan 2026\n")

    with qtbot.waitSignal(chart.picked) as picked:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == ["2026-01"]
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.reading == ""


def test_neither_wheel_nor_dragging_moves_the_plot(chart: Chart) -> None:
    before = picture(chart)
    middle = QPointF(over(chart, 5))
    turn = QWheelEvent(
        middle,
        QPointF(chart.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, turn)
    QTest.mousePress(chart, Qt.MouseButton.RightButton, pos=middle.toPoint())
    QTest.mouseMove(chart, middle.toPoint() + QPoint(80, 40))
    QTest.mouseRelease(chart, Qt.MouseButton.RightButton, pos=middle.toPoint() + QPoint(80, 40))
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))

    assert not turn.isAccepted()
    assert picture(chart) == before


def test_the_running_period_is_paler(chart: Chart) -> None:
    shown = picture(chart)
    foot = round(chart.height() * 0.7)

    colours = [shown.pixelColor(over(chart, index).x(), foot) for index in (10, 11)]

    assert colours[0].name() == LIGHT.accent.name()
    assert colours[1].lightness() > colours[0].lightness() + 30


def test_the_target_is_a_dashed_line_across(chart: Chart) -> None:
    drawing = chart._drawing
    assert drawing is not None
    shown = picture(chart)
    chart.show_data(data(target=None))
    without = picture(chart)

    dashes = [any(shown.pixelColor(x, y).lightness() < 80 for y in range(10, 60)) for x in range(90, 440)]

    changes = sum(before != after for before, after in pairwise(dashes))
    assert changes > 10
    assert without != shown


def test_a_line_has_gaps_where_there_is_no_data(chart: Chart) -> None:
    chart.show_data(data(LINE, gaps=(4, 5, 6), target=None))
    shown = picture(chart)

    def drawn(index: int) -> bool:
        x = over(chart, index).x() - 2
        column = [shown.pixelColor(x, y) for y in range(3, chart.height() - 3)]
        return any(colour.blue() - colour.red() > 60 for colour in column)

    assert [drawn(index) for index in range(12)] == [index not in {4, 5, 6} for index in range(12)]


def test_dark_follows_at_once(chart: Chart, theme: Theme) -> None:
    theme.choose("dark")

    shown = picture(chart)

    assert shown.pixelColor(over(chart, 3).x(), round(chart.height() * 0.7)).name() == DARK.accent.name()


def test_other_data_are_drawn_in_place(chart: Chart) -> None:
    drawing = chart._drawing
    before = picture(chart)

    chart.show_data(data(gaps=(0, 1, 2)))

    assert chart._drawing is drawing
    assert picture(chart) != before


def test_nothing_to_draw_is_said_in_words(chart: Chart) -> None:
    chart.show_data(data(gaps=tuple(range(12)), target=None), "No deals yet.")

    QApplication.processEvents()
    assert chart._nothing.isVisible()
    assert chart._nothing.text() == "No deals yet."
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.reading == ""


def test_a_screen_reader_hears_the_numbers(chart: Chart) -> None:
    assert chart.accessibleName() == "Bookings"
    assert "Sep 2026 $59,000" in chart.accessibleDescription()


def test_a_narrow_chart_names_fewer_periods_but_always_the_last(chart: Chart) -> None:
    chart.resize(600, 200)
    assert named(chart) == list(MONTHS)
    chart.resize(260, 200)
    assert named(chart)[-1] == "Nov"
    assert 3 < len(named(chart)) < 12


def named(chart: Chart) -> list[str]:
    assert chart._drawing is not None
    return [name for _, name in chart._drawing._axes["bottom"]._tickLevels[0]]


def test_the_year_stands_below_the_first_name_of_each_year(chart: Chart) -> None:
    years = ["2025", *["2026"] * 11]
    points = tuple(point._replace(year=year) for point, year in zip(data().points, years, strict=True))
    height = chart._drawing._axes["bottom"].maximumHeight() if chart._drawing else 0

    chart.resize(600, 200)
    chart.show_data(data()._replace(points=points))

    assert named(chart)[:3] == ["Dec\n2025", "Jan\n2026", "Feb\n"]
    assert all(name.endswith("\n") for name in named(chart)[2:])
    assert chart._drawing is not None
    assert chart._drawing._axes["bottom"].maximumHeight() > height + 8


def test_a_page_that_is_shown_again_draws_its_chart_once(
    chart: Chart, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[ChartData] = []
    assert chart._drawing is not None
    monkeypatch.setattr(chart._drawing, "show", lambda shown, *_: drawn.append(shown))

    chart.hide()
    chart.show()
    chart.show_data(data(LINE))
    QApplication.processEvents()
    assert drawn == [data(LINE)]

    chart.hide()
    chart.show()
    QApplication.processEvents()
    assert len(drawn) == 1


def test_the_window_does_not_wait_for_pyqtgraph(qtbot: QtBot, theme: Theme) -> None:
    waiting: list[Callable[[], None]] = []
    chart = Chart(theme, waiting.append)
    qtbot.addWidget(chart)
    chart.show_data(data())
    chart.show()
    chart.show_data(data(LINE))
    QApplication.processEvents()
    assert (len(waiting), chart._drawing) == (1, None)

    waiting[0]()

    assert chart._drawing is not None


def test_what_takes_long_says_that_it_is_loading(qtbot: QtBot, theme: Theme) -> None:
    doors: list[Callable[[], None]] = []
    chart = Chart(theme, doors.append)
    qtbot.addWidget(chart)
    chart.show()
    assert chart._nothing.text() == ""
    qtbot.waitUntil(lambda: chart._nothing.text() == "Loading…", timeout=2000)
    chart.show_data(data())
    assert chart._nothing.isVisible()
    doors.pop()()
    assert not chart._nothing.isVisible()
    chart.show_data(ChartData("Bookings", BARS, "money", "USD", ()), "No data in these periods")
    assert (chart._nothing.isVisible(), chart._nothing.text()) == (True, "No data in these periods")
