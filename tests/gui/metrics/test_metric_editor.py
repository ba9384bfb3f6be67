"""A person makes a metric of others, sees what it comes to, changes it and deletes it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from partnertracker.gui.metrics.metric_editor import MetricEditor
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.editing import insert_row, set_target
from tests.gui.metrics.conftest import cells


@pytest.fixture
def own(view: MetricsView) -> MetricsView:
    """The view with a metric of the team's own, chosen."""
    row = {
        "name": "per_lead",
        "label": "Revenue per lead",
        "formula": "sourced_revenue / sqls",
        "unit": "money",
    }
    view.desk.change(lambda session: session.execute(*insert_row(session, "custom_metrics", row)))
    view.show_metric("per_lead")
    return view


def opened(view: MetricsView) -> MetricEditor:
    (editor,) = (each for each in view.findChildren(MetricEditor) if each.isVisible())
    editor.activateWindow()
    QApplication.processEvents()
    return editor


@pytest.fixture
def editor(view: MetricsView) -> Iterator[MetricEditor]:
    view.new_metric()
    editor = opened(view)
    yield editor
    editor.reject()


def type_into(entry: QLineEdit, text: str) -> None:
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)


def test_a_new_metric_stands_under_its_own_heading_and_can_be_undone(view: MetricsView) -> None:
    QTest.mouseClick(view.head.new_button, Qt.MouseButton.LeftButton)
    editor = opened(view)
    type_into(editor.name, "Revenue per lead")
    type_into(editor.formula, "sourced_revenue / sqls")
    editor.unit.setCurrentIndex(editor.unit.findData("money"))
    assert editor.now.text() == "Now $179,700 · n = 1"
    assert editor.identity.text() == "revenue_per_lead"
    QTest.keyClick(editor.definition, Qt.Key.Key_Return)

    assert not editor.isVisible()
    assert view.model.index(view.model.headings()[-1], 0).data() == "Your metrics"
    assert cells(view, "revenue_per_lead")[:2] == ["Revenue per lead", "$179,700"]
    assert view.detail.title.text() == "Revenue per lead"
    assert view.detail.definition.text() == "Partner-sourced revenue ÷ SQLs."
    assert view.desk._session.store.steps()[0].label == "Add custom metric “Revenue per lead”"
    view.desk.undo()
    assert view.model.row_of("revenue_per_lead") == -1
    assert view.detail.title.text() == "Bookings"


def test_what_is_wrong_with_a_formula_is_said_while_one_types(editor: MetricEditor) -> None:
    assert editor.sentence("formula") == ""
    type_into(editor.formula, "bookings / sqs")

    assert editor.sentence("formula") == "There is no metric “sqs” at position 12; did you mean sqls?"
    assert editor.formula.accessibleDescription() == editor.sentence("formula")
    QTest.keyClick(editor.formula, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor.formula, "ls")
    assert editor.sentence("formula") == ""
    assert editor.now.text().startswith("Now ")


def test_a_name_that_another_metric_has_is_refused(editor: MetricEditor) -> None:
    type_into(editor.name, "bookings")
    type_into(editor.formula, "sqls")
    editor.save.click()

    assert editor.isVisible()
    assert editor.sentence("label") == "There is already a metric with this name; choose another one."
    type_into(editor.name, "Bookings of ours")
    assert editor.sentence("label") == ""


def test_enter_leads_to_what_is_wrong(editor: MetricEditor) -> None:
    type_into(editor.name, "Odd")
    type_into(editor.formula, "bookings / banana + 1")
    editor.formula.list_of_words.hide()

    editor.save.click()

    assert editor.isVisible()
    assert editor.formula.selectedText() == "banana"
    type_into(editor.formula, "bookings")
    type_into(editor.name, " ")
    editor.save.click()
    assert editor.sentence("label") == "Name is needed."
    assert editor.name.hasFocus()


@pytest.mark.parametrize(
    ("typed", "sentence", "marked", "cursor"),
    [
        ("sqls / foo + 2 ×", "A metric, a number or a bracket is expected at the end.", "", 16),
        ("  sqls / foo", "There is no metric “foo” at position 8.", "foo", 12),
        ("foo + (sqls", "The bracket at position 7 is not closed.", "(", 7),
    ],
)
def test_enter_marks_what_the_sentence_is_about(
    editor: MetricEditor, typed: str, sentence: str, marked: str, cursor: int
) -> None:
    type_into(editor.name, "Odd")
    editor.formula.setText(typed)
    editor.save.click()
    assert editor.sentence("formula") == sentence
    assert (editor.formula.selectedText(), editor.formula.cursorPosition()) == (marked, cursor)


