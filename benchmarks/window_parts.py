"""``python -m benchmarks.window_parts edit|memory|scroll FILE [KIND]``: print figures by line, rival first.

The kind is that of the edits, one of ``Editor.kinds``.
"""

import sqlite3
import sys
import time
from pathlib import Path

from benchmarks.at_work import AtWork
from benchmarks.edits import Editor
from benchmarks.report import middle, resident

EDITS = 60
SCREENS = 300


def main(part: str, path: Path, kind: str = "value") -> int:
    """Measure one part in a window of its own."""
    if part == "memory":
        bare = resident()[0]
        window = AtWork(path)
        window.rest(1)
        figures = [bare, *resident()]
    elif part == "edit":
        rival = _plain_update(path)
        window = AtWork(path)
        figures = [rival, *Editor(window).times(kind, EDITS)]
    else:
        window = AtWork(path)
        window.rest(1)
        figures = [window.repaint_time(), *window.scroll_times(SCREENS)]
    window.close()
    print(*figures, sep="\n")
    return 0


def _plain_update(path: Path) -> float:
    """Return the seconds that one UPDATE with its commit takes, as durably as the program commits."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    conn.execute("PRAGMA synchronous = EXTRA")
    times = []
    for turn in range(20):
        start = time.perf_counter()
        conn.execute("UPDATE deals SET value = value + ? WHERE key = 1", (1 if turn % 2 else -1,))
        times.append(time.perf_counter() - start)
    conn.execute("PRAGMA journal_mode = DELETE").fetchall()
    conn.close()
    return middle(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
