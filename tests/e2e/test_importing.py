"""The real list of opportunities, by the window: imported, measured and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from partnertracker.domain.facts import Facts
from partnertracker.domain.periods import period_named
from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.services.measuring import figures
from tests.e2e.driver import Driver
from tests.gui.importing.person import Person

CLOSED_IN = {
    "2017-Q1": (1_134_672, 0.820711, 74),
    "2017-Q2": (3_086_111, 0.617126, 52),
    "2017-Q3": (2_982_255, 0.614069, 49),
    "2017-Q4": (2_802_496, 0.602519, 51),
}
"""Bookings, win rate and median days of the sales cycle, computed apart from this project."""


def measured(facts: Facts, label: str) -> tuple[float | None, ...]:
    period = period_named(label, 1)
    metrics = ("bookings", "win_rate", "sales_cycle")
    found = {
        each.metric.id: each.value
        for each in figures(facts, period, period.end, metrics=metrics, trend=False)
    }
    return tuple(found[name] for name in metrics)


def test_the_real_list_comes_in_by_the_window_and_gives_its_figures(
    driver: Driver, shared_data: Path
) -> None:
    driver.make_file()
    driver.press("Ctrl+I")
    dialog = driver.frame.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    person = Person(dialog)
    person.chooses_table("deals")
    person.chooses_file(shared_data / "sales_pipeline.csv")
    person.goes_on()
    person.maps("source_partner", "account")
    person.maps("qualified_on", "engage_date")
    person.fills_empty("customer", "Unknown")
    person.fills_empty("value", "0")
    person.turns("stage", "Engaging", "qualified")
    person.turns("stage", "Prospecting", "lead")
    dialog.mapping.create_partners.setChecked(True)
    person.goes_on()
    assert person.tab_titles() == ["8,300 new", "0 changed", "0 same", "500 rejected"]
    person.goes_on()
    QTest.mouseClick(dialog.footer.on_button, Qt.MouseButton.LeftButton)

    facts = driver.workspace.desk.facts
    assert driver.rows("deals") == 8300
    for label, (bookings, win_rate, cycle) in CLOSED_IN.items():
        value, share, days = measured(facts, label)
        assert value == bookings
        assert share == pytest.approx(win_rate, abs=5e-7)
        assert days == cycle

    driver.press("Ctrl+Z")
    assert driver.rows("deals") == 0
    assert driver.rows("partners") == 0
