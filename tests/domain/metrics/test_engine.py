from typing import Any

import pytest

from partnertracker.domain.periods import period_named
from partnertracker.services.measuring import figures
from tests.domain.programmes import facts_from

Q3 = period_named("2026-Q3")


@pytest.mark.parametrize("cents", [7, 110, 411, 1_000_007])
def test_a_target_reached_to_the_cent_is_covered(cents: int) -> None:
    """1.10 × 100 is 110.00000000000001 in floats: what is left of it must not become a divisor."""
    deal: dict[str, Any] = {"customer_is_new": 1, "source_partner": 1, "created_on": "2026-06-01"}
    won = {**deal, "stage": "won", "value": cents, "closed_on": "2026-08-01"}
    waiting = {**deal, "stage": "qualified", "value": 500_000, "qualified_on": "2026-06-01"}
    target = {"metric": "bookings", "scope": "all", "period": "2026-Q3", "comparison": "at_least"}
    facts = facts_from(
        {
            "partners": [{"name": "Litware"}],
            "deals": [won, waiting],
            "targets": [{**target, "value": cents / 100}],
        }
    )
    (figure,) = figures(facts, Q3, Q3.end, metrics=["pipeline_coverage"])
    assert (figure.value, figure.reason) == (None, "covered")
