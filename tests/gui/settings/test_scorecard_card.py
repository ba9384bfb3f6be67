"""The scorecard is edited as a whole; what held before is told."""

import pytest
from PySide6.QtCore import QStringListModel

from partnertracker.domain.columns import day_of
from partnertracker.domain.entities.judging import DIMENSIONS
from partnertracker.domain.fields import Row
from partnertracker.domain.scorecard import USUAL, scorecard_on
from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.scorecard_card import ScorecardCard
from partnertracker.gui.settings.view import SettingsView
from partnertracker.services.editing import insert_row
from tests.gui.settings.person import confirm, enter, no_editor, opened, rows

TODAY, YESTERDAY = day_of("2026-11-21"), day_of("2026-11-20")


@pytest.fixture
def card(page: SettingsView) -> ScorecardCard:
    return page.scorecard


def history(card: ScorecardCard) -> list[str]:
    model = card.history.model()
    assert isinstance(model, QStringListModel)
    return model.stringList() if card.history.isVisible() else []


def test_it_starts_with_the_usual_weights(card: ScorecardCard) -> None:
    assert rows(card)[0] == ("Revenue", "30", "30%")
    assert card.bands.text() == "Green from 80, Yellow from 50, Red below. The usual ones: none were set yet."
    assert history(card) == []


def test_new_weights_hold_from_today_and_the_ones_before_are_told(card: ScorecardCard, desk: Desk) -> None:
    before: Row = {
        **dict.fromkeys(DIMENSIONS, 10),
        "green_from": 70,
        "yellow_from": 40,
        "reason": "Even",
        "effective_on": "2026-03-01",
    }
    desk.change(lambda session: session.execute(*insert_row(session, "scorecards", before)))
    assert card.bands.text() == "Green from 70, Yellow from 40, Red below. Since 1 Mar · AK · Even."
    card.edit.click()
    enter(opened(card), revenue="60", green_from="75", reason="Revenue first.")
    confirm(opened(card))
    assert no_editor(card)
    assert rows(card)[:2] == [("Revenue", "60", "60%"), ("Pipeline", "10", "10%")]
    assert card.bands.text().endswith("Since 21 Nov · AK · Revenue first.")
    (line,) = history(card)
    assert line.startswith("Since 1 Mar · AK · Even: Revenue 10 · Pipeline 10")
    assert line.endswith("Green from 70 · Yellow from 40")
    assert scorecard_on(desk.facts, YESTERDAY).weights == (10.0,) * 5
    assert scorecard_on(desk.facts, TODAY).weights[0] == 60
    desk.undo()
    assert rows(card)[0] == ("Revenue", "10", "20%")


def test_what_breaks_a_rule_is_said_at_once_and_not_saved(card: ScorecardCard, desk: Desk) -> None:
    card.edit.click()
    editor = opened(card)
    enter(editor, green_from="40")
    assert editor.sentence("yellow_from") == "Yellow from must be below Green from."
    enter(editor, green_from="80", revenue="many")
    assert editor.sentence("revenue").startswith("Revenue must be a number")
    assert editor.sentence("yellow_from") == ""
    confirm(editor)
    assert editor.isVisible()
    enter(editor, **dict.fromkeys(DIMENSIONS, "0"))
    assert editor.sentence("revenue") == "Revenue, or another dimension, must have a weight above 0."
    editor.reject()
    assert scorecard_on(desk.facts, TODAY) == USUAL


def test_too_few_weights_for_a_suggestion_are_told(card: ScorecardCard) -> None:
    card.edit.click()
    enter(opened(card), revenue="0", pipeline="0", engagement="0")
    confirm(opened(card))
    told = "Fewer than 3 dimensions have a weight: no status is suggested."
    assert told in card.bands.text()
    assert rows(card)[0] == ("Revenue", "0", "0%")
