"""``python -m benchmarks.window_parts PART FILE [KIND]``.

The parts are edit, follow, memory, pauses, scroll, search and typing.
The figure of what ran beside it is printed first. The kind is that of the edits, one of ``Editor.kinds``;
``follow`` counts from when an edit is on disk.
"""

import sqlite3
import sys
import time
from pathlib import Path

from benchmarks.at_work import TODAY, AtWork
from benchmarks.edits import Editor
from benchmarks.paper import PAPER, calc_presses, fill
from benchmarks.report import middle, resident
from benchmarks.typist import Typist

EDITS = 60
SCREENS = 300
QUERIES = (
    *("rollout 0999", "partner 0042", "customer 1234", "win rate", "no such name", "settings", "0777777"),
    *("0042 won rollout", "manager 7 customer 1234"),
)
"""Typed letter by letter: names of deals, partners and customers, a metric, nothing, a page, a number, and
words that stand in several fields of a deal."""

_LOOK = 0.03
"""Seconds after a key in which somebody who types fast sees what it did."""


def main(part: str, path: Path, kind: str = "value") -> int:
    """Measure one part in a window of its own."""
    if part == "memory":
        bare = resident()[0]
        window = AtWork(path)
        window.rest(1)
        figures = [bare, *resident()]
    elif part in {"edit", "follow"}:
        rival = _plain_update(path)
        window = AtWork(path)
        figures = [rival, *Editor(window).times(kind, EDITS, committed=part == "follow")]
    elif part == "pauses":
        window = AtWork(path)
        window.rest(1)
        figures = [window.repaint_time(), *window.pauses()]
    elif part == "search":
        rival = _plain_like(path)
        window = AtWork(path)
        figures = [rival, *window.search_times(QUERIES)]
    elif part == "typing":
        fill(path, TODAY)
        window = AtWork(path)
        typist = Typist(window.deals, TODAY, lambda: window.rest(_LOOK))
        figures = [*calc_presses(TODAY), *typist.enter(PAPER)]
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


def _plain_like(path: Path) -> float:
    """Return the seconds that SQLite takes to find the newest four deals by a part of their name."""
    conn = sqlite3.connect(path)
    times = []
    for turn in range(5):
        start = time.perf_counter()
        wanted = f"%{turn}47{turn}%zz"
        conn.execute(
            "SELECT name FROM deals WHERE name LIKE ? ORDER BY key DESC LIMIT 4", (wanted,)
        ).fetchall()
        times.append(time.perf_counter() - start)
    conn.close()
    return middle(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
