"""A programme as it was known at three moments: made up, then edited, then edited again."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from partnertracker.domain.bridge.bridging import Known
from partnertracker.domain.columns import fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from tests.domain.programmes import facts_of

Tables = dict[str, dict[int, Row]]
"""Rows by key, by table; references are keys."""

FIRST = date(2026, 1, 1)
SPAN = 300
PARTNERS, DEALS = 4, 25

OWN = (
    ("renewals", "sourced_revenue - bookings", "money"),
    ("likely", "pipeline * 0.25 + weighted_pipeline / 3", "money"),
    ("per_lead", "(bookings + pipeline) / sqls", "money"),
    ("per_partner", "per_lead / 2", "money"),
)
"""Metrics of the team's own: name, formula and unit."""


def facts_by_key(tables: Mapping[str, Mapping[int, Row]]) -> Facts:
    """Make facts of rows by key."""
    rows = {}
    for table, by_key in tables.items():
        names = [field.name for field in fact_fields(entity(table))]
        rows[table] = [(key, *(row.get(name) for name in names)) for key, row in sorted(by_key.items())]
    return facts_of(rows)


class Historian:
    """Makes up a programme, and edits of it."""

    def __init__(self, seed: int) -> None:
        """Start with a seed that decides everything."""
        self.any = Random(seed)
        self.last = {"partners": PARTNERS, "deals": 0, "deal_stage_events": 0, "health_reviews": 0}
        self.roles = [self.capacity() for _ in range(self.any.randrange(4))]

    def known(self) -> Known:
        """Return the programme as it was known at three moments."""
        tables: Tables = {
            "partners": {key: self.partner(key) for key in range(1, PARTNERS + 1)},
            "exchange_rates": {1: {"currency": "EUR", "from_date": "2020-01-01", "rate": 1.1}},
            "deals": {},
            "deal_stage_events": {},
            "health_reviews": {},
            "capacities": dict(enumerate(self.roles, 1)),
            "custom_metrics": {
                key: {"name": name, "formula": formula, "unit": unit, "label": name, "direction": "higher"}
                for key, (name, formula, unit) in enumerate(OWN, 1)
            },
        }
        self.grow(tables, DEALS)
        moments = [facts_by_key(tables)]
        for _ in range(2):
            tables = deepcopy(tables)
            if self.any.random() < 0.8:
                self.edit(tables)
            moments.append(facts_by_key(tables))
        return Known(*moments)

    def grow(self, tables: Tables, count: int) -> None:
        """Enter some more deals, with stage events and reviews."""
        for _ in range(count):
            key = self.next("deals")
            tables["deals"][key] = self.deal()
            if self.any.random() < 0.5:
                event: Row = {
                    "deal": key,
                    "stage": self.any.choice(["lead", "proposal"]),
                    "entered_on": self.day(),
                }
                tables["deal_stage_events"][self.next("deal_stage_events")] = event
        for _ in range(self.any.randrange(count)):
            tables["health_reviews"][self.next("health_reviews")] = self.review()

    def edit(self, tables: Tables) -> None:
        """Change, delete and enter rows."""
        for row in tables["deals"].values():
            self.retype(row, self.deal())
        for row in tables["health_reviews"].values():
            self.retype(row, self.review())
        for row in tables["capacities"].values():
            self.retype(row, self.capacity())
        for key, row in tables["partners"].items():
            self.retype(row, self.partner(key) | {"name": f"{row['name']}*"})
        for key in [key for key in tables["deals"] if self.any.random() < 0.1]:
            del tables["deals"][key]
            events = tables["deal_stage_events"]
            for event in [each for each, row in events.items() if row["deal"] == key]:
                del events[event]
        if self.any.random() < 0.2:
            tables["exchange_rates"][1]["rate"] = 1.2
        self.grow(tables, self.any.randint(1, 5))

    def retype(self, row: Row, other: Row) -> None:
        """Give a row one value of another one, or leave it as it is."""
        if self.any.random() < 0.3:
            name = self.any.choice(sorted(other))
            row[name] = other[name]

    def next(self, table: str) -> int:
        """Return the key of the next row."""
        self.last[table] += 1
        return self.last[table]

    def day(self) -> str:
        """Return some day."""
        return (FIRST + timedelta(days=self.any.randrange(SPAN))).isoformat()

    def partner(self, key: int) -> Row:
        """Return a partner."""
        return {
            "name": f"Partner {key}",
            "manager": self.any.choice(["MO", "JL", None]),
            "tier": self.any.choice(["Gold", None]),
            "joined_on": self.any.choice([None, self.day()]),
            "offboarded_on": self.any.choice([None, None, None, self.day()]),
        }

    def capacity(self) -> Row:
        """Return what one role carries."""
        return {
            "role": self.any.choice(["Alliances", "Marketing", " marketing"]),
            "partners_per_person": self.any.choice([1, 2, 3]),
            "bookings_per_person": self.any.choice([None, 5_000]),
            "people": self.any.choice([1, 1.5, 2.25]),
            "effective_on": self.any.choice([None, self.day()]),
        }

    def deal(self) -> Row:
        """Return a deal."""
        stage = self.any.choice(["lead", "qualified", "proposal", "won", "won", "lost"])
        return {
            "customer": "Acme",
            "customer_is_new": self.any.randint(0, 1),
            "source_partner": self.any.choice([None, *range(1, PARTNERS + 1)]),
            "stage": stage,
            "value": self.any.randrange(10_000),
            "currency": self.any.choice([None, None, "EUR"]),
            "created_on": self.day(),
            "qualified_on": self.any.choice([None, self.day()]),
            "closed_on": self.day() if stage in {"won", "lost"} else None,
            "probability": self.any.choice([None, None, 40.0]),
        }

    def review(self) -> Row:
        """Return a health review."""
        return {
            "partner": self.any.randint(1, PARTNERS),
            "status": self.any.choice(["green", "red"]),
            "reviewed_on": self.day(),
        }


SEEDS = st.integers(0, 2**32)
"""What a ``Historian`` starts with."""

DAYS = st.integers(0, SPAN).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
"""Days of the time in which everything happens."""
