"""Who bears the names that filters ask for."""

from partnertracker.domain.fields import Row
from partnertracker.domain.notation import PLAIN
from partnertracker.services.editing import change_row
from partnertracker.services.listing.bearers import bearers_in, renamed_bearers
from partnertracker.services.listing.language import read_query
from partnertracker.services.listing.vocabulary import Vocabulary
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


def names_asked_for(session: Session, text: str) -> set[tuple[str, str]]:
    vocabulary = Vocabulary(session.facts, "deals", session.clock.today(), PLAIN, {})
    return set(bearers_in(read_query(text, vocabulary), vocabulary))


def test_names_are_followed_unless_they_are_too_many_to_be_meant() -> None:
    session = empty_session()
    (partner,) = inserted(session, "partners", {"name": "Litware"})
    deal: Row = {"name": "ERP", "stage": "lead", "value": 1, "created_on": "2026-03-01"}
    customers = [{**deal, "customer": f"Port {number}"} for number in range(30)]
    inserted(session, "deals", *customers, {**deal, "customer": "Zoo", "source_partner": partner["id"]})
    asked = names_asked_for(session, "-partner:litware customer:zoo|none stage:lead value:>0 customer:port")
    assert asked == {("partner", "Litware"), ("customer", "Zoo")}
    vocabulary = Vocabulary(session.facts, "deals", session.clock.today(), PLAIN, {})
    before = bearers_in(read_query("partner:litware customer:zoo", vocabulary), vocabulary)
    assert list(renamed_bearers(before, session.facts, "deals")) == []
    session.execute(*change_row(session, "partners", 1, {"name": "Globex"}))
    assert list(renamed_bearers(before, session.facts, "deals")) == [("partner", ("Litware", "Globex"))]
