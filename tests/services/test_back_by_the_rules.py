"""What would break a rule of the file as it is by now is not taken back, and the step in the way is named."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.services.custom_choices import rename_choice
from partnertracker.services.custom_fields import add_field, change_field
from partnertracker.services.editing import change_row, delete_rows
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session
from partnertracker.services.stages import add_stage, remove_stage
from partnertracker.services.taking_back import prospect, restore, take_back
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


def deal(session: Session, name: str, **more: Value) -> int:
    row: Row = {"name": name, "customer": "C", "stage": "lead", "value": 100, "created_on": "2026-01-05"}
    return int(inserted(session, "deals", {**row, **more})[0]["key"] or 0)


def done(session: Session, edit: Edit) -> int:
    session.execute(*edit)
    return session.store.last_step()


def change(session: Session, table: str, key: int, **values: Value) -> int:
    return done(session, change_row(session, table, key, values))


def told(session: Session, number: int) -> list[str]:
    """Return what is in the way, which taking back tells, too."""
    found = [each.sentence for each in prospect(session, number).in_the_way]
    with pytest.raises(InvalidRowsError) as refused:
        take_back(session, number)
    assert [each.sentence for each in refused.value.problems] == found
    return found


def test_a_choice_that_a_record_got_since_stays_among_the_choices(session: Session) -> None:
    done(session, add_field(session, "deals", "Segment", "choice", "X; Y"))
    erp = deal(session, "ERP", segment="X")
    added = done(session, change_field(session, 1, choices="X; Y; Z"))
    change(session, "deals", erp, segment="Z")
    (way,) = told(session, added)
    assert way == (
        "Field of your own “Segment” can't be as it was: Segment must be one of X, Y then,"
        " unlike in deal “ERP” (Edit deal “ERP”, Anna). Take that back first, or let it stay."
    )
    renamed = done(session, rename_choice(session, 1, "X", "Q"))
    crm = deal(session, "CRM")
    change(session, "deals", crm, segment="Q")
    assert "unlike in deal “CRM” (Edit deal “CRM”, Anna)" in told(session, renamed)[0]


def test_a_deal_does_not_return_to_a_stage_that_is_gone(session: Session) -> None:
    erp = deal(session, "ERP")
    done(session, add_stage(session, "Trial"))
    change(session, "deals", erp, stage="trial")
    left = change(session, "deals", erp, stage="qualified")
    session.execute(
        "Forget", lambda w: w.delete("deal_stage_events", list(range(1, 1 + w.count("deal_stage_events"))))
    )
    done(session, remove_stage(session, "trial"))
    assert told(session, left) == [
        "Deal “ERP” needs a row that is gone (Remove stage “Trial”, Anna). Bring that back first."
    ]


def test_a_stage_stays_while_a_deal_is_in_it(session: Session) -> None:
    added = done(session, add_stage(session, "Trial"))
    change(session, "deals", deal(session, "ERP"), stage="trial")
    (way,) = told(session, added)
    assert way == (
        "Stage “Trial” is referred to by deal “ERP” (Edit deal “ERP”, Anna). Take that back first, or let it"
        " stay."
    )


def test_dates_that_have_come_to_contradict_the_old_one_are_told(session: Session) -> None:
    erp = deal(session, "ERP")
    moved = change(session, "deals", erp, created_on="2025-01-05")
    change(session, "deals", erp, stage="won", closed_on="2025-06-01")
    (way,) = told(session, moved)
    assert way == (
        "Deal “ERP” can't be as it was: Closed on must be on or after created on (2026-01-05)"
        " (Edit deal “ERP”, Anna). Take that back first, or let it stay."
    )


def test_what_another_row_has_by_now_is_told(session: Session) -> None:
    inserted(session, "partners", {"name": "Alpha"})
    renamed = change(session, "partners", 1, name="Beta")
    inserted(session, "partners", {"name": "ALPHA"})
    inserted(session, "company_revenue", {"month": "2026-01", "amount": 5})
    month = change(session, "company_revenue", 1, month="2026-02")
    inserted(session, "company_revenue", {"month": "2026-01", "amount": 6})
    for number, words in (
        (renamed, "Partner “Beta” can't get its partner name back: partner “ALPHA” has it"),
        (month, "Company revenue “2026-02” can't get its month back: company revenue “2026-01” has it"),
    ):
        (way,) = told(session, number)
        assert way.startswith(words)
        assert way.endswith(", Anna). Change that of the other one first.")


def test_what_was_chosen_to_go_nevertheless_and_can_not_is_told(session: Session) -> None:
    erp = deal(session, "ERP", created_on="2026-03-05")
    moved = change(session, "deals", erp, created_on="2025-01-05")
    change(session, "deals", erp, created_on="2025-02-05")
    change(session, "deals", erp, stage="won", closed_on="2025-06-01")
    assert prospect(session, moved).in_the_way[0].optional
    with pytest.raises(InvalidRowsError, match="Closed on must be on or after created on"):
        take_back(session, moved, partly=True, too=frozenset({("deals", erp)}))


def test_the_bin_keeps_what_has_a_choice_or_kind_of_then(session: Session) -> None:
    done(session, add_field(session, "deals", "Segment", "choice", "X; Y; Z"))
    erp = deal(session, "ERP", segment="Z")
    done(session, delete_rows(session, "deals", [erp]))
    done(session, change_field(session, 1, choices="X; Y"))
    with pytest.raises(InvalidRowsError, match=r"“ERP” can't be as it was: Segment .* X, Y \(Change field"):
        restore(session, session.store.past.deleted("deals", 0, 1))
    done(session, change_field(session, 1, kind="number"))
    with pytest.raises(InvalidRowsError, match="Segment must be a number"):
        restore(session, session.store.past.deleted("deals", 0, 1))
