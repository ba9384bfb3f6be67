"""Light, dark or as the system: what was chosen on this computer."""

from partnertracker.gui.memory import Memory

SCHEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
"""The choices, each with the words on screen."""

_SCHEME = "window/scheme"


def remembered_scheme(memory: Memory) -> str:
    """Return the choice, ``system`` until there was one."""
    kept = memory.text(_SCHEME)
    return kept if kept in dict(SCHEMES) else "system"


def remember_scheme(memory: Memory, scheme: str) -> None:
    """Keep the choice."""
    memory.keep_text(_SCHEME, scheme)
