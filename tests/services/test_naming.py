"""What rows are called."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Row
from partnertracker.services.editing import change_row, delete_rows, insert_rows
from partnertracker.services.naming import ids_and_names, name_of, scope_name, text_of
from partnertracker.services.session import Session
from tests.made_up import demo_session, empty_session, inserted


@pytest.fixture(scope="module")
def demo() -> Iterator[Session]:
    session = demo_session(12, 60)
    yield session
    session.store.close()


def test_names_are_made_of_the_name_fields(demo: Session) -> None:
    (review,) = demo.rows("health_reviews", [1])
    partner = demo.store.row("partners", str(review["partner"]))
    assert partner is not None

    name = name_of(demo.store, "health_reviews", review)

    assert name == f"{partner['name']} · {str(review['status']).capitalize()} · {review['reviewed_on']}"


def test_names_of_many_rows(demo: Session) -> None:
    found = ids_and_names(demo.store, "partners", [2, 1, 2, 99])

    assert [found[key][1] for key in (1, 2)] == ["Litware", "Northwind Systems"]
    assert set(found) == {1, 2}
    (litware,) = demo.rows("partners", [1])
    assert found[1][0] == litware["id"]


def test_a_target_is_called_by_words() -> None:
    session = demo_session(2, 5)
    own = {"name": "deal_worth", "label": "Worth of a deal", "formula": "bookings / sqls"}
    session.execute(*insert_rows(session, "custom_metrics", [own]))
    (litware,) = session.rows("partners", [1])

    def called(metric: str, scope: str) -> str:
        return name_of(session.store, "targets", {"metric": metric, "scope": scope, "period": "2026-Q3"})

    assert called("bookings", "all") == "Bookings · 2026-Q3"
    assert called("win_rate", f"partner:{litware['id']}") == "Win rate · Partner Litware · 2026-Q3"
    assert called("deal_worth", "manager:Anna") == "Worth of a deal · Manager Anna · 2026-Q3"
    assert called("never_made", "all") == "never_made · 2026-Q3"
    session.store.close()


def test_scopes_by_name(demo: Session) -> None:
    (litware,) = demo.rows("partners", [1])

    assert scope_name(demo.store, f"partner:{litware['id']}") == "partner:Litware"
    assert scope_name(demo.store, "partner:gone") == "partner:gone"
    assert scope_name(demo.store, "manager:Anna") == "manager:Anna"
    assert scope_name(demo.store, "all") == "all"


def test_values_as_people_read_them(demo: Session) -> None:
    deals = entity("deals")

    assert text_of(demo.store, deals.field("registration_status"), "approved") == "Approved"
    assert text_of(demo.store, deals.field("source_partner"), "gone") == "a deleted partner"
    assert text_of(demo.store, entity("deal_influences").field("deal"), "gone") == "a deleted deal"
    assert text_of(demo.store, deals.field("value"), 12_050, "JPY") == "12050"
    assert text_of(demo.store, deals.field("closed_on"), None) == ""


def test_a_deleted_partner_goes_by_its_last_name() -> None:
    session = empty_session()
    (litware,) = inserted(session, "partners", {"name": "Litwear"})
    session.execute(*change_row(session, "partners", 1, {"name": "Litware"}))
    session.execute(*delete_rows(session, "partners", [1]))
    of, scope = str(litware["id"]), entity("targets").field("scope")
    assert text_of(session.store, entity("deals").field("source_partner"), of) == "Litware (deleted)"
    assert text_of(session.store, scope, f"partner:{of}") == "partner:Litware (deleted)"
    target: Row = {"metric": "bookings", "scope": f"partner:{of}", "period": "2026-Q3"}
    assert name_of(session.store, "targets", target) == "Bookings · Partner Litware (deleted) · 2026-Q3"
    session.undo()
    assert text_of(session.store, scope, f"partner:{of}") == "partner:Litware"
