"""A mapping written as the TOML that ``read_mapping`` reads."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields

from partnertracker.services.importing.mapping import FileFormat, ImportMapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def mapping_text(mapping: ImportMapping) -> str:
    """Write a mapping: its table, match and partners, then each section that holds anything."""
    lines = [f"table = {_quoted(mapping.table)}"]
    if mapping.match:
        lines.append(f"match = {_quoted(mapping.match)}")
    if mapping.create_partners is not None:
        lines.append(f"create_partners = {str(mapping.create_partners).lower()}")
    lines += _section("columns", mapping.columns)
    lines += _section("defaults", mapping.defaults)
    for name, words in mapping.values.items():
        lines += _section(f"values.{_key(name)}", words)
    given = {each.name: str(getattr(mapping.format, each.name)) for each in fields(FileFormat)}
    lines += _section("format", {name: value for name, value in given.items() if value})
    return "\n".join(lines) + "\n"


def _section(name: str, content: Mapping[str, str]) -> list[str]:
    if not content:
        return []
    return ["", f"[{name}]", *(f"{_key(key)} = {_quoted(value)}" for key, value in content.items())]


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL, which JSON leaves as it is
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
