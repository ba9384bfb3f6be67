"""Going on after a file is found damaged: its newest backup is offered, to be opened as a copy."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from partnertracker.domain.errors import DamagedFileError, PartnerTrackerError
from partnertracker.gui.dialogs import FILTER
from partnertracker.gui.shell.notice import Remedy


def backup_remedies(
    error: PartnerTrackerError, parent: QWidget, copy: Callable[[Path, Path], None]
) -> Sequence[Remedy]:
    """Return the button that offers the backup of a damaged file; none where there is no backup.

    Args:
        error: what went wrong.
        parent: the window.
        copy: copies a backup to a place where there is nothing yet, and opens the copy.
    """
    if not isinstance(error, DamagedFileError) or not error.backup:
        return ()
    damaged, backup = Path(error.file), Path(error.backup)

    def ask() -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            parent,
            "Open a copy of the backup",
            str(free_name(damaged)),
            FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,  # what is there is never written over
        )
        if chosen:
            path = Path(chosen)
            copy(backup, path if path.suffix else path.with_suffix(damaged.suffix))

    return (("Open a copy of the backup…", ask),)


def free_name(damaged: Path) -> Path:
    """Return a path beside a damaged file at which there is nothing yet."""
    number, path = 1, damaged.with_name(f"{damaged.stem} recovered{damaged.suffix}")
    while path.exists():
        number += 1
        path = damaged.with_name(f"{damaged.stem} recovered {number}{damaged.suffix}")
    return path
