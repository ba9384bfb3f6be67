"""The resource forecast as rows of text."""

from partnertracker.domain.columns import day_of
from partnertracker.services.forecasting import FORECAST_HEADER, forecast_texts, resource_forecast
from tests.domain.programmes import facts_from


def test_each_role_and_quarter_is_a_row_with_what_asks_for_people_and_what_is_not_known() -> None:
    facts = facts_from(
        {
            "partners": [{"name": f"P{number}"} for number in range(5)],
            "capacities": [
                {"role": "Marketing", "people": 1.5, "partners_per_person": 2.0, "ramp_up_months": 3.0},
                {"role": "Alliances", "partners_per_person": 5.0},
            ],
        }
    )
    texts = forecast_texts(resource_forecast(facts, day_of("2026-11-21")))
    rows = [dict(zip(FORECAST_HEADER, each, strict=True)) for each in texts]
    assert [(row["role"], row["quarter"]) for row in rows[:5]] == [
        *[("Alliances", f"2027-Q{number}") for number in range(1, 5)],
        ("Marketing", "2027-Q1"),
    ]
    assert rows[4] == {
        "role": "Marketing",
        "quarter": "2027-Q1",
        "start": "2027-01-01",
        "end": "2027-03-31",
        "needed": "3",
        "present": "1.5",
        "gap": "1.5",
        "binding": "partners",
        "carried": "5",
        "hire_by": "2026-10-01",
        "not_entered": "bookings onboardings",
        "reason": "",
    }
    assert (rows[0]["needed"], rows[0]["present"], rows[0]["gap"]) == ("1", "", "")
    assert rows[0]["reason"] == "no people entered"
