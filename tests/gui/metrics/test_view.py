from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.facts import facts_of
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.lane import Failed, InPlace, Ticket
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from partnertracker.services.editing import change_row
from partnertracker.services.ports import Writer
from tests.gui.painted import Painted

T = TypeVar("T")


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[MetricsView]:
    QLocale.setDefault(QLocale("en_US"))
    view = MetricsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1244, 828)
    view.show()
    QApplication.processEvents()
    yield view
    theme.choose("light")


def cells(view: MetricsView, metric: str) -> list[str]:
    row = view.model.row_of(metric)
    return [str(view.model.index(row, column).data() or "") for column in Column]


def behind(view: MetricsView) -> list[list[str]]:
    rows = view.detail.figure.drill.rows.rows
    return [[str(rows.index(row, column).data()) for column in range(3)] for row in range(rows.rowCount())]


def test_every_metric_stands_under_the_heading_of_its_group(view: MetricsView) -> None:
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    headings = [view.model.index(row, 0).data() for row in view.model.headings()]

    assert headings == list(dict.fromkeys(metric.group for metric in BUILT_IN))
    assert cells(view, "sourced_revenue")[:2] == ["Partner-sourced revenue", "$179,700"]
    assert view.head.line.text() == "FY26 Q4, day 52 of 92 · compared with FY26 Q3"


def test_a_figure_is_judged_against_its_target(view: MetricsView) -> None:
    _, value, target, _, status, change, _ = cells(view, "bookings")

    assert (value, target, status, change) == ("$179,700", "$200,000", "On pace", "+133%")


def test_the_arrow_keys_pass_over_headings(view: MetricsView) -> None:
    view.show_metric("average_deal_size")

    QTest.keyClick(view.table, Qt.Key.Key_Down)

    assert view.detail.title.text() == "Pipeline"
    QTest.keyClick(view.table, Qt.Key.Key_Up)
    assert view.detail.title.text() == "Average deal size"


def test_the_chosen_metric_is_explained_beside_the_table(view: MetricsView) -> None:
    view.show_metric("sourced_revenue")

    detail = view.detail
    assert detail.definition.text() == "Total value of deals won in the period whose source is a partner."
    assert detail.figure.value.text() == "$179,700"
    assert detail.figure.forecast.text().startswith("forecast $317.9K")
    assert detail.figure.drill.heading.text() == "The 4 deals behind this number"
    assert behind(view)[0] == ["Litware · Data platform", "18 Nov", "$64,000"]
    assert detail.figure.chart.data is not None
    assert [point.running for point in detail.figure.chart.data.points] == [False] * 11 + [True]


def test_enter_leads_to_the_deals_and_enter_again_opens_one(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")

    QTest.keyClick(view.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.desk.opened) as opened:
        QTest.keyClick(view.detail.figure.drill.rows, Qt.Key.Key_Return)

    assert opened.args == ["deals", 1]


def test_a_double_click_opens_the_deal(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    rows = view.detail.figure.drill.rows
    place = rows.visualRect(rows.rows.index(1, 0)).center()

    with qtbot.waitSignal(view.desk.opened) as opened:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened.args == ["deals", 3]


def test_a_bar_of_the_chart_leads_to_the_rows_of_its_period_and_back(view: MetricsView) -> None:
    view.show_metric("sourced_revenue")

    view.detail.figure.chart.picked.emit("2026-Q3")

    assert view.detail.figure.drill.heading.text() == "The deal behind FY26 Q3"
    assert behind(view) == [["Litware · Data warehouse", "4 Aug", "$77,000"]]
    assert not view.detail.figure.drill.back.isHidden()
    QTest.mouseClick(view.detail.figure.drill.back, Qt.MouseButton.LeftButton)
    assert view.detail.figure.drill.heading.text() == "The 4 deals behind this number"


def test_rows_left_out_show_with_the_reason_when_asked_for(view: MetricsView, qtbot: QtBot) -> None:
    view.desk.change(
        lambda session: session.execute(*change_row(session, "deals", 3, {"customer_is_new": 0}))
    )
    view.show_metric("bookings")
    qtbot.waitUntil(lambda: view.detail.figure.drill.left_out.text() == "1 left out")

    QTest.mouseClick(view.detail.figure.drill.left_out, Qt.MouseButton.LeftButton)

    assert behind(view) == [["Contoso Cloud · Migration", "14 Nov", "not a new customer"]]
    QTest.mouseClick(view.detail.figure.drill.left_out, Qt.MouseButton.LeftButton)
    assert len(behind(view)) == 3


def test_an_edit_changes_the_row_and_rebuilds_nothing(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    resets: list[None] = []
    view.model.modelReset.connect(lambda: resets.append(None))

    with qtbot.waitSignal(view.model.dataChanged):
        view.desk.change(
            lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000}))
        )

    assert resets == []
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$215,700"
    assert view.detail.figure.value.text() == "$215,700"
    assert view.table.chosen == "sourced_revenue"
    qtbot.waitUntil(lambda: behind(view)[0][2] == "$100,000")


