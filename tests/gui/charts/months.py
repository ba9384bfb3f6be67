"""A year of bookings, to draw."""

from partnertracker.gui.charts.data import BARS, ChartData, Point

MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")


def data(form: str = BARS, gaps: tuple[int, ...] = (), target: float | None = 60_000.0) -> ChartData:
    points = tuple(
        Point(
            f"2026-{index:02}",
            month,
            f"{month} 2026",
            None if index in gaps else 50_000.0 + index * 1_000,
            target,
            running=index == 11,
            note="Big fair." if index == 4 else "",
        )
        for index, month in enumerate(MONTHS)
    )
    return ChartData("Bookings", form, "money", "USD", points)
