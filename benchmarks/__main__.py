"""``python -m benchmarks [start] [import] [sheet] [edit] …``: print the measures, all if none is named.

Every figure stands beside something run in the same call, so that a slow or busy machine slows both. The exit
code is 1 when a bar was not held.
"""

import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.figures import TODAY, figure_lines
from benchmarks.report import Line, late, middle, ratio, table, timed

MILLION = 1_000_000
PARTNERS = 1_000
PROGRAM = (sys.executable, "-m", "partnertracker")
_IN_WORKBOOK = 200_000
_TURNS = 9
_EDITS = {"value": "another value", "won": "a deal won", "new": "a new deal"}
_BULK = {"manager": "Zoe", "stage": "Lost"}
_PATIENCE = 120.0  # seconds after which a start counts as stuck


def program(*arguments: str | int | Path) -> None:
    """Run the program's command line; raises CalledProcessError when it fails."""
    subprocess.run([*PROGRAM, *map(str, arguments)], check=True, capture_output=True)


def filled(folder: Path, deals: int) -> Path:
    """Return a file with that many deals, made once per call of the benchmarks."""
    path = folder / f"programme-{deals}.sqlite3"
    if not path.exists():
        program("new", path)
        program("import", path, "partners", made(folder, "partners", PARTNERS))
        program("import", path, "deals", made(folder, "deals", deals))
    return path


def made(folder: Path, what: str, count: int) -> Path:
    """Return a CSV with that many partners or deals, made by a process of its own."""
    path = folder / f"{what}-{count}.csv"
    if not path.exists():
        command = [sys.executable, "-m", "benchmarks.programme", what, str(path), str(count), str(PARTNERS)]
        subprocess.run(command, check=True)
    return path


def start(folder: Path) -> list[Line]:
    """Measure a start with 10,000 deals against a bare window with an empty table.

    The person closed the program on the page of deals, begins there, and turns to the metrics at once.
    """
    path = filled(folder, 10_000)
    apart = {
        **os.environ,
        **{f"XDG_{place}_HOME": str(folder / "home") for place in ("CONFIG", "DATA", "STATE")},
    }
    _moments(apart, "benchmarks.started_window", str(path))  # which leaves the page of deals in front
    painted, deals, readable, bare = [], [], [], []
    for _ in range(_TURNS):
        bare.append(_moments(apart, "benchmarks.bare_window")[0])
        first, second, third = _moments(apart, "benchmarks.started_window", str(path))
        painted.append(first)
        deals.append(second)
        readable.append(third)
    rival = middle(bare)
    beside = f"bare window, first paint {rival:.2f} s"
    return [
        ratio("Start with 10,000 deals: first paint", middle(painted), beside, rival, at_most=2.5),
        ratio("… first page of deals readable", middle(deals), beside, rival, at_most=5),
        ratio("… and the metrics readable", middle(readable), beside, rival, at_most=5),
    ]


def imports(folder: Path) -> list[Line]:
    """Measure the import of 1,000,000 deals against two programs that only insert the rows."""
    source = made(folder, "deals", MILLION)
    ours, shell = [], []
    for turn in range(3):
        path = folder / f"import-{turn}.sqlite3"
        program("new", path)
        program("import", path, "partners", made(folder, "partners", PARTNERS))
        ours.append(timed([*PROGRAM, "import", path, "deals", source]))
        path.unlink()
        other = folder / "shell.db"
        shell.append(timed(["sqlite3", other, "-cmd", ".mode csv", f".import {source} deals"]))
        other.unlink()
    insert = Path(sys.executable).with_name("sqlite-utils")
    other = folder / "sqlite-utils.db"
    third = timed([insert, "insert", other, "deals", source, "--csv"])
    other.unlink()
    mine = middle(ours)
    what = "Import of 1,000,000 deals, checked and logged"
    against = f"sqlite3 .import {middle(shell):.1f} s"
    faster = third / mine
    return [
        ratio(what, mine, against, middle(shell), at_most=6),
        Line(
            what,
            f"{mine:.1f} s",
            f"sqlite-utils insert --csv {third:.1f} s",
            f"{faster:.1f}x faster",
            "at least 7x",
            faster >= 7,
        ),
    ]


