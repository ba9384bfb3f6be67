"""Where the program keeps what is not in the person's file."""

from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs

SUFFIX = ".sqlite3"
"""What the name of every file ends in that the program makes for a person."""


class Folders(NamedTuple):
    """Places on this computer.

    Attributes:
        backups: the folder of the verified copies.
        mappings: the folder of the saved import mappings.
        settings: the folder of preferences and the window's memory.
        log: the file that bugs are written to.
    """

    backups: Path
    mappings: Path
    settings: Path
    log: Path

    @property
    def demo(self) -> Path:
        """Where the demo file lies once somebody looked around in it."""
        return self.backups.parent / f"demo{SUFFIX}"


def system_folders() -> Folders:
    """Return the folders of this person on this system."""
    folders = PlatformDirs("partnertracker", appauthor=False)
    return Folders(
        backups=folders.user_data_path / "backups",
        mappings=folders.user_config_path / "mappings",
        settings=folders.user_config_path,
        log=folders.user_log_path / "partnertracker.log",
    )
