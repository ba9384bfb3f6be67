"""The door to the import window: loaded when it is opened, as few starts need it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.services.importing import MappingLibrary


def open_import(desk: Desk, table: str, parent: QWidget, mappings: Path) -> None:
    """Open the import window.

    Args:
        desk: the open file.
        table: the table to begin with.
        parent: the window it belongs to.
        mappings: the folder of the saved mappings.
    """
    ImportDialog(desk, table, parent, MappingLibrary(mappings)).open()
