"""The board of health: each partner in the column of its status, reached by arrows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.domain.programmes import facts_of
from tests.gui.health.conftest import chosen, key_of, names, panel, press
from tests.gui.held import Held
from tests.gui.inplace import InPlace
from tests.gui.programme import TODAY


def test_every_partner_stands_in_the_column_of_its_status(view: HealthView) -> None:
    for column in view.board.columns.values():
        QAbstractItemModelTester(column.list.cards, QAbstractItemModelTester.FailureReportingMode.Fatal)

    assert names(view, "red") == ["Fabrikam"]
    assert names(view, "yellow") == ["Contoso Cloud"]
    assert names(view, "green") == ["Proseware", "Litware"]
    assert sorted(names(view, "unrated")) == ["<b>Wingtip</b>", "Adatum & Sons"]
    assert view.board.columns["green"].count.text() == "2"


def test_a_card_tells_all_it_shows_in_words(view: HealthView) -> None:
    cards = view.board.columns["red"].list.cards

    words = str(cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole))

    assert words.startswith("Fabrikam; Red; manager JL; Champion left; reviewed 32 days ago, review overdue")
    assert "last 12 months: 4 months Unrated, then 6 months Green, then 2 months Red" in words


def test_arrows_go_from_card_to_card_and_from_column_to_column(view: HealthView) -> None:
    view.board.choose(key_of(view, "Fabrikam"), focus=True)

    press(view, Qt.Key.Key_Right)
    assert chosen(view) == "Contoso Cloud"
    press(view, Qt.Key.Key_Right)
    assert chosen(view) == "Proseware"
    press(view, Qt.Key.Key_Down)
    assert chosen(view) == "Litware"
    assert view.panel.name.text() == "Litware"
    press(view, Qt.Key.Key_Left)
    press(view, Qt.Key.Key_Left)
    assert chosen(view) == "Fabrikam"


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize(("manager", "status"), [("", "red"), ("MO", "yellow")])
def test_who_arrives_before_the_board_is_computed_can_go_on_with_keys(  # noqa: PLR0913
    session: Session, theme: Theme, memory: Memory, qtbot: QtBot, manager: str, status: str, *, slow: bool
) -> None:
    lane = Held()
    today = day_of(TODAY.isoformat())
    choice = Choice(period_containing(today, "quarter"), today, manager=manager)
    desk = Desk(session, session.facts, choice, InPlace(), lane)
    view = HealthView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()
    view.take_focus()  # as the window does when it turns to the page
    assert {each.count.text() for each in view.board.columns.values()} == {""}  # how many is not known yet
    if slow:
        qtbot.waitUntil(lambda: not view.board.isVisible(), timeout=2000)
        assert [each.text() for each in view._pages.findChildren(QLabel) if each.isVisible()] == ["Loading…"]
    lane.go_on()
    assert "" not in {each.count.text() for each in view.board.columns.values()}

    focus = view.focusWidget()

    assert focus is view.board.columns[status].list
    QTest.keyClick(focus, Qt.Key.Key_G)
    assert panel(view).status == "green"
    desk.deleteLater()


def test_the_choice_of_manager_tier_and_day_holds(view: HealthView) -> None:
    choice = view.desk.choice
    view.desk.choose(Choice(choice.period, choice.as_of, manager="MO"))
    assert names(view, "yellow") == ["Contoso Cloud"]
    assert names(view, "red") == []

    view.desk.choose(Choice(choice.period, day_of("2026-10-19")))
    assert "Fabrikam" in names(view, "green")


def test_a_file_open_for_reading_only_shows(view: HealthView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "read_only", "The file may only be read.")
    view.refresh()
    view.board.choose(key_of(view, "Litware"), focus=True)

    press(view, Qt.Key.Key_R)

    assert view.findChildren(ReviewPanel) == []
    assert view.headline.text() == "The file may only be read."


def test_an_empty_file_says_what_will_stand_here(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    desk.facts = facts_of({})
    view = HealthView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()

    assert view.import_first.isVisible()
    with qtbot.waitSignal(view.command_wanted) as wanted:
        view.import_first.click()
    assert wanted.args == ["import"]


def forget(view: HealthView, desk: Desk, reviews: list[int]) -> None:
    desk.do("Forget", lambda writer: writer.delete("health_reviews", reviews))
    view.refresh()
    QApplication.processEvents()


def test_the_unrated_have_as_much_room_as_others_once_they_are_the_most(view: HealthView, desk: Desk) -> None:
    columns = view.board.columns
    assert columns["unrated"].width() < columns["green"].width() - 20
    forget(view, desk, [*desk.facts["health_reviews"].keys][1:])
    assert columns["unrated"].width() >= columns["green"].width() - 1


def test_columns_without_a_card_are_narrow_while_no_partner_is_rated(view: HealthView, desk: Desk) -> None:
    forget(view, desk, [*desk.facts["health_reviews"].keys])
    columns = {status: column for status, column in view.board.columns.items() if status != "unrated"}
    assert view.board.columns["unrated"].width() > sum(column.width() for column in columns.values())
    for column in columns.values():
        assert column.isVisible()
        assert column.count.text() == "0"
        assert column.count.width() >= column.count.sizeHint().width()
        assert column.list.height() > 100


@pytest.mark.parametrize(("width", "below"), [(904, True), (1600, False)])
def test_what_the_statuses_mean_stands_whole_beside_them_or_below(
    view: HealthView, width: int, *, below: bool
) -> None:
    view.resize(width, 640)
    QApplication.processEvents()

    columns = view.board.columns
    for column in (columns[status] for status in ("red", "yellow", "green")):
        meaning = column.meaning
        assert meaning.isVisible()
        assert meaning.fontMetrics().horizontalAdvance(meaning.text()) <= meaning.width()
        assert (meaning.y() > column.count.y() + column.count.height() / 2) == below
    assert columns["red"].meaning.text() == "requires intervention"
    assert len({column.list.y() for column in columns.values() if column.isVisible()}) == 1


def test_an_empty_file_that_can_only_be_read_says_so_and_offers_nothing(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "read_only", "The file may only be read.")
    desk.facts = facts_of({})
    view = HealthView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()

    assert not view.import_first.isVisible()
    said = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert {"No partners here", "The file may only be read."} <= set(said)
