import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.quality.finding import Found
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.target_editor import TargetEditor
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.quality.rows import FlawRows
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Writer
from partnertracker.services.quality import flaws
from tests.gui import programme

DAY = day_of(programme.TODAY.isoformat())


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme, flawed: Desk) -> FlawRows:
    rows = FlawRows(flawed, theme)
    qtbot.addWidget(rows)
    rows.resize(404, 500)
    rows.show()
    return rows


def found(desk: Desk, flaw: str) -> Found:
    return next(each for each in flaws(desk.facts, DAY) if each.flaw.id == flaw)


def texts(rows: FlawRows) -> list[list[str]]:
    model = rows.table.rows
    return [[str(model.index(row, column).data()) for column in (0, 2)] for row in range(model.rowCount())]


def test_a_flaw_shows_its_kind_its_effect_and_its_rows(rows: FlawRows, flawed: Desk) -> None:
    rows.show_found(found(flawed, "won_unqualified"))

    assert (rows.kind.text, rows.heading.text()) == ("Missing", "2 deals")
    assert rows.effect.text() == "They are left out of the sales cycle, and count as no SQL."
    assert texts(rows) == [
        ["Contoso Cloud · Relecloud · Migration", "–"],
        ["Litware · Munich Port · Data platform", "–"],
    ]
    assert rows.table.rows.headerData(2, Qt.Orientation.Horizontal) == "Qualified on"
    assert rows.step.isHidden()


def test_the_field_takes_the_room_of_its_words_and_leaves_the_rest_to_the_names(
    rows: FlawRows, flawed: Desk
) -> None:
    rows.show_found(found(flawed, "won_unqualified"))

    words = rows.table.horizontalHeader().fontMetrics().horizontalAdvance("Qualified on")
    assert words < rows.table.columnWidth(2) < words + 40
    assert rows.table.columnWidth(0) + rows.table.columnWidth(2) == rows.table.viewport().width()


def test_enter_asks_for_the_form_and_the_field_that_mends(rows: FlawRows, flawed: Desk, qtbot: QtBot) -> None:
    rows.show_found(found(flawed, "won_unqualified"))
    rows.drill()

    with qtbot.waitSignal(flawed.form_wanted) as form, qtbot.waitSignal(flawed.mending) as mending:
        QTest.keyClick(rows.table, Qt.Key.Key_Return)

    assert (form.args, mending.args) == (["deals", 3], ["deals", 3, "qualified_on"])


def test_a_flaw_without_a_field_only_opens_the_form(rows: FlawRows, flawed: Desk, qtbot: QtBot) -> None:
    rows.show_found(found(flawed, "partners_unrated"))
    rows.drill()

    with qtbot.assertNotEmitted(flawed.mending), qtbot.waitSignal(flawed.form_wanted) as wanted:
        QTest.keyClick(rows.table, Qt.Key.Key_Return)

    assert wanted.args[0] == "partners"
    assert rows.table.isColumnHidden(2)


def test_what_is_absent_has_a_next_step(rows: FlawRows, flawed: Desk, qtbot: QtBot) -> None:
    rows.show_found(found(flawed, "months_without_revenue"))

    assert rows.step.text() == "Import company revenue…"
    with qtbot.waitSignal(rows.command_wanted) as wanted:
        rows.step.click()
    assert wanted.args == ["import"]


def test_enter_on_a_month_without_rows_leads_into_its_place_in_the_grid(rows: FlawRows, flawed: Desk) -> None:
    rows.show_found(found(flawed, "months_without_revenue"))
    rows.drill()
    rows.table.selectRow(rows.table.rows.rowCount() - 2)
    name = rows.table.currentIndex().siblingAtColumn(0).data()

    QTest.keyClick(rows.table, Qt.Key.Key_Return)

    (window,) = rows.findChildren(YearWindow)
    column = window.grid.currentIndex().column()
    month = window.months.headerData(column, Qt.Orientation.Horizontal)
    assert name.startswith(month)
    assert window.title.text().endswith(name[-4:])
    window.reject()


@pytest.mark.parametrize("by_step", [False, True])
def test_a_tier_without_required_certificates_gets_one(
    rows: FlawRows, flawed: Desk, qtbot: QtBot, *, by_step: bool
) -> None:
    flawed.change(lambda session: session.execute("Clear", clear_requirements))
    rows.show_found(found(flawed, "tiers_without_requirements"))
    rows.drill()
    tier = rows.table.currentIndex().siblingAtColumn(0).data()
    assert rows.step.text() == "Add requirement…"

    with qtbot.waitSignal(flawed.entry_wanted) as wanted:
        if by_step:
            rows.step.click()
        else:
            QTest.keyClick(rows.table, Qt.Key.Key_Return)

    assert wanted.args == ["tier_requirements", {"tier": tier}]


def clear_requirements(writer: Writer) -> None:
    writer.delete("tier_requirements", [int(row["key"] or 0) for row in writer.find("tier_requirements", {})])


@pytest.mark.parametrize("by_step", [False, True])
def test_a_metric_without_a_target_gets_one(rows: FlawRows, flawed: Desk, *, by_step: bool) -> None:
    rows.show_found(found(flawed, "metrics_without_target"))
    rows.drill()
    rows.table.selectRow(1)
    name = rows.table.currentIndex().siblingAtColumn(0).data()

    if by_step:
        assert rows.step.text() == "Set target…"
        rows.step.click()
    else:
        QTest.keyClick(rows.table, Qt.Key.Key_Return)
    QApplication.processEvents()

    (editor,) = rows.findChildren(TargetEditor)
    assert name in " ".join(each.text() for each in editor.findChildren(QLabel))
    editor.reject()


def test_without_a_flaw_there_is_nothing(rows: FlawRows, flawed: Desk) -> None:
    rows.show_found(found(flawed, "won_unqualified"))
    rows.show_found(None)

    assert rows.isHidden()
