"""Someone who works on a programme at random, day after day: edits, imports, undoes."""

import csv
import io
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError, NothingToUndoError
from partnertracker.domain.fields import Row
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing.rows import change_row, delete_rows, duplicate_rows
from partnertracker.services.editing.trade import set_target
from partnertracker.services.exporting import export_table
from partnertracker.services.importing import ImportRequest, carry_out, guess, open_source, plan
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.oracle.made_up import Maker
from tests.oracle.program import session_of

SETTINGS: Sequence[tuple[str, Sequence[str]]] = (
    ("fiscal_year_start", ("1", "4", "10")),
    ("review_days", ("30", "90")),
    ("shared_cost_key", ("revenue", "deals", "equally")),
    ("pipeline_stage", ("lead", "qualified", "proposal")),
)
DELETED = (
    "custom_metrics",
    "capacities",
    "scorecards",
    "deals",
    "costs",
    "surveys",
    "customer_stages",
    "health_reviews",
    "exchange_rates",
    "targets",
)


class Person:
    """A person with a file and a calendar."""

    def __init__(self, maker: Maker, draw: Random) -> None:
        self._draw = draw
        self._hours = 0
        self.day = maker.today
        self.session = Session(
            session_of(maker).store, Clock(today=lambda: self.day, now=self._moment), "Anna"
        )
        self._doings: Sequence[Callable[[], object]] = (
            self.edit_deal,
            self.edit_deal,
            self.delete,
            self.duplicate,
            self.aim,
            self.set_up,
            self.import_deals,
            self.session.undo,
            self.session.undo,
            self.session.redo,
        )

    def work(self, times: int) -> None:
        """Do so many things, where the file allows them."""
        for _ in range(times):
            self._hours += 1
            with suppress(InvalidRowsError, NothingToUndoError):
                self._draw.choice(self._doings)()

    def sleep(self, days: int) -> None:
        self.day += timedelta(days=days)
        self._hours = 0

    def edit_deal(self) -> None:
        key, store = self._any("deals"), self.session.store
        won: Row = {"stage": "won", "closed_on": self.day.isoformat()}
        changes: list[Row] = [
            won,
            {"stage": "proposal", "closed_on": None},
            {"value": self._draw.randrange(10**6)},
        ]
        changes += [{"currency": "EUR"}, {"qualified_on": self.day.isoformat()}, {"source_partner": None}]
        changes += [{"source_partner": row_id} for (row_id,) in store.each("partners", ("id",))]
        if key is not None:
            self.session.execute(*change_row(self.session, "deals", key, self._draw.choice(changes)))

    def delete(self) -> None:
        table = self._draw.choice(DELETED)
        key = self._any(table)
        if key is not None:
            self.session.execute(*delete_rows(self.session, table, [key]))

    def duplicate(self) -> None:
        table = self._draw.choice(
            ["partners", "deals", "costs", "surveys", "customer_stages", "health_reviews"]
        )
        key = self._any(table)
        if key is not None:
            self.session.execute(*duplicate_rows(self.session, table, [key]))

    def aim(self) -> None:
        metric = self._draw.choice(["bookings", "sqls", "win_rate", "pipeline"])
        period, amount = str(self.day.year), float(self._draw.randrange(100))
        aimed = set_target(self.session, metric, "all", period, comparison="at_least", value=amount)
        self.session.execute(*aimed)

    def set_up(self) -> None:
        name, values = self._draw.choice(SETTINGS)
        self.session.execute(*change_setting(name, self._draw.choice(values)))
        chance = self._draw.randrange(100)
        self.session.execute("Probability", lambda writer: _change_chance(writer, chance))

    def import_deals(self) -> None:
        """Export the deals, change them in a spreadsheet, and bring them in again."""
        out = io.StringIO(newline="")
        export_table(self.session, "deals", out)
        rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
        for row in rows:
            if self._draw.random() < 0.3:
                row["value"] = str(self._draw.randrange(1_000))
        if not rows:
            return
        rows.append({**rows[0], "id": "", "name": "Another"})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "deals.csv"
            with path.open("w", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
            source = open_source(path)
            made = plan(self.session, ImportRequest(source, guess(entity("deals"), source.header)))
            carry_out(self.session, made)
            made.close()
            source.close()

    def _any(self, table: str) -> int | None:
        keys = [int(str(key)) for (key,) in self.session.store.each(table, ("key",))]
        return self._draw.choice(keys) if keys else None

    def _moment(self) -> str:
        return f"{self.day}T{9 + self._hours // 4:02}:{15 * (self._hours % 4):02}:00.000000Z"


def _change_chance(writer: Writer, chance: int) -> None:
    (row,) = writer.find("stages", {"name": "qualified"})
    writer.update("stages", int(str(row["key"])), {"probability": chance})
