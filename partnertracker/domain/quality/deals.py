"""Flaws of deals, of who influenced them and of the stages they went through."""

import numpy as np

from partnertracker.domain.columns import NO_DAY, NO_ROW, Array
from partnertracker.domain.exchange import unrated
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.stages import open_deals, rank_of
from partnertracker.domain.quality.flaw import CONTRADICTORY, MISSING, STALE, Flaw, Look

_PIPELINE = ("pipeline", "weighted_pipeline", "pipeline_coverage")
_REVENUE = (
    "bookings",
    "sourced_revenue",
    "influenced_share",
    "assisted_share",
    "revenue_per_partner",
    "average_deal_size",
)
_COST = ("cost_to_carry", "cost_to_carry_with_commission", "headcount_gap")
_QUALIFIED = ("sqls", "cohort_conversion")
_INFLUENCED = ("influenced_share", "assisted_share", "revenue_per_partner", "active_partners")


def won_unqualified(look: Look) -> Array:
    """Return deals won by a source partner that were never dated as qualified."""
    undated = look.deals["qualified_on"] == NO_DAY
    return np.flatnonzero(undated & look.won & deals.sourced(look.facts))


def open_unqualified(look: Look) -> Array:
    """Return open deals from partners at or beyond the stage Qualified without the date of it."""
    found = open_deals(look.facts, look.day)
    rows = found.rows[found.ranks >= rank_of(look.facts, "qualified")]
    undated: Array = rows[look.deals["qualified_on"][rows] == NO_DAY]
    return undated


def closed_before_qualified(look: Look) -> Array:
    """Return deals that were closed before they were qualified."""
    qualified, closed = look.deals["qualified_on"], look.deals["closed_on"]
    return np.flatnonzero((closed != NO_DAY) & (closed < qualified) & (closed <= look.day))


def of_nobody(look: Look) -> Array:
    """Return deals without a source partner that no partner influenced either."""
    alone = look.deals["source_partner"] == NO_ROW
    alone[look.facts["deal_influences"]["deal"]] = False
    return np.flatnonzero(alone & (look.deals["created_on"] <= look.day))


def overdue(look: Look) -> Array:
    """Return open deals whose expected close has passed."""
    expected = look.deals["expected_close_on"]
    return np.flatnonzero((expected != NO_DAY) & (expected < look.day) & look.open)


def unexpected(look: Look) -> Array:
    """Return open deals without an expected close."""
    return np.flatnonzero((look.deals["expected_close_on"] == NO_DAY) & look.open)


def idle(look: Look) -> Array:
    """Return open deals that were neither created nor qualified nor changed their stage in the idle days."""
    since = look.day - look.facts.settings.idle_days
    events = look.facts["deal_stage_events"]
    entered = events["entered_on"]
    resting = look.open & (look.deals["created_on"] <= since)
    qualified = look.deals["qualified_on"]
    resting &= (qualified <= since) | (qualified > look.day)
    resting[events["deal"][(entered > since) & (entered <= look.day)]] = False
    return np.flatnonzero(resting)


def unpriced(look: Look) -> Array:
    """Return won and open deals in a currency that has no rate on the day they are converted."""
    days = np.where(look.won, look.deals["closed_on"], look.day)
    return np.flatnonzero(unrated(look.facts, "deals", days) & (look.won | look.open))


def worthless(look: Look) -> Array:
    """Return won and open deals with a value of 0."""
    return np.flatnonzero((look.deals["value"] == 0) & (look.won | look.open))


def registered_undated(look: Look) -> Array:
    """Return deals with an approved registration that has no date."""
    return np.flatnonzero(_approved(look) & (look.deals["registered_on"] == NO_DAY))


def registered_late(look: Look) -> Array:
    """Return deals whose registration is dated after their close."""
    registered, closed = look.deals["registered_on"], look.deals["closed_on"]
    return np.flatnonzero(_approved(look) & (closed != NO_DAY) & (registered > closed))


