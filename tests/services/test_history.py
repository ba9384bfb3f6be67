"""What was done, in words."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.services import history
from partnertracker.services.configuring import change_setting
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def test_the_changes_of_a_row_in_words(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    deal: Row = {
        "name": "ERP", "customer": "Port", "stage": "lead", "value": 12_050, "created_on": "2026-01-05",
        "customer_is_new": 1,
    }  # fmt: skip
    (erp,) = inserted(session, "deals", deal)
    key, row_id = int(erp["key"] or 0), str(erp["id"])
    values: Row = {"source_partner": litware["id"], "value": 20_000, "customer_is_new": 0}
    session.execute("Edit deal", lambda writer: writer.update("deals", key, values))

    changes = history.of_row(session, "deals", row_id)

    assert changes[0].field == "Added"
    assert {(change.field, change.before, change.after) for change in changes[1:]} == {
        ("Sourced by", "", "Litware"),
        ("Value", "120.50", "200.00"),
        ("New customer", "yes", "no"),
    }
    assert history.change_texts(changes[0])[:3] == ("2026-11-22 09:30", "Anna", "Add")


@pytest.mark.parametrize(("currency", "told"), [("KWD", ("10.000", "20.000")), (None, ("100.00", "200.00"))])
def test_the_amounts_of_a_deleted_row_are_told_in_its_currency(
    session: Session, currency: str | None, told: tuple[str, str]
) -> None:
    deal: Row = {"name": "ERP", "customer": "C", "stage": "lead", "value": 100_00, "created_on": "2026-01-05"}
    (erp,) = inserted(session, "deals", {**deal, "currency": currency})
    session.execute("Raise", lambda writer: writer.update("deals", 1, {"value": 200_00}))
    session.execute("Delete", lambda writer: writer.delete("deals", [1]))
    session.execute(*change_setting("currency", "JPY"))
    (raised,) = (each for each in history.of_row(session, "deals", str(erp["id"])) if each.field == "Value")
    assert (raised.before, raised.after) == told


def test_a_deleted_row_keeps_its_history(session: Session) -> None:
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    session.execute("Delete", lambda writer: writer.delete("partners", [int(litware["key"] or 0)]))

    changes = history.of_row(session, "partners", str(litware["id"]))

    assert changes[-1].field == "Deleted"


def test_a_row_that_never_was(session: Session) -> None:
    with pytest.raises(UnusableArgumentError, match="There is no partner with the id “x”"):
        history.of_row(session, "partners", "x")


def test_undo_and_redo_say_so_once(session: Session) -> None:
    inserted(session, "partners", {"name": "Litware"})
    session.undo()
    session.redo()

    assert [history.title(step) for step in session.store.steps()] == ["Redo: Add", "Undo: Add", "Add"]
    assert history.step_texts(session.store.steps()[-1])[-1] == ""
