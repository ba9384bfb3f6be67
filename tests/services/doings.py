"""What people do to a file day by day, drawn at random, for laws that hold whatever they do."""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from hypothesis import strategies as st

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import PartnerTrackerError, UnusableArgumentError
from partnertracker.domain.fields import Kind, Row, Value
from partnertracker.domain.periods import period_named
from partnertracker.services.closing import close_period, closed_periods, reopen_period
from partnertracker.services.configuring import change_setting
from partnertracker.services.custom_fields import add_field, change_field, delete_field
from partnertracker.services.editing import add_review, change_row, delete_rows, insert_row, set_target
from partnertracker.services.importing import ImportRequest, carry_out, guess, open_source, plan
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.services.taking_back import restore, take_back

FIRST = date(2026, 11, 22)
"""The day on which people begin."""

KINDS = (
    *("new deal", "value", "win", "partner of", "delete deal", "influence", "import", "delete partner"),
    *("tier", "rate", "revenue", "cost", "review", "target", "setting", "stage", "close", "reopen"),
    *("scorecard", "capacity", "own metric", "undo", "undo", "redo", "take back", "restore"),
    *("own field", "own field", "own value", "own value", "other field", "no field"),
)


@dataclass(frozen=True)
class Doing:
    """One thing done; what it is done to is picked by number, and nothing is done where it can't be."""

    kind: str
    pick: int
    amount: int


DOINGS = st.builds(
    Doing, st.sampled_from(KINDS), st.integers(0, 10**6), st.integers(1, 10**7).map(lambda cents: cents * 7)
)
DAYS = st.lists(st.lists(DOINGS, min_size=1, max_size=6), min_size=1, max_size=5)
"""What is done on each of some days."""


