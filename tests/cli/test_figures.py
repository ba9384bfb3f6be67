"""Figures and the board in each format."""

import csv
import io
import json

import pytest

from tests.cli.conftest import CommandLine


def test_json_is_as_the_contract_says(demo: CommandLine) -> None:
    result = demo("metrics", "demo.sqlite3", "--period", "2026-Q3", "--format", "json")

    found = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert list(found) == ["file", "period", "as_of", "currency", "metrics"]
    assert found["file"] == "demo.sqlite3"
    assert found["period"] == {"label": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"}
    assert (found["as_of"], found["currency"]) == ("2026-09-30", "USD")
    bookings = found["metrics"][0]
    assert bookings["id"] == "bookings"
    assert [point["period"] for point in bookings["trend"]][-1] == "2026-Q3"
    assert len(bookings["trend"]) == 12
    assert "rows" not in bookings


def test_the_period_is_the_running_quarter_unless_given(demo: CommandLine) -> None:
    found = json.loads(demo("metrics", "demo.sqlite3", "--format", "json").out)

    assert found["period"]["label"] == "2026-Q4"
    assert found["as_of"] == "2026-11-22"
    earlier = json.loads(demo("metrics", "demo.sqlite3", "--as-of", "2026-05-05", "--format", "json").out)
    assert (earlier["period"]["label"], earlier["as_of"]) == ("2026-Q2", "2026-05-05")


def test_drilled_rows_add_up_and_have_names(demo: CommandLine) -> None:
    arguments = (
        "metrics",
        "demo.sqlite3",
        "--period",
        "2026",
        "--metric",
        "bookings",
        "--metric",
        "win_rate",
    )
    result = demo(*arguments, "--drill", "--format", "json")

    bookings, win_rate = json.loads(result.out)["metrics"]
    assert round(sum(row["value"] for row in bookings["rows"]), 2) == bookings["value"]
    assert all(row["table"] == "deals" and row["id"] and row["label"] for row in bookings["rows"])
    assert "part" not in bookings["rows"][0]
    parts = [
        sum(row["value"] for row in win_rate["rows"] if row["part"] == part)
        for part in ("numerator", "denominator")
    ]
    assert parts[0] / parts[1] == pytest.approx(win_rate["value"])
    assert all(row["why"] for entry in (bookings, win_rate) for row in entry["left_out"])
    assert bookings["formula"].endswith(f"= Σ of {bookings['n']} deals")
    assert f"{round(parts[0])} won ÷ ({round(parts[0])} won + " in win_rate["formula"]


def test_by_gives_one_figure_for_each(demo: CommandLine) -> None:
    found = json.loads(
        demo("metrics", "demo.sqlite3", "--by", "manager", "--metric", "sqls", "--format", "json").out
    )

    scopes = [entry["scope"] for entry in found["metrics"]]
    assert len(scopes) == 4
    assert all(scope.startswith("manager:") for scope in scopes)


def test_a_metric_that_is_given_twice_is_printed_once(demo: CommandLine) -> None:
    twice = demo("metrics", "demo.sqlite3", "--metric", "bookings", "--metric", "bookings", "--format", "csv")
    assert len(twice.out.splitlines()) == 2


def test_csv_and_table(demo: CommandLine) -> None:
    rows = list(csv.DictReader(io.StringIO(demo("metrics", "demo.sqlite3", "--format", "csv").out)))
    table = demo("metrics", "demo.sqlite3").out.splitlines()

    assert rows[0]["metric"] == "bookings"
    assert rows[0]["value"].split(".")[1].isdigit()
    assert len(table) == len(rows) + 1
    assert table[1].startswith("Bookings")
    assert "USD" in table[1]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_drilled_rows_in_other_formats(demo: CommandLine, form: str) -> None:
    result = demo(
        "metrics", "demo.sqlite3", "--period", "2026", "--metric", "bookings", "--drill", "--format", form
    )

    assert result.code == 0
    assert "deals" in result.out


def test_an_empty_file_has_figures_without_data(cli: CommandLine) -> None:
    cli("new", "a.sqlite3")

    found = json.loads(cli("metrics", "a.sqlite3", "--format", "json").out)

    assert found["metrics"][0]["value"] is None
    assert found["metrics"][0]["reason"] == "no deals yet"
    assert cli("metrics", "a.sqlite3").code == 0
    assert cli("health", "a.sqlite3").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--period", "2026-Q5"),
        ("--period", "last week"),
        ("--period", ""),
        ("--period", "٢٠٢٦"),
        ("--metric", "nonsense"),
        ("--by", "region"),
        ("--as-of", "2026-13-01"),
        ("--as-of", ""),
        ("--format", "xml"),
        ("--known-on", "2026-13-01"),
        ("--known-on", "yesterday"),
        ("--known-on", ""),
    ],
)
def test_nonsense_is_refused_in_one_line(demo: CommandLine, arguments: tuple[str, ...]) -> None:
    result = demo("metrics", "demo.sqlite3", *arguments)

    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1


