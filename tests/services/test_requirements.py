"""What a tier asks for, and the law that ties it to the metric of certified partners."""

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.activity import requirements_met
from partnertracker.services.requirements import requirements_of
from tests.made_up import empty_session, inserted

TODAY = day_of("2026-11-22")
NAMES = st.sampled_from(("Sales", "sales ", "Support"))
REQUIRED = st.lists(st.tuples(NAMES, st.integers(1, 3)), max_size=3, unique_by=lambda each: each[0])
HELD = st.lists(
    st.tuples(
        NAMES, st.sampled_from(("Ann", "ann", "Bea")), st.sampled_from((None, "2026-11-22", "2026-11-21"))
    ),
    max_size=6,
)


@given(REQUIRED, HELD)
def test_requirements_without_anything_missing_are_those_that_the_metric_counts_as_met(
    required: list[tuple[str, int]], held: list[tuple[str, str, str | None]]
) -> None:
    session = empty_session()
    (partner,) = inserted(session, "partners", {"name": "Litware", "tier": "Gold"})
    wanted: list[Row] = [{"tier": "gold", "certificate": name, "people": people} for name, people in required]
    inserted(session, "tier_requirements", *wanted)
    rows: list[Row] = [
        {
            "partner": partner["id"],
            "person": person,
            "certificate": name,
            "issued_on": "2025-01-01",
            "expires_on": expires,
        }
        for name, person, expires in held
    ]
    inserted(session, "certifications", *rows)
    found = requirements_of(session.facts, 0, TODAY)
    met, asked = requirements_met(session.facts, TODAY)
    assert len(found) == (asked[0] if required else 0)
    if required:
        assert sum(each.missing == 0 for each in found) == met[0]
