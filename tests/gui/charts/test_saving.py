from pathlib import Path

import pytest

from partnertracker.gui.charts.data import BARS, ChartData, Point
from partnertracker.gui.charts.saving import file_name, save_csv


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bookings", "Bookings"),
        ("../../etc/passwd", "etc passwd"),
        ("A/B: <Wingtip>?", "A B Wingtip"),
        ("Größe 12", "Größe 12"),
        ("..", "Chart"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_becomes_a_harmless_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_note_never_becomes_a_formula_but_a_loss_stays_a_number(tmp_path: Path) -> None:
    points = (Point("2026-11", "Nov", "Nov 2026", -5.5, note="=HYPERLINK(1)"),)
    path = tmp_path / "notes.csv"

    save_csv(ChartData("Notes", BARS, "money", "USD", points), path)

    assert path.read_text("utf-8").splitlines()[1] == "2026-11,-5.5,,'=HYPERLINK(1)"
