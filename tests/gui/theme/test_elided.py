"""Words that give way: what doesn't fit ends in an ellipsis."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
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


def cut(look: Callable[[str], QImage], text: str, room: int) -> str:
    """Return how a text is drawn that is too long: how it begins, and an ellipsis; else nothing."""
    whole, measure = look(text), QFontMetrics(QApplication.font())
    beginnings = (f"{text[:length]}…" for length in range(3, len(text)))
    fitting = (each for each in beginnings if measure.horizontalAdvance(each) < room)
    return next((each for each in fitting if look(each) == whole), "")


@pytest.mark.usefixtures("theme")
def test_a_chosen_name_that_does_not_fit_its_box_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    def look(name: str) -> QImage:
        box = ChoiceBox()
        qtbot.addWidget(box)
        box.addItem(name)
        box.resize(WIDTH, 32)
        return box.grab().toImage()

    assert cut(look, "Pinecrest Partners of the North", WIDTH - 30).startswith("Pinecrest")
    assert not cut(look, "Pinecrest", WIDTH)


@pytest.mark.usefixtures("theme")
def test_a_long_name_does_not_widen_the_window_of_its_box(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("W" * 200)
    assert box.minimumSizeHint().width() < 120


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("with_icon", [False, True])
def test_a_line_that_is_not_typed_in_ends_in_an_ellipsis(qtbot: QtBot, with_icon: bool) -> None:  # noqa: FBT001
    whole = QWidget()
    qtbot.addWidget(whole)
    line, other = ElidedLine(whole), QLineEdit(whole)
    other.move(0, 100)
    if with_icon:
        line.addAction(QIcon(QPixmap(16, 16)), QLineEdit.ActionPosition.TrailingPosition)
    line.resize(WIDTH, 32)
    whole.show()
    other.setFocus()

    def look(text: str) -> QImage:
        line.setText(text)
        return line.grab().toImage()

    assert cut(look, "Pinecrest Partners of the North", WIDTH - (50 if with_icon else 24)).startswith(
        "Pinecrest"
    )
    assert not cut(look, "Pinecrest", WIDTH)


@pytest.mark.usefixtures("theme")
def test_a_line_that_fits_stands_as_in_any_other(qtbot: QtBot) -> None:
    def look(line: QLineEdit, text: str) -> QImage:
        qtbot.addWidget(line)
        line.setText(text)
        line.resize(WIDTH, 32)
        return line.grab().toImage()

    assert look(ElidedLine(), "Pinecrest") == look(QLineEdit(), "Pinecrest")
