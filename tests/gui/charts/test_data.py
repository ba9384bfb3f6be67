import pytest
from PySide6.QtCore import QLocale

from partnertracker.gui.charts.data import BARS, ChartData, Point


@pytest.fixture
def bookings() -> ChartData:
    QLocale.setDefault(QLocale("en_US"))
    points = (
        Point("2026-09", "Sep", "Sep 2026", 208_000.0, 200_000.0),
        Point("2026-10", "Oct", "Oct 2026", None, None, note="No deals yet."),
        Point("2026-11", "Nov", "Nov 2026", 160_000.0, 228_000.0, running=True),
    )
    return ChartData("Bookings", BARS, "money", "USD", points)


def test_a_point_reads_out_value_target_and_note(bookings: ChartData) -> None:
    assert bookings.read_out(0) == "Sep 2026\nValue $208,000\nTarget $200,000"
    assert bookings.read_out(1) == "Oct 2026\nValue –\nNo deals yet."
    assert bookings.read_out(2).startswith("Nov 2026 (running)\n")


def test_words_stand_for_the_picture(bookings: ChartData) -> None:
    assert bookings.described() == "Sep 2026 $208,000; Oct 2026 –; Nov 2026 $160,000"
    assert ChartData("Bookings", BARS, "money", "USD", ()).described() == "No data"


def test_numbers_come_out_plain(bookings: ChartData) -> None:
    assert bookings.table() == [
        ["period", "value", "target", "note"],
        ["2026-09", "208000", "200000", ""],
        ["2026-10", "", "", "No deals yet."],
        ["2026-11", "160000", "228000", ""],
    ]
