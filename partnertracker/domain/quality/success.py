"""Flaws of what customers say, and of how far they have come."""

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.periods import window_start
from partnertracker.domain.quality.flaw import MISSING, STALE, Flaw, Look, missing

_LONG = 180
_STAGES = ("onboarding", "implementation", "early_adoption")
_COMPLETION = tuple(f"{stage}_completion" for stage in _STAGES)


def without_respondent(look: Look) -> Array:
    """Return NPS answers of the last 12 months without a respondent."""
    table = look.facts["surveys"]
    on = table["answered_on"]
    asked = (table["kind"] == table.code("kind", "nps")) & missing(table["respondent"])
    return np.flatnonzero(asked & (on >= window_start(look.day)) & (on <= look.day))


def silent_nps(look: Look) -> Array:
    """Return partners whose last NPS answer is more than 12 months old."""
    return _silent(look, "nps")


def silent_support(look: Look) -> Array:
    """Return partners whose last support rating is more than 12 months old."""
    return _silent(look, "support")


def behind_plan(look: Look) -> Array:
    """Return customers' stages that have run longer than planned and are not finished."""
    table = look.facts["customer_stages"]
    return np.flatnonzero(_running(look) & (look.day > table["started_on"] + table["planned_days"]))


def endless(look: Look) -> Array:
    """Return customers' stages without a plan that have run for half a year and are not finished."""
    table = look.facts["customer_stages"]
    unplanned = np.isnan(table["planned_days"])
    return np.flatnonzero(_running(look) & unplanned & (look.day > table["started_on"] + _LONG))


def _silent(look: Look, kind: str) -> Array:
    table = look.facts["surveys"]
    on = table["answered_on"]
    asked = (table["kind"] == table.code("kind", kind)) & (on <= look.day)
    ever, lately = np.zeros((2, len(look.here)), dtype=bool)
    ever[table["partner"][asked]] = True
    lately[table["partner"][asked & (on >= window_start(look.day))]] = True
    return np.flatnonzero(ever & ~lately & look.here)


def _running(look: Look) -> Array:
    table = look.facts["customer_stages"]
    finished = table["finished_on"]
    running: Array = (table["started_on"] <= look.day) & ((finished == NO_DAY) | (finished > look.day))
    return running


FLAWS: tuple[Flaw, ...] = (
    Flaw(
        "nps_without_respondent",
        "NPS answers without a respondent",
        MISSING,
        "Each counts, also where one person answered several times.",
        "surveys",
        "respondent",
        ("partner_nps",),
        without_respondent,
    ),
    Flaw(
        "nps_silent",
        "Partners without a recent NPS answer",
        STALE,
        "Their last answer is more than 12 months old and does not count any more.",
        "partners",
        "",
        ("partner_nps",),
        silent_nps,
    ),
    Flaw(
        "support_silent",
        "Partners without a recent support rating",
        STALE,
        "Their last answer is more than 12 months old and does not count any more.",
        "partners",
        "",
        ("support_satisfaction",),
        silent_support,
    ),
    Flaw(
        "stages_behind_plan",
        "Customer stages behind plan",
        STALE,
        "They count as not completed until they have an outcome.",
        "customer_stages",
        "finished_on",
        _COMPLETION,
        behind_plan,
    ),
    Flaw(
        "stages_endless",
        "Customer stages open for half a year",
        STALE,
        "They count as not completed until they have an outcome.",
        "customer_stages",
        "finished_on",
        _COMPLETION,
        endless,
    ),
)
"""In no order: screens put the worst first."""
