"""The bars of a figure by partner."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.metrics.portions import PortionsList, PortionsModel
from partnertracker.gui.metrics.splitting import TOP, Portion, Portions
from partnertracker.gui.theme.theme import Theme


def test_the_bar_of_the_others_is_in_proportion_to_that_of_a_partner() -> None:
    every = tuple(Portion(f"Partner {key}", key, 10.0) for key in range(1, TOP + 14))
    model = PortionsModel()

    model.show(Portions(every, 130.0), "count", "USD", every=False)

    shares = [model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    assert model.index(TOP).data() == "13 others"
    assert shares == [10 / 130] * TOP + [1.0]


def test_the_longest_bar_fills_its_track_when_all_are_named() -> None:
    every = tuple(Portion(f"Partner {key}", key, 40.0 - key) for key in range(TOP + 3))
    model = PortionsModel()

    model.show(Portions(every, 60.0), "count", "USD", every=True)

    shares = [model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(len(every))]
    assert shares == [each.value / 40.0 for each in every]


def test_a_part_below_0_looks_other_than_one_above_it(qtbot: QtBot, theme: Theme) -> None:
    parts = PortionsList(theme)
    qtbot.addWidget(parts)
    parts.resize(400, 100)
    portions = Portions(
        (Portion("Litware", 7, 50.0), Portion("Adatum", 3, 0.0), Portion("Fabrikam", 4, -50.0))
    )
    parts.show_portions(portions, "points", "USD")
    parts.show()

    picture = parts.viewport().grab().toImage()

    def columns(row: int, colour: QColor) -> list[int]:
        middle = parts.visualRect(parts.model().index(row, 0)).center().y()
        return [x for x in range(picture.width()) if picture.pixelColor(x, middle) == colour]

    accent, grey = theme.tokens.accent, theme.tokens.grey.fill
    assert columns(0, accent)
    assert not columns(0, grey)
    assert columns(2, grey)
    assert not columns(2, accent)
    assert max(columns(2, grey)) < min(columns(0, accent))
    assert not columns(1, accent)
    assert not columns(1, grey)
    assert parts.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Fabrikam −50"


def test_arrows_drill_and_enter_opens_the_page_of_the_partner(qtbot: QtBot, theme: Theme) -> None:
    parts = PortionsList(theme)
    qtbot.addWidget(parts)
    parts.show_portions(
        Portions((Portion("Litware", 7, 10.0), Portion("Adatum", 3, 5.0)), 15.0), "count", "USD"
    )
    parts.show()

    QTest.keyClick(parts, Qt.Key.Key_Down)  # onto the first
    with qtbot.waitSignal(parts.drill_wanted) as drilled:
        QTest.keyClick(parts, Qt.Key.Key_Down)
    with qtbot.waitSignal(parts.partner_wanted) as opened:
        QTest.keyClick(parts, Qt.Key.Key_Return)

    assert (drilled.args, opened.args) == (["Adatum"], [3])
