"""A year's target is shared out over its quarters and months."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.measuring import figures
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui.held import Late

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


def figure_of(desk: Desk, metric: str, period: str, scope: str = "all") -> Figure:
    named = period_named(period)
    (found,) = figures(desk.facts, named, desk.choice.as_of, scopes=[scope], metrics=[metric], trend=False)
    return found


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk, theme: Theme) -> TargetEditor:
    """The editor of the year's bookings, with a million typed."""
    return open_editor(qtbot, desk, theme, figure_of(desk, "bookings", "2026"))


def open_editor(qtbot: QtBot, desk: Desk, theme: Theme, figure: Figure) -> TargetEditor:
    made = TargetEditor(desk, theme, figure)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    retype(made.numbers["value"], "1,000,000")
    return made


def retype(entry: object, text: str) -> None:
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)  # type: ignore[call-overload]
    QTest.keyClick(entry, Qt.Key.Key_Delete)  # type: ignore[call-overload]
    QTest.keyClicks(entry, text)  # type: ignore[arg-type]


def held(session: Session, period: str) -> float | None:
    rows = session.store.find("targets", {"metric": "bookings", "scope": "all", "period": period})
    value = rows[-1]["value"] if rows else None
    return None if value is None else float(value)


def test_a_year_shows_what_falls_to_each_part(editor: TargetEditor) -> None:
    assert editor.split.isVisible()
    entries = editor.split.entries
    assert len(entries) == 16
    places = [entries[name].geometry() for name in ("2026-Q1", "2026-01", "2026-02", "2026-03")]
    assert all(left.right() < right.left() for left, right in pairwise(places))
    assert entries["2026-Q1"].placeholderText() == "250,000"
    assert entries["2026-Q4"].text() == "200,000"  # set in the file
    assert editor.split.gaps.text() == "Quarters add up to $950,000 of $1,000,000."


def test_a_part_is_typed_and_saved_with_the_year_in_one_step(editor: TargetEditor, session: Session) -> None:
    retype(editor.split.entries["2026-Q4"], "250k")
    retype(editor.split.entries["2026-11"], "100k")
    assert editor.split.gaps.text() == "Months of Q4 add up to $266,666 of $250,000."
    retype(editor.split.entries["2026-11"], "83,334")
    assert editor.split.gaps.text() == (
        "$750,000 of $1,000,000 is set for no quarter yet: it is shared out as shown."
    )
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        retype(editor.split.entries[quarter], "250k")
    assert editor.split.gaps.text() == "Quarters and months add up."
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        retype(editor.split.entries[quarter], "")
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert [held(session, each) for each in ("2026", "2026-Q4", "2026-11")] == [1_000_000, 250_000, 83_334]
    assert held(session, "2026-Q1") is None
    session.undo()
    assert [held(session, each) for each in ("2026", "2026-Q4", "2026-11")] == [None, 200_000, None]


def test_filled_in_parts_add_up_and_follow_last_year(editor: TargetEditor, session: Session) -> None:
    retype(editor.split.entries["2026-Q4"], "")
    editor.split.fill.click()
    texts = [editor.split.entries[quarter].text() for quarter in QUARTERS]
    assert texts == ["250,000"] * 4
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert [held(session, quarter) for quarter in QUARTERS] == [250_000.0] * 4


def test_an_emptied_part_has_no_target_of_its_own_any_more(editor: TargetEditor, session: Session) -> None:
    retype(editor.split.entries["2026-Q4"], "")
    assert editor.split.entries["2026-Q4"].placeholderText() == "250,000"
    assert editor.split.gaps.text() == "No target of its own any more: Q4."
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert [held(session, each) for each in ("2026", "2026-Q4")] == [1_000_000, None]
    session.undo()
    assert [held(session, each) for each in ("2026", "2026-Q4")] == [None, 200_000]


def test_last_year_gives_its_shape(qtbot: QtBot, desk: Desk, theme: Theme) -> None:

    def move(writer: Writer) -> None:
        for key, day in ((1, "2025-02-03"), (3, "2025-11-11")):
            days: Row = {"created_on": "2025-01-01", "qualified_on": None, "closed_on": day}
            writer.update("deals", key, days)

    desk.do("Move", move)
    editor = open_editor(qtbot, desk, theme, figure_of(desk, "bookings", "2026"))
    editor.split.spread.setCurrentIndex(1)
    entries = editor.split.entries
    # 64,000 in February and 41,500 in November
    assert entries["2026-02"].placeholderText() == "606,635"
    assert entries["2026-03"].placeholderText() == "0"


def test_without_a_last_year_it_is_said(editor: TargetEditor) -> None:
    editor.split.spread.setCurrentIndex(1)
    assert "nothing from the year before" in editor.split.gaps.text()


def test_what_is_no_number_is_said_and_not_saved(editor: TargetEditor) -> None:
    retype(editor.split.entries["2026-Q1"], "a lot")
    assert "must be a number" in editor.split.gaps.text()
    assert not editor.save.isEnabled()


def test_another_period_or_comparison_needs_no_parts(editor: TargetEditor) -> None:
    editor.comparison.setCurrentIndex(editor.comparison.findData("growth"))
    assert not editor.split.isVisible()


def test_a_share_is_not_split(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    made = TargetEditor(desk, theme, figure_of(desk, "win_rate", "2026"))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    assert not made.split.isVisible()


def test_no_cell_of_the_parts_before_becomes_a_window(editor: TargetEditor) -> None:
    for _ in range(3):  # faster than anything is painted
        editor.split.show_year(period_named("2026"), "all")
    QApplication.processEvents()
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not editor]


def test_what_is_typed_before_it_is_known_what_is_set_stays(qtbot: QtBot, late: Late, theme: Theme) -> None:
    editor = open_editor(qtbot, late.desk, theme, figure_of(late.desk, "bookings", "2026"))
    retype(editor.split.entries["2026-Q4"], "250k")
    late.desk.choose(late.desk.choice._replace(manager="MO"))
    late.arrive()
    assert editor.numbers["value"].text() == "1,000,000"
    assert editor.split.entries["2026-Q4"].text() == "250k"
    assert editor.split.changes() == {"2026-Q4": 250_000.0}
