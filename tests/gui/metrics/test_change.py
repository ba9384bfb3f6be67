from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.change import ChangePane
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import Edit, change_row, delete_rows
from partnertracker.services.session import Session
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, lived: Desk, theme: Theme, memory: Memory) -> MetricsView:
    view = on_screen(qtbot, MetricsView(lived, theme, memory))
    view.show_metric("pipeline")
    view.detail.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    return view


@pytest.fixture
def pane(view: MetricsView) -> ChangePane:
    pane: ChangePane = view.detail.change
    return pane


def lines(pane: ChangePane) -> list[tuple[str, str]]:
    return [(line.words, line.amount) for line in pane.waterfall.bridge.lines]


def rows(pane: ChangePane) -> list[list[str]]:
    model = pane.rows.rows
    return [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]


def type_day(pane: ChangePane, entry: str, text: str) -> None:
    field = getattr(pane, entry)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def edit(view: MetricsView, qtbot: QtBot, make: Callable[[Session], Edit]) -> None:
    """Change the file, and wait until everything about the chosen metric follows."""
    view.desk.change(lambda session: session.execute(*make(session)))
    qtbot.waitUntil(lambda: not view._rest.isActive())


def test_a_stock_is_led_from_the_end_of_the_period_before_with_corrections_apart(pane: ChangePane) -> None:
    assert (pane.first.text(), pane.last.text()) == ("30 Sep 2026", "21 Nov 2026")
    assert lines(pane) == [
        ("30 Sep", "$356,700"),
        ("Won", "−$179,700"),
        ("Lost", "−$39,000"),
        ("Moved", "+$22,000"),
        ("Resized", "+$10,000"),
        ("Corrections", ""),
        ("Entered late", "+$5,000"),
        ("Deleted", "−$18,000"),
        ("21 Nov", "$157,000"),
    ]


def test_the_arrows_choose_a_line_and_its_rows_follow(pane: ChangePane) -> None:
    assert pane.rows_heading.text() == "Won: 4 deals, −$179,700"

    QTest.keyClick(pane.waterfall, Qt.Key.Key_Down)
    QTest.keyClick(pane.waterfall, Qt.Key.Key_Down)
    QTest.keyClick(pane.waterfall, Qt.Key.Key_Down)
    assert pane.rows_heading.text() == "Resized: 1 deal, +$10,000"
    assert rows(pane) == [["Fabrikam · ERP rollout", "15 Dec", "$10,000"]]
    QTest.keyClick(pane.waterfall, Qt.Key.Key_Down)
    assert pane.rows_heading.text() == "Entered late: 1 deal, +$5,000"  # the heading is passed over
    assert rows(pane)[0][0] == "Adatum & Sons · Entered <late> & sound"


def test_enter_goes_to_the_rows_and_enter_again_opens_one(
    view: MetricsView, pane: ChangePane, qtbot: QtBot
) -> None:
    pane.waterfall.setFocus()

    QTest.keyClick(pane.waterfall, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.desk.opened) as opened:
        QTest.keyClick(pane.rows, Qt.Key.Key_Return)

    assert opened.args == ["deals", 1]


def test_a_deal_that_is_gone_has_the_name_it_had_and_opens_nothing(
    view: MetricsView, pane: ChangePane, qtbot: QtBot
) -> None:
    pane.waterfall.setCurrentIndex(pane.waterfall.bridge.index(7))

    assert rows(pane) == [["Adatum & Sons · Security audit · deleted", "15 Dec", "−$18,000"]]
    with qtbot.assertNotEmitted(view.desk.opened):
        pane.rows.selectRow(0)
        QTest.keyClick(pane.rows, Qt.Key.Key_Return)


def test_the_figure_of_a_day_has_rows_too(pane: ChangePane) -> None:
    pane.waterfall.setCurrentIndex(pane.waterfall.bridge.index(0))

    assert pane.rows_heading.text() == "30 Sep: 8 deals, $356,700"


def test_days_are_typed_and_a_wrong_one_is_said_and_changes_nothing(pane: ChangePane) -> None:
    before = lines(pane)

    type_day(pane, "first", "some day")
    assert pane.problem.text() == "Write a day such as 30 Sep 2026."
    type_day(pane, "first", "22 Nov 2026")
    assert pane.problem.text() == "The first day must not be after the second."
    assert lines(pane) == before

    type_day(pane, "first", "31 Oct 2026")
    assert pane.problem.isHidden()
    assert lines(pane)[0][0] == "31 Oct"
    assert not any(line.span.correction for line in pane.waterfall.bridge.lines)


