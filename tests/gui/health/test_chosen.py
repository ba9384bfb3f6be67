"""Every number beside the board leads to the rows behind it, by a click and by a key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.health.card_delegate import CardDelegate
from partnertracker.gui.health.column import CardsList
from partnertracker.gui.health.lists import PlainList
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.drill_dialog import DrillDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import insert_row
from tests.gui.health.test_scorecard import praise

LITWARE, FABRIKAM = 1, 2


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[HealthView]:
    QLocale.setDefault(QLocale("en_US"))
    view = HealthView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1244, 828)
    view.show()
    yield view
    for each in view.findChildren(DrillDialog):
        each.close()


def dialog(view: HealthView) -> DrillDialog:
    """Return the window that was opened last."""
    return view.findChildren(DrillDialog)[-1]


def click_row(rows: PlainList, row: int) -> None:
    place = rows.visualRect(rows.model().index(row, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def place_of_line(cards: CardsList, row: int) -> QPoint:
    card, delegate = cards.cards.card(row), cards.itemDelegate()
    assert card is not None
    assert isinstance(delegate, CardDelegate)
    return delegate.line_of(QRectF(cards.visualRect(cards.cards.index(row))), card).center().toPoint()


def test_the_line_on_a_card_leads_to_the_deals_of_its_year(view: HealthView) -> None:
    cards = view.board.columns["green"].list
    row = cards.cards.row_of(LITWARE)
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place_of_line(cards, row))

    card = cards.cards.card(row)
    assert card is not None
    assert dialog(view).windowTitle() == "Litware, last 12 months"
    assert dialog(view).values == ["Partner-sourced revenue $177,000"]
    assert sum(each or 0 for each in card.revenue) == 177_000
    assert dialog(view).panes[0].rows.rows.rowCount() == 3


def test_a_click_beside_the_line_only_chooses_the_card(view: HealthView) -> None:
    cards = view.board.columns["green"].list
    row = cards.cards.row_of(LITWARE)
    beside = cards.visualRect(cards.cards.index(row)).topLeft() + QPoint(30, 20)
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=beside)

    assert not view.findChildren(DrillDialog)


def test_b_leads_to_the_same_deals(view: HealthView) -> None:
    view.board.choose(LITWARE, focus=True)
    QTest.keyClick(view.board.columns["green"].list, Qt.Key.Key_B)

    assert dialog(view).values == ["Partner-sourced revenue $177,000"]


def test_a_dimension_leads_to_the_rows_its_score_was_made_from(view: HealthView, desk: Desk) -> None:
    praise(desk, FABRIKAM)
    view.board.choose(FABRIKAM)
    rows = view.panel.scorecard.list

    click_row(rows, 2)
    assert dialog(view).windowTitle() == "Fabrikam, Engagement"
    assert dialog(view).values == ["Since the last activity 1 d"]
    (section,) = dialog(view).sections
    assert section.rows.rows.index(0, 0).data() == "Call"

    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(4, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert dialog(view).windowTitle() == "Fabrikam, Satisfaction"
    assert dialog(view).panes[0].rows.rows.rowCount() == 5


def test_a_dimension_without_a_record_says_so(view: HealthView, desk: Desk) -> None:
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "New"})))
    view.board.choose(int(desk.facts["partners"].keys[-1]))

    click_row(view.panel.scorecard.list, 3)

    assert dialog(view).windowTitle() == "New, Certification"
    assert dialog(view).values == []
    assert dialog(view).none.isVisible()


def test_a_row_behind_a_score_opens_its_record(view: HealthView, desk: Desk, qtbot: QtBot) -> None:
    praise(desk, FABRIKAM)
    view.board.choose(FABRIKAM)
    click_row(view.panel.scorecard.list, 3)

    with qtbot.waitSignal(desk.opened) as opened:
        dialog(view).sections[-1].rows.selectRow(0)
        QTest.keyClick(dialog(view).sections[-1].rows, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0] == "certifications"


def test_a_review_of_the_history_opens_its_form(view: HealthView, desk: Desk, qtbot: QtBot) -> None:
    view.board.choose(FABRIKAM)
    rows = view.panel.reviews_list

    with qtbot.waitSignal(desk.opened) as opened:
        click_row(rows, 0)
    assert opened.args == ["health_reviews", 3]
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(1, 0))
    with qtbot.waitSignal(desk.opened) as opened:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args == ["health_reviews", 2]


def test_the_history_ends_at_the_day_that_is_looked_at(view: HealthView, desk: Desk) -> None:
    view.board.choose(FABRIKAM)
    assert view.panel.reviews.rowCount() == 2
    desk.choose(desk.choice._replace(as_of=desk.choice.as_of - 60))
    view.board.choose(FABRIKAM)
    assert view.panel.reviews.rowCount() == 1
