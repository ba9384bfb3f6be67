from pytestqt.qtbot import QtBot

from partnertracker.gui.quality.share import ShareBar
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.theme.tokens import LIGHT


def test_it_is_as_long_as_the_share_and_read_out_in_words(qtbot: QtBot, theme: Theme) -> None:
    bar = ShareBar(theme)
    qtbot.addWidget(bar)
    bar.resize(200, 12)

    bar.show_share(0.5, "20 of 40 rows usable")

    picture = bar.grab().toImage()
    assert picture.pixelColor(50, 6) == LIGHT.accent
    assert picture.pixelColor(150, 6) == LIGHT.track
    assert bar.accessibleDescription() == "20 of 40 rows usable"
