"""The scoreboard: every metric under its group, judged against its target, explained beside it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row
from partnertracker.services.ports import Writer
from tests.domain.programmes import facts_of
from tests.gui.metrics.conftest import behind, cells


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


def test_a_note_stands_at_its_place_in_the_trend(view: MetricsView) -> None:
    def pin(writer: Writer) -> None:
        writer.insert("notes", [{"date": "2026-08-15", "metric": "bookings", "text": "Summer fair"}])

    view.show_metric("bookings")
    view.desk.do("Pin a note", pin)

    assert view.detail.figure.chart.data is not None
    assert view.detail.figure.chart.data.read_out(10).endswith("Summer fair")


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
