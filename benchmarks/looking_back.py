"""The file as known on a past day, in a process of its own: ``python -m benchmarks.looking_back FILE``.

Makes 1,000 steps of ten changes each in the file, then prints the seconds that loading all columns takes, and
those from asking for the day before these steps to its columns, several times.
"""

import random
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from partnertracker.storage.opening import open_file

BEFORE, LATER = date(2100, 1, 1), date(2100, 1, 2)
_STEPS, _ROWS = 1_000, 5
_TURNS = 9


def edited(path: Path) -> Session:
    """Open the file and change two fields of five deals in each of 1,000 steps."""
    clock = Clock(today=lambda: LATER, now=lambda: f"{LATER}T12:00:00.000000Z")
    session = Session(open_file(path, backups=path.parent / "backups"), clock, "bench")
    draw = random.Random(3)
    keys = session.load()["deals"].keys.tolist()
    for number in range(_STEPS):
        session.execute("Edit 5 deals", partial(_edit, keys=draw.sample(keys, _ROWS), number=number))
    return session


def _edit(writer: Writer, keys: list[int], number: int) -> None:
    for key in keys:
        writer.update("deals", key, {"value": 1_000_000 + number, "manager": f"Manager {number % 20}"})


def _looked_back(session: Session) -> float:
    start = time.perf_counter()
    with session.known_on(BEFORE) as past:
        assert past.facts.version < session.facts.version - _STEPS + 1
        return time.perf_counter() - start


def _loaded(session: Session) -> float:
    start = time.perf_counter()
    session.store.facts()
    return time.perf_counter() - start


if __name__ == "__main__":
    session = edited(Path(sys.argv[1]))
    print(_loaded(session), *(_looked_back(session) for _ in range(_TURNS)))
    session.store.close()
