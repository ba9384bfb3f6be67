"""Flaws of partners, their reviews and their certificates."""

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array, Columns
from partnertracker.domain.health import latest_reviews, offboarded, ramping, reviews
from partnertracker.domain.quality.flaw import CONTRADICTORY, MISSING, STALE, Absent, Flaw, Look, missing

_HEALTH = ("green_share", "red_partners", "reviews_current")


def _partners(look: Look) -> Columns:
    return look.facts["partners"]


def without_tier(look: Look) -> Array:
    """Return partners without a tier."""
    return np.flatnonzero(missing(_partners(look)["tier"]) & look.here)


def without_manager(look: Look) -> Array:
    """Return partners without a manager."""
    return np.flatnonzero(missing(_partners(look)["manager"]) & look.here)


def without_joined_on(look: Look) -> Array:
    """Return partners without the day they joined."""
    return np.flatnonzero(missing(_partners(look)["joined_on"]) & look.here)


def offboarded_undated(look: Look) -> Array:
    """Return partners whose stage is offboarded, without the day."""
    stage = _partners(look)["stage"]
    gone = stage == _partners(look).code("stage", "offboarded")
    return np.flatnonzero(gone & missing(_partners(look)["offboarded_on"]))


def unrated(look: Look) -> Array:
    """Return partners that nobody has reviewed yet, though they are no longer ramping."""
    never = latest_reviews(look.facts, look.day) < 0
    return np.flatnonzero(never & look.here & ~ramping(look.facts, look.day))


def overdue_reviews(look: Look) -> Array:
    """Return the latest reviews of partners whose next one is overdue."""
    book = reviews(look.facts)
    latest = latest_reviews(look.facts, look.day)
    latest = latest[(latest >= 0) & ~offboarded(look.facts, look.day)]
    return np.sort(book.rows[latest[book.due[latest] < look.day]])


def expired_certificates(look: Look) -> Array:
    """Return the last expired certificate of a kind that a person held, if there is no valid one."""
    table = look.facts["certifications"]
    expires = table["expires_on"]
    out = (expires != NO_DAY) & (expires < look.day)
    valid = ~out & (table["issued_on"] <= look.day)
    held = np.stack([table[name] for name in ("partner", "person", "certificate")], axis=1)
    _, holder = np.unique(held, axis=0, return_inverse=True)
    holder = holder.reshape(-1)
    last = np.full(int(holder.max(initial=-1)) + 1, NO_DAY, dtype=np.int64)
    np.maximum.at(last, holder, expires)
    renewed = np.isin(holder, holder[valid]) | (expires < last[holder])
    return np.flatnonzero(out & ~renewed & look.here[table["partner"]])


def tiers_without_requirements(look: Look) -> Absent:
    """Return the tiers of partners for which no certificate is required."""
    table = look.facts["tier_requirements"]
    required = {table.text("tier", row) for row in range(len(table))}
    tiers = _partners(look)["tier"]
    words = _partners(look).words["tier"]
    used = (words[code] for code in np.unique(tiers[look.here]).tolist() if code >= 0)
    return tuple(sorted(tier for tier in used if tier not in required))


FLAWS: tuple[Flaw, ...] = (
    Flaw(
        "partners_without_tier",
        "Partners without a tier",
        MISSING,
        "Any certificate is enough for them, and they are in the figures of no tier.",
        "partners",
        "tier",
        ("certified_partners",),
        without_tier,
    ),
    Flaw(
        "partners_without_manager",
        "Partners without a manager",
        MISSING,
        "They are in the figures of no manager.",
        "partners",
        "manager",
        (),
        without_manager,
    ),
    Flaw(
        "partners_without_joined_on",
        "Partners without the day they joined",
        MISSING,
        "They are never shown as ramping.",
        "partners",
        "joined_on",
        (),
        without_joined_on,
    ),
    Flaw(
        "offboarded_undated",
        "Offboarded partners without the day",
        CONTRADICTORY,
        "They still count in the health of the partnerships.",
        "partners",
        "offboarded_on",
        _HEALTH,
        offboarded_undated,
    ),
    Flaw(
        "partners_unrated",
        "Partners never reviewed",
        MISSING,
        "They are left out of all health figures.",
        "partners",
        "",
        _HEALTH,
        unrated,
    ),
    Flaw(
        "reviews_overdue",
        "Overdue reviews",
        STALE,
        "Their next-review date has passed: the status may no longer be so.",
        "health_reviews",
        "next_review_on",
        _HEALTH,
        overdue_reviews,
    ),
    Flaw(
        "certificates_expired",
        "Expired certificates",
        STALE,
        "Nobody renewed them, and they don't count any more.",
        "certifications",
        "expires_on",
        ("certified_partners",),
        expired_certificates,
    ),
    Flaw(
        "tiers_without_requirements",
        "Tiers without required certificates",
        MISSING,
        "Any one certificate makes a partner of that tier certified.",
        "tier_requirements",
        "tier",
        ("certified_partners",),
        tiers_without_requirements,
    ),
)
"""In no order: screens put the worst first."""
