"""Mappings saved under a name, so that the next file of the same kind needs no questions."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.domain.names import word_key
from partnertracker.services.importing.mapping import ImportMapping, read_mapping
from partnertracker.services.importing.mapping_text import mapping_text

_SUFFIX = ".toml"
_NAME = re.compile(r"[^\W_][\w \-]{0,78}", re.UNICODE)
_TAKEN = frozenset(
    {"con", "prn", "aux", "nul", *(f"{each}{n}" for each in ("com", "lpt") for n in range(1, 10))}
)


class MappingLibrary:
    """The saved mappings: one TOML file each, in one folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not exist yet."""
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Return the names of the saved mappings, in alphabetical order."""
        return tuple(sorted(each.stem for each in self._folder.glob(f"*{_SUFFIX}")))

    def load(self, name_or_path: str) -> ImportMapping:
        """Read a saved mapping by name, or a mapping's file; raises UnusableInputError for neither."""
        path = Path(name_or_path)
        if _is_name(name_or_path) and self._path(name_or_path).is_file():
            path = self._path(name_or_path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            known = ", ".join(self.names())
            next_step = f"Saved are {known}." if known else "None is saved yet; give the path of a TOML file."
            raise UnusableInputError(f"There is no mapping “{name_or_path}”.", next_step) from None
        except (OSError, ValueError) as error:
            raise UnusableInputError(f"The mapping “{name_or_path}” can't be read: {_why(error)}.") from error
        return read_mapping(text)

    def save(self, name: str, mapping: ImportMapping) -> None:
        """Save a mapping under a name; raises UnusableArgumentError for a name that no file can have."""
        if not _is_name(name):
            raise UnusableArgumentError(
                f"A mapping can't be called “{name}”.",
                "Use letters, digits, spaces, - and _, at most 79 of them.",
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._path(name).with_suffix(".part")
        part.write_text(mapping_text(mapping), encoding="utf-8")
        part.replace(self._path(name))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"


def shape_of(header: Sequence[str]) -> str:
    """Return what tells files with other columns apart: 8 signs made of a header's names in any order."""
    names = sorted(map(word_key, filter(None, header)))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:8]


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and not text.endswith(" ") and text.casefold() not in _TAKEN


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or "no access") if isinstance(error, OSError) else "it is not UTF-8 text"
