"""The colours and sizes everything on screen is made of, light and dark."""

from typing import NamedTuple

from PySide6.QtGui import QColor

STEP = 4
"""Spacing comes in multiples of this many pixels."""

GAP = 4 * STEP
"""Space around a page and between its cards."""

ROW = 30
"""Height of a table row."""

CONTROL = 32
"""Height of buttons and inputs."""

TOP, BOTTOM = 48, 26
"""Heights of the bars at the top and the bottom of the window."""

CARD_RADIUS, CONTROL_RADIUS = 8, 6


class StatusColours(NamedTuple):
    """What one status is drawn with.

    Attributes:
        fill: bars, squares, lines and the edge of a card.
        text: words, on ``soft`` or on a card.
        soft: the chip behind the words.
    """

    fill: QColor
    text: QColor
    soft: QColor


class Tokens(NamedTuple):
    """The colours of one scheme.

    Attributes:
        name: ``light`` or ``dark``.
        background, surface, line: the page; cards and panels on it; hairlines.
        text, muted: words, and words of the second rank.
        accent, accent_soft, on_accent: selection, primary button, links and bars; its soft background; words
            on the accent.
        green, yellow, red, grey: the statuses.
        track: what a bar stands on.
    """

    name: str
    background: QColor
    surface: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    green: StatusColours
    yellow: StatusColours
    red: StatusColours
    grey: StatusColours
    track: QColor

    def status(self, name: str) -> StatusColours:
        """Return a status' colours; everything but green, yellow and red is grey."""
        known = {"green": self.green, "yellow": self.yellow, "red": self.red}
        return known.get(name, self.grey)

    @property
    def is_dark(self) -> bool:
        """Whether words are light on dark."""
        return self.name == "dark"


def _status(fill: str, text: str, soft: str) -> StatusColours:
    return StatusColours(QColor(fill), QColor(text), QColor(soft))


LIGHT = Tokens(
    name="light",
    background=QColor("#f6f7f9"),
    surface=QColor("#ffffff"),
    line=QColor("#e3e6ea"),
    text=QColor("#1b1f24"),
    muted=QColor("#59636e"),
    accent=QColor("#2f5fd0"),
    accent_soft=QColor("#e8eefc"),
    on_accent=QColor("#ffffff"),
    green=_status("#1f8a4c", "#176b3a", "#e5f4eb"),
    yellow=_status("#b7791f", "#8a5a10", "#fdf3dc"),
    red=_status("#c9372c", "#b42a20", "#fdeae8"),
    grey=_status("#59636e", "#59636e", "#e9ecf0"),
    track=QColor("#e9ecf0"),
)

DARK = Tokens(
    name="dark",
    background=QColor("#15181c"),
    surface=QColor("#1e2227"),
    line=QColor("#30363d"),
    text=QColor("#e8eaed"),
    muted=QColor("#9aa4af"),
    accent=QColor("#7aa2ff"),
    accent_soft=QColor("#26324d"),
    on_accent=QColor("#15181c"),
    green=_status("#4cc27d", "#4cc27d", "#1c3527"),
    yellow=_status("#e0a93b", "#e0a93b", "#3b3119"),
    red=_status("#ff7b6f", "#ff7b6f", "#43231f"),
    grey=_status("#9aa4af", "#9aa4af", "#30363d"),
    track=QColor("#30363d"),
)
