"""A new file is whole, its owner's alone, and never made over another."""

import os
import stat
from pathlib import Path

import pytest

from partnertracker.domain.errors import UnusableFileError
from partnertracker.domain.settings import DEFAULT_STAGES, Settings
from partnertracker.storage.create import create_file
from tests.storage.conftest import Open


def test_a_new_file_has_stages_and_settings_and_nothing_to_undo(opened: Open) -> None:
    store = opened()
    assert store.settings() == Settings(currency="EUR")
    assert store.stages() == DEFAULT_STAGES
    assert (store.last_step(), store.undoable(), store.state.read_only) == (0, None, "")
    assert store.check() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_file_is_its_owners_alone(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_is_never_created_over_another(path: Path) -> None:
    content = path.read_bytes()
    with pytest.raises(UnusableFileError, match="there already"):
        create_file(path, Settings())
    assert path.read_bytes() == content


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="can't be created"):
        create_file(tmp_path / "nowhere" / "x.sqlite3", Settings())
