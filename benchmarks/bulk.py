"""Editing 10,000 deals in one form: ``python -m benchmarks.bulk FILE FIELD TEXT``.

Prints the seconds that bare SQL takes for the same changes and the same rows of the log, those from the click
to what is stored and told, and the longest time for which the window did not answer meanwhile.
"""

import shutil
import sqlite3
import sys
import time
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from benchmarks.at_work import AtWork
from benchmarks.pauses import Pauses
from partnertracker.gui.tables.chosen import selection_of
from partnertracker.gui.tables.together import TogetherDialog

ROWS = 10_000


def edited(path: Path, field: str, text: str) -> tuple[float, float]:
    """Edit the first 10,000 deals on the page; return the seconds it took and the longest pause."""
    window = AtWork(path)
    grid, desk = window.deals.grid, window.workspace.desk
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    grid.selectionModel().select(selection_of(grid, range(ROWS), (0,)), flag)
    window.deals.edit_rows()
    (form,) = window.workspace.window().findChildren(TogetherDialog)
    window.until(lambda: field in form.boxes)
    window.rest(1)
    entry = form.boxes[field].box.entry
    assert isinstance(entry, QLineEdit)
    QTest.keyClicks(entry, text)
    told: list[float] = []
    desk.changed.connect(lambda _changes: told.append(time.perf_counter()))
    watched = Pauses(window.workspace)  # the form goes before the last tick
    start = time.perf_counter()
    form.confirm.click()
    window.until(lambda: bool(told))
    took = told[0] - start
    window.until(lambda: watched.last > told[0])
    pause = watched.longest()
    window.rest(1)
    window.close()
    return took, pause


def bare(before: Path, after: Path) -> float:
    """Do to one file by bare SQL what the last step of another one did; return the seconds it took."""
    done = sqlite3.connect(after)
    (number,) = done.execute("SELECT max(number) FROM steps").fetchone()
    step = done.execute("SELECT * FROM steps WHERE number = ?", (number,)).fetchone()
    logged = done.execute("SELECT * FROM changes WHERE step = ?", (number,)).fetchall()
    updates = done.execute(
        "SELECT table_name, field, after, row FROM changes WHERE step = ? AND what = 'update'", (number,)
    ).fetchall()
    events = done.execute("SELECT * FROM deal_stage_events WHERE created_step = ?", (number,)).fetchall()
    done.close()
    assert len({row for *_, row in updates}) > ROWS // 2  # the others were what they were to become
    by_field: dict[tuple[str, str], list[tuple[object, int]]] = {}
    for table, field, value, row in updates:
        by_field.setdefault((table, field), []).append((value, row))
    conn = sqlite3.connect(before, isolation_level=None)
    conn.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    conn.execute("PRAGMA synchronous = EXTRA")
    conn.execute("PRAGMA foreign_keys = ON")
    start = time.perf_counter()
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(f"INSERT INTO steps VALUES ({_marks(step)})", step)  # noqa: S608  # marks alone
    for (table, field), values in by_field.items():
        conn.executemany(f"UPDATE {table} SET {field} = ? WHERE key = ?", values)  # noqa: S608  # names of ours
    for rows, table in ((events, "deal_stage_events"), (logged, "changes")):
        if rows:
            conn.executemany(f"INSERT INTO {table} VALUES ({_marks(rows[0])})", rows)  # noqa: S608
    conn.execute("COMMIT")
    took = time.perf_counter() - start
    conn.close()
    return took


def _marks(row: tuple[object, ...]) -> str:
    return ", ".join("?" * len(row))


def main(path: Path, field: str, text: str) -> int:
    """Measure once on copies of the file."""
    before, after = path.with_name("bulk-before.sqlite3"), path.with_name("bulk-after.sqlite3")
    shutil.copyfile(path, before)
    shutil.copyfile(path, after)
    ours = edited(after, field, text)
    print(bare(before, after), *ours, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
