"""Open documents as LibreOffice writes them, with one cell changed."""

import zipfile
from pathlib import Path

RECORDED = Path(__file__).parent / "recorded" / "calc.ods"
_CELL, _TEXT = b"<table:table-cell", b"<text:p>Litware<"


def with_cell(path: Path, cell: str, quote: str = '"') -> Path:
    """Write a recorded document with another second cell in its third row.

    Args:
        path: where to.
        cell: its markup up to the end of its text.
        quote: the sign around the values of attributes; other programs write the other one.
    """
    with zipfile.ZipFile(RECORDED) as whole, zipfile.ZipFile(path, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "content.xml":
                at = content.index(_TEXT)
                start = content.rindex(_CELL, 0, at)
                content = content[:start] + cell.replace('"', quote).encode() + content[at + len(_TEXT) :]
            made.writestr(name, content)
    return path