def test_chosen_days_hold_for_the_next_metric_and_a_new_period_brings_its_own(
    view: MetricsView, pane: ChangePane, qtbot: QtBot
) -> None:
    type_day(pane, "first", "31 Oct 2026")
    view.show_metric("sqls")
    assert lines(pane)[0][0] == "31 Oct"

    choice = view.desk.choice
    view.desk.choose(type(choice)(choice.period, choice.as_of - 1))
    qtbot.waitUntil(lambda: not view._rest.isActive())

    assert (pane.first.text(), pane.last.text()) == ("30 Sep 2026", "20 Nov 2026")


def test_before_anything_was_entered_the_start_is_as_known_later_and_it_says_so(pane: ChangePane) -> None:
    type_day(pane, "first", "31 Aug 2026")

    assert pane.note.text() == "No deals were entered by the end of 31 Aug: the start is as known on 21 Nov."
    assert lines(pane)[0][0] == "31 Aug"


def test_before_the_file_began_both_ends_are_as_known_today_and_it_says_so(pane: ChangePane) -> None:
    type_day(pane, "first", "31 Jul 2026")
    type_day(pane, "last", "31 Aug 2026")

    assert pane.note.text() == "All deals were entered after 31 Aug: both ends are as known today."
    assert "Corrections" not in dict(lines(pane))


def test_a_metric_that_is_no_sum_says_so(view: MetricsView, pane: ChangePane) -> None:
    view.show_metric("win_rate")

    assert pane.note.text() == (
        "Win rate is a share, neither money nor a count: no rows add up to its change. "
        "Look at the change of what it is made of."
    )
    assert pane.waterfall.isHidden()
    assert pane.first.isHidden() or not pane.first.isVisible()


def test_an_edit_moves_the_bridge(view: MetricsView, pane: ChangePane, qtbot: QtBot) -> None:
    pane.waterfall.setCurrentIndex(pane.waterfall.bridge.index(4))

    edit(view, qtbot, lambda session: change_row(session, "deals", 2, {"value": 12_500_000}))

    assert ("Resized", "+$5,000") in lines(pane)
    assert lines(pane)[-1] == ("21 Nov", "$152,000")
    assert pane.rows_heading.text() == "Resized: 1 deal, +$5,000"


def test_what_is_deleted_while_the_bridge_is_shown_keeps_its_name(
    view: MetricsView, pane: ChangePane, qtbot: QtBot
) -> None:
    edit(view, qtbot, lambda session: delete_rows(session, "deals", [13]))

    deleted = next(row for row, line in enumerate(pane.waterfall.bridge.lines) if line.words == "Deleted")
    pane.waterfall.setCurrentIndex(pane.waterfall.bridge.index(deleted))
    assert {row[0] for row in rows(pane)} == {
        "<b>Wingtip</b> · Backup · deleted",
        "Adatum & Sons · Security audit · deleted",
    }


def test_a_line_is_read_out_with_what_it_is(pane: ChangePane) -> None:
    model = pane.waterfall.bridge
    texts = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    assert texts[1] == "Won −$179,700"
    assert texts[6] == "Correction: Entered late +$5,000"
    help_ = model.index(6).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert help_ == "Was so before, but was entered only later."


def test_nothing_is_looked_up_while_the_tab_is_not_in_front(
    view: MetricsView, pane: ChangePane, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    view.detail.tabs.setCurrentIndex(0)
    asked: list[object] = []
    monkeypatch.setattr(pane._questions, "compute", lambda *what: asked.append(what))

    edit(view, qtbot, lambda session: change_row(session, "deals", 2, {"value": 100}))
    assert asked == []

    view.detail.tabs.setCurrentIndex(1)
    assert len(asked) == 1


def test_a_money_figure_that_is_divided_is_led_by_its_rows(view: MetricsView, pane: ChangePane) -> None:
    view.show_metric("average_deal_size")

    assert [words for words, _ in lines(pane)] == [
        *("30 Sep", "Earlier period", "Won", "Corrections", "Revalued", "21 Nov"),
    ]
    assert lines(pane)[-1][1] == view.detail.figure.value.text()
    assert [amount for _, amount in lines(pane)[1:3]] == ["−$16,038", "−$16,038"]
    assert pane.rows_heading.text() == "Won: 4 deals, −$16,038"
    assert rows(pane)[0] == ["Litware · Analytics", "6 Nov", "−$9,587.63"]
