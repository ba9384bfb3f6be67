"""What the panel beside the board shows of a partner."""

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.gui.health.partner import year_of
from tests.made_up import empty_session, inserted

TODAY = day_of("2026-11-21")


def test_a_year_without_bookings_and_pipeline_has_nothing_to_draw() -> None:
    session = empty_session()
    (partner,) = inserted(session, "partners", {"name": "Litware"})
    assert len(year_of(session.facts, "Litware", TODAY).points) == 12
    assert year_of(session.facts, "Litware", TODAY).empty
    deal: Row = {"name": "ERP", "customer": "Port", "value": 5, "source_partner": partner["id"]}
    days: Row = {"stage": "qualified", "created_on": "2026-10-01", "qualified_on": "2026-10-05"}
    inserted(session, "deals", {**deal, **days})
    assert not year_of(session.facts, "Litware", TODAY).empty
