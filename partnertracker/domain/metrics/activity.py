"""Partner activity: who takes part in deals won, and who is certified for it."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY, Array
from partnertracker.domain.facts import Change, Facts
from partnertracker.domain.metrics import deals
from partnertracker.domain.metrics.dated import DAYS_KEPT
from partnertracker.domain.metrics.evidence import Credit, Evidence, Form, LeftOut, Moment, Part
from partnertracker.domain.metrics.metric import Goal, Metric
from partnertracker.domain.metrics.sources import PARTNERS, WINNERS, Source
from partnertracker.domain.names import search_key
from partnertracker.domain.periods import window_start

_GROUP = "Partner activity"


def active_partners(moment: Moment) -> Evidence:
    """Partners involved in a deal won in the window."""
    late = deals.late_influences(moment.facts).between(window_start(moment.as_of), moment.as_of)
    return Evidence(
        Part("partners", np.flatnonzero(active(moment.facts, moment.as_of)), credit=Credit.SELF),
        left_out=(LeftOut("deal_influences", late, "dated after the deal's close", Credit.OWN, flawed=True),),
    )


def certified_partners(moment: Moment) -> Evidence:
    """Active partners that hold every certificate their tier requires ÷ active partners."""
    acting = active(moment.facts, moment.as_of)
    met, asked = requirements_met(moment.facts, moment.as_of)
    certified = acting & (met == asked)
    return Evidence(
        Part("partners", np.flatnonzero(certified), credit=Credit.SELF, words="certified"),
        Part("partners", np.flatnonzero(acting), credit=Credit.SELF, words="active"),
        Form.RATIO,
        missing="" if len(moment.facts["certifications"]) else "no certifications yet",
    )


def active(facts: Facts, day: int) -> Array:
    """Tell for each partner whether it is involved in a deal won in the window that ends on a day."""

    def follow(wins: Array, change: Change) -> Array | None:
        if "partners" in change.splices:
            return None
        now: Array = wins + _wins(change.after, day) - _wins(change.before, day)
        return now

    columns = [*deals.winning_columns(facts), facts["partners"].keys]
    wins = facts.derived(
        "activity.wins", lambda f: _wins(f, day), *columns, follow=follow, key=day, most=DAYS_KEPT
    )
    some: Array = wins > 0
    return some


def _wins(facts: Facts, day: int) -> Array:
    """Return how often each partner is involved in deals won in the window that ends on a day."""
    count, first = len(facts["partners"]), window_start(day)
    by_source, by_influence = (
        np.bincount(partners.between(first, day), minlength=count) for partners in deals.winners(facts)
    )
    wins: Array = by_source + by_influence
    return wins


class _Holdings(NamedTuple):
    """Certificates held, counted by people.

    Attributes:
        holder: for each certification, which (partner, certificate, person) it is.
        pair: for each such holder, which (partner, certificate) it belongs to.
        partners: the partner of each pair.
        certificates: the certificate of each pair, as a place in ``names``.
        names: the certificates, as they are compared: without regard to case and space.
    """

    holder: Array
    pair: Array
    partners: Array
    certificates: Array
    names: tuple[str, ...]


def _holdings(facts: Facts) -> _Holdings:
    table = facts["certifications"]
    certificates, names = table.as_compared("certificate")
    keys = np.stack([table["partner"], certificates, table.as_compared("person")[0]], axis=1)
    holders, holder = np.unique(keys, axis=0, return_inverse=True)
    pairs, pair = np.unique(holders[:, :2], axis=0, return_inverse=True)
    return _Holdings(holder.reshape(-1), pair.reshape(-1), pairs[:, 0], pairs[:, 1], names)


def requirements_met(facts: Facts, day: int) -> tuple[Array, Array]:
    """Return for each partner how many of its tier's requirements it meets on a day, and how many there are.

    One is met when as many different people as it asks for hold the certificate, unexpired (the expiry day
    still counts). A tier for which nothing is set asks for one certificate of any kind.
    """
    table = facts["certifications"]
    held = facts.derived("activity.holdings", _holdings, *table.values.values())
    expires = table["expires_on"]
    valid = (table["issued_on"] <= day) & ((expires == NO_DAY) | (expires >= day))
    holds = np.zeros(len(held.pair), dtype=bool)
    holds[held.holder[valid]] = True
    people = np.bincount(held.pair[holds], minlength=len(held.partners))
    partners = facts["partners"]
    met, asked = np.zeros(len(partners), dtype=np.int64), np.ones(len(partners), dtype=np.int64)
    met[held.partners[people > 0]] = 1
    tiers = [search_key(word) for word in partners.words["tier"]]
    for tier, wanted in _required(facts).items():
        having = np.zeros(len(partners), dtype=np.int64)
        for certificate, count in wanted:
            place = held.names.index(certificate) if certificate in held.names else -1
            having[held.partners[(held.certificates == place) & (people >= count)]] += 1
        spellings = [code for code, name in enumerate(tiers) if name == tier]
        at_tier = np.isin(partners["tier"], spellings)
        met[at_tier], asked[at_tier] = having[at_tier], len(wanted)
    return met, asked


def behind_requirements(facts: Facts, partner: int, day: int) -> tuple[Array, Array]:
    """Return the requirements of the tier of the partner at a position, and its certifications that count.

    Returns:
        Positions in ``tier_requirements``, and in ``certifications``: those that are valid on the day, of a
        kind that is required; of any kind where nothing is.
    """
    wanted, held = facts["tier_requirements"], facts["certifications"]
    tier = search_key(facts["partners"].text("tier", partner) or "")
    asked = [row for row in range(len(wanted)) if search_key(wanted.text("tier", row) or "") == tier]
    kinds = {search_key(wanted.text("certificate", row) or "") for row in asked}
    expires = held["expires_on"]
    valid = (held["issued_on"] <= day) & ((expires == NO_DAY) | (expires >= day))
    mine = np.flatnonzero(valid & (held["partner"] == partner)).tolist()
    counting = [row for row in mine if not kinds or search_key(held.text("certificate", row) or "") in kinds]
    return np.array(asked, dtype=np.int64), np.array(counting, dtype=np.int64)


def _required(facts: Facts) -> dict[str, list[tuple[str, int]]]:
    """Return by tier which certificates it requires, and held by how many people; compared as people do."""
    table = facts["tier_requirements"]
    required: dict[str, list[tuple[str, int]]] = {}
    for row in range(len(table)):
        tier, certificate = (search_key(table.text(name, row) or "") for name in ("tier", "certificate"))
        required.setdefault(tier, []).append((certificate, int(table["people"][row])))
    return required


METRICS: tuple[Metric, ...] = (
    Metric(
        "active_partners",
        "Active partners",
        _GROUP,
        "stock",
        "count",
        "higher",
        "Partners involved in a deal won in the last 12 months.",
        active_partners,
        default_target=Goal("growing"),
        lowest=0,
        counts_partners=True,
        sources=(WINNERS,),
    ),
    Metric(
        "certified_partners",
        "Certified partners",
        _GROUP,
        "ratio",
        "share",
        "higher",
        "Active partners that hold every certificate their tier requires, as a share of active partners.",
        certified_partners,
        nothing="no active partners",
        lowest=0,
        highest=1,
        default_target=Goal("more_than", 0.8),
        sources=(WINNERS, PARTNERS, Source("certifications"), Source("tier_requirements")),
    ),
)
"""The entries of this group."""
