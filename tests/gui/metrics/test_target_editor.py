"""A target is typed, checked beside its field and set in one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.editing import insert_row
from tests.gui.metrics.conftest import cells


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


def test_earlier_targets_are_those_of_the_scope_that_is_chosen(view: MetricsView) -> None:
    editor = edited(view, "bookings")

    editor.scope.setCurrentIndex(editor.scope.findText("Partner", Qt.MatchFlag.MatchStartsWith))
    whose = editor.scope.currentText()
    assert editor.earlier.lines == ["None was set before."]
    editor.numbers["value"].selectAll()
    QTest.keyClicks(editor.numbers["value"], "30000")
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)

    later = edited(view, "bookings")
    assert later.earlier.lines == ["$200,000, FY26 Q4 · set by AK 1 Jan"]
    later.scope.setCurrentIndex(later.scope.findText(whose))
    assert [line.split(" · ")[0] for line in later.earlier.lines] == ["$30,000, FY26 Q4"]
    later.reject()


@pytest.mark.parametrize("metric", ["win_rate", "green_share", "onboarding_completion"])
def test_a_target_that_no_share_can_reach_is_refused(view: MetricsView, metric: str) -> None:
    editor = edited(view, metric)
    value = editor.numbers["value"]
    value.selectAll()
    QTest.keyClicks(value, "150")

    assert editor.sentence("value").startswith("Value must be from 0% to 100% (0 to 1), as ")
    assert not editor.save.isEnabled()
    value.selectAll()
    QTest.keyClicks(value, "100")
    assert editor.sentence("value") == ""
    assert editor.save.isEnabled()
    editor.reject()


def test_an_amount_of_a_flow_is_asked_for_a_period_and_its_growth_for_any(view: MetricsView) -> None:
    editor = edited(view, "bookings")
    always = editor.period.findData("always")

    def choose(comparison: str) -> int:
        editor.comparison.setCurrentIndex(editor.comparison.findData(comparison))
        return editor.period.findData("always")

    assert always < 0
    assert choose("growth") >= 0
    editor.period.setCurrentIndex(editor.period.findData("always"))
    assert choose("at_most") < 0
    assert editor.period.currentData() is not None
    editor.reject()
    ratio = edited(view, "win_rate")
    assert ratio.period.findData("always") >= 0
    ratio.reject()


@pytest.mark.parametrize("metric", ["cost_to_carry", "influenced_share", "bookings"])
def test_a_metric_that_can_exceed_100_percent_is_told_nothing(view: MetricsView, metric: str) -> None:
    editor = edited(view, metric)
    value = editor.numbers["value"]
    value.selectAll()
    QTest.keyClicks(value, "150")

    assert editor.sentence("value") == ""
    editor.reject()


def test_it_is_told_what_a_target_for_a_period_that_is_over_will_judge(view: MetricsView) -> None:
    desk, q3 = view.desk, period_named("2026-Q3")
    desk.choose(Choice(q3, q3.end))
    editor = edited(view, "bookings")
    assert (
        editor.sentence("period") == "FY26 Q3 is over and had no target of its own: it is judged by this one."
    )
    QTest.keyClicks(editor.numbers["value"], "555")
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert cells(view, "bookings")[Column.TARGET] == "$555"

    goal: Row = {"metric": "bookings", "period": "2026-Q3", "comparison": "at_least", "value": 200.0}
    desk.do(*insert_row(desk._session, "targets", {**goal, "effective_on": "2026-09-30"}))
    again = edited(view, "bookings")

    assert cells(view, "bookings")[Column.TARGET] == "$200"
    assert again.sentence("period") == (
        "FY26 Q3 is over: it keeps the target that held at its end, $200. "
        "One that was wrong is corrected in All records, Targets."
    )
    again.reject()


def test_it_is_told_that_a_changed_target_judges_from_today_on(view: MetricsView) -> None:
    editor = edited(view, "win_rate")
    assert editor.sentence("period") == "It judges from today on: what is over keeps the target that it had."
    editor.period.setCurrentIndex(0)
    assert editor.sentence("period") == ""  # the quarter has none of its own yet
    editor.reject()
    editor = edited(view, "bookings")
    assert editor.sentence("period") == (
        "FY26 Q4 is judged by it from today on: the days before keep the target that they had."
    )
    editor.reject()


def test_a_file_open_for_reading_offers_no_target(view: MetricsView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "read_only", "The file may only be read.")
    view.refresh()

    assert not view.detail.edit_target.isEnabled()
    assert view.detail.edit_target.toolTip() == "The file may only be read."


def test_a_year_shared_out_keeps_the_window_within_the_screen(view: MetricsView) -> None:
    editor = edited(view, "bookings")
    screen = editor.screen().availableGeometry()
    editor.move(screen.right() - editor.width(), screen.top())

    editor.period.setCurrentIndex(editor.period.findText("FY26"))

    assert editor.split.isVisible()
    assert editor.frameGeometry().right() <= screen.right()
    editor.reject()
