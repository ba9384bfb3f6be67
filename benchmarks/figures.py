"""``python -m benchmarks.figures FILE [plain]``: the Metrics view against databases asked the same questions.

Prints as JSON the seconds of each, the middle of several turns, after the answers were found to be equal.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from benchmarks.report import Line, middle, ratio, resident
from benchmarks.rivals.databases import DUCK, PLAIN, Answers, Moment, Run, ask, duck, plain
from partnertracker.domain.columns import date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import Period, as_of_day, period_named, trailing, window_start
from partnertracker.services.measuring import figures, scopes_by
from partnertracker.storage.opening import open_file

T = TypeVar("T")

TODAY = "2026-11-21"
_PERIOD = period_named("2026-Q4")
_CLOSE = 1e-6
_TURNS = 3
_NOT_ASKED = {"pipeline_coverage", "headcount_gap", "pipeline_per_partner"}
"""What follows from targets, capacities or other metrics, which the rivals are spared."""


def main(path: Path, *, against_plain: bool) -> int:
    """Measure everything on one file."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_file(path, read_only=True, backups=Path(folder) / "backups")
        before = resident()[0]
        load, facts = _timed(store.facts)
        deals = len(facts["deals"])
        found = {"deals": deals, "load": load, "bytes": (resident()[0] - before) * 2**20 / deals}
        periods = trailing(_PERIOD, 12)
        moments = [_moment(each) for each in periods]
        rival = duck(path, Path(folder), moments)
        partners = scopes_by(facts, "partner")
        found["duck"], asked = _middle(lambda: ask(rival, DUCK, by_partner=False))
        found["ours"], made = _middle(lambda: _figures(facts, ("all",)))
        _compare(made, asked, lambda _: None)
        found["duck by partner"], asked = _middle(lambda: ask(rival, DUCK, by_partner=True))
        found["ours by partner"], made = _middle(lambda: _figures(facts, partners))
        ids = dict(_ids(rival))
        _compare(made, asked, lambda figure: ids[figure.scope.partition(":")[2]])
        if against_plain:
            other = plain(path, moments)
            found["plain"], asked = _timed(lambda: ask(other, PLAIN, by_partner=False))
            _compare(_figures(facts, ("all",)), asked, lambda _: None)
        store.close()
    print(json.dumps(found))
    return 0


def _figures(facts: Facts, scopes: Sequence[str]) -> list[Figure]:
    """Return all figures from the columns alone, with nothing worked out before."""
    return figures(replace(facts, _derived={}), _PERIOD, _day(), scopes=scopes)


def _ids(run: Run) -> list[tuple[str, object]]:
    return [(name, key) for name, key in run("SELECT name, id FROM partners")]


def _compare(made: Sequence[Figure], asked: Answers, partner: Callable[[Figure], object]) -> None:
    """Make sure that both say the same; a rival has no row where we say 0 or that there is nothing."""
    for figure in made:
        if figure.metric.id in _NOT_ASKED:
            continue
        answers = asked[figure.metric.id]
        unit = 100 if figure.metric.unit == "money" else 1
        for number, point in enumerate(figure.trend):
            theirs, ours = answers.get((number, partner(figure))), point.value
            value = 0 if ours is None else ours * unit
            close = abs((theirs or 0) - value) <= _CLOSE * max(1, abs(value))
            assert close, (figure.metric.id, figure.scope, point.period.label, theirs, ours)


def _moment(period: Period) -> Moment:
    day = as_of_day(period, _day())
    return Moment(*(date_of(each).isoformat() for each in (period.start, day, window_start(day))))


def _day() -> int:
    return period_named(TODAY[:7]).start + int(TODAY[8:]) - 1


def _middle(work: Callable[[], T]) -> tuple[float, T]:
    """Return the middle time of several turns, and the result of the last."""
    turns = [_timed(work) for _ in range(_TURNS)]
    return middle([seconds for seconds, _ in turns]), turns[-1][1]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def figure_lines(size: str, found: Mapping[str, float]) -> list[Line]:
    """Return the lines about a file of some size, given what this module printed."""
    faster = found["plain"] / found["ours"]
    memory = f"{found['bytes']:.0f} bytes a deal"
    return [
        ratio(
            f"All metrics with trend, {size} ({memory})",
            found["ours"],
            f"DuckDB {found['duck']:.2f} s",
            found["duck"],
            at_most=1,
        ),
        Line(
            "… against the same in SQL on the file",
            f"{found['ours']:.2f} s",
            f"SQLite {found['plain']:.2f} s",
            f"{faster:.0f}x faster",
            "at least 20x",
            faster >= 20,
        ),
        ratio(
            "… by partner, 1,000 partners",
            found["ours by partner"],
            f"DuckDB {found['duck by partner']:.2f} s",
            found["duck by partner"],
            at_most=1,
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), against_plain="plain" in sys.argv[2:]))
