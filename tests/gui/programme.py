"""A small programme to look at: six partners, fourteen deals, reviews, targets, on a day in November 2026."""

from datetime import date

from partnertracker.domain.fields import Row

TODAY = date(2026, 11, 21)

PARTNERS = ("Litware", "Fabrikam", "Contoso Cloud", "Adatum & Sons", "Proseware", "<b>Wingtip</b>")

_DEALS: tuple[tuple[str, str, int | None, str, int, str, str | None, str | None, str], ...] = (
    ("Data platform", "Munich Port", 0, "won", 64_000, "2026-07-02", "2026-07-20", "2026-11-18", "AK"),
    ("ERP rollout", "Munich Port", 1, "negotiation", 120_000, "2026-07-02", "2026-08-14", None, "JL"),
    ("Migration", "Relecloud", 2, "won", 41_500, "2026-06-10", "2026-07-01", "2026-11-14", "JL"),
    ("Security audit", "Relecloud", 3, "proposal", 18_000, "2026-09-01", "2026-09-20", None, "SR"),
    ("Analytics", "Trey Research", 0, "won", 36_000, "2026-05-05", "2026-06-01", "2026-11-06", "AK"),
    ("Support plan", "VanArsdel", None, "qualified", 9_500, "2026-10-01", "2026-10-10", None, "AK"),
    ("Renewal", "VanArsdel", 4, "won", 38_200, "2026-08-01", "2026-08-20", "2026-11-11", "AK"),
    ("POS upgrade", "Trey Research", 5, "lost", 27_000, "2026-04-01", "2026-05-01", "2026-10-30", "MO"),
    ("Network refresh", "Alpine Ski", 1, "qualified", 22_000, "2026-09-15", "2026-10-01", None, "MO"),
    ("Cloud pilot", "Alpine Ski", 2, "lead", 31_000, "2026-11-02", None, None, "JL"),
    ("Data warehouse", "Margie's", 0, "won", 77_000, "2026-03-01", "2026-03-20", "2026-08-04", "MO"),
    ("Identity", "Margie's", 4, "won", 14_200, "2026-01-10", "2026-02-01", "2026-05-22", "AK"),
    ("Backup", "Relecloud", 5, "lost", 12_000, "2026-08-11", "2026-08-30", "2026-11-03", "SR"),
    ("Helpdesk", "VanArsdel", 3, "won", 16_400, "2025-09-01", "2025-10-01", "2026-02-28", "SR"),
)

_REVIEWS: tuple[tuple[int, str, str, str | None], ...] = (
    (0, "green", "2026-11-10", None),
    (1, "green", "2026-04-03", None),
    (1, "red", "2026-10-20", "Champion left"),
    (2, "yellow", "2026-09-25", "Certificates expire soon"),
    (4, "green", "2026-11-01", None),
)

_TARGETS: tuple[tuple[str, str, str, float | None], ...] = (
    ("bookings", "2026-Q4", "at_least", 200_000),
    ("sqls", "2026-Q4", "at_least", 6),
    ("win_rate", "always", "at_least", 0.25),
    ("active_partners", "always", "growing", None),
)


def row_id(table: str, position: int) -> str:
    """Return the id of a row of the programme."""
    number = ("partners", "deals", "deal_influences", "health_reviews", "targets").index(table)
    return f"01900000-0000-7000-8000-{number:04x}{position:08x}"


def rows() -> dict[str, list[Row]]:
    """Return the programme as it lies on disk, by table, each row with its id."""
    return {
        "partners": [_partner(position, name) for position, name in enumerate(PARTNERS)],
        "deals": [_deal(position) for position in range(len(_DEALS))],
        "deal_influences": [
            {
                "id": row_id("deal_influences", position),
                "deal": row_id("deals", deal),
                "partner": row_id("partners", partner),
                "role": "co-sell",
            }
            for position, (deal, partner) in enumerate(((5, 0), (1, 0), (8, 4)))
        ],
        "health_reviews": [
            {
                "id": row_id("health_reviews", position),
                "partner": row_id("partners", partner),
                "status": status,
                "reviewed_on": day,
                "reason": reason,
            }
            for position, (partner, status, day, reason) in enumerate(_REVIEWS)
        ],
        "targets": [
            {
                "id": row_id("targets", position),
                "metric": metric,
                "scope": "all",
                "period": period,
                "comparison": comparison,
                "value": value,
                "effective_on": "2026-01-01",
            }
            for position, (metric, period, comparison, value) in enumerate(_TARGETS)
        ],
    }


def _partner(position: int, name: str) -> Row:
    return {
        "id": row_id("partners", position),
        "name": name,
        "type": ("reseller", "technology", "referral")[position % 3],
        "tier": ("Gold", "Silver")[position % 2],
        "manager": ("AK", "JL", "MO")[position % 3],
        "region": ("DACH", "Nordics")[position % 2],
        "stage": "active",
        "joined_on": f"2024-0{position + 1}-15",
    }


def _deal(position: int) -> Row:
    name, customer, partner, stage, value, created, qualified, closed, manager = _DEALS[position]
    return {
        "id": row_id("deals", position),
        "name": name,
        "customer": customer,
        "customer_is_new": 1,
        "source_partner": None if partner is None else row_id("partners", partner),
        "stage": stage,
        "value": value * 100,
        "currency": "USD",
        "created_on": created,
        "qualified_on": qualified,
        "closed_on": closed,
        "expected_close_on": None if closed else "2026-12-15",
        "manager": manager,
    }