def test_metrics_are_offered_by_id_and_by_name_for_the_word_at_the_cursor(editor: MetricEditor) -> None:
    type_into(editor.formula, "bookings / (won + 2)")
    editor.formula.setCursorPosition(len("bookings / (won"))
    QTest.keyClick(editor.formula, Qt.Key.Key_Backspace)
    QTest.keyClick(editor.formula, Qt.Key.Key_Backspace)
    QTest.keyClick(editor.formula, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor.formula, "NPS")
    assert editor.formula.offered == ["partner_nps · Partner NPS"]

    QTest.keyClick(editor.formula, Qt.Key.Key_Backspace)
    words = editor.formula.list_of_words
    words.setCurrentIndex(words.model().index(0, 0))
    QTest.keyClick(editor.formula, Qt.Key.Key_Return)

    assert editor.formula.text() == "bookings / (partner_nps + 2)"
    assert editor.formula.cursorPosition() == len("bookings / (partner_nps")
    assert editor.isVisible()


def test_down_offers_every_metric(editor: MetricEditor) -> None:
    editor.formula.setFocus()

    QTest.keyClick(editor.formula, Qt.Key.Key_Down)

    assert editor.formula.offered[0] == "bookings · Bookings"
    assert len(editor.formula.offered) > 25
    editor.formula.list_of_words.hide()


def test_an_id_that_is_taken_is_said_before_anything_is_stored(own: MetricsView) -> None:
    own.new_metric()
    editor = opened(own)
    type_into(editor.name, "Revenue per lead")
    assert editor.identity.text() == "revenue_per_lead"
    type_into(editor.identity, "per_lead")
    assert editor.sentence("name") == "There is already a metric with this id."
    type_into(editor.identity, "bookings")
    type_into(editor.formula, "sqls")
    assert editor.sentence("name") == "“bookings” is a metric of the program; choose another id."
    editor.reject()


def test_a_metric_of_the_team_s_own_is_changed_in_one_step(own: MetricsView) -> None:
    QTest.mouseClick(own.detail.edit_metric, Qt.MouseButton.LeftButton)
    editor = opened(own)
    assert (editor.formula.text(), editor.identity.isReadOnly()) == ("sourced_revenue / sqls", True)
    type_into(editor.formula, "sourced_revenue / sqls / 2")
    editor.save.click()

    assert cells(own, "per_lead")[Column.VALUE] == "$89,850"
    assert own.detail.figure.value.text() == "$89,850"
    own.desk.undo()
    assert cells(own, "per_lead")[Column.VALUE] == "$179,700"


def test_it_must_not_lead_back_to_itself(own: MetricsView) -> None:
    own.edit_metric()
    editor = opened(own)
    type_into(editor.formula, "per_lead + 1")

    assert editor.sentence("formula") == "The formula leads back to itself: per_lead → per_lead."
    editor.reject()


def test_it_has_a_target_as_any_other_and_goes_with_it(own: MetricsView) -> None:
    goal = {"comparison": "at_least", "value": 50_000.0}
    own.desk.change(
        lambda session: session.execute(*set_target(session, "per_lead", "all", "always", **goal))  # type: ignore[arg-type]
    )
    assert cells(own, "per_lead")[Column.TARGET] == "$50,000"
    assert cells(own, "per_lead")[Column.STATUS] == "Too few (1)"

    own.delete_records()

    assert own.model.row_of("per_lead") == -1
    assert own.desk._session.store.steps()[0].label == "Delete custom metric “Revenue per lead”"
    own.desk.undo()
    assert cells(own, "per_lead")[Column.TARGET] == "$50,000"


def test_one_that_another_uses_is_kept_and_that_is_said(own: MetricsView, qtbot: QtBot) -> None:
    row = {"name": "twice", "label": "Twice", "formula": "2 * per_lead"}
    own.desk.change(lambda session: session.execute(*insert_row(session, "custom_metrics", row)))

    with qtbot.waitSignal(own.desk.failed) as failed:
        own.delete_records()

    assert "the formula of “Twice” uses it" in str(failed.args[0])
    assert own.model.row_of("per_lead") >= 0


def test_only_the_team_s_own_metrics_can_be_edited_and_deleted(own: MetricsView) -> None:
    assert own.handles == {"edit_metric", "delete"}
    own.show_metric("bookings")

    assert own.handles == set()
    assert own.detail.edit_metric.isHidden()
    own.delete_records()
    own.edit_metric()
    assert own.model.row_of("bookings") >= 0
    assert own.findChildren(MetricEditor) == []


def test_the_menu_offers_what_can_be_done(own: MetricsView) -> None:
    def offered() -> dict[str, bool]:
        own.table.menu_wanted.emit(own.mapToGlobal(own.rect().center()))
        menu = own.findChildren(QMenu)[-1]
        found = {action.text(): action.isEnabled() for action in menu.actions()}
        menu.close()
        return found

    every = dict.fromkeys(("Edit target…", "Edit metric…", "Delete metric", "New metric…"), True)
    assert offered() == every
    own.show_metric("bookings")
    assert offered() == every | {"Edit metric…": False, "Delete metric": False}


def test_a_metric_without_meaning_says_why(own: MetricsView) -> None:
    own.desk.do("Spoil it", lambda writer: writer.update("custom_metrics", 1, {"formula": "gone / 2"}))

    assert cells(own, "per_lead")[Column.VALUE] == "–"
    assert own.detail.figure.counted.text() == "There is no metric “gone” at position 1"
