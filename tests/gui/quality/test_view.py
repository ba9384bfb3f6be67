import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.quality.view import QualityView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row
from tests.domain.programmes import facts_of
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, flawed: Desk, memory: Memory) -> QualityView:
    return on_screen(qtbot, QualityView(flawed, theme, memory))


def ids(view: QualityView) -> list[str]:
    return [each.flaw.id for each in view.flaws.flaws.found]


def choose(view: QualityView, flaw: str) -> None:
    view.flaws.setCurrentIndex(view.flaws.flaws.index(view.flaws.flaws.row_of(flaw), 0))


def test_every_flaw_stands_there_with_the_most_frequent_first(view: QualityView) -> None:
    counts = [each.count for each in view.flaws.flaws.found]

    assert counts == sorted(counts, reverse=True)
    assert {"won_unqualified", "close_overdue", "months_without_revenue"} <= set(ids(view))
    assert view.headline.text() == f"{len(counts)} kinds of flaw, as of 21 Nov"


def test_the_chosen_flaw_is_explained_beside_the_table(view: QualityView) -> None:
    choose(view, "won_unqualified")

    assert view.rows.title.text() == "Won deals without a qualified date"
    assert view.rows.metrics.text() == "Can change Sales cycle length, SQLs, Cohort conversion"
    assert view.rows.heading.text() == "2 deals"


def test_a_flaw_that_changes_no_metric_says_nothing_of_one(view: QualityView) -> None:
    choose(view, "metrics_without_target")

    assert view.rows.metrics.isHidden()


def test_what_is_mended_is_gone(view: QualityView) -> None:
    choose(view, "deals_worthless")

    view.desk.change(lambda session: session.execute(*change_row(session, "deals", 4, {"value": 100})))

    assert "deals_worthless" not in ids(view)
    assert view.flaws.current is not None


def test_a_manager_has_the_flaws_of_its_partners(view: QualityView) -> None:
    choice = view.desk.choice

    view.desk.choose(Choice(choice.period, choice.as_of, manager="AK"))

    assert "close_overdue" not in ids(view)
    assert "won_unqualified" in ids(view)


def test_enter_takes_the_keyboard_to_the_rows(view: QualityView) -> None:
    choose(view, "won_unqualified")
    view.flaws.setFocus()

    QTest.keyClick(view.flaws, Qt.Key.Key_Return)

    assert view.rows.table.hasFocus()


def test_the_flaw_is_remembered(
    view: QualityView, qtbot: QtBot, theme: Theme, memory: Memory, flawed: Desk
) -> None:
    choose(view, "closed_before_qualified")
    view.hide()
    again = QualityView(flawed, theme, memory)
    qtbot.addWidget(again)
    again.show()

    assert again.rows.title.text() == "Deals closed before they were qualified"


def test_without_a_flaw_the_page_says_so(view: QualityView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnertracker.gui.quality.view.flaws", lambda *_: ())
    view.desk.facts = facts_of({})

    view.refresh()

    assert view.sound.isVisible()
    assert view.headline.text() == ""