def test_the_board_in_each_format(demo: CommandLine) -> None:
    found = json.loads(demo("health", "demo.sqlite3", "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(demo("health", "demo.sqlite3", "--format", "csv").out)))
    table = demo("health", "demo.sqlite3").out

    assert found["as_of"] == "2026-11-22"
    assert sum(found["counts"].values()) == len(found["partners"]) == len(rows)
    assert found["partners"][0]["status"] == "red"
    assert found["partners"][0]["partner"] == rows[0]["partner"]
    assert "Northwind Systems" in table
    assert all(row["reason"] for row in rows if row["status"] in {"red", "yellow"})
    for partner, row in zip(found["partners"], rows, strict=True):
        assert (partner["suggested"] or "") == row["suggested"]
        assert partner["score"] == (int(row["score"]) if row["score"] else None)
        differs = row["suggested"] != row["status"] != "unrated"
        assert bool(row["suggested_reason"]) == (differs or not row["suggested"])
    assert {row["suggested"] for row in rows} == {"", "red", "yellow", "green"}
    assert "suggested_reason" in table


def test_a_metric_of_the_team_s_own_is_asked_for_and_drilled_as_any_other(demo: CommandLine) -> None:
    asked = ("metrics", "demo.sqlite3", "--period", "2026-Q3", "--metric", "pipeline_per_partner")
    found = json.loads(demo(*asked, "--drill", "--format", "json").out)["metrics"]

    (own,) = found
    assert (own["kind"], own["unit"], len(own["trend"])) == ("ratio", "money", 12)
    parts = {
        part: sum(row["value"] for row in own["rows"] if row["part"] == part)
        for part in ("pipeline", "active_partners")
    }
    assert parts["pipeline"] / parts["active_partners"] == pytest.approx(own["value"], abs=0.005)
    assert own["n"] == min(parts["active_partners"], own["n"])
    lines = list(csv.reader(io.StringIO(demo(*asked, "--drill", "--format", "csv").out)))
    assert {line[6] for line in lines[1:] if not line[7]} == set(parts)
    assert all("." in line[5] for line in lines if line[6] == "pipeline")
    assert demo(*asked, "--by", "manager").out.count("Pipeline per active partner") == 4


def test_a_metric_that_is_not_there_is_told_with_the_team_s_own(demo: CommandLine) -> None:
    result = demo("metrics", "demo.sqlite3", "--metric", "banana")

    assert result.code == 2
    assert "pipeline_per_partner" in result.err


def test_what_stands_beside_a_figure_is_told(demo: CommandLine) -> None:
    wanted = ("--metric", "cohort_conversion", "--metric", "partner_nps", "--metric", "bookings")
    printed = demo("metrics", "demo.sqlite3", *wanted, "--format", "json")
    found = {each["id"]: each for each in json.loads(printed.out)["metrics"]}
    (still_open,) = found["cohort_conversion"]["beside"]
    assert still_open["label"] == "Still open"
    assert 0 <= still_open["value"] <= 1
    (margin,) = found["partner_nps"]["beside"]
    assert (margin["label"], margin["unit"]) == ("95% margin", "points")
    assert "beside" not in found["bookings"]
    assert "Still open" in demo("metrics", "demo.sqlite3", *wanted).out
