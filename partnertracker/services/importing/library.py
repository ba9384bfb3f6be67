"""Mappings saved under a name, so that the next file of the same kind needs no questions."""

from pathlib import Path

from partnertracker.services.importing.mapping import ImportMapping


class MappingLibrary:
    """The saved mappings: one TOML file each, in one folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not exist yet."""
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Return the names of the saved mappings, in alphabetical order."""
        raise NotImplementedError

    def load(self, name_or_path: str) -> ImportMapping:
        """Read a saved mapping by name, or a mapping's file; raises UnusableInputError when there is neither."""
        raise NotImplementedError

    def save(self, name: str, mapping: ImportMapping) -> None:
        """Save a mapping, replacing one of the same name; raises UnusableArgumentError for a name no file can have."""
        raise NotImplementedError
