# ruff: noqa: S608  the SQL is made of names of ours
"""The two databases: DuckDB on tables of its own, and SQLite on the file as it is."""

import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from benchmarks.rivals.questions import Dialect, preparing, questions

Answers: TypeAlias = dict[str, dict[tuple[int, Any], float]]
"""By metric, the value of each period (0 the oldest) and partner (its id, None for the programme)."""

Run: TypeAlias = Callable[[str], Iterable[Sequence[Any]]]

_TABLES = {
    "partners": "key AS id, name, tier, offboarded_on",
    "deals": "t.key AS id, name, (SELECT key FROM partners WHERE id = source_partner) AS source_partner,"
    " stage, value, currency, created_on, qualified_on, closed_on, customer_is_new, probability,"
    " registration_status, registered_on",
    "deal_influences": "(SELECT key FROM deals WHERE id = deal) AS deal,"
    " (SELECT key FROM partners WHERE id = partner) AS partner, influenced_on",
    "deal_stage_events": "(SELECT key FROM deals WHERE id = deal) AS deal, stage, entered_on",
    "health_reviews": "key AS nr, (SELECT key FROM partners WHERE id = partner) AS partner, status,"
    " reviewed_on, next_review_on",
    "certifications": "(SELECT key FROM partners WHERE id = partner) AS partner, person, certificate,"
    " issued_on, expires_on",
    "tier_requirements": "tier, certificate, people",
    "surveys": "key AS nr, (SELECT key FROM partners WHERE id = partner) AS partner, kind, score, scale_min,"
    " scale_max, answered_on, respondent",
    "customer_stages": "(SELECT key FROM partners WHERE id = partner) AS partner, stage, started_on,"
    " finished_on, outcome",
    "costs": "month, category, (SELECT key FROM partners WHERE id = partner) AS partner, amount, currency",
    "company_revenue": "month, amount, currency",
    "exchange_rates": "currency, from_date, rate",
    "stages": "name, position, probability, outcome",
}


@dataclass(frozen=True)
class Moment:
    """One period of the trend: first day, as-of day and the day after the same one a year before, ISO."""

    first: str
    as_of: str
    year_before: str


def _duck_worth(table: str, day: str, amount: str) -> str:
    return (
        f"SELECT d.*, CAST(round({amount} * coalesce(r.rate, 1)) AS BIGINT) AS worth FROM {table} AS d"
        f" ASOF LEFT JOIN exchange_rates AS r ON r.currency = d.currency AND r.from_date <= {day}"
    )


DUCK = Dialect(
    days=lambda first, last: f"({last} - {first})",
    median=lambda rows: f"SELECT no, partner, median(x) AS value FROM ({rows}) AS m GROUP BY no, partner",
    worth=_duck_worth,
    month=lambda column: f"CAST({column} || '-01' AS DATE)",
)


def _plain_worth(table: str, day: str, amount: str) -> str:
    rate = (
        "(SELECT r.rate FROM exchange_rates AS r WHERE r.currency = d.currency"
        f" AND r.from_date <= {day} ORDER BY r.from_date DESC LIMIT 1)"
    )
    return f"SELECT d.*, CAST(round({amount} * coalesce({rate}, 1)) AS INTEGER) AS worth FROM {table} AS d"


def _plain_median(rows: str) -> str:
    ranked = (
        "SELECT no, partner, x, row_number() OVER (PARTITION BY no, partner ORDER BY x) AS nth,"
        f" count(*) OVER (PARTITION BY no, partner) AS n FROM ({rows}) AS m"
    )
    middle = "nth IN ((n + 1) / 2, (n + 2) / 2)"
    return f"SELECT no, partner, avg(x) AS value FROM ({ranked}) AS o WHERE {middle} GROUP BY no, partner"


PLAIN = Dialect(
    days=lambda first, last: f"CAST(julianday({last}) - julianday({first}) AS INTEGER)",
    median=_plain_median,
    worth=_plain_worth,
    month=lambda column: f"({column} || '-01')",
)


def duck(file: Path, folder: Path, moments: Sequence[Moment]) -> Run:
    """Return a way to ask DuckDB, after every table it needs was taken over as a native one."""
    db = duckdb.connect()
    for table, columns in _TABLES.items():
        path = folder / f"{table}.csv"
        query = f"SELECT {columns} FROM {table} AS t"
        command = ["sqlite3", "-readonly", "-csv", "-header", str(file), query]
        with path.open("wb") as out:
            subprocess.run(command, check=True, stdout=out)
        db.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, sample_size = -1)", [str(path)])
        path.unlink()
    days = "CREATE TABLE periods (no INTEGER, first DATE, as_of DATE, year_before DATE)"
    db.execute(days)
    for number, each in enumerate(moments):
        db.execute(
            "INSERT INTO periods VALUES (?, ?, ?, ?)", [number, each.first, each.as_of, each.year_before]
        )
    due = "coalesce(next_review_on, CAST(reviewed_on + INTERVAL 30 DAY AS DATE))"
    _views(db.execute, due, "CAST(nr AS VARCHAR)", "nr")
    return lambda sql: db.execute(sql).fetchall()


def plain(file: Path, moments: Sequence[Moment]) -> Run:
    """Return a way to ask SQLite, on the program's own file."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA cache_size = -262144")
    db.execute("CREATE TEMP TABLE periods (no INTEGER, first TEXT, as_of TEXT, year_before TEXT)")
    rows = [(number, each.first, each.as_of, each.year_before) for number, each in enumerate(moments)]
    db.executemany("INSERT INTO periods VALUES (?, ?, ?, ?)", rows)
    due = "coalesce(next_review_on, date(reviewed_on, '+30 days'))"
    _views(db.execute, due, "CAST(key AS TEXT)", "key")
    return lambda sql: db.execute(sql).fetchall()


def _views(run: Callable[[str], object], due: str, tag: str, nr: str) -> None:
    """Give reviews their due day, and answers without a name one of their own."""
    run(
        f"CREATE TEMP VIEW reviews AS SELECT partner, status, reviewed_on, {nr} AS nr, {due} AS"
        " due FROM health_reviews"
    )
    run(
        f"CREATE TEMP VIEW answers AS SELECT partner, kind, score, answered_on, respondent, {nr}"
        f" AS nr, {tag} AS tag FROM surveys"
    )


def ask(run: Run, dialect: Dialect, *, by_partner: bool) -> Answers:
    """Ask every question, working out once what several share; what was worked out is thrown away after."""
    made = preparing(dialect)
    names = [statement.split()[3] for statement in made]
    for statement in made:
        run(statement)
    try:
        return {
            metric: {(no, partner): float(value) for no, partner, value in run(query) if value is not None}
            for metric, query in questions(dialect, by_partner=by_partner).items()
        }
    finally:
        for name in names:
            run(f"DROP TABLE {name}")
