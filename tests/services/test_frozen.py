"""What a closed period was, and how much of it is otherwise now."""

from datetime import date

from partnertracker.domain.periods import period_named
from partnertracker.services.closing import close_period
from partnertracker.services.editing import change_row
from partnertracker.services.frozen import frozen_of, restated
from tests.made_up import empty_session, inserted

Q3 = period_named("2026-Q3")


def test_a_closed_period_tells_what_was_restated_since_and_is_read_once() -> None:
    session = empty_session()
    session.clock = session.clock._replace(
        today=lambda: date(2026, 10, 5), now=lambda: "2026-10-05T09:00:00.000000Z"
    )
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    (deal,) = inserted(session, "deals", {
        "name": "ERP", "customer": "Port", "customer_is_new": 1, "stage": "won", "value": 100_00,
        "created_on": "2026-07-01", "closed_on": "2026-09-01", "source_partner": litware["id"],
    })  # fmt: skip
    assert frozen_of(session, Q3) is None
    session.execute(*close_period(session, Q3, "Third quarter"))
    frozen = frozen_of(session, Q3)
    assert frozen is not None
    assert frozen_of(session, Q3, frozen) is frozen
    assert restated(frozen, session.load()) == 0
    session.execute(*change_row(session, "deals", int(str(deal["key"])), {"value": 50_00}))
    assert restated(frozen, session.load()) > 0
    assert len(frozen.then["deals"]) == 1
