"""The form of a target begins with the one that holds, and says which others win over the one being set."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_named
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.editing import insert_row
from tests.gui.metrics.test_target_editor import edited


def given(view: MetricsView, metric: str, period: str, comparison: str, value: float) -> None:
    row: Row = {"metric": metric, "period": period, "comparison": comparison, "value": value}
    view.desk.do(*insert_row(view.desk._session, "targets", row | {"effective_on": "2026-01-01"}))


def retyped(editor: TargetEditor, text: str) -> None:
    editor.numbers["value"].selectAll()
    QTest.keyClicks(editor.numbers["value"], text)
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("metric", "period", "comparison", "value", "shown"),
    [
        ("win_rate", "2026", "at_least", 0.3, "30%"),
        ("win_rate", "2026-Q4", "at_least", 0.3, "30%"),
        ("deal_registration", "always", "at_least", 0.3, "30%"),
        ("pipeline", "2026-Q4", "at_least", 1_000_000, "1,000,000"),
        ("sales_cycle", "2026", "at_most", 60, "60"),
        ("sourced_revenue", "2026", "growth", 30, "30%"),
        ("sourced_revenue", "2026-Q4", "growth", 30, "30%"),
        ("sourced_revenue", "always", "growth", 30, "30%"),
    ],
)
def test_what_is_typed_into_the_form_as_it_opens_holds_at_once(
    view: MetricsView, metric: str, period: str, comparison: str, value: float, shown: str
) -> None:
    given(view, metric, period, comparison, value)

    editor = edited(view, metric)
    assert (editor.period.label, editor.numbers["value"].text()) == (period, shown)
    retyped(editor, "45")

    figure = view.model.figure(view.model.row_of(metric))
    assert figure is not None
    assert figure.goal is not None
    assert figure.goal.value == (0.45 if figure.metric.unit == "share" else 45)


def test_another_period_shows_what_is_set_for_it_or_nothing(view: MetricsView) -> None:
    given(view, "win_rate", "2026-Q4", "more_than", 0.4)
    editor = edited(view, "win_rate")
    seen = {}
    for place in range(editor.period.count()):
        editor.period.setCurrentIndex(place)
        seen[editor.period.label] = editor.numbers["value"].text()

    assert seen == {"2026-Q4": "40%", "2026": "", "always": "25%"}
    assert editor.comparison.currentData() == "at_least"
    editor.period.setCurrentIndex(0)
    assert editor.comparison.currentData() == "more_than"
    editor.reject()


def test_the_part_of_a_years_amount_stands_in_the_form_and_the_whole_when_the_year_is_chosen(
    view: MetricsView,
) -> None:
    given(view, "sourced_revenue", "2026", "at_least", 400_000)
    editor = edited(view, "sourced_revenue")

    assert (editor.period.label, editor.numbers["value"].text()) == ("2026-Q4", "100,000")
    editor.period.setCurrentIndex(editor.period.findData("2026"))
    assert editor.numbers["value"].text() == "400,000"
    editor.period.setCurrentIndex(0)
    assert editor.numbers["value"].text() == "100,000"
    editor.reject()


def test_what_somebody_typed_stays_when_the_period_is_chosen_after_it(view: MetricsView) -> None:
    editor = edited(view, "win_rate")
    editor.numbers["value"].selectAll()
    QTest.keyClicks(editor.numbers["value"], "45")

    editor.period.setCurrentIndex(editor.period.findData("2026"))

    assert editor.numbers["value"].text() == "45"
    assert editor.save.isEnabled()
    editor.reject()


def test_it_is_told_which_shorter_periods_keep_their_own_target(view: MetricsView) -> None:
    given(view, "win_rate", "2026", "at_least", 0.3)
    editor = edited(view, "win_rate")
    assert "of its own" not in editor.sentence("period")

    editor.period.setCurrentIndex(editor.period.findData("always"))

    assert editor.sentence("period") == (
        "It judges from today on: what is over keeps the target that it had. "
        "FY26 keeps a target of its own, which wins there."
    )
    editor.reject()
    for period in ("2026-Q1", "2026-Q4", "2026-11", "2026-12"):
        given(view, "win_rate", period, "at_least", 0.3)
    editor = edited(view, "win_rate")
    editor.period.setCurrentIndex(editor.period.findData("always"))
    assert editor.sentence("period").endswith(
        "FY26, FY26 Q4, Nov 2026 and 1 more keep targets of their own, which win there."
    )
    editor.period.setCurrentIndex(editor.period.findData("2026"))
    assert editor.sentence("period").endswith(
        "FY26 Q4, Nov 2026 and Dec 2026 keep targets of their own, which win there."
    )
    editor.reject()


def test_all_that_is_told_about_a_period_can_be_read(view: MetricsView) -> None:
    given(view, "win_rate", "2026", "at_least", 0.3)
    editor = edited(view, "win_rate")
    QTest.keyClicks(editor.numbers["value"], "45")
    QTest.qWait(0)

    editor.period.setCurrentIndex(editor.period.findData("always"))
    QTest.qWait(0)

    told = editor._sentences["period"]
    assert told.height() >= told.heightForWidth(told.width())
    editor.reject()


def test_a_week_is_offered_no_year_which_would_not_judge_it(view: MetricsView) -> None:
    view.desk.choose(view.desk.choice._replace(period=period_named("2026-W46")))
    period = edited(view, "win_rate").period
    assert [period.itemData(place) for place in range(period.count())] == ["2026-W46", "always"]
