from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog

from partnertracker.domain.errors import UnusableFileError
from partnertracker.gui.charts.chart import Chart
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


def test_the_menu_saves_picture_drawing_and_numbers(
    chart: Chart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / Path(name).stem) + (".csv" if name.endswith(".csv") else ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    menu = chart.menu()
    for action in menu.actions():
        if action.text().startswith("Save"):
            action.trigger()
    menu.deleteLater()

    assert proposed == ["Bookings.png", "Bookings.svg", "Bookings.csv"]
    assert QImage(str(tmp_path / "Bookings.png")).width() == 960
    assert QSvgRenderer(str(tmp_path / "Bookings.svg")).isValid()
    assert "Dec" in (tmp_path / "Bookings.svg").read_text("utf-8")
    lines = (tmp_path / "Bookings.csv").read_text("utf-8").splitlines()
    assert lines[:2] == ["period,value,target,note", "2026-00,50000,60000,"]


@pytest.mark.parametrize("suffix", [".png", ".csv"])
def test_a_folder_that_is_not_there_is_a_known_failure(chart: Chart, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UnusableFileError, match="can't be written"):
        chart.save(tmp_path / "nowhere" / f"Bookings{suffix}")


def test_copy_takes_the_picture_and_the_numbers(chart: Chart) -> None:
    chart.copy()

    content = QGuiApplication.clipboard().mimeData()
    assert content.hasImage()
    assert content.text().splitlines()[1] == "2026-00\t50000\t60000\t"
    QGuiApplication.clipboard().clear()
