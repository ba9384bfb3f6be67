"""Fill a file with a made-up programme, in one step."""

from collections.abc import Callable, Iterator
from itertools import islice

from partnertracker.services.demo import (
    costs,
    deals,
    enablement,
    judging,
    partners,
    rates,
    reviews,
    success,
    targets,
)
from partnertracker.services.demo.plan import Calendar, Dice, Plan
from partnertracker.services.demo.rates import Rates
from partnertracker.services.demo.totals import Totals
from partnertracker.services.origin import MADE_UP
from partnertracker.services.ports import Outcome, Writer
from partnertracker.services.session import Session

_DEALS_AT_A_TIME = 10_000
_FOLLOWED_DEALS = 20_000  # the customers of at most about this many deals are followed after the sale


def fill(session: Session, plan: Plan, progress: Callable[[float], None] | None = None) -> Outcome:
    """Fill an empty file as one step that one undo takes back.

    Args:
        session: an open file whose reporting currency is ``rates.REPORTING``.
        plan: what to make; equal plans make equal rows, ids included.
        progress: is told the share done, 0 to 1.
    """
    return session.execute(MADE_UP, lambda writer: write(writer, plan, progress))


def write(writer: Writer, plan: Plan, progress: Callable[[float], None] | None = None) -> None:
    """Insert every row of a plan; the operation of ``fill``."""
    calendar = Calendar(plan)
    everyone = partners.make(plan)
    money = Rates(plan, calendar)
    totals = Totals(plan, calendar, money)
    writer.insert_many("partners", partners.COLUMNS, partners.rows(everyone, plan))
    writer.insert_many("exchange_rates", rates.COLUMNS, money.rows())
    selling = _Selling(writer, plan, calendar)
    done = 0
    for chunk in _chunks(deals.Deals(plan, calendar, everyone)):
        selling.write(chunk)
        for deal in chunk:
            totals.note(deal)
        done += len(chunk)
        if progress is not None:
            progress(0.95 * done / plan.deals)
    _write_beside(writer, plan, everyone)
    writer.insert_many("costs", costs.COLUMNS, costs.rows(totals, everyone, plan))
    writer.insert_many("company_revenue", costs.REVENUE_COLUMNS, costs.revenue(totals, plan))
    writer.insert_many("targets", targets.COLUMNS, targets.rows(totals, everyone, plan))
    writer.insert_many("capacities", judging.CAPACITY_COLUMNS, judging.capacities(totals, plan))
    if progress is not None:
        progress(1.0)


class _Selling:
    """Inserts deals with what hangs on them, some at a time."""

    def __init__(self, writer: Writer, plan: Plan, calendar: Calendar) -> None:
        self._writer = writer
        self._calendar = calendar
        self._today = plan.last
        self._influences = Dice(plan, "influences")
        self._events = Dice(plan, "events")
        self._followed = Dice(plan, "customer stages")
        self._every = max(1, plan.deals // _FOLLOWED_DEALS)

    def write(self, some: list[deals.Deal]) -> None:
        """Insert these deals, who influenced them, their stages and what their customers went through."""
        writer, calendar = self._writer, self._calendar
        writer.insert_many("deals", deals.COLUMNS, (deal.row for deal in some))
        influences = (row for deal in some for row in deals.influence_rows(deal, self._influences, calendar))
        writer.insert_many("deal_influences", deals.INFLUENCE_COLUMNS, influences)
        events = (row for deal in some for row in deals.event_rows(deal, self._events, calendar))
        writer.insert_many("deal_stage_events", deals.EVENT_COLUMNS, events)
        followed = some[:: self._every]
        stages = (row for d in followed for row in success.stages(d, self._followed, calendar, self._today))
        writer.insert_many("customer_stages", success.STAGE_COLUMNS, stages)


def _write_beside(writer: Writer, plan: Plan, everyone: list[partners.Partner]) -> None:
    """Insert what does not depend on the deals."""
    writer.insert_many("tier_requirements", enablement.REQUIREMENT_COLUMNS, enablement.requirements(plan))
    writer.insert_many("certifications", enablement.COLUMNS, enablement.rows(everyone, plan))
    writer.insert_many("health_reviews", reviews.COLUMNS, reviews.rows(everyone, plan))
    writer.insert_many("actions", reviews.ACTION_COLUMNS, reviews.actions(everyone, plan))
    writer.insert_many("surveys", success.SURVEY_COLUMNS, success.surveys(everyone, plan))
    writer.insert_many("scorecards", judging.SCORECARD_COLUMNS, judging.scorecards(plan))
    writer.insert_many("custom_metrics", judging.METRIC_COLUMNS, judging.custom_metrics(plan))
    writer.insert_many("notes", targets.NOTE_COLUMNS, targets.notes(everyone, plan))


def _chunks(every: deals.Deals) -> Iterator[list[deals.Deal]]:
    rest = iter(every)
    while chunk := list(islice(rest, _DEALS_AT_A_TIME)):
        yield chunk