def test_the_chosen_metric_is_remembered(
    view: MetricsView, qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view.show_metric("win_rate")
    view.hide()

    again = MetricsView(desk, theme, memory)
    qtbot.addWidget(again)
    again.show()

    assert again.detail.title.text() == "Win rate"


def test_another_choice_gives_other_figures(view: MetricsView) -> None:
    choice = view.desk.choice
    view.desk.choose(Choice(choice.period, choice.as_of, manager="JL"))
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$38,200"

    view.desk.choose(Choice(period_named("2026-Q3"), period_named("2026-Q3").end))
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$77,000"
    assert view.head.line.text() == "FY26 Q3 · compared with FY26 Q2"
    assert view.model.headerData(Column.CHANGE, Qt.Orientation.Horizontal) == "vs Q2"


def test_a_missing_figure_is_a_dash_with_its_reason(view: MetricsView) -> None:
    row = view.model.row_of("influenced_share")

    assert view.model.index(row, Column.VALUE).data() == "–"
    assert "company revenue" in str(view.model.index(row, Column.STATUS).data(Qt.ItemDataRole.ToolTipRole))
    step = view.model.index(row, Column.TREND)
    assert step.data() == "Import…"
    assert step.data(Qt.ItemDataRole.AccessibleTextRole) == "Import company revenue…"


@pytest.mark.parametrize("width", [1244, 904])
def test_nothing_in_the_table_is_cut_however_narrow_the_window_is(view: MetricsView, width: int) -> None:
    view.resize(width, 640)
    QApplication.processEvents()
    table = view.table

    shown = [column for column in Column if not table.isColumnHidden(column)]
    cut = [
        column.name
        for column in shown
        if table.columnWidth(column)
        < max(
            table._painting.width_of(column) + 2 * table._painting.side,
            table._painting.head_width(str(view.model.headerData(column, Qt.Orientation.Horizontal))) + 18,
        )
    ]

    assert cut == []
    assert set(shown) >= {Column.METRIC, Column.VALUE, Column.TARGET, Column.STATUS}
    assert (Column.ATTAINMENT in shown) == (width == 1244)


def test_the_next_step_leads_to_where_the_missing_data_come_from(view: MetricsView, qtbot: QtBot) -> None:
    place = view.table.visualRect(view.model.index(view.model.row_of("influenced_share"), Column.TREND))

    with qtbot.waitSignal(view.command_wanted) as wanted:
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert wanted.args == ["import"]
    assert view.detail.figure.step.text() == "Import company revenue…"
    with qtbot.waitSignal(view.command_wanted) as wanted:
        view.detail.figure.step.click()
    assert wanted.args == ["import"]


def test_a_screen_reader_hears_every_cell(view: MetricsView) -> None:
    row = view.model.row_of("bookings")
    spoken = [
        str(view.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in Column
    ]

    assert spoken[Column.ATTAINMENT] == "89.9% of the target, 56.5% of the period passed"
    assert spoken[Column.STATUS] == "green: On pace"
    assert "periods have data" in spoken[Column.TREND]
    assert all(spoken)


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


def test_a_note_stands_at_its_place_in_the_trend(view: MetricsView) -> None:
    def pin(writer: Writer) -> None:
        writer.insert("notes", [{"date": "2026-08-15", "metric": "bookings", "text": "Summer fair"}])

    view.show_metric("bookings")
    view.desk.do("Pin a note", pin)

    assert view.detail.figure.chart.data is not None
    assert view.detail.figure.chart.data.read_out(10).endswith("Summer fair")


def test_a_ratio_names_both_kinds_of_rows_behind_it(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("revenue_per_partner")
    assert view.detail.figure.drill.heading.text() == "The 7 deals and 4 partners behind this number"

    view.show_metric("red_partners")
    assert view.detail.figure.drill.heading.text() == "The health review behind this number"
    with qtbot.waitSignal(view.desk.opened) as opened:
        view.detail.figure.drill.rows.record_wanted.emit("health_reviews", 3)
    assert opened.args == ["health_reviews", 3]


def test_partners_open_from_their_bars(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    bars = view.detail.figure.portions

    assert bars.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Litware $100K"
    with qtbot.waitSignal(view.desk.opened) as opened:
        bars.activated.emit(bars.model().index(0, 0))
    assert opened.args == ["partners", 1]


def test_an_empty_file_says_what_will_stand_here_and_what_to_do(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    desk.facts = facts_of({})
    view = MetricsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()

    assert view._pages.currentIndex() == 1
    with qtbot.waitSignal(view.command_wanted) as wanted:
        view.empty.import_first.click()
    assert wanted.args == ["import"]


class Slow(InPlace):
    """A lane whose results come when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> Ticket:
        ticket = Ticket()
        self.waiting.append(lambda: then(work()) if ticket.wanted else failed)
        return ticket

    def arrive(self, how_many: int = 0) -> None:
        """Let the first so many results arrive; 0: all there are, and what they lead to."""
        count = how_many or len(self.waiting)
        while count and self.waiting:
            self.waiting.pop(0)()
            count = count - 1 if how_many else len(self.waiting)


def test_slow_figures_are_announced_after_a_moment(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    lane = Slow()
    slow = Desk(desk._session, desk.facts, desk.choice, InPlace(), lane)
    view = MetricsView(slow, theme, memory)
    qtbot.addWidget(view)
    view.show()
    view.take_focus()
    assert view.head.line.text() == ""

    qtbot.waitUntil(lambda: view.head.line.text() == "Computing…", timeout=2000)
    assert not view.table.isVisible()  # an empty table would be read as a file without metrics
    assert [each.text() for each in view._pages.findChildren(QLabel) if each.isVisible()] == ["Loading…"]
    lane.arrive()
    assert view.table.isVisible()
    assert view.focusWidget() is view.table

    assert view.head.line.text().startswith("FY26 Q4")
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$179,700"
    slow.deleteLater()


def test_after_an_edit_all_figures_come_before_what_is_behind_the_chosen_one(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    lane = Slow()
    slow = Desk(desk._session, desk.facts, desk.choice, InPlace(), lane, desk)
    view = MetricsView(slow, theme, memory)
    qtbot.addWidget(view)
    view.show()
    lane.arrive()
    slow.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))

    lane.arrive(1)
    assert lane.waiting == []

    shown = view.model.figure(view.model.row_of("sourced_revenue"))
    assert shown is not None
    assert (shown.value, len(shown.trend), shown.trend[-1].value) == (215_700, 12, 215_700)
    qtbot.waitUntil(lambda: bool(lane.waiting))


def test_figures_that_are_about_to_be_others_are_not_painted(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    lane = Slow()
    slow = Desk(desk._session, desk.facts, desk.choice, lane, InPlace(), desk)
    window, pages = QMainWindow(), QStackedWidget()
    window.setCentralWidget(pages)
    qtbot.addWidget(window)
    view, other = MetricsView(slow, theme, memory), QWidget()
    for page in (view, other):
        pages.addWidget(page)
    window.show()
    QApplication.processEvents()
    pages.setCurrentWidget(other)
    QApplication.processEvents()
    painted = Painted(view.table.viewport())
    slow.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))

    pages.setCurrentWidget(view)
    QApplication.processEvents()
    assert painted.count == 0
    lane.arrive()
    QApplication.processEvents()
    assert painted.count
    assert cells(view, "sourced_revenue")[Column.VALUE] == "$215,700"


def test_a_page_hidden_before_everything_is_there_catches_up(view: MetricsView, qtbot: QtBot) -> None:
    view.show_metric("sourced_revenue")
    view.desk.change(lambda session: session.execute(*change_row(session, "deals", 1, {"value": 10_000_000})))
    view.hide()

    view.show()

    qtbot.waitUntil(lambda: behind(view)[0][2] == "$100,000")


def edited(view: MetricsView, metric: str) -> TargetEditor:
    view.show_metric(metric)
    QTest.keyClick(view.table, Qt.Key.Key_E)
    editors = [each for each in view.findChildren(TargetEditor) if each.isVisible()]
    assert len(editors) == 1
    return editors[0]


def test_a_target_is_set_in_one_step_and_shows_at_once(view: MetricsView) -> None:
    editor = edited(view, "bookings")
    editor.numbers["value"].selectAll()
    QTest.keyClicks(editor.numbers["value"], "$400,000")
    QTest.keyClicks(editor.reason, "New plan")
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)

    assert cells(view, "bookings")[Column.TARGET] == "$400,000"
    assert view.desk._session.store.steps()[0].label == "Set target of Bookings, 2026-Q4"
    view.desk.undo()
    assert cells(view, "bookings")[Column.TARGET] == "$200,000"


def test_what_is_wrong_with_a_target_stands_beside_the_field(view: MetricsView) -> None:
    editor = edited(view, "bookings")
    value = editor.numbers["value"]
    value.selectAll()
    QTest.keyClicks(value, "plenty")

    assert editor.sentence("value") == "Value must be a number such as $1,250."
    assert not editor.save.isEnabled()
    value.selectAll()
    QTest.keyClicks(value, "5")
    assert editor.sentence("value") == ""
    QTest.keyClicks(editor.numbers["yellow_at"], "80%")
    QTest.keyClicks(editor.numbers["red_below"], "90%")
    assert editor.sentence("red_below") == "Red below must not be above yellow at."
    editor.reject()


def test_what_is_typed_at_once_is_the_value(view: MetricsView) -> None:
    editor = edited(view, "bookings")

    focus = editor.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "abc")

    assert editor.numbers["value"].text() == "abc"
    assert editor.comparison.currentData() == "at_least"
    editor.reject()


def test_between_asks_for_two_values_and_growing_for_none(view: MetricsView) -> None:
    editor = edited(view, "win_rate")

    editor.comparison.setCurrentIndex(editor.comparison.findData("between"))
    assert not editor.numbers["value_high"].isHidden()
    editor.comparison.setCurrentIndex(editor.comparison.findData("growing"))
    assert all(entry.isHidden() for entry in editor.numbers.values())
    assert editor.save.isEnabled()
    editor.reject()


def test_earlier_targets_say_who_set_them_and_when(view: MetricsView) -> None:
    editor = edited(view, "bookings")

    lines = editor.earlier.lines

    assert lines == ["$200,000, FY26 Q4 · set by AK 1 Jan"]
    editor.reject()


def test_a_file_open_for_reading_offers_no_target(view: MetricsView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "read_only", "The file may only be read.")
    view.refresh()

    assert not view.detail.edit_target.isEnabled()
    assert view.detail.edit_target.toolTip() == "The file may only be read."
