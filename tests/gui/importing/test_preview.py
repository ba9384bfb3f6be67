"""The first rows of a file, as a table asks for them."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnertracker.gui.importing.preview import PreviewModel


def test_a_header_that_asks_for_a_column_of_the_last_file_is_told_nothing(qtbot: QtBot) -> None:
    del qtbot  # a model needs an application
    model = PreviewModel()
    model.fill(("name", "tier"), (("Litware", "Gold"),))
    model.fill(("name",), (("Litware",),))
    assert model.headerData(0, Qt.Orientation.Horizontal) == "name"
    assert model.headerData(1, Qt.Orientation.Horizontal) is None