class Team:
    """Works with a file from day to day."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.day = FIRST
        self._moments = 0
        session.clock = Clock(today=lambda: self.day, now=self._now)

    def sleep(self) -> None:
        """Go on the next day."""
        self.day += timedelta(days=1)

    def do(self, doing: Doing) -> None:
        """Do a thing, unless the file refuses it."""
        act: Callable[[Doing], object] = getattr(self, f"_{doing.kind.replace(' ', '_')}")
        with suppress(PartnerTrackerError):
            act(doing)

    def _now(self) -> str:
        self._moments += 1
        return f"{self.day}T12:00:00.{self._moments:06}Z"

    def _pick(self, table: str, number: int) -> Row:
        rows = self.session.store.find(table, {})
        if not rows:
            raise UnusableArgumentError(f"There are no {table}.")
        return rows[number % len(rows)]

    def _partner(self, number: int) -> str:
        return str(self._pick("partners", number)["id"])

    def _change(self, table: str, doing: Doing, values: Row) -> None:
        row = self._pick(table, doing.pick)
        self.session.execute(*change_row(self.session, table, int(row["key"] or 0), values))

    def _add(self, table: str, values: Row) -> None:
        self.session.execute(*insert_row(self.session, table, values))

    def _new_deal(self, doing: Doing) -> None:
        day = self.day - timedelta(days=doing.pick % 60)
        won = doing.amount % 2
        self._add("deals", {
            "name": f"Deal {doing.pick}", "customer": "C", "customer_is_new": doing.pick % 2,
            "source_partner": self._partner(doing.pick), "value": doing.amount, "created_on": day.isoformat(),
            "qualified_on": day.isoformat(), "stage": "won" if won else "proposal",
            "closed_on": self.day.isoformat() if won else None,
            "currency": ("USD", "EUR")[doing.pick % 2],
        })  # fmt: skip

    def _value(self, doing: Doing) -> None:
        self._change("deals", doing, {"value": doing.amount})

    def _win(self, doing: Doing) -> None:
        self._change("deals", doing, {"stage": "won", "closed_on": self.day.isoformat()})

    def _partner_of(self, doing: Doing) -> None:
        self._change("deals", doing, {"source_partner": self._partner(doing.amount)})

    def _delete_deal(self, doing: Doing) -> None:
        key = int(self._pick("deals", doing.pick)["key"] or 0)
        self.session.execute(*delete_rows(self.session, "deals", [key]))

    def _delete_partner(self, doing: Doing) -> None:
        key = int(self._pick("partners", doing.pick)["key"] or 0)
        self.session.execute(*delete_rows(self.session, "partners", [key]))

    def _influence(self, doing: Doing) -> None:
        deal = str(self._pick("deals", doing.pick)["id"])
        self._add("deal_influences", {"deal": deal, "partner": self._partner(doing.amount)})

    def _import(self, doing: Doing) -> None:
        partner = self._pick("partners", doing.pick)["name"]
        text = "name,customer,source_partner,stage,value,created_on,closed_on,external_id\n" + "".join(
            f"Imported {each},I,{partner},won,{doing.amount + each},2026-10-01,2026-11-0{each + 1},X{each}\n"
            for each in range(1 + doing.pick % 4)
        )
        with closing(open_source(BytesIO(text.encode()))) as source:
            request = ImportRequest(source, guess(entity("deals"), source.header, synonyms=False))
            with closing(plan(self.session, request)) as made:
                carry_out(self.session, made)

    def _tier(self, doing: Doing) -> None:
        self._change("partners", doing, {"tier": ("Gold", "Silver", None)[doing.amount % 3]})

    def _rate(self, doing: Doing) -> None:
        self._change("exchange_rates", doing, {"rate": doing.amount / 10**6})

    def _revenue(self, doing: Doing) -> None:
        self._change("company_revenue", doing, {"amount": doing.amount})

    def _cost(self, doing: Doing) -> None:
        self._change("costs", doing, {"amount": doing.amount})

    def _review(self, doing: Doing) -> None:
        status = ("green", "yellow", "red")[doing.amount % 3]
        self.session.execute(*add_review(self.session, self._partner(doing.pick), status, "As seen"))

    def _target(self, doing: Doing) -> None:
        values: Row = {"comparison": "at_least", "value": doing.amount / 100}
        self.session.execute(*set_target(self.session, "bookings", "all", "2026-Q4", **values))

    def _setting(self, doing: Doing) -> None:
        name, value = (
            ("fiscal_year_start", 1 + doing.amount % 12),
            ("pipeline_stage", ("lead", "proposal")[doing.amount % 2]),
            ("review_days", 1 + doing.amount % 90),
        )[doing.pick % 3]
        self.session.execute(*change_setting(name, value))

    def _stage(self, doing: Doing) -> None:
        key = 1 + doing.pick % 4
        change: Row = {"probability": doing.amount % 100}
        self.session.execute("Edit stage", lambda writer: writer.update("stages", key, change))

    def _scorecard(self, doing: Doing) -> None:
        self._change(
            "scorecards", doing, {"revenue": 1 + doing.amount % 60, "green_from": 60 + doing.pick % 30}
        )

    def _capacity(self, doing: Doing) -> None:
        self._change("capacities", doing, {"people": doing.amount % 9})

    def _own_metric(self, doing: Doing) -> None:
        self._change("custom_metrics", doing, {"formula": f"bookings / {1 + doing.amount % 7} + sqls"})

    def _own_field(self, doing: Doing) -> None:
        kind = ("text", "number", "choice", "yes_no", "date")[doing.pick % 5]
        table = ("deals", "partners")[doing.pick % 2]
        self.session.execute(
            *add_field(self.session, table, f"Own {doing.pick % 4}", kind, "Once; Twice; yes; 1")
        )

    def _own_value(self, doing: Doing) -> None:
        table = ("deals", "partners")[doing.amount % 2]
        words: dict[Kind, Value] = {
            Kind.NUMBER: doing.amount / 100,
            Kind.YES_NO: doing.pick % 2,
            Kind.DATE: self.day.isoformat(),
            Kind.TEXT: ("Once", "1", "yes", None)[doing.pick % 4],
            Kind.CHOICE: ("Once", "Twice", None)[doing.pick % 3],
        }
        fields = self.session.store.custom_fields(table)
        self._change(table, doing, {field.name: words[field.kind] for field in fields})

    def _other_field(self, doing: Doing) -> None:
        key = int(self._pick("custom_fields", doing.pick)["key"] or 0)
        kind = ("text", "number", "choice", "yes_no")[doing.amount % 4]
        self.session.execute(*change_field(self.session, key, kind=kind, choices="Once; 1; yes"))

    def _no_field(self, doing: Doing) -> None:
        key = int(self._pick("custom_fields", doing.pick)["key"] or 0)
        self.session.execute(*delete_field(self.session, key))

    def _close(self, doing: Doing) -> None:
        label = ("2026-Q3", "2026-Q4", "2026-10")[doing.pick % 3]
        period = period_named(label, self.session.facts.settings.fiscal_year_start)
        self.session.execute(*close_period(self.session, period, f"{label} as reported"))

    def _reopen(self, doing: Doing) -> None:
        closed = closed_periods(self.session)
        if closed:
            self.session.execute(*reopen_period(self.session, closed[doing.pick % len(closed)].key))

    def _undo(self, _doing: Doing) -> None:
        if self.session.store.last_step() > 1:  # the programme itself stays
            step = self.session.store.undoable()
            if step is not None and step.number > 1:
                self.session.undo()

    def _take_back(self, doing: Doing) -> None:
        steps = self.session.store.steps()[:-1]  # the programme itself stays
        if steps:
            take_back(self.session, steps[doing.pick % len(steps)].number, partly=True)

    def _restore(self, doing: Doing) -> None:
        gone = self.session.store.past.deleted("", 0, 5)
        restore(self.session, gone[doing.pick % 5 :])

    def _redo(self, _doing: Doing) -> None:
        self.session.redo()
