"""The bars of a figure by partner."""

from PySide6.QtCore import Qt

from partnertracker.gui.metrics.portions import PortionsModel
from partnertracker.gui.metrics.splitting import TOP, Portion, Portions


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
