"""Figures from the file as it was known on a past day are those that were printed on that day."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from tests.cli.conftest import CommandLine

Opening = Callable[[Path], AbstractContextManager[Session]]

HEADER = "external_id,name,customer,source_partner,stage,value,created_on,closed_on\n"
BOOKINGS = ("metrics", "a.sqlite3", "--period", "2026-Q4", "--as-of", "2026-11-22", "--metric", "bookings")
TARGET = "metric,scope,period,comparison,value\nbookings,all,2026-Q4,at_least,"


def on(cli: CommandLine, day: str) -> CommandLine:
    """Let it be noon of that day for every file that is opened from now on."""
    clock = Clock(today=lambda: date.fromisoformat(day), now=lambda: f"{day}T12:00:00.000000Z")

    def at_noon(opened: Opening) -> Opening:
        @contextmanager
        def open_it(path: Path) -> Iterator[Session]:
            with opened(path) as session:
                session.clock = clock
                yield session

        return open_it

    program = cli.program
    cli.program = replace(program, reading=at_noon(program.reading), writing=at_noon(program.writing))
    return cli


def write(cli: CommandLine, table: str, text: str) -> None:
    Path("in.csv").write_text(text, encoding="utf-8")
    done = cli("import", "a.sqlite3", table, "in.csv")
    assert done.code == 0, done.err


@pytest.fixture
def days(cli: CommandLine) -> dict[str, str]:
    """What was printed at the end of each day of a file's life, by day; it is 22 November in the end."""
    printed: dict[str, str] = {}

    def end(day: str) -> None:
        printed[day] = cli(*BOOKINGS, "--drill", "--format", "json").out

    on(cli, "2026-11-01")("new", "a.sqlite3", "--currency", "EUR")
    end("2026-11-01")
    on(cli, "2026-11-05")
    write(cli, "partners", "name\nAcme\nZeta\n")
    erp = "X1,ERP,Contoso,Acme,won,100,2026-10-01,2026-10-20\n"
    crm = "X2,CRM,Fabrikam,Zeta,won,50,2026-10-01,2026-10-21\n"
    write(cli, "deals", HEADER + erp + crm)
    write(cli, "targets", TARGET + "200\n")
    end("2026-11-05")
    on(cli, "2026-11-10")
    write(cli, "deals", HEADER + "X1,ERP 2,Contoso,Zeta,won,175,2026-10-01,2026-10-20\n")
    write(cli, "targets", TARGET + "300\n")
    end("2026-11-10")
    on(cli, "2026-11-12")
    assert cli("undo", "a.sqlite3").code == cli("undo", "a.sqlite3").code == 0
    end("2026-11-12")
    on(cli, "2026-11-20")("redo", "a.sqlite3")
    end("2026-11-20")
    on(cli, "2026-11-22")
    write(cli, "deals", HEADER + "X3,BI,Contoso,Acme,won,7,2026-10-01,2026-10-20\n")
    end("2026-11-22")
    return printed


def known_on(cli: CommandLine, day: str) -> str:
    result = cli(*BOOKINGS, "--drill", "--format", "json", "--known-on", day)
    assert (result.code, result.err) == (0, "")
    return result.out


def test_every_past_day_prints_what_it_printed(cli: CommandLine, days: dict[str, str]) -> None:
    assert days["2026-11-12"] == days["2026-11-05"]  # both changes were undone
    assert len(set(days.values())) == len(days) - 1
    for day, printed in days.items():
        assert known_on(cli, day) == printed


def test_values_targets_and_labels_are_those_of_the_day(cli: CommandLine, days: dict[str, str]) -> None:
    def found(day: str) -> tuple[Any, Any, set[str]]:
        (bookings,) = json.loads(known_on(cli, day))["metrics"]
        return bookings["value"], bookings["target"], {row["label"] for row in bookings["rows"]}

    assert days
    assert found("2026-11-05") == (150, 200, {"ERP", "CRM"})
    assert found("2026-11-10") == (225, 300, {"ERP 2", "CRM"})


def test_a_day_between_is_like_the_one_before(cli: CommandLine, days: dict[str, str]) -> None:
    assert known_on(cli, "2026-11-07") == days["2026-11-05"]
    assert known_on(cli, "2026-11-21") == days["2026-11-20"]


@pytest.mark.parametrize("day", ["1970-01-01", "2026-10-31"])
def test_before_the_first_step_the_file_is_empty(cli: CommandLine, days: dict[str, str], day: str) -> None:
    assert known_on(cli, day) == days["2026-11-01"]


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23", "2199-12-31"])
def test_today_and_later_is_now(cli: CommandLine, days: dict[str, str], day: str) -> None:
    assert known_on(cli, day) == days["2026-11-22"]


def test_by_and_formats_are_as_ever(cli: CommandLine, days: dict[str, str]) -> None:
    assert days
    past = (*BOOKINGS, "--known-on", "2026-11-05")

    by = cli(*past, "--by", "partner", "--format", "csv").out.splitlines()

    assert [line.split(",")[:2] for line in by[1:]] == [
        ["bookings", "partner:Acme"],
        ["bookings", "partner:Zeta"],
    ]
    assert "150" in cli(*past).out
    assert "ERP" in cli(*past, "--drill").out


def test_a_metric_of_the_team_s_own_is_made_as_it_was_written_then(
    cli: CommandLine, days: dict[str, str]
) -> None:
    assert days
    for day, formula in (("2026-11-24", "bookings * 2"), ("2026-11-26", "bookings * 3")):
        on(cli, day)
        write(cli, "custom_metrics", f"name,label,formula,unit,direction\nown,Own,{formula},money,higher\n")
    asked = (*BOOKINGS, "--metric", "own", "--format", "json", "--known-on")

    def value(day: str) -> float:
        bookings, own = json.loads(cli(*asked, day).out)["metrics"]
        return float(own["value"]) / float(bookings["value"])

    assert (value("2026-11-24"), value("2026-11-25"), value("2026-11-26")) == (2, 2, 3)
    before = cli(*asked, "2026-11-23")
    assert (before.code, "no metric “own”" in before.err) == (2, True)


def test_a_look_back_leaves_the_file_as_it_is(cli: CommandLine, days: dict[str, str]) -> None:
    assert days
    before = Path("a.sqlite3").read_bytes()

    known_on(cli, "2026-11-05")

    assert Path("a.sqlite3").read_bytes() == before
