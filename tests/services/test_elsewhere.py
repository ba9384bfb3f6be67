"""What made a row count otherwise that nobody touched is named as far as the change log tells."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_named
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import change_row, insert_row, set_target
from partnertracker.services.elsewhere import Asked
from partnertracker.services.merging import merge
from partnertracker.services.restating import TARGET, Question, differences, restatements, target_difference
from partnertracker.services.session import Session
from partnertracker.services.tracing import Explained, explained, steps_behind
from tests.made_up import empty_session, inserted

QUESTION = Question(period_named("2026-Q3", 1), day_of("2026-09-30"))


def deal(name: str, partner: Row, **fields: str | int) -> Row:
    usual: Row = {
        "name": name,
        "customer": "Port",
        "customer_is_new": 1,
        "stage": "qualified",
        "value": 100_00,
    }
    dates: Row = {"created_on": "2026-07-01", "qualified_on": "2026-07-02", "source_partner": partner["id"]}
    return {**usual, **dates, **fields}


@pytest.fixture
def session() -> Iterator[Session]:
    """Two partners with a review each, an open deal in dollars and one in euros, and one of last year."""
    session = empty_session()
    litware, adatum = inserted(session, "partners", {"name": "Litware"}, {"name": "Adatum"})
    inserted(session, "exchange_rates", {"currency": "EUR", "from_date": "2020-01-01", "rate": 2.0})
    won = {"created_on": "2025-07-01", "qualified_on": "2025-07-02", "closed_on": "2025-08-01"}
    inserted(
        session,
        "deals",
        deal("ERP", litware),
        deal("CRM", litware, currency="EUR"),
        deal("SAP", litware, stage="won", **won),
    )
    reviews = ((litware, "green", "2026-09-01"), (adatum, "red", "2026-09-02"))
    rows: list[Row] = [
        {"partner": of["id"], "status": how, "reason": "Said so", "reviewed_on": day}
        for of, how, day in reviews
    ]
    inserted(session, "health_reviews", *rows)
    yield session
    session.store.close()


def why(session: Session, step: int, metric: str, scope: str = "all") -> dict[str, Explained]:
    past, question = session.as_known(step), QUESTION._replace(scope=scope)
    restated = next(
        each for each in restatements(past.facts, session.facts, question) if each.metric.id == metric
    )
    rows = (
        *differences(past.facts, session.facts, metric, question).rows,
        *target_difference(restated),
    )
    found = explained(session, past, rows, Asked(restated, question))
    past.store.close()
    return {each.name: each for each in found}


def change_much(session: Session) -> None:
    """Change rules that no row of the metric asked about is weighed by."""
    session.execute(*set_target(session, "sqls", "all", "2026-Q3", comparison="at_least", value=3))
    session.execute(*insert_row(session, "capacities", {"role": "Manager", "partners_per_person": 9}))
    session.execute(*change_setting("idle_days", 40))


def test_a_review_that_lost_out_through_a_merge(session: Session) -> None:
    known = session.store.last_step()
    change_much(session)
    session.execute(*merge(session, "partners", 1, 2, {}))

    found = why(session, known, "green_share")

    (lost,) = (each for name, each in found.items() if "Green" in name and each.row.now is None)
    (trace,) = lost.related
    (edited,) = trace.edited
    assert (trace.table, edited.field.name, edited.before, edited.after) == (
        "health_reviews",
        "partner",
        "Adatum",
        "Litware",
    )
    assert lost.rules == ()


def test_the_setting_that_made_a_deal_count_no_more(session: Session) -> None:
    known = session.store.last_step()
    change_much(session)
    inserted(session, "exchange_rates", {"currency": "EUR", "from_date": "2030-01-01", "rate": 2.5})
    step = session.execute(*change_setting("pipeline_stage", "proposal")).step

    found = why(session, known, "pipeline")

    assert (found["ERP"].rules, found["ERP"].settings) == ((), ("pipeline_stage",))
    assert [each.number for each in found["ERP"].ruled] == [step.number]
    assert found["CRM"].rules == ("exchange_rates",)


def test_a_stage_that_weighs_other_than_before(session: Session) -> None:
    known = session.store.last_step()
    change_much(session)
    (row,) = session.store.find("stages", {"name": "qualified"})
    session.execute(
        "Weigh", lambda writer: writer.update("stages", int(row["key"] or 0), {"probability": 35.0})
    )

    found = why(session, known, "weighted_pipeline")

    assert found["ERP"].rules == ("stages",)


def test_a_goal_for_growth_through_the_deals_of_last_year(session: Session) -> None:
    goal: Row = {"metric": "bookings", "period": "always", "comparison": "growth", "value": 10}
    inserted(session, "targets", {**goal, "scope": "all", "effective_on": "2026-01-01"})
    known = session.store.last_step()
    change_much(session)
    session.execute(*change_row(session, "deals", 3, {"value": 700_00}))

    found = why(session, known, "bookings")

    (target,) = found.values()
    ((edited,),) = (trace.edited for trace in target.related)
    assert (edited.field.name, edited.before, edited.after) == ("value", 100_00, 700_00)
    assert [each.label for each in steps_behind([target])] == ["Edit deal “SAP”"]


def test_a_metric_of_the_team_s_own_that_is_new(session: Session) -> None:
    known = session.store.last_step()
    change_much(session)
    own: Row = {"name": "own", "label": "Own", "formula": "pipeline / 2", "unit": "money"}
    session.execute(*insert_row(session, "custom_metrics", own))

    found = why(session, known, "own")

    assert {(trace.table, trace.what) for each in found.values() for trace in each.related} == {
        ("custom_metrics", "added")
    }


def test_a_partner_with_another_manager(session: Session) -> None:
    session.execute(*change_row(session, "partners", 1, {"manager": "AK"}))
    known = session.store.last_step()
    change_much(session)
    session.execute(*change_row(session, "partners", 1, {"manager": "JL", "website": "litware.example"}))

    found = why(session, known, "pipeline", "manager:AK")

    assert [[each.field.name for each in trace.edited] for trace in found["ERP"].related] == [["manager"]]


def test_a_target_that_grows_with_the_last_quarter_through_its_deals(session: Session) -> None:
    won = {"created_on": "2026-05-01", "qualified_on": "2026-05-02", "closed_on": "2026-06-01"}
    (litware, adatum) = session.store.find("partners", {})
    inserted(session, "deals", deal("POS", litware, stage="won", **won))
    known = session.store.last_step()
    inserted(session, "deals", deal("BI", adatum, stage="won", **won))

    found = why(session, known, "active_partners")

    (target,) = (each for each in found.values() if each.row.part == TARGET)
    assert [(trace.table, trace.what) for trace in target.related] == [("deals", "added")]


def target_behind(found: dict[str, Explained]) -> Explained:
    (target,) = (each for each in found.values() if each.row.part == TARGET)
    return target


def test_a_target_that_no_longer_holds_through_the_setting_alone(session: Session) -> None:
    goal: Row = {"metric": "pipeline", "scope": "all", "effective_on": "2026-01-01"}
    inserted(session, "targets", {**goal, "period": "2026-Q3", "comparison": "at_least", "value": 300_000})
    known = session.store.last_step()
    change_much(session)
    inserted(session, "exchange_rates", {"currency": "EUR", "from_date": "2026-01-01", "rate": 2.5})
    step = session.execute(*change_setting("fiscal_year_start", 4)).step

    target = target_behind(why(session, known, "pipeline"))

    assert (target.row.then, target.row.now) == (300_000, None)
    assert (target.own, target.related, target.rules) == ((), (), ())
    assert target.settings == ("fiscal_year_start",)
    assert [each.number for each in target.ruled] == [step.number]


def test_a_target_that_holds_again_as_a_later_one_was_deleted(session: Session) -> None:
    goal: Row = {"metric": "pipeline", "scope": "all", "period": "2026-Q3", "comparison": "at_least"}
    inserted(session, "targets", {**goal, "effective_on": "2026-01-01", "value": 300_000})
    (later,) = inserted(session, "targets", {**goal, "effective_on": "2026-02-01", "value": 400_000})
    known = session.store.last_step()
    change_much(session)
    session.execute("Delete target", lambda writer: writer.delete("targets", [int(later["key"] or 0)]))

    target = target_behind(why(session, known, "pipeline"))

    assert (target.row.then, target.row.now) == (400_000, 300_000)
    assert [(trace.table, trace.what) for trace in target.related] == [("targets", "deleted")]


def test_a_target_of_a_later_day_takes_no_other_one_s_place(session: Session) -> None:
    goal: Row = {"metric": "bookings", "scope": "all", "period": "2026-Q3", "comparison": "at_least"}
    inserted(session, "targets", {**goal, "effective_on": "2026-01-01", "value": 300_000})
    known = session.store.last_step()
    inserted(session, "targets", {**goal, "effective_on": "2026-11-20", "value": 400_000})
    session.execute(*change_setting("fiscal_year_start", 4))

    found = why(session, known, "pipeline_coverage")

    (target,) = (each for each in found.values() if each.row.table == "targets")
    assert (target.row.then, target.row.now) == (300_000, None)
    assert (target.related, target.settings) == ((), ("fiscal_year_start",))
