"""What stands in a stranger's file is shown as it is, and makes nothing happen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from partnertracker.gui.importing.checking import NEW
from partnertracker.gui.importing.texts import one_line
from tests.gui.importing.person import Person

IMAGE = "<img src=file:///etc/passwd>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Litware", "Litware"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        (IMAGE, IMAGE),
        ("a\u202eb", "a b"),
        ("nul\0byte", "nul byte"),
        ("", ""),
    ],
)
def test_a_cell_is_one_line_of_what_can_be_shown(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_cell_of_a_million_letters_is_cut() -> None:
    assert len(one_line("x" * 1_000_000)) == 301


def test_hostile_names_stay_text_at_every_step(
    begin: Callable[..., Person], csv: Callable[..., Path]
) -> None:
    person = begin("partners")
    person.chooses_file(csv(f"name,{IMAGE}", f"{IMAGE},&amp;x", name="<b>bold.csv"))
    assert person.dialog.choosing.preview.index(0, 0).data() == IMAGE
    person.goes_on()
    person.maps("notes", IMAGE)
    person.goes_on()
    assert person.rows(NEW)[0] == [IMAGE, "&amp;x"]
    tip = person.dialog.checking.models[NEW].index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in str(tip)
    labels = person.dialog.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not [each for each in person.dialog.findChildren(QLabel) if "<img" in each.toolTip()]


def test_everything_that_takes_input_has_a_name_for_screen_readers(
    begin: Callable[..., Person], csv: Callable[..., Path]
) -> None:
    person = begin("deals")
    person.chooses_file(csv("name,customer,stage", "Rollout,Munich,Engaging"))
    person.goes_on()
    unnamed = [
        each
        for line in person.dialog.mapping.lines.lines
        for each in (line.column, line.default)
        if not each.accessibleName()
    ]
    assert unnamed == []
    buttons = person.dialog.findChildren(QAbstractButton)
    own = [each for each in buttons if not each.objectName().startswith("qt_")]
    assert own
    assert [each for each in own if not (each.text() or each.accessibleName())] == []
