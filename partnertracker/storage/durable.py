"""Files and folders that only their owner reads, and names in a folder that outlast a power cut."""

import os
from pathlib import Path

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (Windows does it by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
