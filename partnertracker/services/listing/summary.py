"""What the rows of a listing add up to."""

import numpy as np

from partnertracker.domain.columns import NO_AMOUNT, NO_DAY, Positions
from partnertracker.domain.exchange import AMOUNT_FIELDS, in_reporting_currency
from partnertracker.domain.facts import Facts


def total_of(facts: Facts, table: str, rows: Positions, as_of: int) -> int | None:
    """Return the sum of deals, costs or company revenue in minor units of the reporting currency.

    A deal closed by the as-of day counts at the rate of its close date, an open one at that of the as-of day;
    what is entered by month at the rate of the month's first day.

    Returns:
        None for a table without amounts, and where a rate is missing.
    """
    if table not in AMOUNT_FIELDS:
        return None
    if table == "deals":
        closed = facts[table]["closed_on"][rows]
        days = np.where(closed == NO_DAY, as_of, np.minimum(closed, as_of))
    else:
        days = facts[table]["month"][rows]
    amounts = in_reporting_currency(facts, table, rows, days)
    return None if np.any(amounts == NO_AMOUNT) else int(amounts.sum())
