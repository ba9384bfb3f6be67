"""Made-up input of any size: a CSV of deals that refer to partners by name, every row valid."""

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    "external_id",
    "name",
    "customer",
    "customer_is_new",
    "source_partner",
    "stage",
    "value",
    "currency",
    "created_on",
    "qualified_on",
    "expected_close_on",
    "closed_on",
    "registration_status",
    "registered_on",
    "manager",
)
_FIRST = date(2021, 1, 1)
_DAYS = 1800
_STAGES = ("won",) * 4 + ("lost",) * 6 + ("lead", "qualified", "proposal", "negotiation")


def partners_csv(path: Path, count: int) -> None:
    """Write that many partners."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("name", "type", "tier", "manager", "stage", "joined_on"))
        for number in range(count):
            tier, manager = ("Gold", "Silver", "Bronze")[number % 3], f"Manager {number % 12}"
            writer.writerow((f"Partner {number:05}", "reseller", tier, manager, "active", "2020-06-01"))


def deals_csv(path: Path, count: int, partners: int) -> None:
    """Write that many deals of that many partners."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(_deals(count, partners))


def _deals(count: int, partners: int) -> Iterator[tuple[str, ...]]:
    draw = random.Random(7)
    days = [(_FIRST + timedelta(days=day)).isoformat() for day in range(_DAYS + 400)]
    for number in range(count):
        created = draw.randrange(_DAYS - 200)
        qualified = created + draw.randrange(20)
        stage = draw.choice(_STAGES)
        closed = days[qualified + draw.randrange(5, 160)] if stage in {"won", "lost"} else ""
        registered = draw.random() < 0.5
        yield (
            f"X-{number:07}",
            f"Rollout {number:07}",
            f"Customer {draw.randrange(count // 5 + 1):06}",
            "no" if number % 3 else "yes",
            f"Partner {draw.randrange(partners):05}" if number % 5 else "",
            stage,
            f"{draw.randrange(500, 250_000)}.{draw.randrange(100):02}",
            "USD",
            days[created],
            days[qualified] if stage != "lead" else "",
            days[qualified + 90],
            closed,
            "approved" if registered else "none",
            days[created + 1] if registered else "",
            f"Manager {number % 12}",
        )


if __name__ == "__main__":
    what, goal, rows, among = sys.argv[1:]
    if what == "partners":
        partners_csv(Path(goal), int(rows))
    else:
        deals_csv(Path(goal), int(rows), int(among))
