"""A month that is the sum of several entries is not typed over, and says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.years import year_of

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
JUNE = 6
TOLD = "This is the sum of 3 entries: press Enter to change them in the table."


@pytest.fixture
def costs(qtbot: QtBot, desk: Desk, theme: Theme) -> YearWindow:
    """The year of costs, in front of a sum of three entries."""
    rows: list[Row] = [
        {"month": month, "category": "marketing", "amount": 1_000_00, "currency": "USD"}
        for month in ("2026-05", "2026-06", "2026-06", "2026-06")
    ]
    window = year_of(qtbot, desk, theme, "costs", rows)
    window.grid.go_to(0, JUNE)
    return window


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2, Key.Key_5])
def test_a_sum_says_that_it_is_one_instead_of_being_typed_over(costs: YearWindow, key: Key) -> None:
    QTest.keyClick(costs.grid, key)
    assert costs.refused.text() == TOLD
    assert costs.refused.isVisible()
    QTest.keyClick(costs.grid, Key.Key_Left)
    assert not costs.refused.isVisible()


def test_a_double_click_on_a_sum_says_so(costs: YearWindow) -> None:
    place = costs.grid.visualRect(costs.months.index(0, JUNE)).center()
    QTest.mouseDClick(costs.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert costs.refused.text() == TOLD


def test_enter_leads_to_the_entries_of_a_sum(costs: YearWindow, desk: Desk, session: Session) -> None:
    shown: list[tuple[str, int]] = []
    desk.opened.connect(lambda table, key: shown.append((table, key)))
    QTest.keyClick(costs.grid, Key.Key_Return)
    assert shown == []
    QTest.keyClick(costs.grid, Key.Key_Return)
    first = session.store.find("costs", {"month": "2026-06"})[0]
    assert shown == [("costs", first["key"])]
    assert not costs.isVisible()


def test_del_says_which_sums_it_leaves(costs: YearWindow) -> None:
    QTest.keyClick(costs.grid, Key.Key_Left)
    QTest.keyClick(costs.grid, Key.Key_Right, SHIFT)
    QTest.keyClick(costs.grid, Key.Key_Delete)
    assert [costs.months.index(0, month).data() for month in (5, 6)] == ["", "3,000"]
    assert costs.refused.text() == (
        "1 sum of several entries is left as it is: change the entries in the table."
    )


def test_ctrl_r_says_which_sums_it_leaves(costs: YearWindow) -> None:
    costs.grid.go_to(0, 5)
    QTest.keyClick(costs.grid, Key.Key_R, CTRL)
    assert [costs.months.index(0, month).data() for month in (5, 6, 7)] == ["1,000", "3,000", "1,000"]
    assert costs.refused.text().startswith("1 sum of several entries is left")
