"""Programmes for the oracle: legal, dense, and full of what real ones hold only now and then."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, TypeAlias

from tests.oracle.drawing import Days, one
from tests.oracle.made_up_formulas import formula
from tests.oracle.made_up_judging import capacity, scorecard
from tests.oracle.made_up_success import answer, customer_stage
from tests.oracle.made_up_targets import targets
from tests.oracle.periods import Period, containing, trailing

Made: TypeAlias = dict[str, Any]
"""A row as on disk, but that it refers to a partner or a deal by its place in the table."""

PARTNERS = ("Litware", "Ådatum & Søn", "=Contoso", "Fabrikam, Inc.", "Northwind “Q”", "Zeta:1")
MANAGERS = (None, "MO", "=JL", "Ann Ö")
TIERS = (None, "Gold", "Silver", "+Plus")
TABLES: Mapping[str, int] = {
    "partners": 6,
    "deals": 120,
    "deal_influences": 100,
    "deal_stage_events": 100,
    "health_reviews": 24,
    "certifications": 24,
    "tier_requirements": 4,
    "surveys": 120,
    "customer_stages": 150,
    "costs": 60,
    "company_revenue": 48,
    "exchange_rates": 12,
    "actions": 12,
    "scorecards": 3,
    "capacities": 8,
    "custom_metrics": 6,
    "targets": 150,
}
"""How many rows a table has at most."""

QUESTIONS = 2
"""How often each programme is asked."""


@dataclass(frozen=True)
class MadeUp:
    """A programme: how many rows each table is to have, and the seed of everything else."""

    seed: int
    sizes: Mapping[str, int]

    def draw(self, what: str) -> Random:
        """Return the chance for one table, so that a table is the same whatever the size of the others."""
        return Random(f"{self.seed} {what}")


class Maker:
    """Makes the rows of one programme up."""

    def __init__(self, programme: MadeUp) -> None:
        self._programme = programme
        draw = programme.draw("settings")
        self.currency = draw.choice(["USD", "USD", "EUR", "JPY", "KWD"])
        start = draw.choice([1, 1, 2, 4, 7, 10, 12])
        self.settings = {
            "fiscal_year_start": str(start),
            "shared_cost_key": draw.choice(["revenue", "revenue", "deals", "equally"]),
            "review_days": str(draw.choice([30, 30, 90])),
            "pipeline_stage": draw.choice(["qualified", "qualified", "qualified", "lead", "proposal"]),
        }
        self.chances = {"qualified": draw.choice([20, 20, 12.5]), "proposal": draw.choice([50, 50, 33.3])}
        # Some teams have stages of their own, beyond the usual ones: a further one of open deals, and of won.
        self.stages = draw.choice([(), (), (("verbal", 90, "open"), ("renewed", 100, "won"))])
        self._open = ["lead", "qualified", "proposal", "negotiation", *(s[0] for s in self.stages[:1])]
        self._won = ["won", *(s[0] for s in self.stages[1:])]
        self.questions = tuple(question(draw, start) for _ in range(QUESTIONS))
        self.days = Days(*(period for period, _ in self.questions))
        self.today = self.days.any(draw, date(2025, 12, 1))
        self._rates_from = draw.choice([date(2020, 1, 1), date(2020, 1, 1), date(2025, 3, 1)])
        self._new = draw.random()

    def rows(self) -> Iterator[tuple[str, list[Made]]]:
        """Yield each table with its rows, referenced tables first."""
        made: dict[str, list[Made]] = {}
        for table, most in TABLES.items():
            count = min(self._programme.sizes.get(table, 0), most)
            draw = self._programme.draw(table)
            if table == "partners":
                made[table] = [self.partner(draw, name) for name in PARTNERS[:count]]
            elif table == "targets":
                made[table] = targets(draw, count, made, self._goal_periods(), self.today)
            else:
                made[table] = []
                for _ in range(count):
                    row = MAKERS[table](self, draw, made)
                    made[table] += [] if row is None else [row]
            yield table, made[table]

    def _goal_periods(self) -> list[str]:
        """Return the labels that targets may bear: the periods asked for, and those around them."""
        start = int(self.settings["fiscal_year_start"])
        labels = ["always"]
        for period, _ in self.questions:
            before, _ = trailing(period, 2, start)
            around = [period, period, before, containing(period.first, "quarter", start)]
            around += [containing(period.first, "year", start)] * 2
            labels += [each.label for each in around]
        return labels

    def partner(self, draw: Random, name: str) -> Made:
        joined = self.days.maybe(draw)
        gone = self.days.maybe(draw, date.fromisoformat(joined) if joined else None, often=0.2)
        return {
            "name": name,
            "manager": draw.choice(MANAGERS),
            "tier": draw.choice(TIERS),
            "joined_on": joined,
            "offboarded_on": gone,
        }

    def _some_currency(self, draw: Random) -> str | None:
        return draw.choice([None, *[self.currency] * 3, "USD", "EUR", "JPY"])

    def deal(self, draw: Random, made: Mapping[str, list[Made]]) -> Made:
        stage = draw.choice([*self._open, *self._won * 4, "lost"])
        created = self.days.any(draw, latest=self.today)
        closed = None if stage in self._open else self.days.any(draw, created, self.today)
        registered = draw.choice(["approved", "approved", "approved", "pending", None])
        return {
            "name": f"Deal {draw.randrange(10**6)}",
            "customer": "Acme",
            "customer_is_new": int(draw.random() < self._new),
            "source_partner": one(draw, made["partners"]) if draw.random() < 0.6 else None,
            "stage": stage,
            "value": _amount(draw),
            "currency": self._some_currency(draw),
            "created_on": created.isoformat(),
            "qualified_on": self.days.maybe(draw, created, often=0.8),
            "expected_close_on": draw.choice(
                [None, _later(draw, created), self.days.maybe(draw, created, often=1)]
            ),
            "closed_on": closed.isoformat() if closed else None,
            "probability": draw.choice([None, None, 50, 33.3, 0, 100, round(draw.random() * 100, 3)]),
            "registration_status": registered,
            "registered_on": self.days.maybe(draw, often=0.8) if registered else None,
        }

    def influence(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        deal, partner = one(draw, made["deals"]), one(draw, made["partners"])
        taken = any((row["deal"], row["partner"]) == (deal, partner) for row in made["deal_influences"])
        if deal is None or partner is None or taken or made["deals"][deal]["source_partner"] == partner:
            return None
        closed = made["deals"][deal]["closed_on"]
        on = draw.choice([None, closed, self.days.maybe(draw)])
        if closed and draw.random() < 0.2:
            on = (date.fromisoformat(closed) + timedelta(days=1)).isoformat()
        return {"deal": deal, "partner": partner, "influenced_on": on}

    def event(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        deal = one(draw, made["deals"][:40])
        stage = draw.choice([*self._open, *self._won, "lost"])
        if deal is None:
            return None
        return {"deal": deal, "stage": stage, "entered_on": self.days.any(draw).isoformat()}

    def review(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        partner, on = one(draw, made["partners"]), self.days.any(draw)
        if partner is None:
            return None
        return {
            "partner": partner,
            "status": draw.choice(["green", "yellow", "red"]),
            "reviewed_on": on.isoformat(),
            "reason": "Slow",
            "next_review_on": self.days.maybe(draw, on, on + timedelta(days=200)),
        }

    def action(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        partner = one(draw, made["partners"])
        return (
            None
            if partner is None
            else {"partner": partner, "title": "Call", "done_on": self.days.maybe(draw)}
        )

    def certification(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        partner, on = one(draw, made["partners"]), self.days.any(draw)
        if partner is None:
            return None
        return {
            "partner": partner,
            "person": draw.choice(["Ann", "ann", "Bob"]),
            "certificate": draw.choice(["Sales", "Sales", "SALES", "Cloud"]),
            "issued_on": on.isoformat(),
            "expires_on": self.days.maybe(draw, on),
        }

    def requirement(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        tier, certificate = (
            draw.choice(["Gold", "gold", "Silver", "Bronze"]),
            draw.choice(["Sales", "cloud", "Data"]),
        )
        if any((row["tier"], row["certificate"]) == (tier, certificate) for row in made["tier_requirements"]):
            return None
        return {"tier": tier, "certificate": certificate, "people": draw.choice([1, 1, 2])}

    def cost(self, draw: Random, made: Mapping[str, list[Made]]) -> Made:
        return {
            "month": self.days.any(draw).isoformat()[:7],
            "category": draw.choice(["partner_managers", "marketing", "customer_success", "commission"]),
            "partner": one(draw, made["partners"]) if draw.random() < 0.6 else None,
            "amount": _amount(draw) // 10 * draw.choice([1, 1, 1, -1]),
            "currency": self._some_currency(draw),
            "people": draw.choice([None, 1, 0.5, 2.25]),
        }

    def company_revenue(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        number = len(made["company_revenue"])
        month = f"{2023 + (number + 6) // 12}-{(number + 6) % 12 + 1:02}"
        gap = draw.random() < 0.02
        amount = 0 if draw.random() < 0.05 else _amount(draw) * 20
        row = {"month": month, "amount": amount, "currency": self._some_currency(draw)}
        return {**row, "month": f"{1950 + number}-01"} if gap else row

    def exchange_rate(self, draw: Random, made: Mapping[str, list[Made]]) -> Made | None:
        currency = draw.choice([each for each in ("USD", "EUR", "JPY") if each != self.currency])
        # The first of each currency holds from early on; in some programmes not early enough.
        first = all(row["currency"] != currency for row in made["exchange_rates"])
        on = (self._rates_from if first else self.days.any(draw)).isoformat()
        if any((row["currency"], row["from_date"]) == (currency, on) for row in made["exchange_rates"]):
            return None
        return {"currency": currency, "from_date": on, "rate": draw.choice([1.1, 0.0067, 153.33, 0.5, 2])}


MAKERS: Mapping[str, Callable[[Maker, Random, dict[str, list[Made]]], Made | None]] = {
    "deals": Maker.deal,
    "deal_influences": Maker.influence,
    "deal_stage_events": Maker.event,
    "health_reviews": Maker.review,
    "certifications": Maker.certification,
    "tier_requirements": Maker.requirement,
    "surveys": lambda maker, draw, made: answer(draw, maker.days, made["partners"]),
    "customer_stages": lambda maker, draw, made: customer_stage(draw, maker.days, made["partners"]),
    "costs": Maker.cost,
    "company_revenue": Maker.company_revenue,
    "exchange_rates": Maker.exchange_rate,
    "actions": Maker.action,
    "scorecards": lambda maker, draw, made: scorecard(draw, maker.days, made["scorecards"]),
    "custom_metrics": lambda _maker, draw, made: formula(draw, made["custom_metrics"]),
    "capacities": lambda maker, draw, made: capacity(draw, maker.days, made["capacities"]),
}


def question(draw: Random, start: int) -> tuple[Period, date]:
    """Return a period of any kind and an as-of day: inside it, at its end, before it, or long after."""
    kind = draw.choice(["week", "month", "quarter", "quarter", "year", "year", "year"])
    period = containing(Days().any(draw, date(2025, 1, 1)), kind, start)
    inside = Days().any(draw, period.first, period.last)
    before = period.first - timedelta(days=draw.randrange(1, 60))
    return period, draw.choice([inside, inside, inside, period.last, before, date(2027, 12, 31)])


def _later(draw: Random, day: date) -> str:
    return (day + timedelta(days=draw.randrange(700))).isoformat()


def _amount(draw: Random) -> int:
    """Return minor units: round ones, odd ones, and now and then nothing or very much."""
    if draw.random() < 0.02:
        return 10**9
    return draw.choice(
        [draw.randrange(1, 20) * 100_000, draw.randrange(1, 4) * 50_000, draw.randrange(10**6), 0, 110]
    )
