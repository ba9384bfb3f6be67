"""A sheet of paper with twenty deals to enter, what the file holds before, and the keys a spreadsheet takes.

The spreadsheet is LibreOffice Calc with the same columns, the rows of the file above, and every help that
it gives credited to it (``calc_presses``).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from partnertracker.domain.fields import Row
from partnertracker.domain.identifiers import new_id
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from partnertracker.storage.opening import open_file

PARTNERS = (
    *("Litware", "Fabrikam", "Contoso Cloud", "Adatum & Sons", "Proseware", "Wingtip Systems"),
    *("Northwind Advisory", "Tailspin Resellers", "Blue Yonder", "Coho Networks", "Lucerne Data"),
    *("Fourth Coffee Services", "Woodgrove Analytics", "Cedarpoint Integration", "Kestrel Works"),
)
"""Those in the file; the paper names one more."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A line of the paper.

    Attributes:
        name, customer, partner: as they are written.
        stage: the word on screen.
        value: in the file's currency.
        created, due, closed: days from today; None: nothing is written.
    """

    name: str
    customer: str
    partner: str
    stage: str
    value: int
    created: int = 0
    due: int | None = None
    closed: int | None = None


BEFORE = (
    Deal("Data platform", "Munich Port", "Litware", "Won", 64_000, -140, closed=-30),
    Deal("ERP rollout", "Relecloud", "Fabrikam", "Negotiation", 120_000, -120, 20),
    Deal("Migration", "Trey Research", "Contoso Cloud", "Won", 41_500, -110, closed=-21),
    Deal("Security audit", "VanArsdel", "Adatum & Sons", "Proposal", 18_000, -90, 14),
    Deal("Analytics", "Alpine Ski House", "Litware", "Lost", 36_000, -85, closed=-40),
    Deal("Support plan", "Margie's Travel", "Proseware", "Qualified", 9_500, -70, 30),
    Deal("Helpdesk", "Graphic Design Institute", "Wingtip Systems", "Won", 16_400, -66, closed=-12),
    Deal("Network refresh", "Humongous Insurance", "Coho Networks", "Qualified", 22_000, -60, 45),
    Deal("Cloud pilot", "School of Fine Art", "Blue Yonder", "Lead", 31_000, -33, 60),
    Deal("Data warehouse", "Consolidated Messenger", "Lucerne Data", "Proposal", 77_000, -31, 25),
    Deal("Identity", "City Power & Light", "Northwind Advisory", "Negotiation", 14_200, -20, 12),
    Deal("Backup", "Southridge Video", "Tailspin Resellers", "Lead", 12_000, -15, 50),
)
"""Deals of the last months, which the file holds and the spreadsheet has above."""

PAPER = (
    Deal("Data platform phase 2", "Munich Port", "Litware", "Qualified", 48_000, -4, 60),
    Deal("Warehouse scanners", "Port of Hull", "Litware", "Lead", 27_500, -4, 75),
    Deal("Payroll", "Relecloud", "Fabrikam", "Proposal", 33_000, -4, 30),
    Deal("Cloud pilot", "Nod Publishers", "Contoso Cloud", "Lead", 8_000, -3, 40),
    Deal("Migration phase 2", "Trey Research", "Contoso Cloud", "Won", 52_000, -3, closed=-1),
    Deal("Security audit", "Fabrikam Residences", "Adatum & Sons", "Qualified", 15_000, -3, 45),
    Deal("Penetration test", "VanArsdel", "Adatum & Sons", "Proposal", 12_500, -3, 21),
    Deal("Support plan", "Wide World Importers", "Proseware", "Lead", 6_800, -2, 55),
    Deal("Service desk", "Graphic Design Institute", "Wingtip Systems", "Negotiation", 24_000, -2, 10),
    Deal("Fleet tracking", "Humongous Insurance", "Coho Networks", "Lead", 39_000, -2, 80),
    Deal("Booking engine", "Margie's Travel", "Proseware", "Qualified", 72_000, -2, 65),
    Deal("Ski pass system", "Alpine Ski House", "Litware", "Lead", 95_000, -1, 100),
    Deal("Disaster recovery", "City Power & Light", "Northwind Advisory", "Proposal", 44_000, -1, 35),
    Deal("Mobile app", "Lamna Healthcare", "Graphika Studios", "Lead", 18_000, -1, 50),
    Deal("Patient portal", "Lamna Healthcare", "Woodgrove Analytics", "Qualified", 86_000, 0, 70),
    Deal("Render farm", "Southridge Video", "Tailspin Resellers", "Lost", 21_000, 0, closed=0),
    Deal("Archive search", "Consolidated Messenger", "Lucerne Data", "Lead", 29_000, 0, 58),
    Deal("Intranet", "School of Fine Art", "Blue Yonder", "Qualified", 11_000, 0, 42),
    Deal("Data platform", "Best For You Organics", "Kestrel Works", "Lead", 60_000, 0, 90),
    Deal("Device management", "Munich Port", "Litware", "Lead", 13_500, 0, 47),
)


def fill(path: Path, today: date) -> None:
    """Write into an empty file what it holds before."""
    clock = Clock(lambda: today, lambda: f"{today}T08:00:00.000000Z")
    session = Session(open_file(path, backups=path.parent), clock, "bench")

    def operation(writer: Writer) -> None:
        for table, rows in rows_before(today).items():
            writer.insert(table, rows)

    session.execute("Fill", operation)
    session.store.close()


def rows_before(today: date) -> dict[str, list[Row]]:
    """Return what the file holds before, as rows by table."""
    ids = {name: new_id() for name in PARTNERS}

    def deal(each: Deal) -> Row:
        return {
            "name": each.name,
            "customer": each.customer,
            "source_partner": ids[each.partner],
            "stage": each.stage.lower(),
            "value": each.value * 100,
            "created_on": _day(today, each.created),
            "expected_close_on": _day(today, each.due),
            "closed_on": _day(today, each.closed),
        }

    return {
        "partners": [{"id": ids[name], "name": name} for name in PARTNERS],
        "deals": [deal(each) for each in BEFORE],
    }


def typed_day(days: int, today: date, *, day_first: bool) -> str:
    """Return a day as one types it: ``21/11``, or ``11/21`` where the month comes first."""
    day = today + timedelta(days=days)
    return f"{day.day}/{day.month}" if day_first else f"{day.month}/{day.day}"


def calc_presses(today: date) -> list[int]:
    """Return how many keys each line of the paper takes in Calc at best.

    One key for each character of a cell and one for leaving it, empty ones too: Tab, and Enter at the end of
    the line, which leads to the beginning of the next. A capital letter counts once, without its Shift.
    Calc helps: a text that stands above in the column is completed from its first characters, with one
    Ctrl+Tab for each other completion that comes before it; Ctrl+D copies the cell above; Ctrl+; is today. A
    day without its year is one of this year; one of next year is typed with it.
    """
    columns: list[list[str]] = [
        [str(value) for value in column] for column in zip(*(_cells(each) for each in BEFORE), strict=True)
    ]
    presses = []
    for each in PAPER:
        count = 0
        for place, (column, text) in enumerate(zip(columns, _cells(each), strict=True)):
            is_day = place >= _FIRST_DAY
            count += 1 + (_calc_day(column, text, today) if is_day else _calc_text(column, text))
            column.append(text)
        presses.append(count)
    return presses


_FIRST_DAY = 5


def _cells(deal: Deal) -> tuple[str, ...]:
    days = (deal.created, deal.due, deal.closed)
    written = ("" if day is None else str(day) for day in days)
    return (deal.name, deal.customer, deal.partner, deal.stage, str(deal.value), *written)


def _calc_text(above: Sequence[str], text: str) -> int:
    """Return the keys for a text or number, without the one that leaves the cell."""
    if text == above[-1]:
        return min(1, len(text))
    ways = [len(text)]
    if text in above and not text.isdigit():
        words = sorted(set(above))
        for typed in range(1, len(text)):
            matching = [word for word in words if word.casefold().startswith(text[:typed].casefold())]
            ways.append(typed + bisect_left(matching, text))
    return min(ways)


def _calc_day(above: Sequence[str], text: str, today: date) -> int:
    """Return the keys for a day, which is written as the days from today."""
    if not text or text == above[-1] or text == "0":
        return min(1, len(text))
    day = today + timedelta(days=int(text))
    year = "" if day.year == today.year else f"/{day.year % 100}"
    return len(f"{day.day}/{day.month}{year}")


def _day(today: date, days: int | None) -> str | None:
    return None if days is None else (today + timedelta(days=days)).isoformat()
