"""On a slow disk what is typed beside the board, and each review, is for the partner that one sees."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.health.view import HealthView
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.health.conftest import chosen, key_of, names, panel, press
from tests.gui.held import Late
from tests.gui.pages import on_screen

ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(qtbot: QtBot, late: Late, theme: Theme, memory: Memory) -> HealthView:
    """The board of the small programme, on a slow disk."""
    view = on_screen(qtbot, HealthView(late.desk, theme, memory))
    late.arrive()
    return view


def begin(view: HealthView, late: Late, partner: str, words: str) -> None:
    """Choose a partner and begin to type an action for it."""
    view.board.choose(key_of(view, partner), focus=True)
    late.arrive()
    view.panel.new_action.setFocus()
    QTest.keyClicks(view.panel.new_action, words)


def actions(session: Session) -> dict[str, str]:
    partners = {row["id"]: str(row["name"]) for row in session.store.find("partners", {})}
    return {str(row["title"]): partners[row["partner"]] for row in session.store.find("actions", {})}


def hide_litware(late: Late) -> None:
    late.desk.choose(late.desk.choice._replace(manager="JL"))


def test_an_action_that_is_typed_while_other_cards_arrive_is_for_the_partner_shown(
    late: Late, view: HealthView, session: Session
) -> None:
    hide_litware(late)
    view.board.choose(key_of(view, "Litware"), focus=True)
    view.panel.new_action.setFocus()
    QTest.keyClicks(view.panel.new_action, "Call ")
    late.arrive()
    assert "Litware" not in names(view, "green")
    assert view.panel.name.text() == "Litware"
    QTest.keyClicks(view.panel.new_action, "Jane")
    QTest.keyClick(view.panel.new_action, ENTER)
    late.arrive()
    assert actions(session)["Call Jane"] == "Litware"
    assert view.panel.name.text() == chosen(view) == "Fabrikam"


def test_an_action_that_is_typed_waits_for_its_partner(late: Late, view: HealthView) -> None:
    begin(view, late, "Litware", "Call Jane")
    view.board.choose(key_of(view, "Fabrikam"), focus=True)
    late.arrive()
    assert (view.panel.name.text(), view.panel.new_action.text()) == ("Fabrikam", "")
    assert view.unsaved == ("The action typed for Litware is not added: press Enter in it.",)
    view.mend()
    late.arrive()
    assert (view.panel.name.text(), view.panel.new_action.text()) == ("Litware", "Call Jane")
    assert QApplication.focusWidget() is view.panel.new_action


def test_an_action_of_a_partner_out_of_sight_is_found(late: Late, view: HealthView) -> None:
    begin(view, late, "Litware", "Call Jane")
    view.board.take_focus()
    hide_litware(late)
    late.arrive()
    assert view.panel.new_action.text() == ""
    view.mend()
    late.arrive()
    assert (view.panel.name.text(), view.panel.new_action.text()) == ("Litware", "Call Jane")


def test_the_next_action_is_typed_while_the_one_before_is_stored(
    late: Late, view: HealthView, session: Session
) -> None:
    begin(view, late, "Litware", "Call Jane")
    QTest.keyClick(view.panel.new_action, ENTER)
    QTest.keyClick(view.panel.new_action, ENTER)
    QTest.keyClicks(view.panel.new_action, "Send")
    late.arrive()
    assert view.panel.new_action.text() == "Send"
    assert actions(session)["Call Jane"] == "Litware"
    assert len(session.store.find("actions", {"title": "Call Jane"})) == 1


def test_an_action_that_can_not_be_stored_comes_back(
    late: Late, view: HealthView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError("disk full")

    told: list[object] = []
    monkeypatch.setattr(late.desk, "failed", type("Told", (), {"emit": told.append}))
    begin(view, late, "Litware", "Call Jane")
    with monkeypatch.context() as broken:
        broken.setattr(session, "execute", full)
        QTest.keyClick(view.panel.new_action, ENTER)
        late.arrive()
    assert view.panel.new_action.text() == "Call Jane"
    assert len(told) == 1


def drop(view: HealthView, partner: str, before: str, after: str) -> None:
    """Drag a card from one column to another."""
    cards, target = (view.board.columns[each].list.cards for each in (before, after))
    dragged = cards.mimeData([cards.index(cards.row_of(key_of(view, partner)))])
    target.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())


def rate(view: HealthView, late: Late, reason: str) -> None:
    """Give the reason of a review and store it; the cards are still where they were."""
    asked = panel(view)
    QTest.keyClicks(asked.reason, reason)
    QTest.keyPress(asked.reason, ENTER)
    late.file.go_on()
    assert not asked.isVisible()


def test_reviews_given_one_after_another_are_of_the_cards_that_were_chosen(
    late: Late, view: HealthView, session: Session
) -> None:
    view.board.choose(key_of(view, "Litware"), focus=True)
    press(view, Qt.Key.Key_R)
    rate(view, late, "Litware is red")
    drop(view, "Fabrikam", "red", "green")
    rate(view, late, "Fabrikam is green")
    view.board.choose(key_of(view, "Proseware"), focus=True)
    press(view, Qt.Key.Key_Y)
    rate(view, late, "Proseware is yellow")
    partners = {row["id"]: str(row["name"]) for row in session.store.find("partners", {})}
    found = [row for row in session.store.find("health_reviews", {}) if " is " in str(row["reason"])]
    told = [f"{partners[row['partner']]} is {row['status']}" for row in found]
    assert told == [row["reason"] for row in found]
    assert len(found) == 3
    late.arrive()
    assert chosen(view) == "Proseware"
    assert names(view, "yellow") == ["Contoso Cloud", "Proseware"]
    assert (names(view, "red"), "Fabrikam" in names(view, "green")) == (["Litware"], True)
