"""Words that don't fit end in an ellipsis."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.theme.controls import button
from partnertracker.gui.theme.elided import ChoiceBox, ElidedLine

WIDTH = 150


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
def test_words_that_do_not_fit_on_a_button_end_in_an_ellipsis(qtbot: QtBot) -> None:
    long, short = button("Add “Fresh & Partner GmbH”", "link"), button("Add “Fresh &…", "link")
    for each in (long, short):
        qtbot.addWidget(each)
    long.setFixedSize(short.sizeHint())
    short.setFixedSize(short.sizeHint())
    assert long.grab().toImage() == short.grab().toImage()
