"""Words that give way: what doesn't fit ends in an ellipsis."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.gui.theme.elided import ChoiceBox, Elided, ElidedLine

WIDTH = 150


def drawn(shown: Elided, text: str) -> QImage:
    shown.setText(text)
    return shown.grab().toImage()


def test_what_does_not_fit_ends_in_an_ellipsis_and_stands_whole_in_the_tooltip(qtbot: QtBot) -> None:
    shown = Elided("heading")
    qtbot.addWidget(shown)
    shown.resize(120, 20)
    long = "W" * 60
    shown.show_text(long)
    ending = shown.fontMetrics().elidedText(long, Qt.TextElideMode.ElideRight, 120)
    assert ending.endswith("…")
    assert drawn(shown, long) == drawn(shown, ending)
    assert shown.toolTip() == f"<p>{long}</p>"


def test_a_tooltip_shows_marks_as_they_are(qtbot: QtBot) -> None:
    shown = Elided()
    qtbot.addWidget(shown)
    shown.show_text("<b>Wingtip</b>")
    assert shown.toolTip() == "<p>&lt;b&gt;Wingtip&lt;/b&gt;</p>"


def test_parts_without_room_are_left_out_whole(qtbot: QtBot) -> None:
    shown = Elided("caption", between=" · ")
    qtbot.addWidget(shown)
    parts = ["1,200 deals", "$49,578,501.19", "average $41,315.42"]
    shown.show_text(" · ".join(parts))
    two = " · ".join(parts[:2])
    shown.resize(shown.fontMetrics().horizontalAdvance(f"{two} · ave"), 20)
    assert drawn(shown, shown.text()) == drawn(shown, two)
    shown.resize(30, 20)
    assert drawn(shown, shown.text()) == drawn(shown, parts[0])


@pytest.mark.usefixtures("theme")
def test_a_long_name_does_not_widen_the_window_of_its_box(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("W" * 200)
    assert box.minimumSizeHint().width() < 120


@pytest.mark.usefixtures("theme")
def test_a_line_that_fits_stands_as_in_any_other(qtbot: QtBot) -> None:
    def look(line: QLineEdit, text: str) -> QImage:
        qtbot.addWidget(line)
        line.setText(text)
        line.resize(WIDTH, 32)
        return line.grab().toImage()

    assert look(ElidedLine(), "Pinecrest") == look(QLineEdit(), "Pinecrest")
