from functools import partial

from partnertracker.domain.columns import NO_DAY, day_of
from partnertracker.gui.metrics.placing import day_fields, places
from tests.domain.programmes import facts_from

FACTS = facts_from(
    {
        "partners": [{"name": "Litware"}],
        "deals": [
            {"source_partner": 1, "created_on": "2026-01-05", "closed_on": "2026-09-05", "stage": "won"}
        ],
        "customer_stages": [{"partner": 1, "started_on": "2026-02-01", "finished_on": "2026-09-05"}],
    }
)


def days(table: str, by: str) -> list[int]:
    return [day for _, day in places(FACTS, [(table, 1)], partial(day_fields, "win_rate"), day_of(by))]


def test_what_came_about_after_the_day_had_no_day_yet() -> None:
    assert days("customer_stages", "2026-09-05") == [day_of("2026-09-05")]
    assert days("customer_stages", "2026-09-04") == [NO_DAY]
    assert days("deals", "2026-09-04") == [day_of("2026-01-05")]
