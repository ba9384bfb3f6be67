"""What a partner's figures suggest, beside the status that its manager set."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.figure import Beside
from partnertracker.domain.scorecard import Contribution, Scorecard, Suggestion
from partnertracker.gui.desk import Desk
from partnertracker.gui.health.scorecard import ScorecardPart, because, inputs_words, suggestion_words
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import DARK, LIGHT
from partnertracker.services.editing import insert_row
from partnertracker.services.ports import Writer
from tests.gui.programme import row_id

FABRIKAM, CONTOSO = 2, 3


def praise(desk: Desk, partner: int) -> None:
    """Certify a partner's people and let its customers praise it."""
    its_id = row_id("partners", partner - 1)
    answer: Row = {"partner": its_id, "kind": "support", "score": 5, "answered_on": "2026-11-01"}
    certified: Row = {"partner": its_id, "person": "Ann", "certificate": "Sales", "issued_on": "2026-01-01"}
    done: Row = {"partner": its_id, "title": "Call", "done_on": "2026-11-20"}

    def operation(writer: Writer) -> None:
        writer.insert("certifications", [certified])
        writer.insert("surveys", [answer] * 5)
        writer.insert("actions", [done])

    desk.do("Praise", operation)


def rows(view: HealthView, role: int = Qt.ItemDataRole.AccessibleTextRole) -> list[str]:
    model = view.panel.scorecard.model
    return [str(model.index(row).data(role)) for row in range(model.rowCount())]


def test_with_too_little_data_nothing_is_suggested_and_the_panel_says_why(view: HealthView) -> None:
    view.board.choose(FABRIKAM)
    shown = view.panel.scorecard
    QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert shown.chip.text == "No suggestion"
    assert shown.sentence.text() == "Data in 1 of 5 dimensions, 3 are needed."
    assert rows(view)[0] == "Revenue: no score. No target of its own"


def test_a_disagreement_is_marked_on_the_card_and_explained_in_the_panel(
    view: HealthView, desk: Desk
) -> None:
    before = _card_picture(view)
    praise(desk, FABRIKAM)
    view.board.choose(FABRIKAM)
    shown = view.panel.scorecard
    assert shown.chip.text == "Suggests Green · 100"
    causes = "Engagement 100, Certification 100 and Satisfaction 100"
    assert shown.sentence.text() == f"Set to Red, but {causes} stand at 50 or above."
    assert rows(view)[2:4] == [
        "Engagement: 100 of 100, weight 20, adds 40. Since the last activity 1 d",
        "Certification: 100 of 100, weight 15, adds 30. Certificates required 1 · met 1",
    ]
    cards = view.board.columns["red"].list.cards
    told = "its figures suggest Green, 100 of 100"
    assert told in str(cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.capitalize().casefold() in str(cards.index(0).data(Qt.ItemDataRole.ToolTipRole)).casefold()
    assert _card_picture(view) != before


def test_what_a_score_was_made_from_takes_the_lines_that_it_needs(qtbot: QtBot, theme: Theme) -> None:
    shown = ScorecardPart(theme)
    qtbot.addWidget(shown)
    inputs = (
        Beside("NPS", 0, "points"),
        Beside("support rating", 5, "points"),
        Beside("answers", 3, "count"),
    )
    short = Contribution("engagement", (), 100.0, 20, 40.0, "")
    long = Contribution("satisfaction", inputs, None, 15, None, "fewer than 5 answers")
    found = Suggestion("", None, "green", (short, long), "too little", ())
    shown.show_suggestion(found, Scorecard(), "USD")
    shown.resize(900, 400)
    shown.show()
    wide = [shown.list.sizeHintForRow(row) for row in (0, 1)]
    assert wide[0] == wide[1]

    shown.resize(220, 400)
    QApplication.processEvents()

    narrow = [shown.list.sizeHintForRow(row) for row in (0, 1)]
    assert narrow[0] == wide[0] < narrow[1]
    assert shown.list.height() == sum(narrow)


def test_where_both_agree_there_is_no_mark_and_nothing_to_explain(view: HealthView, desk: Desk) -> None:
    praise(desk, CONTOSO)
    view.board.choose(CONTOSO)
    assert view.panel.scorecard.chip.text.startswith("Suggests Yellow")
    assert not view.panel.scorecard.sentence.isVisible()
    cards = view.board.columns["yellow"].list.cards
    assert "figures suggest" not in str(cards.index(cards.row_of(CONTOSO)).data(Qt.ItemDataRole.ToolTipRole))


def test_the_board_follows_a_new_scorecard_and_leaves_out_what_has_no_weight(
    view: HealthView, desk: Desk
) -> None:
    praise(desk, FABRIKAM)
    weights: Row = {"revenue": 0, "pipeline": 0, "engagement": 1, "certification": 1, "satisfaction": 1}
    card: Row = {**weights, "green_from": 90, "yellow_from": 10, "effective_on": "2026-11-01"}
    desk.change(lambda session: session.execute(*insert_row(session, "scorecards", card)))
    view.board.choose(FABRIKAM)
    assert rows(view, Qt.ItemDataRole.DisplayRole) == ["Engagement", "Certification", "Satisfaction"]
    assert view.panel.scorecard.sentence.text().endswith("stand at 10 or above.")


def test_every_row_is_drawn_in_both_schemes(view: HealthView, desk: Desk, theme: Theme) -> None:
    praise(desk, FABRIKAM)
    view.board.choose(FABRIKAM)
    for scheme, tokens in (("light", LIGHT), ("dark", DARK)):
        theme.choose(scheme)
        shown = view.panel.scorecard.list
        picture, row = shown.grab().toImage(), shown.visualRect(shown.model().index(3, 0))
        colours = {picture.pixelColor(x, row.top() + 9).name() for x in range(picture.width())}
        assert tokens.green.fill.name() in colours
    theme.choose("light")


def part(name: str, score: float | None, *inputs: Beside, why: str = "") -> Contribution:
    return Contribution(name, inputs, score, 20.0, None if score is None else score / 5, why)


def test_words_for_scores_inputs_and_causes() -> None:
    low, lower = part("pipeline", 9.25), part("certification", 66.7)
    found = Suggestion("yellow", 64, "green", (low, lower), "", (low, lower))
    assert suggestion_words(found) == "Suggests Yellow · 64"
    assert because(found, Scorecard()) == "Set to Green, but Pipeline 9 and Certification 67 stand below 80."
    one = Suggestion("yellow", 79, "green", (low,), "", (low,))
    assert because(one, Scorecard(green_from=82.5)) == "Set to Green, but Pipeline 9 stands below 82.5."
    told = part(
        "pipeline", 9.25, Beside("Open pipeline", 56_000, "money"), Beside("won a quarter", 1.5e6, "money")
    )
    assert inputs_words(told, "USD") == "Open pipeline $56K · won a quarter $1.5M"
    assert inputs_words(part("engagement", None, why="no activity yet"), "USD") == "No activity yet"


def _card_picture(view: HealthView) -> QImage:
    return view.board.columns["red"].list.grab().toImage()
