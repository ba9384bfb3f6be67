from collections.abc import Iterator
from datetime import date

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import Clock
from partnertracker.services.recording import Typed, record, row_by_names, with_close_date, with_creation_day
from partnertracker.services.session import Session
from tests.storage.memory import open_memory


@pytest.fixture
def session() -> Iterator[Session]:
    clock = Clock(today=lambda: date(2026, 11, 21), now=lambda: "2026-11-21T12:00:00.000000Z")
    made = Session(open_memory(Settings()), clock, "AK")
    yield made
    made.store.close()


DEAL: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 5, "created_on": "2026-11-01"}


def test_a_reference_is_saved_by_its_name(session: Session) -> None:
    session.execute(*record(session, Typed("partners", None, {"name": "Litware"})))
    session.execute(*record(session, Typed("deals", None, {**DEAL, "source_partner": "litware"})))
    deal = session.store.find("deals", {"name": "ERP"})[0]
    assert row_by_names(session, "deals", int(str(deal["key"]))) == {**deal, "source_partner": "Litware"}


def test_a_row_that_is_named_and_wanted_is_added_in_the_same_step(session: Session) -> None:
    typed = Typed("deals", None, {**DEAL, "source_partner": "Fabrikam"}, frozenset({"source_partner"}))
    outcome = session.execute(*record(session, typed))
    assert set(outcome.changes) >= {"partners", "deals"}
    session.undo()
    assert session.store.count("partners") == 0
    assert session.store.count("deals") == 0


def test_a_row_that_is_named_and_not_wanted_is_refused(session: Session) -> None:
    typed = Typed("deals", None, {**DEAL, "source_partner": "Fabrikam"})
    with pytest.raises(InvalidRowsError):
        session.execute(*record(session, typed))
    assert session.store.count("deals") == 0


def test_a_change_touches_only_what_was_typed(session: Session) -> None:
    session.execute(*record(session, Typed("deals", None, DEAL)))
    key = int(str(session.store.find("deals", {"name": "ERP"})[0]["key"]))
    session.execute(*record(session, Typed("deals", key, {"value": 7})))
    row = row_by_names(session, "deals", key)
    assert row is not None
    assert (row["name"], row["value"]) == ("ERP", 7)
    assert row_by_names(session, "deals", key + 1) is None


def test_closing_gives_a_close_date_and_reopening_takes_it(session: Session) -> None:
    context = session.context
    assert with_close_date({}, "won", context) == {"closed_on": "2026-11-21"}
    assert with_close_date({"closed_on": "2026-11-02"}, "lost", context) == {}
    assert with_close_date({"closed_on": "2026-11-02"}, "lead", context) == {"closed_on": None}
    assert with_close_date({}, "lead", context) == {}
    assert with_close_date({}, "no such stage", context) == {}


def test_a_deal_is_created_no_later_than_anything_that_happened_to_it() -> None:
    today: Row = {"created_on": "2026-11-21", "qualified_on": None, "closed_on": "2026-10-10"}
    assert with_creation_day(today) == {"created_on": "2026-10-10"}
    assert with_creation_day({**today, "closed_on": "2026-12-01"}) == {"created_on": "2026-11-21"}
    assert with_creation_day({}) == {"created_on": None}