def sheet(folder: Path) -> list[Line]:
    """Measure the import of 200,000 deals in a workbook against its reader alone."""
    source = folder / "deals.xlsx"
    tool = [sys.executable, "-m", "benchmarks.workbooks"]
    subprocess.run([*tool, "make", made(folder, "deals", _IN_WORKBOOK), source], check=True)
    ours, reader = [], []
    for turn in range(3):
        path = folder / f"sheet-{turn}.sqlite3"
        program("new", path)
        program("import", path, "partners", made(folder, "partners", PARTNERS))
        ours.append(timed([*PROGRAM, "import", path, "deals", source]))
        path.unlink()
        reader.append(timed([*tool, "read", source]))
    what = f"Import of {_IN_WORKBOOK:,} deals in an XLSX, checked and logged"
    alone = middle(reader)
    return [ratio(what, middle(ours), f"its reader alone {alone:.1f} s", alone, at_most=4)]


def edit(folder: Path) -> list[Line]:
    """Measure edits of several kinds until the metrics are refreshed: from Enter, and from the commit."""
    sizes = {100_000: ("edit", "Enter"), MILLION: ("follow", "commit")}
    return [
        _edit(filled(folder, deals), deals, *way, kind) for deals, way in sizes.items() for kind in _EDITS
    ]


def _edit(path: Path, deals: int, part: str, start: str, kind: str) -> Line:
    rival, *times = _in_window(path, part, kind)
    what = f"Edit among {deals:,} deals, {_EDITS[kind]}: {start} to refreshed metrics"
    return late(what, times, ("one row by UPDATE and commit", rival), share=0.95, limit=0.050)


def bulk(folder: Path) -> list[Line]:
    """Measure an edit of 10,000 deals in one form against bare SQL that does and logs the same."""
    return [line for field, text in _BULK.items() for line in _bulk(filled(folder, 100_000), field, text)]


def _bulk(path: Path, field: str, text: str) -> list[Line]:
    turns = [_printed("benchmarks.bulk", str(path), field, text) for _ in range(5)]
    rival, ours, pause = (middle(list(each)) for each in zip(*turns, strict=True))
    return [
        ratio(f"The {field} of 10,000 of 100,000 deals", ours, f"SQL {rival:.2f} s", rival, at_most=5),
        Line("… the window not answering", f"{pause * 1000:.0f} ms", "", "", "at most 100 ms", pause <= 0.1),
    ]


def memory(folder: Path) -> list[Line]:
    """Measure the memory of the program with 1,000,000 deals open."""
    bare, now, peak = _in_window(filled(folder, MILLION), "memory")
    beside = f"bare window {bare:.0f} MB; at its highest {peak:.0f} MB"
    what = "Memory with 1,000,000 deals open"
    return [Line(what, f"{now:.0f} MB", beside, f"{now / bare:.1f}x", "at most 400 MB", now <= 400)]


def scroll(folder: Path) -> list[Line]:
    """Measure scrolling one screen further in 1,000,000 deals."""
    rival, *times = _in_window(filled(folder, MILLION), "scroll")
    what = "Scroll one screen further in 1,000,000 deals"
    return [late(what, times, ("repaint without scrolling", rival), share=0.99, limit=0.0167)]


def pauses(folder: Path) -> list[Line]:
    """Measure how long the window does not answer while 1,000,000 deals are ordered, and all are chosen."""
    rival, *times = _in_window(filled(folder, MILLION), "pauses")
    what = "Order 1,000,000 deals by a click on each column, choose all: the window not answering"
    return [late(what, times, ("repaint", rival), share=1.0, limit=0.1)]


def search(folder: Path) -> list[Line]:
    """Measure finding among 1,000,000 deals as one types."""
    rival, *times = _in_window(filled(folder, MILLION), "search")
    what = "Search among 1,000,000 deals: from a key to what it finds"
    return [late(what, times, ("one LIKE over the deals", rival), share=0.95, limit=0.050)]


