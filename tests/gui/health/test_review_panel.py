"""A review is given by a key, by a drop or by the button, and checked beside its fields."""

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from partnertracker.domain.columns import day_of
from partnertracker.gui import formats
from partnertracker.gui.desk import Choice
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.health.view import HealthView
from tests.gui import programme
from tests.gui.health.conftest import chosen, key_of, names, panel, press


def test_pressing_y_asks_for_the_reason_and_writes_one_step(view: HealthView) -> None:
    view.board.choose(key_of(view, "Litware"), focus=True)
    press(view, Qt.Key.Key_Y)
    asked = panel(view)
    assert asked.status == "yellow"
    assert asked.next_review.text() == "21 Dec 2026"
    assert not asked.save.isEnabled()

    QTest.keyClick(asked.reason, Qt.Key.Key_Return)
    assert asked.sentence("reason") == "A reason is needed when the status is Yellow."
    QTest.keyClicks(asked.reason, "Pipeline thin")
    QTest.keyClick(asked.reason, Qt.Key.Key_Return)

    assert names(view, "yellow") == ["Contoso Cloud", "Litware"]
    assert chosen(view) == "Litware"
    assert view.panel.chip.text == "Yellow since 21 Nov"
    (step, *_) = view.desk._session.store.steps()
    assert step.label.startswith("Review “Litware”")
    view.desk.undo()
    assert names(view, "green") == ["Proseware", "Litware"]


def test_a_card_dropped_on_another_column_is_reviewed_and_moves_when_it_is_written(view: HealthView) -> None:
    source = view.board.columns["red"].list.cards
    target = view.board.columns["green"].list.cards
    dragged = source.mimeData([source.index(0)])

    moved = target.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())

    assert not moved
    assert names(view, "red") == ["Fabrikam"]
    asked = panel(view)
    assert asked.status == "green"
    QTest.mouseClick(asked.save, Qt.MouseButton.LeftButton)
    assert names(view, "red") == []
    assert "Fabrikam" in names(view, "green")


def test_only_cards_are_taken_and_never_into_unrated(view: HealthView) -> None:
    unrated = view.board.columns["unrated"].list.cards
    green = view.board.columns["green"].list.cards
    strange = QMimeData()
    strange.setText("7")

    green.dropMimeData(strange, Qt.DropAction.MoveAction, -1, -1, QModelIndex())

    assert view.findChildren(ReviewPanel) == []
    assert not unrated.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled
    assert green.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled


def test_the_day_of_the_next_review_is_checked_beside_it(view: HealthView) -> None:
    view.board.choose(key_of(view, "Litware"), focus=True)
    press(view, Qt.Key.Key_G)
    asked = panel(view)

    asked.next_review.selectAll()
    QTest.keyClicks(asked.next_review, "1 Nov 2026")
    assert asked.sentence("next_review_on").endswith(f"({formats.long_date(programme.TODAY)}).")
    assert not asked.save.isEnabled()
    asked.next_review.selectAll()
    QTest.keyClicks(asked.next_review, "1 Dec 2026")
    assert asked.sentence("next_review_on") == ""
    asked.save.click()
    rows = view.desk._session.store.find("health_reviews", {"next_review_on": "2026-12-01"})
    assert [row["status"] for row in rows] == ["green"]


def test_the_button_sets_the_status_of_the_chosen_partner(view: HealthView) -> None:
    view.board.choose(key_of(view, "Adatum & Sons"))

    QTest.mouseClick(view.panel.set_status, Qt.MouseButton.LeftButton)

    asked = panel(view)
    asked.statuses["red"].click()
    QTest.keyClicks(asked.reason, "No answer since May")
    asked.save.click()
    assert "Adatum & Sons" in names(view, "red")


def test_a_review_given_while_the_board_shows_the_past_says_so(view: HealthView) -> None:
    choice = view.desk.choice
    view.desk.choose(Choice(choice.period, day_of("2026-10-19")))
    view.board.choose(key_of(view, "Litware"), focus=True)
    press(view, Qt.Key.Key_G)

    texts = [each.text() for each in panel(view).findChildren(QLabel)]
    assert "The review is dated today; the board shows 19 Oct 2026." in texts
