"""A metric of the team's own is entered, changed and deleted without leaving a formula that means nothing."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Row, Value
from partnertracker.services.editing import (
    change_row,
    delete_rows,
    insert_row,
    insert_rows,
    problems_of,
    set_target,
)
from partnertracker.services.editing.formulas import TABLE, metrics_in
from partnertracker.services.session import Session
from tests.made_up import empty_session


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    session.execute(
        *insert_rows(session, TABLE, [own("per_lead", "bookings / sqls"), own("half", "per_lead / 2")])
    )
    yield session
    session.store.close()


def own(name: str, formula: str) -> Row:
    return {"name": name, "label": name.replace("_", " ").capitalize(), "formula": formula}


def sentences(session: Session, values: dict[str, Value], key: int | None = None) -> list[tuple[str, str]]:
    return [(each.column, each.sentence) for each in problems_of(session, TABLE, values, key)]


@pytest.mark.parametrize(
    ("name", "formula", "column", "sentence"),
    [
        ("new", "bookings / zz", "formula", "There is no metric “zz” at position 12."),
        ("new", "bookings /", "formula", "A metric, a number or a bracket is expected at the end."),
        ("new", "new + 1", "formula", "The formula leads back to itself: new → new."),
        ("bookings", "sqls", "name", "“bookings” is a metric of the program; choose another id."),
        ("half", "sqls", "name", "There is already a custom metric with this id."),
        (
            "New one",
            "sqls",
            "name",
            "Id must be small letters, digits and _ and start with a letter, such as deals_per_person.",
        ),
    ],
)
def test_what_can_not_stand_is_said(
    session: Session, name: str, formula: str, column: str, sentence: str
) -> None:
    assert sentences(session, own(name, formula)) == [(column, sentence)]


def test_a_formula_may_use_those_that_are_there(session: Session) -> None:
    assert sentences(session, own("new", "half * 2 + per_lead")) == []


def test_a_change_must_not_lead_back_to_itself(session: Session) -> None:
    assert sentences(session, {"formula": "half * 2"}, 1) == [
        ("formula", "The formula leads back to itself: per_lead → half → per_lead.")
    ]
    assert sentences(session, {"formula": "sqls"}, 1) == []


@pytest.mark.parametrize("label", ["Bookings", "  bookings ", "PER LEAD", "Book\u200bings"])
def test_no_two_metrics_have_one_name(session: Session, label: str) -> None:
    taken = [("label", "There is already a metric with this name; choose another one.")]

    assert sentences(session, own("new", "sqls") | {"label": label}) == taken
    assert sentences(session, {"label": label}, 2) == taken
    assert sentences(session, {"label": "per Lead"}, 1) == []


def test_a_name_is_short_enough_for_a_column(session: Session) -> None:
    assert sentences(session, own("new", "sqls") | {"label": "n" * 60}) == []
    too_long = [("label", "Name must have at most 60 letters.")]
    assert sentences(session, own("new", "sqls") | {"label": "n" * 61}) == too_long


def test_an_id_never_changes(session: Session) -> None:
    assert sentences(session, {"name": "other"}, 2) == [
        ("name", "The id of a metric never changes; add a new metric instead.")
    ]


def test_targets_and_notes_name_the_team_s_own_metrics_and_go_with_them(session: Session) -> None:
    note = insert_row(session, "notes", {"date": "2026-11-01", "metric": "half", "text": "Fair"})
    session.execute(*note)
    session.execute(*set_target(session, "half", "all", "always", comparison="at_least", value=2.0))
    session.execute(*set_target(session, "per_lead", "all", "always", comparison="at_least", value=4.0))
    assert metrics_in(session.store).keys() >= {"half", "per_lead", "bookings"}

    session.execute(*delete_rows(session, TABLE, [2]))

    left = [session.store.count(table) for table in (TABLE, "targets", "notes")]
    assert left == [1, 1, 0]
    session.undo()
    assert [session.store.count(table) for table in (TABLE, "targets", "notes")] == [2, 2, 1]


def test_one_that_another_formula_uses_is_kept(session: Session) -> None:
    with pytest.raises(InvalidRowsError) as caught:
        session.execute(*delete_rows(session, TABLE, [1]))

    assert str(caught.value) == "“Per lead” can't be deleted: the formula of “Half” uses it."
    session.execute(*delete_rows(session, TABLE, [1, 2]))
    assert session.store.count(TABLE) == 0


def test_a_target_for_a_metric_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(InvalidRowsError):
        session.execute(*set_target(session, "other", "all", "always", comparison="at_least", value=2.0))


def test_a_formula_can_be_mended_after_what_it_used_is_gone(session: Session) -> None:
    session.execute("Spoil it", lambda writer: writer.update(TABLE, 1, {"formula": "gone / 2"}))

    assert sentences(session, {"label": "Other"}, 1) == []
    session.execute(*change_row(session, TABLE, 1, {"formula": "bookings / 2"}))
    assert session.store.rows(TABLE, [1])[0]["formula"] == "bookings / 2"