def known(folder: Path) -> list[Line]:
    """Measure a look back over 10,000 changes at 100,000 deals against loading what is there now."""
    path = folder / "looked-back.sqlite3"
    shutil.copyfile(filled(folder, 100_000), path)
    rival, *times = _printed("benchmarks.looking_back", str(path))
    return [
        Line(
            "The file as known 10,000 changes ago, among 100,000 deals",
            f"{middle(times):.2f} s, slowest {max(times):.2f} s",
            f"loading it as it is now {rival:.2f} s",
            f"{middle(times) / rival:.2f}x",
            "at most 0.5 s",
            middle(times) <= 0.5,
        )
    ]


def typing(folder: Path) -> list[Line]:
    """Count the keys that twenty deals take in the window, and at best in a spreadsheet."""
    path = folder / "typing.sqlite3"
    program("new", path)
    both = _in_window(path, "typing")
    deals = len(both) // 2
    sheet, ours = sum(both[:deals]) / deals, sum(both[deals:]) / deals
    what = "Type a deal from a sheet of paper, twenty in a row"
    beside, result = f"LibreOffice Calc at best {sheet:.1f} keys", f"{ours / sheet:.2f}x"
    return [Line(what, f"{ours:.1f} keys", beside, result, "fewer", ours < sheet)]


def figures(folder: Path) -> list[Line]:
    """Measure the whole Metrics view, with twelve periods of trend, against databases asked the same."""
    lines, times = [], dict[int, float]()
    for deals in (10_000, 100_000, MILLION):
        path = folder / f"made-up-{deals}.sqlite3"
        program("demo", path, "--partners", PARTNERS, "--deals", deals, "--today", TODAY)
        command = [sys.executable, "-m", "benchmarks.figures", str(path), "plain"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        path.unlink()
        found = json.loads(done.stdout)
        times[deals] = found["ours"]
        lines += figure_lines(f"{deals:,} deals", found)
    growth = times[MILLION] / times[100_000]
    ours = f"{times[MILLION]:.2f} s against {times[100_000]:.2f} s"
    what = "All metrics of ten times the deals"
    return [*lines, Line(what, ours, "", f"{growth:.1f}x", "at most 10x", growth <= 10)]


PARTS: Mapping[str, Callable[[Path], list[Line]]] = {
    "start": start,
    "import": imports,
    "sheet": sheet,
    "edit": edit,
    "bulk": bulk,
    "memory": memory,
    "scroll": scroll,
    "pauses": pauses,
    "search": search,
    "known": known,
    "figures": figures,
    "typing": typing,
}


def main(wanted: list[str]) -> int:
    """Measure the wanted parts (none named: all) and print the table."""
    unknown = set(wanted) - PARTS.keys()
    if unknown:
        print(f"There is no benchmark “{min(unknown)}”. Choose among {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    compileall.compile_dir("partnertracker", quiet=1)  # as after the first start
    folder = Path(tempfile.mkdtemp(prefix="benchmarks-"))
    try:
        lines = [line for name in wanted or PARTS for line in PARTS[name](folder)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(table(lines))
    return 0 if all(line.held for line in lines) else 1


def _moments(surroundings: Mapping[str, str], module: str, *arguments: str) -> list[float]:
    """Run a module that prints moments of the clock; return them as seconds after it was started."""
    command = [sys.executable, "-m", module, *arguments]
    begun = time.time()
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=surroundings, timeout=_PATIENCE
    )
    return [float(moment) - begun for moment in done.stdout.split()]


def _in_window(path: Path, part: str, *more: str) -> list[float]:
    """Measure in a process of its own, whose memory is its own."""
    return _printed("benchmarks.window_parts", part, str(path), *more)


def _printed(module: str, *arguments: str) -> list[float]:
    """Run a module that prints figures; return them."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(figure) for figure in done.stdout.split()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
