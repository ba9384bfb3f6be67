"""The real opportunity lists come in by command and give the figures that were computed apart."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

MAPPINGS = Path(__file__).resolve().parent.parent / "mappings"
QUARTERS = {
    "2017-Q1": (1_134_672, 531, 0.820711, 74, 84),
    "2017-Q2": (3_086_111, 1254, 0.617126, 52, 85),
    "2017-Q3": (2_982_255, 1257, 0.614069, 49, 85),
    "2017-Q4": (2_802_496, 1196, 0.602519, 51, 85),
}
WANTED = ("bookings", "win_rate", "sales_cycle", "active_partners")


def brought_in(cli: CommandLine, data: Path, name: str) -> str:
    cli("new", "real.sqlite3")
    mapping = str(MAPPINGS / f"{name}.toml")
    arguments = ("real.sqlite3", "deals", str(data / f"{name}.csv"), "--map", mapping, "--create-partners")
    result = cli("import", *arguments)
    assert result.code == 1
    return result.out


def test_the_hardware_vendors_pipeline(cli: CommandLine, shared_data: Path) -> None:
    out = brought_in(cli, shared_data, "sales_pipeline")

    assert out == "8300 new, 0 changed, 0 same, 500 rejected\n"
    for period, (value, won, win_rate, days, active) in QUARTERS.items():
        options = [text for metric in WANTED for text in ("--metric", metric)]
        result = cli("metrics", "real.sqlite3", "--period", period, "--drill", "--format", "json", *options)
        found = {entry["id"]: entry for entry in json.loads(result.out)["metrics"]}
        bookings = found["bookings"]
        assert (bookings["value"], bookings["n"]) == (value, won)
        assert sum(row["value"] for row in bookings["rows"]) == value
        assert found["win_rate"]["value"] == pytest.approx(win_rate, abs=5e-7)
        assert found["sales_cycle"]["value"] == days
        assert found["active_partners"]["value"] == active

    assert cli("undo", "real.sqlite3").code == 0
    for table in ("partners", "deals", "deal_stage_events"):
        assert cli("export", "real.sqlite3", table).out.count("\n") == 1


def test_the_software_vendors_opportunities(cli: CommandLine, shared_data: Path) -> None:
    out = brought_in(cli, shared_data, "opportunity_tracking")

    assert out == "486 new, 0 changed, 0 same, 1 rejected\n"
    result = cli("metrics", "real.sqlite3", "--metric", "pipeline", "--format", "json")
    (pipeline,) = json.loads(result.out)["metrics"]
    assert (pipeline["value"], pipeline["n"]) == (525_062_526, 102)
