"""Somebody looks at what was done, takes an earlier step back, and finds deleted records in the bin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from partnertracker.domain.fields import Row, Value
from partnertracker.gui.history.window import HistoryWindow
from partnertracker.gui.restating.lists import TextsTable
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row, delete_rows, insert_row, insert_rows
from tests.e2e.driver import Driver

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def team(theme: Theme, tmp_path: Path) -> Iterator[Driver]:
    """Three deals added, the first one raised twice, the third one deleted, and a partner added."""
    driver = Driver(theme, tmp_path)
    driver.make_file()
    deals: list[Row] = [
        {"name": name, "customer": "Port & Co", "stage": "won", "value": 100_00, "created_on": "2026-07-01",
         "closed_on": "2026-08-03"}
        for name in ("ERP", "CRM", "BI")
    ]  # fmt: skip
    desk = driver.workspace.desk
    desk.change(lambda session: session.execute(*insert_rows(session, "deals", deals)))
    raise_deal(driver, value=200_00)
    raise_deal(driver, value=300_00)
    raise_deal(driver, name="ERP rollout")
    desk.change(lambda session: session.execute(*delete_rows(session, "deals", [3])))
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "Litware"})))
    yield driver
    driver.leave()


def raise_deal(driver: Driver, **values: Value) -> None:
    driver.workspace.desk.change(lambda session: session.execute(*change_row(session, "deals", 1, values)))


def history(driver: Driver) -> HistoryWindow:
    driver.press("Ctrl+H")
    (window,) = (each for each in driver.window.page.findChildren(HistoryWindow) if not each.isHidden())
    return window


def lines(table: TextsTable) -> list[tuple[str, ...]]:
    return [line.cells for line in table.texts.lines]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, _LEFT)
    QApplication.processEvents()


def deals(driver: Driver) -> dict[str, object]:
    found: list[Row] = []
    driver.workspace.desk.ask(lambda session: session.store.find("deals", {}), found.extend)
    return {str(row["name"]): row["value"] for row in found}


def test_the_steps_say_who_did_what(team: Driver) -> None:
    window = history(team)

    assert [line[1:] for line in lines(window.steps.rows)][:3] == [
        ("AK", "Add partner “Litware”", ""),
        ("AK", "Delete deal “BI”", ""),
        ("AK", "Edit deal “ERP”", ""),
    ]
    window.steps.text.setText("add")
    window.steps.read()
    assert [line[2] for line in lines(window.steps.rows)] == ["Add partner “Litware”", "Add 3 deals"]
    window.steps.table.setCurrentIndex(window.steps.table.findData("deals"))
    window.steps.read()
    assert [line[2] for line in lines(window.steps.rows)] == ["Add 3 deals"]
    window.steps.text.setText("nobody")
    window.steps.read()
    assert window.steps.none.isVisible()
    assert not window.detail.isVisible()
    window.close()


def test_an_earlier_step_is_taken_back_but_what_was_edited_since_stays(team: Driver) -> None:
    window = history(team)
    window.steps.rows.selectRow(5)
    assert window.detail.name.text() == "Add 3 deals"
    assert [line[:2] for line in lines(window.detail.rows)][:2] == [
        ("Added", "Deal · ERP rollout"), ("Added", "Deal · CRM"),
    ]  # fmt: skip
    assert window.detail.preview.text() == (
        "Taking it back deletes 1 deal and 1 stage change."
        " Because of what came later 1 row stays. Tick it if it shall go, too:"
    )
    assert window.detail.choices.item(0).text().startswith("Deal “ERP rollout” was changed")

    click(window.detail.button)

    assert deals(team) == {"ERP rollout": 300_00}
    assert lines(window.steps.rows)[0][2] == "Take back “Add 3 deals”"
    assert lines(window.steps.rows)[6][3] == "Taken back"
    window.steps.rows.selectRow(6)
    assert window.detail.preview.text().startswith("What is left of it was touched since.")
    assert not window.detail.button.isEnabled()
    window.detail.choices.item(0).setCheckState(Qt.CheckState.Checked)
    assert window.detail.button.isEnabled()
    window.close()
    team.press("Ctrl+Z")
    assert deals(team) == {"ERP rollout": 300_00, "CRM": 100_00}


def test_what_was_edited_since_is_taken_back_when_it_is_ticked(team: Driver) -> None:
    window = history(team)
    window.steps.rows.selectRow(5)
    window.detail.choices.item(0).setCheckState(Qt.CheckState.Checked)
    click(window.detail.button)
    assert deals(team) == {}
    window.close()


def test_a_step_nothing_depends_on_goes_at_once(team: Driver) -> None:
    window = history(team)
    window.steps.rows.selectRow(2)
    assert lines(window.detail.rows) == [("Changed", "Deal · ERP rollout", "Deal name: ERP → ERP rollout")]
    assert window.detail.preview.text() == "Taking it back changes back 1 deal. Nothing later depends on it."
    click(window.detail.button)
    assert "ERP" in deals(team)
    window.close()


def test_an_amount_comes_back_as_it_was_written_or_the_currency_is_told_to_be_in_the_way(
    team: Driver,
) -> None:
    raise_deal(team, value=7_50)
    raise_deal(team, value=500_00)
    raise_deal(team, currency="JPY")
    window = history(team)
    window.steps.rows.selectRow(1)
    assert lines(window.detail.rows) == [("Changed", "Deal · ERP rollout", "Value: 7.50 → 500.00")]
    assert window.detail.choices.item(0).text().endswith("change the currency first.")
    assert not window.detail.button.isEnabled()
    window.steps.rows.selectRow(2)
    window.detail.choices.item(0).setCheckState(Qt.CheckState.Checked)
    click(window.detail.button)
    assert deals(team)["ERP rollout"] == 300
    window.close()


def test_deleted_records_come_back_from_the_bin(team: Driver) -> None:
    window = history(team)
    window.tabs.setCurrentIndex(1)
    assert [line[1:] for line in lines(window.bin.rows)] == [("AK", "Deal", "BI", "Bookings · 2026-Q3: $100")]
    click(window.bin.button)
    assert sorted(deals(team)) == ["BI", "CRM", "ERP rollout"]
    assert window.bin.none.isVisible()
    window.close()


def test_a_name_that_is_taken_is_told_and_nothing_is_lost(team: Driver) -> None:
    desk = team.workspace.desk
    desk.change(lambda session: session.execute(*delete_rows(session, "partners", [1])))
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "LITWARE"})))
    window = history(team)
    window.tabs.setCurrentIndex(1)
    click(window.bin.button)
    said = window.bin.wrong.text()
    assert said.startswith("Partner “Litware” can't get its partner name back: partner “LITWARE” has it")
    assert len(lines(window.bin.rows)) == 2
    window.close()


def test_the_buttons_of_a_tab_stand_in_one_row_with_the_one_that_closes(team: Driver) -> None:
    window = history(team)
    (closes,) = (each for each in window.findChildren(QPushButton) if each.text() == "Close")
    for tab, offered, other in (
        (0, window.detail.button, window.bin.button),
        (1, window.bin.button, window.detail.button),
    ):
        window.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert offered.isVisible()
        assert not other.isVisible()
        assert offered.y() == closes.y()
    window.close()
