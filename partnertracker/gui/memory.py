"""What the window remembers from one start to the next: geometry, page, and how tables are arranged."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Memory:
    """Small states by name, kept on this computer and never in the person's file.

    Losing them costs nothing but a rearranged table, so nothing here ever fails.
    """

    def __init__(self, path: Path) -> None:
        """Keep the states in an INI file at ``path``."""
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def state(self, name: str) -> QByteArray:
        """Return what ``keep_state`` kept under that name (a header's state, say), or an empty array."""
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep a state of Qt's for the next start."""
        self._settings.setValue(name, state)

    def text(self, name: str) -> str:
        """Return what ``keep_text`` kept under that name, or an empty text."""
        kept = self._settings.value(name)
        return kept if isinstance(kept, str) else ""

    def keep_text(self, name: str, text: str) -> None:
        """Keep a word for the next start."""
        self._settings.setValue(name, text)
