"""Stages are edited, added, moved and removed by keyboard or by the buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.stages_card import StagesCard
from partnertracker.gui.settings.view import SettingsView
from tests.gui.settings.person import confirm, enter, no_editor, opened, press, rows, typed

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def card(page: SettingsView) -> StagesCard:
    return page.stages


def labels(card: StagesCard) -> list[str]:
    return [row[0] for row in rows(card)]


def test_it_shows_the_funnel(card: StagesCard) -> None:
    QAbstractItemModelTester(card.table.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(card)[:2] == [("Lead", "10%", "open"), ("Qualified", "20%", "open")]
    assert rows(card)[-2:] == [("Won", "–", "won"), ("Lost", "–", "lost")]
    assert card.table.key == "lead"
    assert not card.up.isEnabled()
    assert card.down.isEnabled()


def test_enter_opens_the_chosen_stage_to_change_label_and_probability(card: StagesCard, desk: Desk) -> None:
    card.table.choose("proposal")
    press(card, Qt.Key.Key_Return)
    editor = opened(card)
    assert editor.windowTitle() == "Stage Proposal"
    enter(editor, label="Offer & terms", probability="40%")
    confirm(editor)
    assert no_editor(card)
    assert rows(card)[2] == ("Offer & terms", "40%", "open")
    assert card.table.key == "proposal"  # stays chosen
    desk.undo()
    assert rows(card)[2] == ("Proposal", "50%", "open")


def test_a_stage_that_ends_deals_has_no_probability_to_edit(card: StagesCard) -> None:
    card.table.choose("won")
    card.edit.click()
    assert list(opened(card).inputs) == ["label"]
    opened(card).reject()


def test_a_new_stage_is_entered_with_its_kind(card: StagesCard, desk: Desk) -> None:
    card.add.click()
    editor = opened(card)
    confirm(editor)
    assert editor.sentence("label") == "Label is needed."
    enter(editor, label="Disqualified", outcome="Lost")
    confirm(editor)
    assert labels(card)[-2:] == ["Lost", "Disqualified"]
    card.add.click()
    enter(opened(card), label="Legal review", probability="60")
    confirm(opened(card))
    assert labels(card)[4] == "Legal review"
    assert desk.facts.stages[4].probability == 60


def test_a_label_that_is_taken_is_said_beside_the_field_and_what_was_typed_stays(card: StagesCard) -> None:
    card.add.click()
    editor = opened(card)
    enter(editor, label="won")
    confirm(editor)
    assert editor.sentence("label") == "There is already a stage with this label."
    assert typed(editor, "label") == "won"
    enter(editor, label="Legal", probability="140")
    assert editor.sentence("probability") == "Probability must be between 0 and 100."
    editor.reject()
    assert len(rows(card)) == 6


def test_alt_and_an_arrow_move_a_stage_among_its_like(card: StagesCard) -> None:
    card.table.choose("proposal")
    press(card, Qt.Key.Key_Up, ALT)
    assert labels(card)[:3] == ["Lead", "Proposal", "Qualified"]
    assert card.table.key == "proposal"
    card.table.choose("negotiation")
    press(card, Qt.Key.Key_Down, ALT)  # beyond the open ones: nothing happens
    assert labels(card)[3:5] == ["Negotiation", "Won"]
    assert not card.down.isEnabled()


def test_a_stage_in_use_stays_and_the_card_says_why(card: StagesCard) -> None:
    card.table.choose("negotiation")
    press(card, Qt.Key.Key_Delete)
    assert card.sentence.text() == "The stage “Negotiation” can't be removed: 1 deal is in it."
    assert card.sentence.isVisible()
    card.add.click()
    enter(opened(card), label="Legal")
    confirm(opened(card))
    assert not card.sentence.isVisible()
    card.table.choose("legal")
    card.remove.click()
    assert "Legal" not in labels(card)
