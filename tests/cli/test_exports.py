"""Tables and snapshots on their way out."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


def test_a_table_goes_to_standard_output(demo: CommandLine) -> None:
    result = demo("export", "demo.sqlite3", "deals")

    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert (result.code, result.err) == (0, "")
    assert len(rows) == 200
    assert next(iter(rows[0])) == "id"


def test_or_to_a_file_as_a_whole(demo: CommandLine) -> None:
    printed = demo("export", "demo.sqlite3", "partners").out

    result = demo("export", "demo.sqlite3", "partners", "--out", "partners.csv", "--bom")

    assert (result.code, result.out) == (0, "")
    assert result.err == "Wrote 20 rows to partners.csv.\n"
    assert Path("partners.csv").read_text(encoding="utf-8") == "\ufeff" + printed
    assert {path.name for path in Path().iterdir()} == {"demo.sqlite3", "partners.csv"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("deals", "--out", "demo.sqlite3"),
        ("deals", "--out", "no/such/folder.csv"),
        ("deals", "--out", "."),
        ("deals", "--out", ""),
        ("settings",),
        (),
    ],
)
def test_what_cannot_be_done_is_refused_and_harms_nothing(
    demo: CommandLine, arguments: tuple[str, ...]
) -> None:
    result = demo("export", "demo.sqlite3", *arguments)

    assert result.code == 2
    assert result.err.count("\n") == 1
    assert [path.name for path in Path().iterdir()] == ["demo.sqlite3"]
    assert demo("check", "demo.sqlite3").code == 0


def test_the_file_is_not_overwritten_under_another_name(demo: CommandLine) -> None:
    Path("link.csv").symlink_to("demo.sqlite3")

    assert demo("export", "demo.sqlite3", "deals", "--out", "link.csv").code == 2
    assert demo("check", "demo.sqlite3").code == 0


def test_a_snapshot_prints_where_it_is(demo: CommandLine) -> None:
    result = demo("snapshot", "demo.sqlite3", "snapshots", "--as-of", "2026-09-30")

    assert (result.code, result.err) == (0, "")
    folder = Path(result.out.removesuffix("\n"))
    assert folder == Path("snapshots") / "demo-2026-09-30"
    assert (folder / "manifest.json").is_file()


def test_what_is_exported_comes_in_again_as_the_same(demo: CommandLine) -> None:
    demo("new", "copy.sqlite3")
    for table in ("partners", "deals", "deal_influences", "health_reviews", "targets"):
        demo("export", "demo.sqlite3", table, "--out", f"{table}.csv")
        result = demo("import", "copy.sqlite3", table, f"{table}.csv")
        assert result.code == 0, result.err
        again = demo("import", "copy.sqlite3", table, f"{table}.csv")
        assert again.out.startswith("0 new, 0 changed, ")
        assert demo("export", "copy.sqlite3", table).out == Path(f"{table}.csv").read_text(encoding="utf-8")
