from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import facts_of
from partnertracker.domain.periods import period_containing
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.health.card_delegate import CardDelegate
from partnertracker.gui.health.cards import CardsModel, initials, spoken
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.lane import InPlace
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from partnertracker.services.editing import insert_row
from partnertracker.services.review import Card
from partnertracker.services.session import Session
from tests.gui.held import Held
from tests.gui.pages import on_screen
from tests.gui.programme import TODAY


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[HealthView]:
    view = on_screen(qtbot, HealthView(desk, theme, memory))
    yield view
    theme.choose("light")


def names(view: HealthView, status: str) -> list[str]:
    cards = view.board.columns[status].list.cards
    return [str(cards.index(row).data()) for row in range(cards.rowCount())]


def key_of(view: HealthView, name: str) -> int:
    cards = [column.list.cards for column in view.board.columns.values()]
    found = [each.card(row) for each in cards for row in range(each.rowCount())]
    return next(card.key for card in found if card is not None and card.name == name)


def chosen(view: HealthView) -> str:
    card = view.board.card
    return card.name if card is not None else ""


def panel(view: HealthView) -> ReviewPanel:
    (shown,) = [each for each in view.findChildren(ReviewPanel) if each.isVisible()]
    return shown


def press(view: HealthView, key: Qt.Key) -> None:
    focus = next(
        each.list
        for each in view.board.columns.values()
        if each.list.currentIndex().isValid() and each.list.current_key == view.board._key
    )
    QTest.keyClick(focus, key)


def test_every_partner_stands_in_the_column_of_its_status(view: HealthView) -> None:
    for column in view.board.columns.values():
        QAbstractItemModelTester(column.list.cards, QAbstractItemModelTester.FailureReportingMode.Fatal)

    assert names(view, "red") == ["Fabrikam"]
    assert names(view, "yellow") == ["Contoso Cloud"]
    assert names(view, "green") == ["Proseware", "Litware"]
    assert sorted(names(view, "unrated")) == ["<b>Wingtip</b>", "Adatum & Sons"]
    assert view.board.columns["green"].count.text() == "2"


def test_the_first_card_is_shown_beside_the_board(view: HealthView) -> None:
    shown = view.panel

    assert chosen(view) == "Fabrikam"
    assert shown.name.text() == "Fabrikam"
    assert shown.chip.text == "Red since 20 Oct"
    assert shown.about.text() == "Technology · Silver · JL · reviewed 20 Oct · review overdue since 19 Nov"
    reviews = shown.reviews_list.model()
    assert [reviews.index(row, 0).data() for row in range(reviews.rowCount())] == [
        "20 Oct · Champion left",
        "3 Apr",
    ]
    assert shown.chart.data is not None
    assert shown.chart.data.points[-1].line == 142_000


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
    assert asked.sentence("next_review_on") != ""
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


