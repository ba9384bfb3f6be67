"""What an import leaves beside the file: the rejected rows, and the mapping. Runs on the file lane."""

from collections.abc import Sequence
from pathlib import Path

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.services.importing import ImportMapping, MappingLibrary, Plan, write_rejects
from partnertracker.services.importing.opening import is_same_file


def save_rejects(plan: Plan, path: Path, taken: Sequence[Path]) -> int:
    """Write the rejected rows of a plan as CSV and return how many.

    Args:
        plan: the plan.
        path: where to; a file that is there is replaced once the new one is complete.
        taken: files that must not be replaced: the open file and the one that is imported.

    Raises:
        UnusableArgumentError: the path is taken or can't be written.
    """
    if any(is_same_file(path, each) for each in taken):
        raise UnusableArgumentError(f"{path.name} is in use by this import.", "Choose another name.")
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            rows = write_rejects(plan, out)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritable(path.name, error) from error
    return rows


def keep_mapping(library: MappingLibrary, name: str, mapping: ImportMapping) -> None:
    """Save a mapping under a name.

    Raises:
        UnusableArgumentError: no file can have that name, or it can't be written.
    """
    try:
        library.save(name, mapping)
    except OSError as error:
        raise _unwritable(f"The mapping “{name}”", error) from error


def _unwritable(what: str, error: OSError) -> UnusableArgumentError:
    why = error.strerror or "no access"
    return UnusableArgumentError(f"{what} can't be written: {why}.", "Choose another place.")
