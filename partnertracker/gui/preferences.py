"""What the program knows of the person from start to start, in a small typed file."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_RECENT = 8


@dataclass(frozen=True)
class Preferences:
    """The person's choices outside any file.

    Attributes:
        last: the file that was open last, empty after it was closed by command.
        recent: files opened lately, the latest first.
        scheme: ``system``, ``light`` or ``dark``.
    """

    last: str = ""
    recent: tuple[str, ...] = ()
    scheme: str = "system"

    def with_opened(self, path: Path) -> "Preferences":
        """Return preferences in which a file is the last and the latest one."""
        name = str(path)
        recent = (name, *(each for each in self.recent if each != name))
        return replace(self, last=name, recent=recent[:_RECENT])


def load_preferences(path: Path) -> Preferences:
    """Read preferences; what is missing, or not of the right kind, has its usual value."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    recent = found.get("recent")
    scheme = found.get("scheme")
    last = found.get("last")
    return Preferences(
        last=last if isinstance(last, str) else "",
        recent=tuple(each for each in recent if isinstance(each, str)) if isinstance(recent, list) else (),
        scheme=scheme if scheme in {"system", "light", "dark"} else "system",
    )


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write preferences; a folder that can't be written to costs only convenience, so nothing is raised."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        part.replace(path)
    except OSError:
        return