def test_an_action_is_added_and_ticked_off(view: HealthView) -> None:
    shown = view.panel
    QTest.keyClicks(shown.new_action, "Call the CRO")
    QTest.keyClicks(shown.due, "25 Nov")
    QTest.keyClick(shown.due, Qt.Key.Key_Return)

    to_do = shown.to_do
    assert to_do.index(0).data() == "Call the CRO · 25 Nov · JL"
    assert shown.new_action.text() == ""
    to_do.setData(to_do.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert to_do.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    (row,) = view.desk._session.store.find("actions", {"title": "Call the CRO"})
    assert (row["done_on"], row["owner"]) == ("2026-11-21", "JL")
    to_do.setData(to_do.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert to_do.index(0).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked


def test_a_day_that_is_none_is_said_beside_it(view: HealthView) -> None:
    shown = view.panel
    QTest.keyClicks(shown.new_action, "Call the CRO")
    QTest.keyClicks(shown.due, "soon")
    QTest.keyClick(shown.due, Qt.Key.Key_Return)

    assert not shown.due_wrong.isHidden()
    assert shown.to_do.rowCount() == 0
    assert shown.new_action.text() == "Call the CRO"


def test_the_button_and_enter_lead_to_the_page_of_the_partner(view: HealthView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.command_wanted) as wanted:
        view.panel.open_partner.click()
    assert wanted.args == ["partner_page"]

    view.board.choose(key_of(view, "Litware"), focus=True)
    with qtbot.waitSignal(view.command_wanted) as wanted:
        press(view, Qt.Key.Key_Return)
    assert wanted.args == ["partner_page"]
    assert view.partner == key_of(view, "Litware")


def test_the_choice_of_manager_tier_and_day_holds(view: HealthView) -> None:
    choice = view.desk.choice
    view.desk.choose(Choice(choice.period, choice.as_of, manager="MO"))
    assert names(view, "yellow") == ["Contoso Cloud"]
    assert names(view, "red") == []

    view.desk.choose(Choice(choice.period, day_of("2026-10-19")))
    assert "Fabrikam" in names(view, "green")


def test_a_review_given_while_the_board_shows_the_past_says_so(view: HealthView) -> None:
    choice = view.desk.choice
    view.desk.choose(Choice(choice.period, day_of("2026-10-19")))
    view.board.choose(key_of(view, "Litware"), focus=True)
    press(view, Qt.Key.Key_G)

    texts = [each.text() for each in panel(view).findChildren(QLabel)]
    assert "The review is dated today; the board shows 19 Oct 2026." in texts


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


@pytest.mark.parametrize(
    ("name", "short"), [("Maya Osei", "MO"), ("MO", "MO"), ("", ""), ("anna b keller", "ABK")]
)
def test_managers_stand_by_their_initials(name: str, short: str) -> None:
    assert initials(name) == short


def card(
    key: int, *, status: str = "red", overdue: bool = False, ramping: bool = False, suggested: str = ""
) -> Card:
    return Card(
        partner=key,
        key=key,
        name=f"Partner {key}",
        manager="Maya Osei",
        tier="Gold",
        type="reseller",
        status=status,
        since=20_000,
        review=key,
        reviewed_on=20_000,
        due_on=20_030,
        age_days=47 if overdue else 9,
        overdue=overdue,
        ramping=ramping,
        months=("green",) * 9 + (status,) * 3,
        revenue=tuple(float(value) for value in range(12)),
        suggested=suggested,
        score=64 if suggested else None,
        disagrees=suggested not in {"", status},
    )


def painted(
    theme: Theme, one: Card, *, selected: bool = False, scaling: float = 1.0, width: int = 272
) -> QImage:
    model = CardsModel(one.status, TODAY, lambda _keys: None)
    model.show([one])
    image = QImage(QSize(width, 90) * scaling, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scaling)
    image.fill(theme.tokens.background)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 90)
    if selected:
        option.state |= QStyle.StateFlag.State_Selected
    painter = QPainter(image)
    CardDelegate(theme).paint(painter, option, model.index(0))
    painter.end()
    return image


def colours(image: QImage, area: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scaling", [1.0, 1.5, 2.0])
def test_a_card_wears_the_colour_of_its_status(theme: Theme, scheme: str, scaling: float) -> None:
    theme.choose(scheme)
    tokens = LIGHT if scheme == "light" else DARK
    image = painted(theme, card(1), scaling=scaling)
    theme.choose("light")

    edge = image.pixelColor(QPoint(round(3 * scaling), round(40 * scaling)))
    assert edge.name() == tokens.red.fill.name()
    months = QRect(15, 55, 210, 20)
    found = colours(image, QRect(months.topLeft() * scaling, months.size() * scaling))
    assert {tokens.green.fill.name(), tokens.red.fill.name()} <= found


def test_an_overdue_review_stands_out_beyond_its_colour(theme: Theme) -> None:
    age = QRect(200, 8, 60, 22)

    assert LIGHT.yellow.text.name() in colours(painted(theme, card(1, status="green", overdue=True)), age)
    assert LIGHT.yellow.text.name() not in colours(painted(theme, card(1, status="green")), age)
    assert "review overdue since" in spoken(card(1, overdue=True), "", date(2026, 11, 21))


def test_a_narrow_board_says_what_fits_whole(view: HealthView) -> None:
    view.resize(904, 640)
    QApplication.processEvents()

    for column in view.board.columns.values():
        words = column.meaning.text()
        assert column.meaning.fontMetrics().horizontalAdvance(words) <= column.meaning.width()
    assert view.board.columns["red"].meaning.text() == ""
    view.resize(1600, 640)
    QApplication.processEvents()
    assert view.board.columns["red"].meaning.text() == "requires intervention"


def test_on_a_narrow_card_the_age_leaves_the_first_line_to_the_name(theme: Theme) -> None:
    first, second = QRect(12, 10, 118, 19), QRect(12, 31, 30, 16)
    late = card(1, status="green", overdue=True)

    assert LIGHT.yellow.text.name() in colours(painted(theme, late, width=132), second)
    assert LIGHT.yellow.text.name() not in colours(painted(theme, late, width=132), first)


def test_the_chosen_card_has_a_ring(theme: Theme) -> None:
    top = QRect(60, 0, 100, 4)

    assert LIGHT.accent.name() in colours(painted(theme, card(1), selected=True), top)
    assert LIGHT.accent.name() not in colours(painted(theme, card(1)), top)


def test_a_partner_that_has_just_joined_is_marked(theme: Theme) -> None:
    line = QRect(14, 28, 60, 20)

    assert colours(painted(theme, card(1, ramping=True)), line) != colours(painted(theme, card(1)), line)


def test_five_hundred_partners_are_painted_only_as_far_as_they_are_seen(view: HealthView) -> None:
    asked: list[list[int]] = []
    column = view.board.columns["green"]
    model = CardsModel("green", TODAY, asked.append)
    column.list.setModel(model)
    model.show([card(key, status="green") for key in range(1, 501)])
    QApplication.processEvents()
    column.list.grab()

    assert 0 < sum(len(keys) for keys in asked) < 200


def test_a_line_begins_with_a_capital_whatever_it_begins_with(view: HealthView, desk: Desk) -> None:
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "Adatum"})))
    view.board.choose(key_of(view, "Adatum"))
    assert view.panel.about.text() == "Not reviewed yet"
    cards = view.board.columns["unrated"].list.cards
    told = cards.index(cards.row_of(key_of(view, "Adatum"))).data(Qt.ItemDataRole.ToolTipRole)
    assert "Not reviewed yet" in str(told).splitlines()
    red = view.board.columns["red"].list.cards
    told = str(red.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert "review overdue since 19 Nov" in told  # the month keeps its capital
