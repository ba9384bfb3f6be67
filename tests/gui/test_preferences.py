"""Preferences survive, and a broken file costs nothing but the preferences."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from partnertracker.gui.memory import Memory
from partnertracker.gui.preferences import Preferences, load_preferences, save_preferences
from partnertracker.gui.theme.schemes import remember_scheme, remembered_scheme


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "preferences.json"
    preferences = Preferences().with_opened(Path("/somewhere/täm.sqlite3"))
    save_preferences(path, preferences)
    assert load_preferences(path) == preferences


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"last": 3}', '{"recent": "x", "last": null}', '{"recent": [1, 2]}', "\x00"]
)
def test_a_broken_file_gives_the_usual_preferences(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    assert load_preferences(path) == Preferences()


def test_the_latest_file_stands_first_and_once(tmp_path: Path) -> None:
    preferences = Preferences()
    for number in (1, 2, 1, *range(3, 12)):
        preferences = preferences.with_opened(tmp_path / f"{number}.sqlite3")
    names = [Path(name).stem for name in preferences.recent]
    assert names == ["11", "10", "9", "8", "7", "6", "5", "4"]
    assert preferences.last == preferences.recent[0]


def test_a_place_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    save_preferences(tmp_path / "file" / "preferences.json", Preferences())


def test_the_memory_keeps_states_and_words(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    memory = Memory(path)
    memory.keep_state("deals/columns", QByteArray(b"\x00\xffstate"))
    memory.keep_text("window/page", "deals")
    again = Memory(path)
    assert again.state("deals/columns") == QByteArray(b"\x00\xffstate")
    assert again.text("window/page") == "deals"
    assert (again.text("nothing"), again.state("nothing").isEmpty()) == ("", True)


def test_the_scheme_is_remembered_and_an_unknown_one_is_the_systems(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")
    assert remembered_scheme(memory) == "system"
    remember_scheme(memory, "dark")
    assert remembered_scheme(memory) == "dark"
    remember_scheme(memory, "sepia")
    assert remembered_scheme(memory) == "system"
