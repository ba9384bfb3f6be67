"""Every table of a file, each declared once."""

from partnertracker.domain.entities.costs import COMPANY_REVENUE, COSTS
from partnertracker.domain.entities.deals import DEAL_INFLUENCES, DEAL_STAGE_EVENTS, DEALS
from partnertracker.domain.entities.health import ACTIONS, HEALTH_REVIEWS
from partnertracker.domain.entities.judging import CAPACITIES, CLOSED_PERIODS, CUSTOM_METRICS, SCORECARDS
from partnertracker.domain.entities.own import (
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    DISTINCT_PAIRS,
    SAVED_VIEWS,
)
from partnertracker.domain.entities.partners import CERTIFICATIONS, PARTNERS, TIER_REQUIREMENTS
from partnertracker.domain.entities.programme import EXCHANGE_RATES, NOTES, SETTINGS, STAGES, TARGETS
from partnertracker.domain.entities.success import CUSTOMER_STAGES, SURVEYS
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Entity

ENTITIES: tuple[Entity, ...] = (
    PARTNERS,
    DEALS,
    DEAL_INFLUENCES,
    DEAL_STAGE_EVENTS,
    HEALTH_REVIEWS,
    ACTIONS,
    CERTIFICATIONS,
    TIER_REQUIREMENTS,
    SURVEYS,
    CUSTOMER_STAGES,
    COSTS,
    COMPANY_REVENUE,
    TARGETS,
    EXCHANGE_RATES,
    NOTES,
    CAPACITIES,
    SCORECARDS,
    CUSTOM_METRICS,
    CLOSED_PERIODS,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    SAVED_VIEWS,
    DISTINCT_PAIRS,
    STAGES,
    SETTINGS,
)
"""Every table, referenced tables before those that refer to them."""

EXCHANGED: tuple[Entity, ...] = tuple(entity for entity in ENTITIES if entity.exchanged)
"""The tables of the contract: those that people import, export and find in a snapshot."""

_BY_TABLE = {entity.table: entity for entity in ENTITIES}


def entity(table: str) -> Entity:
    """Return the entity of a table.

    Raises:
        UnusableArgumentError: there is no such table; the sentence lists those there are.
    """
    if table not in _BY_TABLE:
        known = ", ".join(each.table for each in EXCHANGED)
        raise UnusableArgumentError(f"There is no table “{table}”.", f"Choose one of {known}.")
    return _BY_TABLE[table]
