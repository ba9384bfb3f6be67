"""A file as anyone sees it from outside: the CSV text of its tables, read with the standard library alone.

Nothing in this folder that computes figures imports the program: it is METRICS.md once more, in plain loops
over what ``partnertracker export`` writes, slow and obvious.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
"""By column: a date, a number (money in minor units, an int), whether yes, a text, or None when empty."""

_DECIMALS = {"JPY": 0, "KWD": 3}
_MONEY = {("deals", "value"), ("costs", "amount"), ("company_revenue", "amount")}
_NUMBERS = {"probability", "score", "scale_min", "scale_max", "rate", "people", "planned_days"}
_NUMBERS |= {"partners_per_person", "bookings_per_person", "onboardings_per_person", "ramp_up_months"}
_WEIGHTS = {"revenue", "pipeline", "engagement", "certification", "satisfaction", "green_from", "yellow_from"}
_GOAL = {"value", "value_high", "yellow_at", "red_below"}
_GUARDED = re.compile("'+[=+\\-@\t\r]")


@dataclass(frozen=True)
class Stage:
    """A stage of deals; ``outcome`` is open, won or lost, ``probability`` a percentage."""

    key: str
    order: int
    probability: Fraction
    outcome: str


@dataclass(frozen=True)
class Exported:
    """A file: its tables, and the settings and stages, which no CSV holds."""

    tables: Mapping[str, Sequence[Row]]
    settings: Mapping[str, str]
    stages: Mapping[str, Stage]

    @property
    def currency(self) -> str:
        return self.settings["currency"]

    @property
    def fiscal_year_start(self) -> int:
        return int(self.settings["fiscal_year_start"])

    def rows(self, table: str) -> Sequence[Row]:
        return self.tables[table]

    @cached_property
    def partners(self) -> Mapping[str, Row]:
        return {row["id"]: row for row in self.rows("partners")}

    @cached_property
    def influences(self) -> Mapping[str, Sequence[Row]]:
        """The influences of each deal that has any, by its id."""
        found: dict[str, list[Row]] = {}
        for row in self.rows("deal_influences"):
            found.setdefault(row["deal_id"], []).append(row)
        return found

    @cached_property
    def events(self) -> Mapping[str, Sequence[Row]]:
        """The stage events of each deal that has any, by its id."""
        found: dict[str, list[Row]] = {}
        for row in self.rows("deal_stage_events"):
            found.setdefault(row["deal_id"], []).append(row)
        return found

    def involved(self, deal: Row) -> set[str]:
        """Return the partners involved in a deal, by id: its source, and influences not after its close."""
        found = {deal["source_partner_id"]} - {None}
        for influence in self.influences.get(deal["id"], ()):
            late = influence["influenced_on"] and deal["closed_on"]
            if not (late and influence["influenced_on"] > deal["closed_on"]):
                found.add(influence["partner_id"])
        return found

    def scope(self, scope: str) -> frozenset[str] | None:
        """Return the ids of the partners in a scope; None for all."""
        kind, _, name = scope.partition(":")
        field = "name" if kind == "partner" else kind
        return None if scope == "all" else frozenset(i for i, p in self.partners.items() if p[field] == name)


def read(texts: Mapping[str, str], settings: Mapping[str, str], stages: Sequence[Stage]) -> Exported:
    """Read the CSV text of every table."""
    tables = {table: _rows(table, text, settings["currency"]) for table, text in texts.items()}
    return Exported(tables, settings, {stage.key: stage for stage in stages})


def decimals(currency: str) -> int:
    """Return how many decimals a currency has (ISO 4217), of those that the made-up programmes use."""
    return _DECIMALS.get(currency, 2)


def _rows(table: str, text: str, currency: str) -> list[Row]:
    return [
        {name: _value(table, name, cell, row.get("currency") or currency) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def _value(table: str, name: str, cell: str, currency: str) -> object:
    if cell == "":
        return None
    if name.endswith("_on") or name in {"from_date", "date", "month"}:
        return date.fromisoformat(f"{cell}-01" if name == "month" else cell)
    if (table, name) in _MONEY:
        minor = Fraction(cell) * 10 ** decimals(currency)
        assert minor.denominator == 1, f"{cell} {currency}"
        return int(minor)
    if (
        name in _NUMBERS
        or (table == "scorecards" and name in _WEIGHTS)
        or (table == "targets" and name in _GOAL)
    ):
        return Fraction(cell)
    if name == "customer_is_new":
        return cell == "yes"
    return cell[1:] if _GUARDED.match(cell) else cell