def late_influences(look: Look) -> Array:
    """Return influences dated after the close of a deal won."""
    late = deals.late_influences(look.facts)
    return np.sort(late.rows[: late.until(look.day)])


def moved_before_creation(look: Look) -> Array:
    """Return stage changes dated before their deal was created."""
    events = look.facts["deal_stage_events"]
    return np.flatnonzero(events["entered_on"] < look.deals["created_on"][events["deal"]])


def _approved(look: Look) -> Array:
    approved: Array = look.deals["registration_status"] == look.deals.code("registration_status", "approved")
    return approved


FLAWS: tuple[Flaw, ...] = (
    Flaw(
        "deals_unpriced",
        "Deals without an exchange rate",
        MISSING,
        "A figure that needs the rate has no value until it is there.",
        "deals",
        "currency",
        (*_REVENUE, *_PIPELINE, *_COST),
        unpriced,
    ),
    Flaw(
        "won_unqualified",
        "Won deals without a qualified date",
        MISSING,
        "They are left out of the sales cycle, and count as no SQL.",
        "deals",
        "qualified_on",
        ("sales_cycle", *_QUALIFIED),
        won_unqualified,
    ),
    Flaw(
        "open_unqualified",
        "Open deals without a qualified date",
        MISSING,
        "They count in the pipeline, but as no SQL.",
        "deals",
        "qualified_on",
        _QUALIFIED,
        open_unqualified,
    ),
    Flaw(
        "closed_before_qualified",
        "Deals closed before they were qualified",
        CONTRADICTORY,
        "They are left out of the sales cycle.",
        "deals",
        "qualified_on",
        ("sales_cycle",),
        closed_before_qualified,
    ),
    Flaw(
        "deals_of_nobody",
        "Deals that name no partner",
        MISSING,
        "No partner sourced or influenced them: right unless one was forgotten.",
        "deals",
        "source_partner",
        (*_REVENUE, *_PIPELINE, *_QUALIFIED, "win_rate", "active_partners"),
        of_nobody,
    ),
    Flaw(
        "close_overdue",
        "Open deals past their expected close",
        STALE,
        "They stay in the pipeline, though nobody has said when they will close.",
        "deals",
        "expected_close_on",
        (*_PIPELINE, "headcount_gap"),
        overdue,
    ),
    Flaw(
        "close_unexpected",
        "Open deals without an expected close",
        MISSING,
        "They are in the pipeline, but in no quarter of the forecast.",
        "deals",
        "expected_close_on",
        (*_PIPELINE, "headcount_gap"),
        unexpected,
    ),
    Flaw(
        "deals_idle",
        "Open deals that have not moved",
        STALE,
        "They stand at one stage for longer than the days set for that, and stay in the pipeline.",
        "deals",
        "stage",
        _PIPELINE,
        idle,
    ),
    Flaw(
        "deals_worthless",
        "Deals with a value of 0",
        MISSING,
        "They count as deals, but add nothing to revenue or pipeline.",
        "deals",
        "value",
        (*_REVENUE, *_PIPELINE),
        worthless,
    ),
    Flaw(
        "registered_undated",
        "Approved registrations without a date",
        MISSING,
        "They count as not registered in time.",
        "deals",
        "registered_on",
        ("deal_registration",),
        registered_undated,
    ),
    Flaw(
        "registered_late",
        "Deals registered after their close",
        CONTRADICTORY,
        "They count as not registered in time.",
        "deals",
        "registered_on",
        ("deal_registration",),
        registered_late,
    ),
    Flaw(
        "influences_late",
        "Influences dated after the deal's close",
        CONTRADICTORY,
        "They don't count: the partner takes no part in the deal.",
        "deal_influences",
        "influenced_on",
        _INFLUENCED,
        late_influences,
    ),
    Flaw(
        "moved_before_creation",
        "Stage changes before the deal began",
        CONTRADICTORY,
        "The deal begins at the stage that it seems to have had before.",
        "deal_stage_events",
        "entered_on",
        _PIPELINE,
        moved_before_creation,
    ),
)
"""In no order: screens put the worst first."""
