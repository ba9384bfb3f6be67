"""Whether the path still leads to the file that was opened; a folder that syncs may put another one there."""

from pathlib import Path
from typing import NamedTuple


class FileIdentity(NamedTuple):
    """Which file a path led to when it was opened.

    Only ``stat`` looks at the path: opening and closing the file would drop SQLite's locks on it.
    """

    path: Path
    device: int
    inode: int

    def holds(self) -> bool:
        """Tell whether the path leads to the same file."""
        try:
            now = self.path.stat()
        except OSError:
            return False
        return (now.st_dev, now.st_ino) == (self.device, self.inode)

    @property
    def sentence(self) -> str:
        """What to say when it does not."""
        return f"{self.path.name} was moved, removed or replaced by another program while it was open."
