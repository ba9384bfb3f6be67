import numpy as np
import pytest

from partnertracker.domain.bridge.standing import Standing, members, standing
from partnertracker.domain.columns import day_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.revenue import bookings
from partnertracker.domain.periods import period_named
from tests.domain.programmes import facts_from

Q3 = period_named("2026-Q3")
LITWARE: Row = {"name": "Litware", "manager": "MO"}
ADATUM: Row = {"name": "Adatum"}


def programme(*partners: Row) -> Facts:
    won: Row = {"source_partner": 2, "stage": "won", "created_on": "2026-06-01", "customer_is_new": 1}
    more: list[Row] = [
        {"closed_on": "2026-09-01", "value": 300},
        {"closed_on": "2026-08-01", "value": 200, "source_partner": 1},
        {"closed_on": "2026-08-02", "value": 100, "currency": "EUR"},
    ]
    deals = [won | each for each in more]
    return facts_from({"partners": partners, "deals": deals})


def booked(scope: str) -> Standing:
    facts = programme(LITWARE, ADATUM)
    return standing(bookings, Moment(facts, Q3, day_of("2026-09-30")), members(facts, scope, facts))


def test_every_row_counts_for_the_programme_and_some_in_a_scope() -> None:
    found = booked("manager:MO")

    assert (found.table, found.keys.tolist(), found.counting.tolist()) == ("deals", [1, 2, 3], [2])
    counts, inside, amounts = found.of(np.array([2, 3, 9]))
    assert (counts.tolist(), inside.tolist(), amounts.tolist()) == (
        [True, True, False],
        [True, False, False],
        [200, 0, 0],
    )
    assert (found.total, found.reason) == (200, "")


def test_a_rate_that_is_missing_matters_where_the_row_counts() -> None:
    assert booked("all").reason == "no exchange rate for EUR on 2026-08-02"


def test_a_partner_is_found_by_the_name_of_today_and_a_manager_by_that_of_the_time() -> None:
    then = programme(LITWARE, ADATUM)
    renamed = programme({"name": "Litware & Sons", "manager": "JL"}, ADATUM)

    def found(facts: Facts, scope: str) -> list[int] | None:
        keys = members(facts, scope, renamed)
        return None if keys is None else keys.tolist()

    assert found(then, "partner:Litware & Sons") == [1]
    assert (found(then, "manager:JL"), found(renamed, "manager:JL")) == ([], [1])
    assert found(renamed, "all") is None
    with pytest.raises(UnusableArgumentError):
        found(then, "partner:Litware")
